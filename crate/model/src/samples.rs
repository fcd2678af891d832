//! Samples and points in the layout of the engine: side by side in the lanes of vectors.

use wide::f32x4;

use super::error::{Error, check_length, check_size, check_values};
use super::lanes::Block;
use super::limits::{MAX_INPUTS, MAX_SAMPLES, MAX_UNITS, MAX_VALUES};

/// The most vectors in a block. With four, the products of a layer keep two units' sums and one input in registers.
pub(super) const MAX_BLOCK_WIDTH: usize = 4;
/// Inputs `[n, inputs]` for the forward pass of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    inputs: usize,
    count: usize,
    /// Block after block, each with one block of 4·`MAX_BLOCK_WIDTH` values an input. The last is filled up with zeros.
    values: Vec<f32x4>,
}

impl Points {
    /// Points with `inputs` numbers each, from row-major `rows` `[n, inputs]`.
    ///
    /// # Errors
    /// When the rows are no whole number of points, are empty or more than [`MAX_SAMPLES`], or a number is not one of at
    /// most [`super::limits::MAX_MAGNITUDE`] in magnitude.
    pub fn new(inputs: usize, rows: &[f32]) -> Result<Self, Error> {
        let count = count_rows("numbers of points", inputs, rows)?;
        check_values("Input", rows)?;
        let blocks = count.div_ceil(4 * MAX_BLOCK_WIDTH);
        let mut values = vec![f32x4::ZERO; blocks * inputs * MAX_BLOCK_WIDTH];
        let lanes: &mut [f32] = wide::bytemuck::cast_slice_mut(&mut values);
        for (p, row) in rows.chunks_exact(inputs).enumerate() {
            let (block, lane) = (p / (4 * MAX_BLOCK_WIDTH), p % (4 * MAX_BLOCK_WIDTH));
            for (i, value) in row.iter().enumerate() {
                lanes[(block * inputs + i) * 4 * MAX_BLOCK_WIDTH + lane] = *value;
            }
        }
        Ok(Self { inputs, count, values })
    }

    /// A grid over the plane of two inputs: the centres of `columns` × `rows` equal cells, row by row from the top (the greatest x2) and
    /// from left to right. `features` computes the inputs of the network from x1 and x2.
    ///
    /// # Errors
    /// As [`Points::new`].
    pub fn grid(
        [left, right]: [f32; 2],
        [bottom, top]: [f32; 2],
        columns: usize,
        rows: usize,
        inputs: usize,
        mut features: impl FnMut([f32; 2], &mut [f32]),
    ) -> Result<Self, Error> {
        check_size("The number of grid points", columns.saturating_mul(rows), MAX_SAMPLES)?;
        check_size("The number of inputs", inputs, MAX_VALUES / (columns * rows))?;
        let mut values = vec![0.0; columns * rows * inputs];
        let centre = |from: f32, to: f32, at: usize, of: usize| from + (to - from) * (at as f32 + 0.5) / of as f32;
        for (p, point) in values.chunks_exact_mut(inputs).enumerate() {
            let x1 = centre(left, right, p % columns, columns);
            let x2 = centre(top, bottom, p / columns, rows);
            features([x1, x2], point);
        }
        Self::new(inputs, &values)
    }

    /// The number of points n.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of inputs of a point.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Each block: its first point and its values, one block an input.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, &[Block<MAX_BLOCK_WIDTH>])> {
        let (values, _) = self.values.as_chunks::<MAX_BLOCK_WIDTH>();
        values.chunks_exact(self.inputs).enumerate().map(|(block, x)| (block * 4 * MAX_BLOCK_WIDTH, x))
    }
}

fn count_rows(what: &'static str, width: usize, rows: &[f32]) -> Result<usize, Error> {
    check_size("The number of inputs", width, MAX_INPUTS)?;
    let count = rows.len() / width;
    check_length(what, count * width, rows.len())?;
    check_size("The number of samples", count, MAX_SAMPLES)?;
    check_size("The number of values", rows.len(), MAX_VALUES)?;
    Ok(count)
}

/// Samples for training: inputs x `[n, inputs]` and targets t `[n, outputs]`, row-major.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    inputs: Vec<f32>,
    targets: Vec<f32>,
    count: usize,
}

impl Samples {
    /// Samples with `width` inputs each. The number of targets of a sample follows from their total.
    ///
    /// # Errors
    /// As [`Points::new`], and when the targets are no whole number of rows.
    pub fn new(width: usize, inputs: &[f32], targets: &[f32]) -> Result<Self, Error> {
        let count = count_rows("numbers of samples", width, inputs)?;
        check_values("Input", inputs)?;
        let outputs = targets.len() / count;
        check_length("targets", count * outputs.max(1), targets.len())?;
        check_size("The number of targets of a sample", outputs, MAX_UNITS)?;
        check_values("Target", targets)?;
        Ok(Self { inputs: inputs.to_vec(), targets: targets.to_vec(), count })
    }

    /// Samples with one-hot targets: 1 at the class of the sample, counted from 0, and 0 elsewhere.
    ///
    /// # Errors
    /// As [`Samples::new`], and when there is not one label per sample or a label is not below `classes`.
    pub fn of_classes(width: usize, inputs: &[f32], classes: usize, labels: &[u32]) -> Result<Self, Error> {
        check_size("The number of classes", classes, MAX_UNITS)?;
        check_length("labels", count_rows("numbers of samples", width, inputs)?, labels.len())?;
        let mut targets = vec![0.0; labels.len() * classes];
        for (row, &label) in targets.chunks_exact_mut(classes).zip(labels) {
            check_size("A class counted from 1", (label as usize).saturating_add(1), classes)?;
            row[label as usize] = 1.0;
        }
        Self::new(width, inputs, &targets)
    }

    /// The number of samples n.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of inputs of a sample.
    pub fn width(&self) -> usize {
        self.inputs.len() / self.count
    }

    /// The number of targets of a sample.
    pub fn outputs(&self) -> usize {
        self.targets.len() / self.count
    }

    /// The inputs of a sample.
    pub fn input(&self, sample: usize) -> &[f32] {
        &self.inputs[sample * self.width()..][..self.width()]
    }

    /// The targets of a sample.
    pub fn target(&self, sample: usize) -> &[f32] {
        &self.targets[sample * self.outputs()..][..self.outputs()]
    }

    /// Some of the samples, by their numbers, in this order.
    pub(super) fn some(&self, numbers: &[usize]) -> Self {
        let rows = |of: for<'a> fn(&'a Self, usize) -> &'a [f32]| {
            numbers.iter().flat_map(|&number| of(self, number)).copied().collect()
        };
        Self { inputs: rows(Self::input), targets: rows(Self::target), count: numbers.len() }
    }

    /// All targets, row-major.
    pub fn targets(&self) -> &[f32] {
        &self.targets
    }
}
