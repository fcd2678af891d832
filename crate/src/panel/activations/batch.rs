//! A batch of sums, and what an activation function makes of it.

use crate::model::activation_function::ActivationFunction;
use crate::model::random::Random;
use crate::plot::histogram::Histogram;

use super::FLAT;

/// How many sums a batch has.
pub const SIZE: usize = 1000;
/// How many bars each histogram has.
pub const BINS: usize = 40;

/// Sums drawn from a normal distribution. One seed draws the same deviates whatever the mean and the spread, so that moving
/// those moves the batch and does not shake it.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    sums: Vec<f64>,
}

/// What has become of a batch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The sums' mean and standard deviation.
    pub before: [f64; 2],
    /// The outputs' mean and standard deviation.
    pub after: [f64; 2],
    /// How many sums lie where the function is flat.
    pub flat: usize,
    /// How many of those have an output of exactly 0.
    pub dead: usize,
    /// The mean of the sums' slopes; sums on a jump are left out.
    pub slope: f64,
}

/// Mean and standard deviation (over n, as the batch is all there is).
fn moments(values: impl Iterator<Item = f64> + Clone) -> [f64; 2] {
    let n = values.clone().count().max(1) as f64;
    let mean = values.clone().sum::<f64>() / n;
    [mean, (values.map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt()]
}

impl Batch {
    /// The batch of `seed`, with the mean and the standard deviation of the distribution it is drawn from.
    pub fn new(mean: f64, spread: f64, seed: u32) -> Self {
        let mut random = Random::new(seed.into());
        Self { sums: (0..SIZE).map(|_| mean + spread * random.normal()).collect() }
    }

    /// The sums.
    pub fn sums(&self) -> &[f64] {
        &self.sums
    }

    /// What `curve` makes of it.
    pub fn through(&self, curve: ActivationFunction) -> Outcome {
        let outputs = self.sums.iter().map(|a| curve.value(*a));
        let flat = || self.sums.iter().filter(|a| curve.is_saturated(**a, FLAT));
        let slopes = self.sums.iter().filter_map(|a| curve.derivative(*a));
        Outcome {
            before: moments(self.sums.iter().copied()),
            after: moments(outputs),
            flat: flat().count(),
            dead: flat().filter(|a| curve.value(**a) == 0.0).count(),
            slope: moments(slopes)[0],
        }
    }

    /// The histograms of sums and outputs, with those set off whose sums lie where the function is flat. Both reach over all
    /// there is; the outputs of functions with bounds, from bound to bound.
    pub fn histograms(&self, curve: ActivationFunction) -> [Histogram; 2] {
        let around = |least: f64, most: f64, values: &dyn Fn(&f64) -> f64| {
            let ends = |range: [f64; 2], value: f64| [range[0].min(value.floor()), range[1].max(value.ceil())];
            self.sums.iter().map(values).fold([least, most], ends)
        };
        let after = match curve {
            ActivationFunction::Step(_) | ActivationFunction::Sigmoid(_) => [0.0, 1.0],
            ActivationFunction::Tanh => [-1.0, 1.0],
            _ => around(-1.0, 4.0, &|a| curve.value(*a)),
        };
        let of = |value: &dyn Fn(f64) -> f64, range| {
            Histogram::of(self.sums.iter().map(|a| (value(*a), curve.is_saturated(*a, FLAT))), range, BINS)
        };
        [of(&|a| a, around(-4.0, 4.0, &|a| *a)), of(&|a| curve.value(a), after)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::perceptron::TieRule;

    #[test]
    fn a_batch_moves_with_its_mean_and_widens_with_its_spread() {
        let (one, other) = (Batch::new(0.0, 1.0, 3), Batch::new(2.0, 0.5, 3));
        for (a, b) in one.sums().iter().zip(other.sums()) {
            assert!((2.0 + 0.5 * a - b).abs() < 1e-12);
        }
        let [mean, spread] = other.through(ActivationFunction::Identity).before;
        assert!((mean - 2.0).abs() < 0.06 && (spread - 0.5).abs() < 0.04, "{mean} {spread}");
        assert_ne!(one, Batch::new(0.0, 1.0, 4));
    }

    #[test]
    fn what_is_flat_is_counted() {
        let batch = Batch::new(0.0, 1.0, 1);
        let negative = batch.sums().iter().filter(|a| **a <= 0.0).count();
        let relu = batch.through(ActivationFunction::Relu);
        assert_eq!((relu.flat, relu.dead), (negative, negative));
        assert!((relu.slope - (SIZE - negative) as f64 / SIZE as f64).abs() < 1e-12);
        let step = batch.through(ActivationFunction::Step(TieRule::Above));
        assert_eq!((step.flat, step.dead, step.slope), (SIZE, negative, 0.0));
        assert_eq!(batch.through(ActivationFunction::Identity).flat, 0);
        assert_eq!(batch.through(ActivationFunction::LeakyRelu(0.1)).flat, 0);
    }

    #[test]
    fn histograms_lose_no_value() {
        for (mean, spread) in [(0.0, 1.0), (5.0, 5.0), (-5.0, 5.0), (3.0, 0.0)] {
            let batch = Batch::new(mean, spread, 9);
            for curve in [
                ActivationFunction::Sigmoid(1.0),
                ActivationFunction::Tanh,
                ActivationFunction::Identity,
                ActivationFunction::Relu,
                ActivationFunction::Gelu,
                ActivationFunction::Softplus,
            ] {
                for histogram in batch.histograms(curve) {
                    assert_eq!(histogram.bins.iter().map(|bin| bin[0]).sum::<u32>(), 1000);
                    let set_off = histogram.bins.iter().map(|bin| bin[1] as usize).sum::<usize>();
                    assert_eq!(set_off, batch.through(curve).flat);
                }
                let [before, after] = batch.histograms(curve);
                let inside = |value: f64, range: [f64; 2]| range[0] <= value && value <= range[1];
                assert!(batch.sums().iter().all(|a| inside(*a, before.range) && inside(curve.value(*a), after.range)));
            }
        }
    }
}
