//! Perceptrons and networks that learn in the page.
//!
//! The library has six rooms, and data flows through them one way (the random numbers that data and
//! model share stand beside them, in [`random`]):
//!
//! * [`data`]: what there is to learn (truth tables of logic gates, clouds of labelled points, the rows of the
//!   regression lab and of an exam, files) and how its rows are parted.
//! * [`model`]: the mathematics of learning. It knows no data set, no picture and no browser.
//! * [`plot`]: pictures of a model, drawn on any plotters backend: a canvas in the page, SVG in tests and on paper.
//! * [`export`]: what a learner takes along: code for Keras and notebooks that give the page's own numbers.
//! * [`panel`]: one module a panel: its table of state, what its controls do, and every number it shows, as text.
//! * [`web`]: the only room that knows a browser. It hands the panels to JavaScript and does nothing else.

pub mod data;
pub mod export;
pub mod model;
pub mod names;
pub mod panel;
pub mod plot;
pub mod random;
pub mod text;
pub mod web;
