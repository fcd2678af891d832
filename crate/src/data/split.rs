//! Splits a data set into rows for training, validation and test.

use crate::model::random::Random;
use thiserror::Error;

/// How a data set is split. A fraction of 0 asks for no such rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Splitter {
    /// The fraction of all rows that are held out for the test, in [0, 1).
    pub test: f64,
    /// The fraction of the remaining rows that are held out for validation, in [0, 1).
    pub validation: f64,
    /// The seed that shuffles the rows before they are split; `None` keeps their order.
    pub seed: Option<u64>,
}

/// The result: row numbers from 0, each row in exactly one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The rows to fit the model to.
    pub training: Vec<usize>,
    /// The rows on which the loss is measured after each epoch.
    pub validation: Vec<usize>,
    /// The rows that are held out until the end.
    pub test: Vec<usize>,
}

/// Why a data set cannot be split as asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SplitError {
    /// A fraction is negative, 1 or more, or NaN.
    #[error("a fraction of the rows must be from 0 to below 1")]
    Fraction,
    /// There are no rows for the test.
    #[error("{rows} rows are too few for a test set")]
    NoTest {
        /// All rows.
        rows: usize,
    },
    /// There are no rows for validation.
    #[error("{rows} rows are too few for a validation set")]
    NoValidation {
        /// The rows that are left without those of the test.
        rows: usize,
    },
    /// There are no rows for training.
    #[error("none of the {rows} rows would be left for training")]
    NoTraining {
        /// All rows.
        rows: usize,
    },
}

impl Default for Splitter {
    /// The split of the course: 20 % for the test and 20 % of the rest for validation, without shuffling.
    fn default() -> Self {
        Self { test: 0.2, validation: 0.2, seed: None }
    }
}

impl Splitter {
    /// Splits `rows` rows. The test takes the last of them, validation the last of those before it.
    ///
    /// The sizes are exactly those of the two libraries. The test has ⌈f·n⌉ rows, as with scikit-learn's `train_test_split`. Of the
    /// m rows that are left, the first ⌊m·(1 − f)⌋ are for training, as with Keras's `validation_split`. Both are computed in double
    /// precision. Keras also takes the last rows for validation, before it shuffles.
    ///
    /// # Errors
    /// When a fraction is out of range, or when training, or another set that was asked for, would be empty.
    pub fn split(&self, rows: usize) -> Result<Split, SplitError> {
        if ![self.test, self.validation].iter().all(|fraction| (0.0..1.0).contains(fraction)) {
            return Err(SplitError::Fraction);
        }
        let mut order: Vec<usize> = (0..rows).collect();
        if let Some(seed) = self.seed {
            Random::new(seed).shuffle(&mut order);
        }
        let tested = whole((self.test * rows as f64).ceil());
        let kept = rows - tested;
        let trained = whole((kept as f64 * (1.0 - self.validation)).floor());
        if self.test > 0.0 && tested == 0 {
            return Err(SplitError::NoTest { rows });
        }
        if trained == 0 {
            return Err(SplitError::NoTraining { rows });
        }
        if self.validation > 0.0 && trained == kept {
            return Err(SplitError::NoValidation { rows: kept });
        }
        let test = order.split_off(kept);
        let validation = order.split_off(trained);
        Ok(Split { training: order, validation, test })
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a fraction of a count, already rounded
fn whole(count: f64) -> usize {
    count as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn sizes(rows: usize, test: f64, validation: f64) -> Result<[usize; 3], SplitError> {
        let parts = Splitter { test, validation, seed: None }.split(rows)?;
        Ok([parts.training.len(), parts.validation.len(), parts.test.len()])
    }

    #[test]
    fn the_lab_has_160_and_40_rows_then_128_and_32_and_400_updates() {
        let parts = Splitter::default().split(200).unwrap();
        assert_eq!(parts.training, (0..128).collect::<Vec<_>>());
        assert_eq!(parts.validation, (128..160).collect::<Vec<_>>());
        assert_eq!(parts.test, (160..200).collect::<Vec<_>>());
    }

    /// The libraries' formulas, evaluated in Python: `ceil(0.07 * 100)` is 8 and `floor(10 * (1 - 0.9))` is 0, because
    /// doubles have neither 0.07 nor 0.9.
    #[test]
    fn sizes_are_the_libraries_to_the_row() {
        assert_eq!(sizes(7, 0.2, 0.2), Ok([4, 1, 2]));
        assert_eq!(sizes(10, 0.25, 0.3), Ok([4, 3, 3]));
        assert_eq!(sizes(100, 0.07, 0.0), Ok([92, 0, 8]));
        assert_eq!(sizes(10, 0.0, 0.9), Err(SplitError::NoTraining { rows: 10 }));
        assert_eq!(sizes(100_000, 0.2, 0.2), Ok([64_000, 16_000, 20_000]));
    }

    #[test]
    fn an_empty_part_has_its_own_error() {
        assert_eq!(sizes(0, 0.2, 0.2), Err(SplitError::NoTest { rows: 0 }));
        assert_eq!(sizes(0, 0.0, 0.0), Err(SplitError::NoTraining { rows: 0 }));
        assert_eq!(sizes(1, 0.2, 0.0), Err(SplitError::NoTraining { rows: 1 }));
        assert_eq!(sizes(2, 0.2, 0.2), Err(SplitError::NoTraining { rows: 2 }));
        assert_eq!(sizes(5, 0.0, 1e-17), Err(SplitError::NoValidation { rows: 5 }));
        assert_eq!(sizes(5, 0.0, 0.0), Ok([5, 0, 0]));
        for share in [-0.1, 1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(sizes(10, share, 0.2), Err(SplitError::Fraction));
            assert_eq!(sizes(10, 0.2, share), Err(SplitError::Fraction));
        }
    }

    #[test]
    fn a_seed_shuffles_and_loses_no_row() {
        let parts = |seed| Splitter { seed, ..Splitter::default() }.split(200).unwrap();
        let shuffled = parts(Some(1));
        assert_ne!(shuffled, parts(None));
        assert_ne!(shuffled, parts(Some(2)));
        assert_eq!(shuffled, parts(Some(1)));
        let mut rows = [shuffled.training, shuffled.validation, shuffled.test].concat();
        rows.sort_unstable();
        assert_eq!(rows, (0..200).collect::<Vec<_>>());
    }
}
