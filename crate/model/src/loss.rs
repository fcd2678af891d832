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
    /// Mean absolute error, the mean of |o − t| over samples and outputs; where o = t its slope counts as 0. It is Keras's `"mae"` and
    /// `PyTorch`'s `L1Loss`.
    MeanAbsolute,
    /// Huber's loss (P. Huber, 1964) with δ = 1, the mean over samples and outputs of ½(o − t)² up to a distance of 1 and |o − t| − ½
    /// beyond. It is Keras's `Huber` and `PyTorch`'s `HuberLoss` and `SmoothL1Loss`, all three with the factors they have by default.
    Huber,
    /// Binary cross-entropy, the mean of −t·ln o − (1 − t)·ln(1 − o) over samples and outputs. After a sigmoid it is
    /// softplus(z) − t·z with gradient o − t.
    BinaryCrossEntropy,
    /// Categorical cross-entropy −Σᵢ tᵢ·ln oᵢ. After softmax it is Σᵢ tᵢ·(ln Σⱼ eᶻʲ − zᵢ) with gradient o − t.
    CategoricalCrossEntropy,
}

impl Loss {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::MeanSquared,
        Self::HalfSquared,
        Self::MeanAbsolute,
        Self::Huber,
        Self::BinaryCrossEntropy,
        Self::CategoricalCrossEntropy,
    ];

    /// Its name, as `FromStr` reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MeanSquared => "mse",
            Self::HalfSquared => "half-squared",
            Self::MeanAbsolute => "mae",
            Self::Huber => "huber",
            Self::BinaryCrossEntropy => "binary-cross-entropy",
            Self::CategoricalCrossEntropy => "categorical-cross-entropy",
        }
    }

    /// Checks the activation of the last layer: a cross-entropy needs the one that makes probabilities for it.
    pub(super) fn check_activation(self, last: Activation) -> Result<(), Error> {
        let needs = match self {
            Self::BinaryCrossEntropy => Activation::Sigmoid,
            Self::CategoricalCrossEntropy => Activation::Softmax,
            Self::MeanSquared | Self::HalfSquared | Self::MeanAbsolute | Self::Huber => return Ok(()),
        };
        if last == needs {
            return Ok(());
        }
        Err(Error::LossNeeds { loss: self.name(), needs: needs.name(), given: last.name() })
    }

    /// Checks that the loss is defined for the `targets`, row-major with shape `[n, outputs]`.
    pub(super) fn check_targets(self, outputs: usize, targets: &[f32]) -> Result<(), Error> {
        let (suits, needs): (fn(&[f32]) -> bool, _) = match self {
            Self::MeanSquared | Self::HalfSquared | Self::MeanAbsolute | Self::Huber => return Ok(()),
            Self::BinaryCrossEntropy => (are_probabilities, "numbers from 0 to 1"),
            Self::CategoricalCrossEntropy => (is_distribution, "numbers from 0 to 1 with the sum 1"),
        };
        match targets.chunks_exact(outputs).position(|row| !suits(row)) {
            None => Ok(()),
            Some(at) => Err(Error::Target { sample: at + 1, loss: self.name(), needs }),
        }
    }

    /// Turns the sums z of the last layer (`outputs`) into its outputs and writes ∂L/∂z into `deltas`. The sample weight of a lane is
    /// 1/B for a batch of B samples and 0 for an empty lane. Returns the weighted loss of each lane, summed over the units. Without
    /// `measure` its value has no meaning.
    pub(super) fn backward<const N: usize>(
        self,
        activation: Activation,
        outputs: &mut [Block<N>],
        targets: &[Block<N>],
        sample_weights: &Block<N>,
        deltas: &mut [Block<N>],
        measure: bool,
    ) -> Block<N> {
        let loss = if measure || !self.is_cross_entropy() {
            self.measure_from_sums(activation, outputs, targets, sample_weights, measure)
        } else {
            activation.apply(outputs);
            [f32x4::ZERO; N]
        };
        let factor = f32x4::splat(self.gradient_factor(outputs.len()));
        let weights = sample_weights.map(|weight| weight * factor);
        match self {
            Self::MeanAbsolute => slopes(deltas, outputs, targets, &weights, lanes::sign),
            Self::Huber => slopes(deltas, outputs, targets, &weights, |error| lanes::clamp(error, 1.0)),
            _ => slopes(deltas, outputs, targets, &weights, |error| error),
        }
        if !self.is_cross_entropy() {
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
    ) -> Block<N> {
        self.measure_from_sums(activation, outputs, targets, sample_weights, true)
    }

    /// Whether it is a squared error.
    pub fn is_squared(self) -> bool {
        matches!(self, Self::MeanSquared | Self::HalfSquared)
    }

    /// Whether it is a cross-entropy, which goes with one activation and is computed together with it. The others go with any.
    pub fn is_cross_entropy(self) -> bool {
        matches!(self, Self::BinaryCrossEntropy | Self::CategoricalCrossEntropy)
    }

    /// The factor of o − t, or of what bounds it, in the gradient of the loss of one sample.
    pub(super) fn gradient_factor(self, units: usize) -> f32 {
        match self {
            Self::MeanSquared => 2.0 / units as f32,
            Self::MeanAbsolute | Self::Huber | Self::BinaryCrossEntropy => 1.0 / units as f32,
            Self::HalfSquared | Self::CategoricalCrossEntropy => 1.0,
        }
    }

    /// The factor of the sum over the units in the loss of one sample.
    pub(super) fn loss_factor(self, units: usize) -> f32 {
        match self {
            Self::MeanSquared | Self::MeanAbsolute | Self::Huber | Self::BinaryCrossEntropy => 1.0 / units as f32,
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
    ) -> Block<N> {
        let mut total = [f32x4::ZERO; N];
        match self {
            Self::MeanSquared | Self::HalfSquared | Self::MeanAbsolute | Self::Huber => {
                activation.apply(outputs);
                match self {
                    _ if !measure => return total,
                    Self::MeanAbsolute => accumulate(&mut total, outputs, targets, |o, t| (o - t).abs()),
                    Self::Huber => accumulate(&mut total, outputs, targets, huber),
                    _ => accumulate(&mut total, outputs, targets, |o, t| (o - t) * (o - t)),
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
        for v in 0..N {
            total[v] = total[v] * sample_weights[v] * factor;
        }
        total
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

/// ∂L/∂o for outputs of which a `slope` gives that of one error o − t.
#[inline]
fn slopes<const N: usize>(
    deltas: &mut [Block<N>],
    outputs: &[Block<N>],
    targets: &[Block<N>],
    weights: &Block<N>,
    slope: impl Fn(f32x4) -> f32x4,
) {
    for ((delta, output), target) in deltas.iter_mut().zip(outputs).zip(targets) {
        for v in 0..N {
            delta[v] = slope(output[v] - target[v]) * weights[v];
        }
    }
}

/// c·(|o − t| − c/2), where c is |o − t| up to 1.
#[inline]
fn huber(o: f32x4, t: f32x4) -> f32x4 {
    let distance = (o - t).abs();
    let near = lanes::clamp(distance, 1.0);
    near * (distance - near * f32x4::HALF)
}

fn are_probabilities(row: &[f32]) -> bool {
    row.iter().all(|t| (0.0..=1.0).contains(t))
}

fn is_distribution(row: &[f32]) -> bool {
    are_probabilities(row) && (row.iter().sum::<f32>() - 1.0).abs() < 1e-4
}
