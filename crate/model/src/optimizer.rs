//! Optimizers: how gradients g move parameters w.

#![allow(clippy::cast_possible_truncation)] // settings are double precision, arithmetic is single

use wide::f32x4;

use super::error::{Error, check_setting};
use super::lanes;
use super::limits::MAX_MAGNITUDE;

/// The rule that moves the parameters, with its settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimizer {
    /// Stochastic gradient descent, as Keras does it: v ← momentum·v − rate·g, w ← w + v; with momentum 0 simply
    /// w ← w − rate·g. `PyTorch` keeps v without the rate in it, which is the same for as long as the rate is.
    Sgd {
        /// The learning rate η.
        rate: f64,
        /// How much of the last move is repeated, from 0 up to but not 1.
        momentum: f64,
    },
    /// Adam (D. Kingma and J. Ba, 2015), as Keras does it: m ← m + (1 − β₁)·(g − m), v ← v + (1 − β₂)·(g² − v),
    /// w ← w − α·m/(√v + ε) with α = rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ). This ε is the paper's ε̂, added to the uncorrected √v;
    /// `PyTorch` adds its ε to √(v/(1 − β₂ᵗ)), so that equal ε differ in the first steps.
    Adam {
        /// The learning rate η.
        rate: f64,
        /// β₁, usually 0.9.
        beta1: f64,
        /// β₂, usually 0.999.
        beta2: f64,
        /// ε, 10⁻⁷ in Keras.
        epsilon: f64,
    },
}

impl Optimizer {
    /// Gradient descent without momentum.
    pub const fn sgd(rate: f64) -> Self {
        Self::Sgd { rate, momentum: 0.0 }
    }

    /// Adam with Keras's usual β and ε.
    pub const fn adam(rate: f64) -> Self {
        Self::Adam { rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }
    }

    /// The learning rate η.
    pub const fn rate(self) -> f64 {
        match self {
            Self::Sgd { rate, .. } | Self::Adam { rate, .. } => rate,
        }
    }

    /// The same with another learning rate.
    #[must_use]
    pub const fn with_rate(self, rate: f64) -> Self {
        match self {
            Self::Sgd { momentum, .. } => Self::Sgd { rate, momentum },
            Self::Adam { beta1, beta2, epsilon, .. } => Self::Adam { rate, beta1, beta2, epsilon },
        }
    }

    /// Adam's α = rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) at its update t, counted from 1. Elsewhere it is the learning rate.
    pub(super) fn corrected_rate(self, number: u64) -> f32 {
        let Self::Adam { rate, beta1, beta2, .. } = self else { return self.rate() as f32 };
        // In single precision throughout, as Keras has it: 1 − β₂ᵗ shows the difference in its fifth figure.
        let power = |beta: f64| libm::powf(beta as f32, number as f32);
        rate as f32 * (1.0 - power(beta2)).sqrt() / (1.0 - power(beta1))
    }

    /// The state it begins with, all zeros, for so many vectors of parameters.
    pub(super) fn initial_state(self, vectors: usize) -> OptimizerState {
        let numbers = match self {
            Self::Sgd { momentum: 0.0, .. } => 0,
            Self::Sgd { .. } => 1,
            Self::Adam { .. } => 2,
        };
        [0, 1].map(|number| vec![f32x4::ZERO; if number < numbers { vectors } else { 0 }])
    }

    pub(super) fn check(self) -> Result<(), Error> {
        let fraction = |what, given| check_setting(what, "from 0 up to but not 1", given, (0.0..1.0).contains(&given));
        check_setting("The learning rate", "from 0 to 1000", self.rate(), (0.0..=1000.0).contains(&self.rate()))?;
        match self {
            Self::Sgd { momentum, .. } => fraction("Momentum", momentum),
            Self::Adam { beta1, beta2, epsilon, .. } => {
                fraction("Adam's beta 1", beta1)?;
                fraction("Adam's beta 2", beta2)?;
                check_setting("Adam's epsilon", "from 10⁻¹² to 1", epsilon, (1e-12..=1.0).contains(&epsilon))
            }
        }
    }
}

/// A penalty l1·Σ|w| + l2·Σw² over the weights, added to the loss as in Keras; biases are free. `PyTorch`'s
/// `weight_decay` d is l2 = d/2, but on the biases too.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Regularization {
    /// The factor of the absolute values.
    pub l1: f64,
    /// The factor of the squares.
    pub l2: f64,
}

impl Regularization {
    pub(super) fn check(self) -> Result<(), Error> {
        for (what, given) in [("L1", self.l1), ("L2", self.l2)] {
            check_setting(what, "from 0 to 1000", given, (0.0..=1000.0).contains(&given))?;
        }
        Ok(())
    }

    pub(super) fn is_none(self) -> bool {
        self.l1 == 0.0 && self.l2 == 0.0
    }

    /// The penalty for `parameters`, of which `are_weights` has 1 at the weights and 0 at the biases.
    pub(super) fn penalty(self, parameters: &[f32x4], are_weights: &[f32x4]) -> f64 {
        let (mut absolute, mut squares) = (f32x4::ZERO, f32x4::ZERO);
        for (w, is_weight) in parameters.iter().zip(are_weights) {
            let w = *w * *is_weight;
            absolute += w.abs();
            squares += w * w;
        }
        self.weighted(lanes::sum(absolute), lanes::sum(squares))
    }

    /// The penalty for the sums of the weights' magnitudes and squares.
    pub(super) fn weighted(self, absolute: f32, squares: f32) -> f64 {
        self.l1 * f64::from(absolute) + self.l2 * f64::from(squares)
    }

    /// The gradient of the penalty by a parameter.
    #[inline]
    fn gradient(self) -> impl Fn(f32x4, f32x4) -> f32x4 {
        let (l1, l2) = (f32x4::splat(self.l1 as f32), f32x4::splat(2.0 * self.l2 as f32));
        move |w, is_weight| (l1 * lanes::sign(w) + l2 * w) * is_weight
    }
}

/// The numbers of an optimizer for each parameter: the velocity, or Adam's first moment m and second moment v. A list that the
/// optimizer has no use for is empty.
pub(super) type OptimizerState = [Vec<f32x4>; 2];

/// Parameters and the state of the optimizer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    pub parameters: Vec<f32x4>,
    pub optimizer: OptimizerState,
}

/// One update from an old state to a new one. The old one stays until the new one is known to be good.
pub(super) struct Update<'a> {
    pub optimizer: Optimizer,
    pub regularization: Regularization,
    pub are_weights: &'a [f32x4],
    /// Which update it is, from 1.
    pub number: u64,
    /// The gradients as they are added up over a batch, four vectors for a vector of parameters: one a parameter, with samples in its
    /// lanes, or, where networks learn side by side, one a lane of samples, with networks in its lanes.
    pub gradients: &'a [f32x4],
}

impl Update<'_> {
    /// Computes the `new` state of a network from the `old` one. Returns whether every parameter is a number of at most
    /// [`MAX_MAGNITUDE`] in magnitude.
    pub fn apply(&self, old: (&[f32x4], &OptimizerState), new: &mut State) -> bool {
        self.apply_summed(old, new, lanes::sums)
    }

    /// The same for networks side by side, a lane each.
    #[inline]
    pub fn apply_side_by_side(&self, old: (&[f32x4], &OptimizerState), new: &mut State) -> bool {
        self.apply_summed(old, new, lanes::sums_side_by_side)
    }

    #[inline]
    fn apply_summed(
        &self,
        old: (&[f32x4], &OptimizerState),
        new: &mut State,
        sum: impl Fn([f32x4; 4]) -> f32x4,
    ) -> bool {
        if self.regularization.is_none() {
            self.apply_with(old, new, |group, _, _| sum(*group))
        } else {
            let penalty = self.regularization.gradient();
            self.apply_with(old, new, |group, w, at| sum(*group) + penalty(w, self.are_weights[at]))
        }
    }

    #[inline]
    fn apply_with(
        &self,
        (old, old_state): (&[f32x4], &OptimizerState),
        new: &mut State,
        gradient: impl Fn(&[f32x4; 4], f32x4, usize) -> f32x4,
    ) -> bool {
        let (groups, _) = self.gradients.as_chunks::<4>();
        let largest = f32x4::splat(MAX_MAGNITUDE);
        let mut good = f32x4::splat(f32::from_bits(u32::MAX));
        let parameters = new.parameters.iter_mut().zip(old).zip(groups).enumerate();
        match self.optimizer {
            Optimizer::Sgd { rate, momentum: 0.0 } => {
                let rate = f32x4::splat(rate as f32);
                for (at, ((new, old), group)) in parameters {
                    *new = *old - rate * gradient(group, *old, at);
                    good &= lanes::within(*new, largest);
                }
            }
            Optimizer::Sgd { rate, momentum } => {
                let (rate, momentum) = (f32x4::splat(rate as f32), f32x4::splat(momentum as f32));
                let velocities = new.optimizer[0].iter_mut().zip(&old_state[0]);
                for ((at, ((new, old), group)), (new_v, old_v)) in parameters.zip(velocities) {
                    *new_v = momentum * *old_v - rate * gradient(group, *old, at);
                    *new = *old + *new_v;
                    good &= lanes::within(*new, largest);
                }
            }
            Optimizer::Adam { beta1, beta2, epsilon, .. } => {
                let alpha = f32x4::splat(self.optimizer.corrected_rate(self.number));
                let (keep1, keep2) = (f32x4::splat((1.0 - beta1) as f32), f32x4::splat((1.0 - beta2) as f32));
                let epsilon = f32x4::splat(epsilon as f32);
                let [new_m, new_v] = &mut new.optimizer;
                let moments = new_m.iter_mut().zip(&old_state[0]).zip(new_v.iter_mut().zip(&old_state[1]));
                for ((at, ((new, old), group)), ((new_m, m), (new_v, v))) in parameters.zip(moments) {
                    let g = gradient(group, *old, at);
                    *new_m = *m + (g - *m) * keep1;
                    *new_v = *v + (g * g - *v) * keep2;
                    *new = *old - *new_m * alpha / (new_v.sqrt() + epsilon);
                    good &= lanes::within(*new, largest);
                }
            }
        }
        good.all()
    }
}
