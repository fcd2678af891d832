//! A run of training as it is to be taken along: its rows, the network it starts from, and its settings.

use crate::model::fit::Settings;
use crate::model::init::Init;
use crate::model::network::Network;

/// A run from its start through so many epochs.
#[derive(Clone, Debug)]
pub struct TrainingRun {
    /// What there is to learn from.
    pub data: Data,
    /// What the network is to give for a target.
    pub targets: Targets,
    /// How many rows are for training, validation and test.
    pub parts: [usize; 3],
    /// The network as the run begins, with what is frozen.
    pub network: Network,
    /// The rule and the seed that the code draws the first weights by, where it is not to list them.
    pub drawn: Option<(Init, u64)>,
    /// How it learns.
    pub settings: Settings,
    /// How often the training rows are gone through; 0 for a network that is only looked at.
    pub epochs: u64,
    /// How predictions come from outputs, where the share of right ones is asked for.
    pub decision: Option<Decision>,
}

/// What there is to learn from.
#[derive(Clone, Debug)]
pub enum Data {
    /// Rows that stand in the code.
    Columns(Columns),
    /// The data set of handwritten digits, which scikit-learn brings along.
    Digits(Pictures),
}

/// Rows: those for training, then those for validation, then those for the test.
#[derive(Clone, Debug)]
pub struct Columns {
    /// What was measured, each column under its name.
    pub measured: Vec<(&'static str, Vec<f32>)>,
    /// What is to be learned, in the same order.
    pub target: (&'static str, Vec<f32>),
    /// A column moved and stretched, for the inputs to be made of.
    pub scaled: Option<Scaled>,
    /// The network's inputs as formulas of the columns in Python's notation: `x1`, `x1**2`, `sin(x1)`.
    pub inputs: Vec<&'static str>,
}

/// How the pictures of handwritten digits are put in order and taught; the first part of that order is for training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pictures {
    /// What the order is drawn from.
    pub seed: u64,
    /// How many of the pictures come first; of these only some may be taught.
    pub first: usize,
    /// The digits that are taught.
    pub taught: Vec<usize>,
    /// What is done to the training pictures.
    pub lesson: PictureLesson,
}

/// What is done to the training pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureLesson {
    /// Nothing.
    Plain,
    /// Their labels change places, drawn from this stream of the seed.
    ShuffledLabels(u64),
    /// Every cell gets this many of 16 black pixels.
    Constant(u8),
}

/// How a prediction comes from outputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Decision {
    /// It is 1 from this output on.
    Threshold(f64),
    /// It is the class of the greatest output.
    Greatest,
}

impl Data {
    /// The target's name in the code.
    pub(super) fn target(&self) -> &'static str {
        match self {
            Self::Columns(columns) => columns.target.0,
            Self::Digits(_) => "label",
        }
    }

    /// Whether the one column is the network's one input as it is.
    pub(super) fn is_one_column(&self) -> bool {
        matches!(self, Self::Columns(columns) if columns.inputs == ["x"])
    }
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

/// What a network is to give for a target. Classes count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Targets {
    /// The target itself.
    Same,
    /// −1 for 0 and 1 for 1.
    PlusMinus,
    /// Of so many outputs that of the class is 1, the others 0.
    OneHot(usize),
    /// 1 for one class, 0 for the others.
    Is(usize),
    /// A number for each class.
    Numbers(Vec<usize>),
}

impl Targets {
    /// Whether the target is a class.
    pub fn are_of_classes(&self) -> bool {
        matches!(self, Self::OneHot(_) | Self::Is(_) | Self::Numbers(_))
    }
}

/// Models that learn from the same rows, each by itself.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The models' names and runs, at least one. Of the rows of the run with most, another may have the first ones alone.
    pub runs: Vec<(&'static str, TrainingRun)>,
    /// The inputs at which the outputs are printed in the end.
    pub point: Vec<f32>,
}

impl Comparison {
    /// The run with most rows.
    pub(super) fn widest(&self) -> &TrainingRun {
        let runs = self.runs.iter().map(|(_, run)| run);
        runs.max_by_key(|run| run.parts[0]).expect("there is at least one")
    }

    /// The target's column as far as a run goes, in Python.
    pub(super) fn target(&self, run: &TrainingRun) -> String {
        let (name, rows) = (run.data.target(), run.parts[0]);
        if rows < self.widest().parts[0] { format!("{name}[:{rows}]") } else { name.to_owned() }
    }
}

/// Code in the pieces that are a notebook's cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
        let mut text = String::new();
        for piece in [&self.data, &self.model, &self.fit, &self.results].into_iter().filter(|piece| !piece.is_empty()) {
            // Two empty lines stand before a function.
            let begins_with_a_function = piece.starts_with("def ") || piece.starts_with("class ");
            text += if text.is_empty() {
                ""
            } else if begins_with_a_function {
                "\n\n"
            } else {
                "\n"
            };
            text += piece;
        }
        text
    }
}
