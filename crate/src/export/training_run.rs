//! A run of training as it is to be taken along: its rows, the network it starts from, and its settings.

use crate::model::fit::Settings;
use crate::model::network::Network;

/// A run from its start through so many epochs.
#[derive(Clone, Debug)]
pub struct TrainingRun {
    /// What was measured, each column under its name: the rows for training, then those for validation, then those for the
    /// test.
    pub columns: Vec<(&'static str, Vec<f32>)>,
    /// What is to be learned, in the same order.
    pub target: (&'static str, Vec<f32>),
    /// A column moved and stretched, for the inputs to be made of.
    pub scaled: Option<Scaled>,
    /// The network's inputs as formulas of the columns in Python's notation: `x1`, `x1**2`, `sin(x1)`.
    pub inputs: Vec<&'static str>,
    /// What the network is to give for a target.
    pub targets: Targets,
    /// How many rows are for training, validation and test.
    pub parts: [usize; 3],
    /// The network as the run begins, with what is frozen.
    pub network: Network,
    /// How it learns.
    pub settings: Settings,
    /// How often the training rows are gone through; 0 for a network that is only looked at.
    pub epochs: u64,
    /// The output from which on label 1 is predicted, where the share of right predictions is asked for.
    pub threshold: Option<f64>,
}

/// (column − centre)/half under a name of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaled {
    /// What it is called.
    pub name: &'static str,
    /// The column that it is made of.
    pub column: &'static str,
    /// What becomes 0.
    pub centre: f64,
    /// How far from there what becomes 1 lies.
    pub half: f64,
}

/// What a network is to give for a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Targets {
    /// The target itself.
    Same,
    /// −1 for 0 and 1 for 1.
    PlusMinus,
    /// One of two outputs is 1: the first for 0, the second for 1.
    OneHot,
}

/// Code in the pieces that are a notebook's cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// Imports and rows.
    pub data: String,
    /// The model at its start.
    pub model: String,
    /// The training; empty where there is none.
    pub fit: String,
    /// What is printed in the end.
    pub results: String,
}

impl Script {
    /// The script as one file.
    pub fn text(&self) -> String {
        let mut text = self.data.clone();
        for piece in [&self.model, &self.fit, &self.results].into_iter().filter(|piece| !piece.is_empty()) {
            // Two empty lines stand before a function.
            let begins_with_a_function = piece.starts_with("def ") || piece.starts_with("class ");
            text += if begins_with_a_function { "\n\n" } else { "\n" };
            text += piece;
        }
        text
    }
}
