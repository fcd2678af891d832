//! Counts of samples in the cells of a grid.

use crate::error::{Error, check_size};

/// The most cells of a side.
pub const MAX_CELLS: usize = 200;

/// A grid over a line or a plane, with equal cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    ranges: Vec<[f64; 2]>,
    cells: usize,
}

impl Grid {
    /// A grid of `cells` cells a side over the `ranges` of one number or of two.
    ///
    /// # Errors
    /// When there are not 1 or 2 ranges, too many cells, or a range is empty or not finite.
    pub fn new(ranges: &[[f64; 2]], cells: usize) -> Result<Self, Error> {
        check_size("The number of numbers of a sample", ranges.len(), 2)?;
        check_size("The number of cells", cells, MAX_CELLS)?;
        for [low, high] in ranges {
            let length = high - low;
            if !(length.is_finite() && length > 0.0) {
                return Err(Error::Setting { what: "The length of a range", range: "above 0", given: length });
            }
        }
        Ok(Self { ranges: ranges.to_vec(), cells })
    }

    /// The range of each number.
    pub fn ranges(&self) -> &[[f64; 2]] {
        &self.ranges
    }

    /// How many cells a side has.
    pub fn side(&self) -> usize {
        self.cells
    }

    /// How many counts there are: one a cell, and one for all that lies outside.
    pub fn len(&self) -> usize {
        self.cells.pow(u32::try_from(self.ranges.len()).unwrap_or(2)) + 1
    }

    /// Never: a grid has at least one cell.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The cell of a sample: along the first number first, from the lowest; the last place for what lies outside. A cell has its
    /// lower end, and the last one its upper end too.
    pub fn cell(&self, sample: &[f32]) -> usize {
        let (mut cell, mut stride) = (0, 1);
        for (value, [low, high]) in sample.iter().zip(&self.ranges) {
            let value = f64::from(*value);
            if !(*low..=*high).contains(&value) {
                return self.len() - 1;
            }
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to the number of cells
            let at = ((value - low) / (high - low) * self.cells as f64) as usize;
            cell += at.min(self.cells - 1) * stride;
            stride *= self.cells;
        }
        cell
    }

    /// How many of the samples `rows` `[n, d]` are in each cell. The sum is n.
    pub fn counts(&self, rows: &[f32]) -> Vec<u32> {
        let mut counts = vec![0; self.len()];
        for sample in rows.chunks_exact(self.ranges.len()) {
            counts[self.cell(sample)] += 1;
        }
        counts
    }
}
