//! The mathematics of learning. It knows no data sets, no pictures and no browser.
//!
//! * One perceptron with exact decimals: [`perceptron`], [`training`], [`boundary`], [`decimal`]; a [`grid_search`] over its
//!   parameters; three perceptrons in [`two_layers`].
//! * Networks in single precision, four samples at a time: a [`network`] of [`dense`] layers with an [`activation`] each, its
//!   [`init`]ialization, and its [`fit`] to [`samples`] by an [`optimizer`] that minimizes a [`loss`], with a [`schedule`] of the
//!   learning rate and [`dropout`]. The [`forward`] pass of one sample and its [`backward`] pass, the [`history`] of the losses, the [`summary`] as a table,
//!   and the [`limits`]. A [`population`] of them from many seeds.
//! * Two networks that learn against each other: [`gan`].
//! * Functions and solutions to compare with, in double precision: [`activation_function`], [`probability`], [`least_squares`],
//!   [`logistic`], [`line_loss`], [`roc`].
//! * Other layers: [`convolution`], [`recurrent`].
//! * What all of them share with the data they learn: [`random`] numbers and [`names`].

pub mod activation;
pub mod activation_function;
pub mod backward;
mod batches;
pub mod boundary;
pub mod convolution;
pub mod curves;
pub mod decimal;
pub mod dense;
pub mod dropout;
pub mod error;
pub mod fit;
pub mod forward;
pub mod gan;
pub mod grid_search;
pub mod history;
pub mod init;
pub mod lanes;
pub mod least_squares;
pub mod limits;
mod line;
pub mod line_loss;
pub mod logistic;
pub mod loss;
pub mod names;
pub mod network;
pub mod optimizer;
pub mod parameter_name;
mod pass;
pub mod perceptron;
pub mod population;
pub mod probability;
pub mod random;
pub mod recurrent;
pub mod roc;
pub mod samples;
pub mod schedule;
pub mod summary;
pub mod timeline;
pub mod training;
pub mod two_layers;
