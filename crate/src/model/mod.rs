//! The mathematics of learning, free of data sets, pictures and browsers.
//!
//! One perceptron, whose numbers are exact decimals: [`perceptron`], [`training`], [`boundary`], [`decimal`]; a [`grid_search`]
//! over all its settings; three of them in [`two_layers`]. Networks of dense layers, in single precision and four samples
//! at a time: a [`network`] of [`dense`] layers with an [`activation`] each, [`init`]ialised, [`fit`] to [`samples`] by an
//! [`optimizer`] that makes a [`loss`] small. What the best line, polynomial or probability is, and what the loss of a line
//! looks like: [`least_squares`], [`logistic`], [`line_loss`]. A network's shapes in a table: [`summary`]. One sample on
//! paper: [`softmax`]; how a decision at a threshold fares: [`roc`].

pub mod activation;
pub mod activation_function;
mod batches;
pub mod boundary;
pub mod convolution;
pub mod decimal;
pub mod dense;
pub mod error;
pub mod fit;
pub mod forward;
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
pub mod network;
pub mod optimizer;
pub mod parameter_name;
mod pass;
pub mod perceptron;
pub mod probability;
pub mod recurrent;
pub mod roc;
pub mod samples;
pub mod summary;
pub mod training;
pub mod two_layers;
