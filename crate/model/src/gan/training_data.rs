//! The samples that G is to make more of.

use crate::error::{Error, check_length, check_size, check_values};
use crate::limits::{MAX_INPUTS, MAX_SAMPLES, MAX_UNITS, MAX_VALUES};

/// Samples x `[n, d]`, and a class for each where there are classes.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingData {
    width: usize,
    rows: Vec<f32>,
    classes: usize,
    labels: Vec<u32>,
}

impl TrainingData {
    /// Samples with `width` numbers each, from row-major `rows` `[n, width]`.
    ///
    /// # Errors
    /// When the rows are no whole number of samples, are empty or more than [`MAX_SAMPLES`], or a number is not one of at most
    /// [`crate::limits::MAX_MAGNITUDE`] in magnitude.
    pub fn new(width: usize, rows: &[f32]) -> Result<Self, Error> {
        check_size("The number of numbers of a sample", width, MAX_INPUTS)?;
        let count = rows.len() / width;
        check_length("numbers of samples", count * width, rows.len())?;
        check_size("The number of samples", count, MAX_SAMPLES)?;
        check_size("The number of values", rows.len(), MAX_VALUES)?;
        check_values("Value", rows)?;
        Ok(Self { width, rows: rows.to_vec(), classes: 0, labels: Vec::new() })
    }

    /// Samples with a class each, counted from 0.
    ///
    /// # Errors
    /// As [`TrainingData::new`], and when there is not one label per sample or a label is not below `classes`.
    pub fn of_classes(width: usize, rows: &[f32], classes: usize, labels: &[u32]) -> Result<Self, Error> {
        let data = Self::new(width, rows)?;
        check_size("The number of classes", classes, MAX_UNITS)?;
        check_length("labels", data.count(), labels.len())?;
        for label in labels {
            check_size("A class counted from 1", (*label as usize).saturating_add(1), classes)?;
        }
        Ok(Self { classes, labels: labels.to_vec(), ..data })
    }

    /// The number of samples n.
    pub fn count(&self) -> usize {
        self.rows.len() / self.width
    }

    /// The numbers of a sample, d.
    pub fn width(&self) -> usize {
        self.width
    }

    /// All samples, row-major `[n, d]`.
    pub fn rows(&self) -> &[f32] {
        &self.rows
    }

    /// One sample.
    pub fn row(&self, at: usize) -> &[f32] {
        &self.rows[at * self.width..][..self.width]
    }

    /// How many classes there are: 0 without.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The class of each sample; empty without classes.
    pub fn labels(&self) -> &[u32] {
        &self.labels
    }
}
