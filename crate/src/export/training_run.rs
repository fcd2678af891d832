//! A training run to export: its data, its initial network and its settings.

use crate::model::fit::Settings;
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;

/// A training run.
#[derive(Clone, Debug)]
pub struct TrainingRun {
    /// The data set.
    pub data: Data,
    /// The targets of the network.
    pub targets: Targets,
    /// The numbers of rows for training, validation and test.
    pub parts: [usize; 3],
    /// The network at the start of the run, with its frozen parameters.
    pub network: Network,
    /// The rule and the seed of the initial weights, when the code draws them and does not list them.
    pub drawn: Option<(Init, u64)>,
    /// The settings.
    pub settings: Settings,
    /// The number of epochs; 0 for a network that is not trained.
    pub epochs: u64,
    /// The decision rule, when the accuracy is printed.
    pub decision: Option<Decision>,
}

impl TrainingRun {
    /// The loss that the outputs go into; `None` for a network that is not trained.
    pub(super) fn loss(&self) -> Option<Loss> {
        (self.epochs > 0).then_some(self.settings.loss)
    }
}

/// The data set.
#[derive(Clone, Debug)]
pub enum Data {
    /// Rows that the code lists.
    Columns(Columns),
    /// The handwritten digits of scikit-learn.
    Digits(DigitImages),
}

/// A data set as columns: rows for training first, then for validation, then for the test.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The measured columns with their names in the code.
    pub measured: Vec<(String, Vec<f32>)>,
    /// The column of the target with its name in the code.
    pub target: (String, Vec<f32>),
    /// Scaled columns, from which the inputs are computed.
    pub scaled: Vec<Scaled>,
    /// The inputs of the network as Python formulas of the columns: `x1`, `x1**2`, `sin(x1)`.
    pub inputs: Vec<String>,
}

impl Columns {
    /// Columns that are the inputs as they are.
    pub fn plain(measured: Vec<(&str, Vec<f32>)>, (target, values): (&str, Vec<f32>)) -> Self {
        Self {
            inputs: measured.iter().map(|(name, _)| (*name).to_owned()).collect(),
            measured: measured.into_iter().map(|(name, values)| (name.to_owned(), values)).collect(),
            target: (target.to_owned(), values),
            scaled: Vec::new(),
        }
    }
}

/// How the images of handwritten digits are shuffled and split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigitImages {
    /// The seed of the order.
    pub seed: u64,
    /// The number of images for training, before the classes are selected.
    pub training: usize,
    /// The number of images after them that are for validation; the rest are for the test.
    pub validation: usize,
    /// The classes in the training set.
    pub classes: Vec<usize>,
    /// What is changed in the training images.
    pub change: TrainingChange,
}

/// What is changed in the training images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainingChange {
    /// Nothing.
    None,
    /// The labels are shuffled, with this stream of the seed.
    ShuffledLabels(u64),
    /// Every cell has this many of 16 black pixels.
    Constant(u8),
}

/// The rule that turns outputs into a prediction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Decision {
    /// 1 for an output of at least this threshold.
    Threshold(f64),
    /// The class with the greatest output.
    Greatest,
}

impl Data {
    /// The name of the target in the code.
    pub(super) fn target(&self) -> &str {
        match self {
            Self::Columns(columns) => &columns.target.0,
            Self::Digits(_) => "label",
        }
    }

    /// Whether the only input of the network is the only column, unchanged.
    pub(super) fn is_one_column(&self) -> bool {
        matches!(self, Self::Columns(columns) if columns.inputs == ["x"])
    }
}

/// The scaled column (column − centre)/unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaled {
    /// Its name.
    pub name: String,
    /// The original column.
    pub column: String,
    /// The value that becomes 0.
    pub centre: f64,
    /// The distance from the centre that becomes 1.
    pub unit: f64,
    /// What is so over the training rows, as a remark of the code.
    pub remark: &'static str,
}

/// The targets of a network, from the column of the target. Classes count from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets {
    /// The column itself.
    Same,
    /// The column on another scale: (t − mean)/deviation.
    Standardized {
        /// The mean over the training rows.
        mean: f64,
        /// Their standard deviation.
        deviation: f64,
    },
    /// −1 for 0 and 1 for 1.
    PlusMinus,
    /// One-hot: of so many outputs the one of the class is 1 and the others are 0.
    OneHot(usize),
    /// 1 for one class, 0 for the others.
    Is(usize),
    /// A number for each class.
    Numbers(Vec<usize>),
}

impl Targets {
    /// Whether the column has classes.
    pub fn are_of_classes(&self) -> bool {
        matches!(self, Self::OneHot(_) | Self::Is(_) | Self::Numbers(_))
    }
}

/// Several models that are trained on the same rows.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The names and runs of the models, at least one. A run may have only the first rows of the run with the most rows.
    pub runs: Vec<(&'static str, TrainingRun)>,
    /// The inputs at which the outputs are printed at the end.
    pub point: Vec<f32>,
}

impl Comparison {
    /// The run with the most rows.
    pub(super) fn widest(&self) -> &TrainingRun {
        let runs = self.runs.iter().map(|(_, run)| run);
        runs.max_by_key(|run| run.parts[0]).expect("there is at least one")
    }

    /// The column of the target for the rows of a run, in Python.
    pub(super) fn target(&self, run: &TrainingRun) -> String {
        let (name, rows) = (run.data.target(), run.parts[0]);
        if rows < self.widest().parts[0] { format!("{name}[:{rows}]") } else { name.to_owned() }
    }
}

/// Code in the pieces that become the cells of a notebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Imports and rows.
    pub data: String,
    /// The initial model.
    pub model: String,
    /// The training; empty when there is none.
    pub fit: String,
    /// What is printed at the end.
    pub results: String,
    /// The call that has a `figure` follow the training, in a notebook; empty where there is no one model to follow.
    pub follow: String,
    /// What a notebook draws, when it is not the losses of each epoch.
    pub plot: Option<String>,
}

impl Script {
    /// The script as one file.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in [&self.data, &self.model, &self.fit, &self.results].into_iter().filter(|piece| !piece.is_empty()) {
            // Python style has two empty lines before a function.
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
