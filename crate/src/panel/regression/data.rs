//! The panel's rows, their parts, and what is known of them without any training.

use std::rc::Rc;

use super::settings::Settings;
use super::shape::{NoBest, Shape};
use crate::data::lab::Observation;
use crate::data::split::{Split, SplitError};
use crate::model::limits::MAX_MAGNITUDE;
use crate::model::line_loss::LineLoss;
use crate::model::loss::Loss;
use crate::model::samples::Samples;

/// Why there is nothing to learn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The rows can't be split as asked.
    Split(SplitError),
    /// A row has a number that is too large to calculate with: its place, from 1.
    TooLarge(usize),
    /// A row's y is neither 0 nor 1, and a probability is to be fitted: its place, from 1.
    NoLabel(usize),
}

/// What a row is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// To train on.
    Training,
    /// To measure the loss on after each epoch.
    Validation,
    /// To test on in the end.
    Test,
}

/// The rows of one use.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Their places among all rows.
    pub rows: Vec<usize>,
    /// The inputs `[n]`, in single precision as the model sees them.
    pub x: Vec<f64>,
    /// The targets `[n]`, likewise.
    pub y: Vec<f64>,
    /// The mean squared error of any line on these rows; nothing when there are none.
    pub loss: Option<LineLoss>,
}

/// The rows, and how they are split.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// All rows.
    pub rows: Rc<[Observation]>,
    /// The bounds of all x, and of all y.
    pub bounds: [[f64; 2]; 2],
    /// For training.
    pub training: Part,
    /// For the loss after each epoch.
    pub validation: Part,
    /// Kept back until the end.
    pub test: Part,
    /// What is fitted to them.
    pub shape: Shape,
    /// The parameters that are best for the training rows: of least squares, or of the least cross-entropy.
    pub finish: Result<Vec<f64>, NoBest>,
    /// These as a weight and a bias, where there are no more than two.
    pub best: Option<[f64; 2]>,
    /// The first validation row that lies too far outside the training rows for its powers to be calculated with: its place
    /// among all rows, from 1. Without it there is no validation loss.
    pub far: Option<usize>,
    /// Why nothing can be learned from the rows, if so.
    pub unfit: Option<Unfit>,
}

impl Part {
    fn new(all: &[Observation], rows: Vec<usize>) -> Self {
        #[allow(clippy::cast_possible_truncation)] // to single precision is what is wanted
        let single = |value: f64| f64::from(value as f32);
        let x: Vec<_> = rows.iter().map(|&row| single(all[row].x)).collect();
        let y: Vec<_> = rows.iter().map(|&row| single(all[row].y)).collect();
        let loss = LineLoss::new(&x, &y);
        Self { rows, x, y, loss }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The mean squared error of a line; nothing without rows.
    pub fn loss_of(&self, [w, b]: [f64; 2]) -> Option<f64> {
        self.loss.map(|loss| loss.at(w, b))
    }
}

/// The least and the greatest of some values; −1 and 1 where there are none.
pub fn bounds(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let [low, high] = values.fold([f64::INFINITY, f64::NEG_INFINITY], |[l, h], v| [l.min(v), h.max(v)]);
    if low > high { [-1.0, 1.0] } else { [low, high] }
}

impl Data {
    /// The data that `settings` describe.
    pub fn new(settings: &Settings) -> Self {
        let rows = settings.points.0.clone().unwrap_or_else(|| settings.drawn().into());
        let is_large = |row: &Observation| row.x.abs().max(row.y.abs()) > f64::from(MAX_MAGNITUDE);
        let too_large = rows.iter().position(is_large).map(|at| Unfit::TooLarge(at + 1));
        let split = settings.splitter().split(rows.len()).map_err(Unfit::Split);
        let is_label = |row: &Observation| row.y.abs().min((row.y - 1.0).abs()) == 0.0;
        let stray =
            rows.iter().position(|row| settings.is_logistic() && !is_label(row)).map(|at| Unfit::NoLabel(at + 1));
        let unfit = too_large.or(stray).or(split.as_ref().err().copied());
        // Rows that can't be split are all shown as for training, though nothing is trained.
        let whole = || Split { training: (0..rows.len()).collect(), validation: Vec::new(), test: Vec::new() };
        let Split { training, validation, test } = split.unwrap_or_else(|_| whole());
        let training = Part::new(&rows, training);
        let shape = settings.shape(&training.x);
        let finish = if stray.is_none() { shape.best(&training.x, &training.y) } else { Err(NoBest::NoLabels) };
        let best = finish.as_deref().ok().and_then(|finish| <[f64; 2]>::try_from(finish).ok());
        let (validation, test) = (Part::new(&rows, validation), Part::new(&rows, test));
        let is_far = |x: &f64| shape.inputs(*x).any(|input| input.abs() > f64::from(MAX_MAGNITUDE));
        let far = validation.x.iter().position(is_far).map(|at| validation.rows[at] + 1);
        let bounds = [bounds(rows.iter().map(|row| row.x)), bounds(rows.iter().map(|row| row.y))];
        Self { rows, bounds, training, validation, test, shape, finish, best, far, unfit }
    }

    /// The rows of one use.
    pub fn part(&self, of: Use) -> &Part {
        match of {
            Use::Training => &self.training,
            Use::Validation => &self.validation,
            Use::Test => &self.test,
        }
    }

    /// The loss by which the best parameters are the best.
    pub fn finish_loss(&self) -> Loss {
        if self.shape == Shape::Sigmoid { Loss::BinaryCrossEntropy } else { Loss::MeanSquared }
    }

    /// The mean loss of parameters over a part; nothing when it has no rows.
    pub fn loss(&self, part: &Part, parameters: &[f64], loss: Loss) -> Option<f64> {
        if let (Shape::Line, Loss::MeanSquared, &[w, b]) = (self.shape, loss, parameters) {
            return part.loss_of([w, b]);
        }
        let rows = part.x.iter().zip(&part.y);
        let sum = rows.map(|(x, y)| self.shape.row_loss(parameters, loss, *x, *y)).sum::<f64>();
        (!part.is_empty()).then(|| sum / part.len() as f64)
    }

    /// What the model says for each row of a part.
    pub fn predictions(&self, part: &Part, parameters: &[f64]) -> Vec<f64> {
        part.x.iter().map(|x| self.shape.at(parameters, *x)).collect()
    }

    /// A part's rows as the engine takes them; nothing when there are none.
    pub fn samples(&self, part: &Part) -> Option<Samples> {
        #[allow(clippy::cast_possible_truncation)] // single precision is what the engine takes
        let single = |value: f64| value as f32;
        let inputs: Vec<_> = part.x.iter().flat_map(|x| self.shape.inputs(*x)).map(single).collect();
        let targets: Vec<_> = part.y.iter().map(|y| single(*y)).collect();
        Samples::new(self.shape.weights(), &inputs, &targets).ok()
    }
}
