//! Exports: code for Keras and `PyTorch` that gives the page's own numbers, notebooks, and the model as a file.

mod code;
mod dataset;
mod digits;
mod dropout;
pub mod gan;
pub mod keras;
pub mod layers;
pub mod library;
pub mod model_file;
pub mod notebook;
pub mod pytorch;
pub mod recurrent;
mod schedule;
pub mod training_run;

use library::Library;
use training_run::{Comparison, Script, TrainingRun};

/// A run of training as a script, which trains in the real library and ends with the page's numbers.
pub fn script(library: Library, run: &TrainingRun) -> Script {
    match library {
        Library::Keras => keras::script(run),
        Library::PyTorch => pytorch::script(run),
    }
}

/// Several models that learn from the same rows as one script; a single model has a script like any other.
pub fn comparison(library: Library, comparison: &Comparison) -> Script {
    match (library, &comparison.runs[..]) {
        (_, [(_, run)]) => script(library, run),
        (Library::Keras, _) => keras::comparison(comparison),
        (Library::PyTorch, _) => pytorch::comparison(comparison),
    }
}
