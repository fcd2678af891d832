//! Losses L and their gradients with respect to the last layer's sums z.
//!
//! Each is a mean over the samples of a batch. A cross-entropy and the activation before it are computed together from z, so that a
//! saturated output neither loses its gradient nor leads to the logarithm of 0.

use std::str::FromStr;

use wide::f32x4;

use super::activation::{Activation, greatest};
use super::error::Error;
use super::lanes::{self, Block};
use crate::names::UnknownName;

/// How wrong outputs o are against targets t.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Loss {
    /// Mean squared error, the mean of (o − t)² over samples and outputs, as in Keras and `PyTorch`.
    MeanSquared,
    /// ½(o − t)² summed over the outputs, as TensorFlow Playground and many books have it.
    HalfSquared,
    /// Binary cross-entropy, the mean of −t·ln o − (1 − t)·ln(1 − o) over samples and outputs. After a sigmoid it is
    /// softplus(z) − t·z with gradient o − t.
    BinaryCrossEntropy,
    /// Categorical cross-entropy −Σᵢ tᵢ·ln oᵢ. After softmax it is Σᵢ tᵢ·(ln Σⱼ eᶻʲ − zᵢ) with gradient o − t.
    CategoricalCrossEntropy,
}

impl Loss {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::MeanSquared, Self::HalfSquared, Self::BinaryCrossEntropy, Self::CategoricalCrossEntropy];

    /// The name in links and in JavaScript.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MeanSquared => "mse",
            Self::HalfSquared => "half-squared",
            Self::BinaryCrossEntropy => "binary-cross-entropy",
            Self::CategoricalCrossEntropy => "categorical-cross-entropy",
        }
    }

    /// Checks the activation of the last layer: a cross-entropy needs the one that makes probabilities for it.
    pub(super) fn check_activation(self, last: Activation) -> Result<(), Error> {
        let needs = match self {
            Self::MeanSquared | Self::HalfSquared => return Ok(()),
            Self::BinaryCrossEntropy => Activation::Sigmoid,
            Self::CategoricalCrossEntropy => Activation::Softmax,
        };
        if last == needs {
            return Ok(());
        }
        Err(Error::LossNeeds { loss: self.name(), needs: needs.name(), given: last.name() })
    }

    /// Checks that the loss is defined for the `targets`, row-major with shape `[n, outputs]`.
    pub(super) fn check_targets(self, outputs: usize, targets: &[f32]) -> Result<(), Error> {
        let (suits, needs): (fn(&[f32]) -> bool, _) = match self {
            Self::MeanSquared | Self::HalfSquared => return Ok(()),
            Self::BinaryCrossEntropy => (are_probabilities, "numbers from 0 to 1"),
            Self::CategoricalCrossEntropy => (is_distribution, "numbers from 0 to 1 with the sum 1"),
        };
        match targets.chunks_exact(outputs).position(|row| !suits(row)) {
            None => Ok(()),
            Some(at) => Err(Error::Target { sample: at + 1, loss: self.name(), needs }),
        }
    }

    /// Turns the sums z of the last layer (`outputs`) into its outputs and writes ∂L/∂z into `deltas`. The sample weight of a lane is
    /// 1/B for a batch of B samples and 0 for an empty lane. Returns the weighted loss by lanes, summed over the units and the
    /// block. Without `measure` its value has no meaning.
    pub(super) fn backward<const N: usize>(
        self,
        activation: Activation,
        outputs: &mut [Block<N>],
        targets: &[Block<N>],
        sample_weights: &Block<N>,
        deltas: &mut [Block<N>],
        measure: bool,
    ) -> f32x4 {
        let loss = if measure || self.is_squared() {
            self.measure_from_sums(activation, outputs, targets, sample_weights, measure)
        } else {
            activation.apply(outputs);
            f32x4::ZERO
        };
        let factor = f32x4::splat(self.gradient_factor(outputs.len()));
        let weights = sample_weights.map(|weight| weight * factor);
        for ((delta, output), target) in deltas.iter_mut().zip(&*outputs).zip(targets) {
            for v in 0..N {
                delta[v] = (output[v] - target[v]) * weights[v];
            }
        }
        if self.is_squared() {
            activation.backward(outputs, deltas);
        }
        loss
    }

    /// Turns the sums of the last layer into its outputs and returns the loss as [`Loss::backward`] does.
    pub(super) fn forward<const N: usize>(
        self,
        activation: Activation,
        outputs: &mut [Block<N>],
        targets: &[Block<N>],
        sample_weights: &Block<N>,
    ) -> f32x4 {
        self.measure_from_sums(activation, outputs, targets, sample_weights, true)
    }

    /// Whether it is a squared error. Those go with any activation.
    pub fn is_squared(self) -> bool {
        matches!(self, Self::MeanSquared | Self::HalfSquared)
    }

    /// The factor of (o − t) in the gradient of the loss of one sample.
    pub(super) fn gradient_factor(self, units: usize) -> f32 {
        match self {
            Self::MeanSquared => 2.0 / units as f32,
            Self::BinaryCrossEntropy => 1.0 / units as f32,
            Self::HalfSquared | Self::CategoricalCrossEntropy => 1.0,
        }
    }

    /// The factor of the sum over the units in the loss of one sample.
    pub(super) fn loss_factor(self, units: usize) -> f32 {
        match self {
            Self::MeanSquared | Self::BinaryCrossEntropy => 1.0 / units as f32,
            Self::HalfSquared => 0.5,
            Self::CategoricalCrossEntropy => 1.0,
        }
    }

    #[inline]
    fn measure_from_sums<const N: usize>(
        self,
        activation: Activation,
        outputs: &mut [Block<N>],
        targets: &[Block<N>],
        sample_weights: &Block<N>,
        measure: bool,
    ) -> f32x4 {
        let mut total = [f32x4::ZERO; N];
        match self {
            Self::MeanSquared | Self::HalfSquared => {
                activation.apply(outputs);
                if measure {
                    accumulate(&mut total, outputs, targets, |o, t| (o - t) * (o - t));
                }
            }
            Self::BinaryCrossEntropy => {
                accumulate(&mut total, outputs, targets, |z, t| lanes::softplus(z) - t * z);
                activation.apply(outputs);
            }
            Self::CategoricalCrossEntropy => {
                let most = greatest(outputs);
                let mut log_sum = [f32x4::ZERO; N];
                for z in &*outputs {
                    for v in 0..N {
                        log_sum[v] += lanes::exp(z[v] - most[v]);
                    }
                }
                log_sum = log_sum.map(lanes::ln);
                for (z, t) in outputs.iter().zip(targets) {
                    for v in 0..N {
                        total[v] += t[v] * (log_sum[v] - (z[v] - most[v]));
                    }
                }
                activation.apply(outputs);
            }
        }
        let factor = f32x4::splat(self.loss_factor(outputs.len()));
        let mut loss = f32x4::ZERO;
        for v in 0..N {
            loss += total[v] * sample_weights[v] * factor;
        }
        loss
    }
}

impl FromStr for Loss {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|loss| loss.name() == name).ok_or(UnknownName)
    }
}

#[inline]
fn accumulate<const N: usize>(
    total: &mut Block<N>,
    outputs: &[Block<N>],
    targets: &[Block<N>],
    f: impl Fn(f32x4, f32x4) -> f32x4,
) {
    for (o, t) in outputs.iter().zip(targets) {
        for v in 0..N {
            total[v] += f(o[v], t[v]);
        }
    }
}

fn are_probabilities(row: &[f32]) -> bool {
    row.iter().all(|t| (0.0..=1.0).contains(t))
}

fn is_distribution(row: &[f32]) -> bool {
    are_probabilities(row) && (row.iter().sum::<f32>() - 1.0).abs() < 1e-4
}
