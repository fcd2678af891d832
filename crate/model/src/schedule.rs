//! Learning-rate schedules: how the learning rate changes from epoch to epoch.
//!
//! The rate goes by the whole epochs done, e = 0, 1, …, and is the same in all steps of an epoch: what Keras's callback
//! `LearningRateScheduler` does, and in `PyTorch` a step of a scheduler after each epoch. η is the rate that is set.

use std::f64::consts::PI;

use super::error::{Error, check_setting};

/// A learning-rate schedule. Its `epochs` k are at least 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Schedule {
    /// η.
    #[default]
    Constant,
    /// η·factor^⌊e/k⌋: `PyTorch`'s `StepLR`, and Keras's `ExponentialDecay` with `staircase`.
    Step {
        /// How many epochs keep a rate.
        epochs: u32,
        /// What the rate is multiplied by after them.
        factor: f64,
    },
    /// η·factor^(e/k): Keras's `ExponentialDecay`, and `PyTorch`'s `ExponentialLR` with the k-th root as its `gamma`.
    Exponential {
        /// How many epochs multiply the rate by the factor.
        epochs: u32,
        /// What it is multiplied by.
        factor: f64,
    },
    /// η·½(1 + cos(π·e/k)) up to epoch k, and 0 from then on: Keras's `CosineDecay` (I. Loshchilov and F. Hutter, 2017).
    Cosine {
        /// The epoch at which the rate is 0.
        epochs: u32,
    },
}

impl Schedule {
    /// What the learning rate is multiplied by in the epoch after so many whole ones.
    pub fn factor(self, done: u64) -> f64 {
        let past = |epochs: u32| done as f64 / f64::from(epochs);
        match self {
            Self::Constant => 1.0,
            Self::Step { epochs, factor } => libm::pow(factor, past(epochs).floor()),
            Self::Exponential { epochs, factor } => libm::pow(factor, past(epochs)),
            Self::Cosine { epochs } => 0.5 * (1.0 + libm::cos(PI * past(epochs).min(1.0))),
        }
    }

    pub(super) fn check(self) -> Result<(), Error> {
        let (epochs, factor) = match self {
            Self::Constant => return Ok(()),
            Self::Step { epochs, factor } | Self::Exponential { epochs, factor } => (epochs, factor),
            Self::Cosine { epochs } => (epochs, 1.0),
        };
        check_setting("The epochs of a schedule", "at least 1", f64::from(epochs), epochs > 0)?;
        check_setting("The factor of a schedule", "above 0, at most 1", factor, factor > 0.0 && factor <= 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_schedule_is_its_formula() {
        let at = |schedule: Schedule, epochs: [u64; 5]| epochs.map(|done| schedule.factor(done));
        assert_eq!(at(Schedule::Constant, [0, 1, 10, 100, 1 << 40]), [1.0; 5]);
        let step = Schedule::Step { epochs: 10, factor: 0.5 };
        assert_eq!(at(step, [0, 9, 10, 19, 30]), [1.0, 1.0, 0.5, 0.5, 0.125]);
        let exponential = Schedule::Exponential { epochs: 10, factor: 0.25 };
        assert_eq!(at(exponential, [0, 5, 10, 20, 25]), [1.0, 0.5, 0.25, 0.0625, 0.03125]);
        let cosine = at(Schedule::Cosine { epochs: 100 }, [0, 50, 75, 100, 1000]);
        for (value, wanted) in cosine.into_iter().zip([1.0, 0.5, 0.146_446_609_406_726, 0.0, 0.0]) {
            assert!((value - wanted).abs() < 1e-15, "{value} {wanted}");
        }
        assert!(Schedule::Cosine { epochs: 0 }.check().is_err() && step.check().is_ok());
        assert!(Schedule::Step { epochs: 1, factor: 0.0 }.check().is_err());
    }
}
