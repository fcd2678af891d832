//! Perceptron Playground.
