//! The mathematics of learning, free of data sets, pictures and browsers.

pub mod boundary;
pub mod decimal;
pub mod perceptron;
pub mod training;
