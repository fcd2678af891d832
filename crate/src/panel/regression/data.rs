//! The panel's rows, their parts, and what is known of them without any training.

use std::rc::Rc;

use super::fields::LONGEST_DATA;
use super::landscape::Landscapes;
use super::pictures::bounds;
use super::results::Measured;
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
    /// The rows can't be parted as asked.
    Split(SplitError),
    /// A row has a number that is too large to calculate with: its place, from 1.
    TooLarge(usize),
    /// A row's y is neither 0 nor 1, and a probability is to be fitted: its place, from 1.
    NoLabel(usize),
}

/// The rows of one part.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Their places among all rows.
    pub rows: Vec<usize>,
    /// The inputs, in single precision as the model sees them.
    pub x: Vec<f64>,
    /// The targets, likewise.
    pub y: Vec<f64>,
    /// The loss of any line on these rows; nothing when there are none.
    pub loss: Option<LineLoss>,
}

/// The rows, and how they are parted.
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
    /// The loss over weight and bias, kept from one picture to the next.
    pub(super) landscape: Landscapes,
    /// What models that no training changes measure, kept likewise.
    pub(super) measured: Measured,
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

impl Data {
    /// The data that `settings` describe.
    pub fn new(settings: &Settings) -> Self {
        let rows = settings.own.clone().unwrap_or_else(|| settings.drawn().into());
        let is_large = |row: &Observation| row.x.abs().max(row.y.abs()) > f64::from(MAX_MAGNITUDE);
        let too_large = rows.iter().position(is_large).map(|at| Unfit::TooLarge(at + 1));
        let parted = settings.split().split(rows.len()).map_err(Unfit::Split);
        let is_label = |row: &Observation| row.y.abs().min((row.y - 1.0).abs()) == 0.0;
        let stray = rows.iter().position(|row| settings.logistic && !is_label(row)).map(|at| Unfit::NoLabel(at + 1));
        let unfit = too_large.or(stray).or(parted.as_ref().err().copied());
        // Rows that can't be parted are all shown as for training, though nothing is trained.
        let unparted = || Split { training: (0..rows.len()).collect(), validation: Vec::new(), test: Vec::new() };
        let Split { training, validation, test } = parted.unwrap_or_else(|_| unparted());
        let training = Part::new(&rows, training);
        let shape = settings.shape(&training.x);
        let finish = if stray.is_none() { shape.best(&training.x, &training.y) } else { Err(NoBest::NoLabels) };
        let best = finish.as_deref().ok().and_then(|finish| <[f64; 2]>::try_from(finish).ok());
        let (validation, test) = (Part::new(&rows, validation), Part::new(&rows, test));
        let is_far = |x: &f64| shape.inputs(*x).any(|input| input.abs() > f64::from(MAX_MAGNITUDE));
        let far = validation.x.iter().position(is_far).map(|at| validation.rows[at] + 1);
        let bounds = [bounds(rows.iter().map(|row| row.x)), bounds(rows.iter().map(|row| row.y))];
        let (landscape, measured) = (Landscapes::default(), Measured::default());
        Self { rows, bounds, training, validation, test, shape, finish, best, landscape, measured, far, unfit }
    }

    /// The loss of the best parameters on the training rows, in squares or in the cross-entropy.
    pub fn least_loss(&self) -> Option<f64> {
        let loss = if self.shape == Shape::Sigmoid { Loss::BinaryCrossEntropy } else { Loss::MeanSquared };
        self.loss(&self.training, self.finish.as_deref().ok()?, loss)
    }

    /// The mean loss of parameters over a part; nothing when it has no rows.
    pub fn loss(&self, part: &Part, parameters: &[f64], loss: Loss) -> Option<f64> {
        if let (Shape::Line, &[w, b]) = (self.shape, parameters) {
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

/// Rows as a link carries them, `x_y~x_y`; nothing when that would be too long.
pub fn pack(rows: &[Observation]) -> Option<String> {
    if rows.len() > LONGEST_DATA / 4 {
        return None;
    }
    // 10⁻³⁰⁰ written out would fill a link alone.
    let short = |value: f64| {
        let (plain, scientific) = (value.to_string(), format!("{value:e}"));
        if scientific.len() < plain.len() { scientific } else { plain }
    };
    let text = rows.iter().map(|row| format!("{}_{}", short(row.x), short(row.y))).collect::<Vec<_>>().join("~");
    // No rows at all are data too; an empty text would mean the lab's.
    let text = if rows.is_empty() { "~".to_owned() } else { text };
    (text.len() <= LONGEST_DATA).then_some(text)
}

/// The rows of a link: nothing inside for an empty text, nothing at all for one that does not unpack.
#[allow(clippy::option_option)] // "none" and "damaged" are two things
pub fn unpack(text: &str) -> Option<Option<Rc<[Observation]>>> {
    if text.is_empty() {
        return Some(None);
    }
    let number = |text: &str| text.parse::<f64>().ok().filter(|value| value.abs() <= f64::from(f32::MAX));
    let row = |text: &str| {
        let (x, y) = text.split_once('_')?;
        Some(Observation { x: number(x)?, y: number(y)? })
    };
    if text == "~" {
        return Some(Some(Rc::from([])));
    }
    text.split('~').map(row).collect::<Option<Rc<[_]>>>().map(Some)
}
