//! The panel's rows, their parts, and what is known of them without any training.

use std::rc::Rc;

use super::settings::{LONGEST_DATA, Settings};
use crate::data::lab::Observation;
use crate::data::split::{Parts, SplitError};
use crate::model::error::LARGEST;
use crate::model::least_squares::Polynomial;
use crate::model::line_loss::LineLoss;
use crate::model::samples::Samples;

/// Why there is nothing to learn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The rows can't be parted as asked.
    Split(SplitError),
    /// A row has a number that is too large to calculate with: its place, from 1.
    TooLarge(usize),
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
    /// For training.
    pub training: Part,
    /// For the loss after each epoch.
    pub validation: Part,
    /// Kept back until the end.
    pub test: Part,
    /// The least-squares weight and bias on the training rows; nothing when there is no one best line.
    pub best: Option<[f64; 2]>,
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

    /// What a line says for each row.
    pub fn predictions(&self, [w, b]: [f64; 2]) -> Vec<f64> {
        self.x.iter().map(|x| w * x + b).collect()
    }

    /// The rows as the engine takes them; nothing when there are none.
    pub fn samples(&self) -> Option<Samples> {
        #[allow(clippy::cast_possible_truncation)] // single precision already
        let single = |values: &[f64]| values.iter().map(|value| *value as f32).collect::<Vec<_>>();
        Samples::new(1, &single(&self.x), &single(&self.y)).ok()
    }
}

impl Data {
    /// The data that `settings` describe.
    pub fn new(settings: &Settings) -> Self {
        let rows = settings.own.clone().unwrap_or_else(|| settings.lab().observations().into());
        let is_large = |row: &Observation| row.x.abs().max(row.y.abs()) > f64::from(LARGEST);
        let too_large = rows.iter().position(is_large).map(|at| Unfit::TooLarge(at + 1));
        let parted = settings.split().part(rows.len()).map_err(Unfit::Split);
        let unfit = too_large.or(parted.as_ref().err().copied());
        // Rows that can't be parted are all shown as for training, though nothing is trained.
        let unparted = || Parts { training: (0..rows.len()).collect(), validation: Vec::new(), test: Vec::new() };
        let Parts { training, validation, test } = parted.unwrap_or_else(|_| unparted());
        let training = Part::new(&rows, training);
        let line = Polynomial::fit(&training.x, &training.y, 1).ok().map(|line| line.coefficients());
        let best = line.map(|coefficients| [coefficients[1], coefficients[0]]);
        let (validation, test) = (Part::new(&rows, validation), Part::new(&rows, test));
        Self { rows, training, validation, test, best, unfit }
    }

    /// The loss of least squares on the training rows: no line has less.
    pub fn least_loss(&self) -> Option<f64> {
        self.training.loss_of(self.best?)
    }
}

/// Rows as a link carries them, `x_y~x_y`; nothing when that would be too long.
pub fn pack(rows: &[Observation]) -> Option<String> {
    if rows.len() > LONGEST_DATA / 4 {
        return None;
    }
    let text = rows.iter().map(|row| format!("{}_{}", row.x, row.y)).collect::<Vec<_>>().join("~");
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
