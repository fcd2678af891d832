//! Series of numbers to forecast.

use std::f64::consts::TAU;

use crate::model::random::Random;

/// A series that is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// A sine with noise.
    Sine,
    /// A trend with a season, and noise.
    Season,
    /// A random walk: each value is the one before and something that nobody can know.
    Walk,
}

impl Series {
    /// The values. `noise` is the standard deviation of what is random in each of them.
    pub fn values(self, noise: f64, seed: u64) -> Vec<f64> {
        let mut random = Random::stream(seed, 11);
        match self {
            // sin(2π·t/16), five times.
            Self::Sine => (0..80).map(|t| libm::sin(TAU * f64::from(t) / 16.0) + noise * random.normal()).collect(),
            // Ten years of twelve months.
            Self::Season => {
                let month = |t: i32| 0.004 * f64::from(t) + 0.5 * libm::sin(TAU * f64::from(t) / 12.0);
                (0..120).map(|t| month(t) + noise * random.normal()).collect()
            }
            Self::Walk => {
                let mut place = 0.0;
                let step = |_| {
                    place += noise * random.normal();
                    place
                };
                (0..200).map(step).collect()
            }
        }
    }
}
