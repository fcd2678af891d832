//! Perceptrons and networks that learn in the page.
//!
//! The library has seven modules. Data flows through them in one direction.
//!
//! * [`data`]: the data sets (truth tables of logic gates, synthetic points, distributions to generate from, the rows of the
//!   regression lab and of an exam, digits, CSV files) and how they are split.
//! * [`model`]: the mathematics of learning, a package of its own: it knows no data set, no picture and no browser, and it is
//!   compiled for speed, all else for size.
//! * [`text`]: how numbers are written for people.
//! * [`plot`]: pictures of a model on any plotters backend: a canvas in the page, SVG in tests and on paper.
//! * [`export`]: code for Keras and `PyTorch` and notebooks that give the page's own numbers, and model files.
//! * [`panel`]: a module for each panel: its state, its commands, and every number it shows as text.
//! * [`web`]: the bindings for JavaScript. Only this module knows a browser.
//!
//! Data and model share the random numbers of [`model::random`]. [`model::names`] has the error for an unknown name.

pub mod data;
pub mod export;
pub mod panel;
pub mod plot;
pub mod text;
mod typescript;
pub mod web;

pub use perceptron_model as model;
