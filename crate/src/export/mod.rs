//! What a learner takes along: code that runs as it is and gives the page's own numbers, and the model as a file.

pub mod code;
mod digits;
pub mod keras;
pub mod layers;
pub mod model_file;
pub mod notebook;
pub mod pytorch;
mod samples;
pub mod training_run;

use training_run::{Comparison, Script, TrainingRun};

/// A library that code is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    /// Keras.
    Keras,
    /// `PyTorch`.
    PyTorch,
}

impl Library {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Keras, Self::PyTorch];

    /// The name in files and in JavaScript.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keras => "keras",
            Self::PyTorch => "pytorch",
        }
    }

    /// The library called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|library| library.name() == name)
    }

    /// A run as a script, which trains in the real library and ends with the page's numbers.
    pub fn script(self, run: &TrainingRun) -> Script {
        match self {
            Self::Keras => keras::script(run),
            Self::PyTorch => pytorch::script(run),
        }
    }

    /// The same of several models; one alone has a script like any other.
    pub fn comparison(self, comparison: &Comparison) -> Script {
        match (self, &comparison.runs[..]) {
            (_, [(_, run)]) => self.script(run),
            (Self::Keras, _) => keras::comparison(comparison),
            (Self::PyTorch, _) => pytorch::comparison(comparison),
        }
    }
}
