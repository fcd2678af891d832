//! Activation functions h and their derivatives h′ at one sum, in double precision.
//!
//! The engine's activations ([`super::activation`]) work on lanes of single-precision sums. These functions are for plots and for
//! numbers that are shown: one sum at a time, with the same bits everywhere (through `libm`). Some of them the engine does not
//! train.

use super::perceptron::TieRule;
use super::probability::sigmoid;

/// An activation function h.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ActivationFunction {
    /// 1 above 0, 0 below it, and at 0 what the rule says. It has no derivative at 0; everywhere else h′ = 0.
    Step(TieRule),
    /// h(a) = σ(k·a) with the steepness k and σ(z) = 1/(1 + e⁻ᶻ), h′ = k·σ·(1 − σ).
    Sigmoid(f64),
    /// h(a) = a.
    Identity,
    /// h(a) = tanh a, h′ = 1 − h².
    Tanh,
    /// h(a) = max(a, 0). h′ is 0 at 0, as in `PyTorch` and Keras.
    Relu,
    /// h(a) = a above 0 and α·a elsewhere, with the given α ≥ 0; h′ is α at 0 (A. Maas, A. Hannun and A. Ng, "Rectifier
    /// nonlinearities improve neural network acoustic models", 2013).
    LeakyRelu(f64),
    /// h(a) = ln(1 + eᵃ), h′ = σ(a) (C. Dugas et al., "Incorporating second-order functional knowledge for better option
    /// pricing", 2001).
    Softplus,
    /// h(a) = a·Φ(a), h′ = Φ(a) + a·φ(a), with Φ and φ the standard normal distribution and its density (D. Hendrycks and
    /// K. Gimpel, "Gaussian error linear units", 2016; the exact form, not the one approximated through tanh).
    Gelu,
}

/// Φ(a), the cumulative distribution function of the standard normal distribution.
pub fn normal_cdf(a: f64) -> f64 {
    0.5 * libm::erfc(-a * std::f64::consts::FRAC_1_SQRT_2)
}

/// φ(a), the probability density function of the standard normal distribution.
pub fn normal_pdf(a: f64) -> f64 {
    libm::exp(-0.5 * a * a) / std::f64::consts::TAU.sqrt()
}

impl ActivationFunction {
    /// h(a).
    pub fn value(self, a: f64) -> f64 {
        match self {
            Self::Step(TieRule::Above) => f64::from(u8::from(a > 0.0)),
            Self::Step(TieRule::AtOrAbove) => f64::from(u8::from(a >= 0.0)),
            Self::Sigmoid(k) => sigmoid(k * a),
            Self::Identity => a,
            Self::Tanh => libm::tanh(a),
            Self::Relu => a.max(0.0),
            Self::LeakyRelu(alpha) => {
                if a > 0.0 {
                    a
                } else {
                    alpha * a
                }
            }
            Self::Softplus => a.max(0.0) + libm::log1p(libm::exp(-a.abs())),
            Self::Gelu => a * normal_cdf(a),
        }
    }

    /// h′(a); `None` for the step function at 0. At the kink of ReLU and leaky ReLU it is the derivative from the left, as in
    /// `PyTorch`.
    pub fn derivative(self, a: f64) -> Option<f64> {
        Some(match self {
            Self::Step(_) if a == 0.0 => return None,
            Self::Step(_) => 0.0,
            Self::Sigmoid(k) => k * sigmoid(k * a) * sigmoid(-k * a),
            Self::Identity => 1.0,
            Self::Tanh => 4.0 * sigmoid(2.0 * a) * sigmoid(-2.0 * a),
            Self::Relu => f64::from(u8::from(a > 0.0)),
            Self::LeakyRelu(alpha) => {
                if a > 0.0 {
                    1.0
                } else {
                    alpha
                }
            }
            Self::Softplus => sigmoid(a),
            Self::Gelu => normal_cdf(a) + a * normal_pdf(a),
        })
    }

    /// The maximum of h′, or its least upper bound.
    pub fn max_derivative(self) -> f64 {
        match self {
            Self::Step(_) => 0.0,
            Self::Sigmoid(k) => k / 4.0,
            Self::Identity | Self::Tanh | Self::Relu | Self::Softplus => 1.0,
            Self::LeakyRelu(alpha) => alpha.max(1.0),
            // h″ = φ(a)·(2 − a²) is 0 at √2.
            Self::Gelu => {
                let a = std::f64::consts::SQRT_2;
                normal_cdf(a) + a * normal_pdf(a)
            }
        }
    }

    /// Whether the function is saturated at `a`: |h′(a)| is less than `fraction` of the maximum. The step function is saturated
    /// everywhere.
    pub fn is_saturated(self, a: f64, fraction: f64) -> bool {
        match self {
            Self::Step(_) => true,
            _ => self.derivative(a).is_some_and(|derivative| derivative.abs() < fraction * self.max_derivative()),
        }
    }

    /// The intervals from `low` to `high` in which the function [is saturated](Self::is_saturated), in ascending order, with ends to
    /// within 10⁻⁹. An interval narrower than a hundredth may be missed.
    pub fn saturated_intervals(self, [low, high]: [f64; 2], fraction: f64) -> Vec<[f64; 2]> {
        let steps = ((high - low) / 0.01).ceil().max(1.0);
        let at = |step: f64| low + (high - low) * step / steps;
        let (mut intervals, mut open, mut step) = (Vec::new(), self.is_saturated(low, fraction).then_some(low), 0.0);
        while step < steps {
            let (from, to) = (at(step), at(step + 1.0));
            let begins = self.is_saturated(to, fraction);
            if begins != open.is_some() {
                let edge = self.edge(from, to, fraction, begins);
                match open.take() {
                    Some(start) => intervals.push([start, edge]),
                    None => open = Some(edge),
                }
            }
            step += 1.0;
        }
        intervals.extend(open.map(|start| [start, high]));
        intervals
    }

    /// Where between `from` and `to` saturation begins (`begins`) or ends, by bisection.
    fn edge(self, mut from: f64, mut to: f64, fraction: f64, begins: bool) -> f64 {
        while to - from > 1e-9 {
            let middle = f64::midpoint(from, to);
            if self.is_saturated(middle, fraction) == begins { to = middle } else { from = middle }
        }
        to
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    #[cfg(not(target_arch = "wasm32"))]
    const SMOOTH: [ActivationFunction; 6] = [
        ActivationFunction::Sigmoid(1.0),
        ActivationFunction::Sigmoid(7.5),
        ActivationFunction::Identity,
        ActivationFunction::Tanh,
        ActivationFunction::Softplus,
        ActivationFunction::Gelu,
    ];
    const ALL: [ActivationFunction; 8] = [
        ActivationFunction::Step(TieRule::Above),
        ActivationFunction::Sigmoid(1.0),
        ActivationFunction::Identity,
        ActivationFunction::Tanh,
        ActivationFunction::Relu,
        ActivationFunction::LeakyRelu(0.01),
        ActivationFunction::Softplus,
        ActivationFunction::Gelu,
    ];

    /// The values of `PyTorch` 2.15 in float64: `torch.sigmoid` and `tanh`, `relu`, `leaky_relu`, `softplus` and `gelu` of
    /// `torch.nn.functional`, and what `backward` gives for them.
    #[test]
    fn values_and_slopes_are_those_of_pytorch() {
        for (curve, a, h, slope) in [
            (ActivationFunction::Sigmoid(1.0), 1.0, 0.731_058_578_630_004_9, 0.196_611_933_241_481_85),
            (ActivationFunction::Sigmoid(1.0), -10.0, 4.539_786_870_243_44e-5, 4.539_580_773_595_167e-5),
            (ActivationFunction::Tanh, 1.0, 0.761_594_155_955_764_9, 0.419_974_341_614_026_1),
            (ActivationFunction::Tanh, -0.5, -0.462_117_157_260_009_8, 0.786_447_732_965_927_4),
            (ActivationFunction::Relu, 2.5, 2.5, 1.0),
            (ActivationFunction::Relu, 0.0, 0.0, 0.0),
            (ActivationFunction::LeakyRelu(0.01), -2.0, -0.02, 0.01),
            (ActivationFunction::LeakyRelu(0.01), 0.0, 0.0, 0.01),
            (ActivationFunction::Softplus, 1.0, 1.313_261_687_518_222_8, 0.731_058_578_630_004_9),
            (ActivationFunction::Softplus, -3.0, 0.048_587_351_573_742_06, 0.047_425_873_177_566_78),
            (ActivationFunction::Gelu, 1.0, 0.841_344_746_068_542_9, 1.083_315_470_587_686_3),
            (ActivationFunction::Gelu, -1.0, -0.158_655_253_931_457_05, -0.083_315_470_587_686_3),
            (ActivationFunction::Gelu, 0.5, 0.345_731_230_637_006_56, 0.867_495_124_656_162_9),
        ] {
            let near = |found: f64, wanted: f64| (found - wanted).abs() <= 1e-14 * wanted.abs().max(1e-3);
            assert!(near(curve.value(a), h), "{curve:?} at {a}: {}", curve.value(a));
            assert!(near(curve.derivative(a).unwrap(), slope), "{curve:?}′ at {a}: {:?}", curve.derivative(a));
        }
    }

    #[test]
    fn a_step_has_no_slope_where_it_jumps() {
        for (rule, at_zero) in [(TieRule::Above, 0.0), (TieRule::AtOrAbove, 1.0)] {
            let step = ActivationFunction::Step(rule);
            assert_eq!([-1e-9, 0.0, 1e-9].map(|a| step.value(a)), [0.0, at_zero, 1.0]);
            assert_eq!([-1e-9, 0.0, 1e-9].map(|a| step.derivative(a)), [Some(0.0), None, Some(0.0)]);
        }
    }

    #[test]
    fn no_slope_is_steeper_than_the_steepest() {
        for curve in ALL {
            let most = (-4000..=4000).filter_map(|n| curve.derivative(f64::from(n) / 200.0)).fold(0.0, f64::max);
            assert!(most <= curve.max_derivative() * (1.0 + 1e-12), "{curve:?}: {most}");
            assert!(most >= curve.max_derivative() * (1.0 - 1e-4), "{curve:?}: {most}");
        }
    }

    #[test]
    fn flat_parts_begin_where_the_slope_is_a_hundredth_of_its_maximum() {
        let range = [-8.0, 8.0];
        // σ(1 − σ) = 0.0025 where σ = (1 ± √0.99)/2; 1 − tanh² = 0.01 where tanh = ±√0.99; σ = 0.01 at −ln 99.
        let sigmoid = ((1.0 + 0.99_f64.sqrt()) / (1.0 - 0.99_f64.sqrt())).ln();
        for (curve, edges) in [
            (ActivationFunction::Sigmoid(1.0), vec![[-8.0, -sigmoid], [sigmoid, 8.0]]),
            (ActivationFunction::Tanh, vec![[-8.0, -0.99_f64.sqrt().atanh()], [0.99_f64.sqrt().atanh(), 8.0]]),
            (ActivationFunction::Relu, vec![[-8.0, 0.0]]),
            (ActivationFunction::Identity, vec![]),
            (ActivationFunction::LeakyRelu(0.1), vec![]),
            (ActivationFunction::Softplus, vec![[-8.0, -99.0_f64.ln()]]),
            (ActivationFunction::Step(TieRule::Above), vec![range]),
        ] {
            let found = curve.saturated_intervals(range, 0.01);
            assert_eq!(found.len(), edges.len(), "{curve:?}: {found:?}");
            for (found, wanted) in found.iter().flatten().zip(edges.iter().flatten()) {
                assert!((found - wanted).abs() < 2e-9, "{curve:?}: {found}, not {wanted}");
            }
        }
        assert_eq!(
            ActivationFunction::Gelu.saturated_intervals(range, 0.01).len(),
            2,
            "far left, and around the lowest point of the curve"
        );
    }

    #[test]
    fn curves_are_those_that_the_engine_trains_with() {
        for (curve, activation) in [
            (ActivationFunction::Step(TieRule::Above), Activation::Step),
            (ActivationFunction::Sigmoid(1.0), Activation::Sigmoid),
            (ActivationFunction::Identity, Activation::Identity),
            (ActivationFunction::Tanh, Activation::Tanh),
            (ActivationFunction::Relu, Activation::Relu),
        ] {
            for n in (-800..=800).filter(|n| *n != 0) {
                #[allow(clippy::cast_possible_truncation)] // the engine's own precision is what is compared
                let a = (f64::from(n) / 100.0) as f32;
                let (h, slope) = activation.at(a).unwrap();
                let a = f64::from(a);
                assert!((curve.value(a) - f64::from(h)).abs() < 1e-6, "{curve:?} at {a}");
                assert!((curve.derivative(a).unwrap() - f64::from(slope)).abs() < 1e-6, "{curve:?}′ at {a}");
            }
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn slopes_are_those_of_finite_differences(a in -9.0..9.0) {
            let d = 1e-5;
            for curve in SMOOTH {
                let (difference, slope) = ((curve.value(a + d) - curve.value(a - d)) / (2.0 * d), curve.derivative(a).unwrap());
                prop_assert!((difference - slope).abs() < 1e-7 * curve.max_derivative(), "{:?}′ at {}: {} {}", curve, a, slope, difference);
            }
            for curve in [ActivationFunction::Relu, ActivationFunction::LeakyRelu(0.2), ActivationFunction::Step(TieRule::Above)] {
                if a.abs() > d {
                    let difference = (curve.value(a + d) - curve.value(a - d)) / (2.0 * d);
                    prop_assert!((difference - curve.derivative(a).unwrap()).abs() < 1e-7);
                }
            }
        }

        #[test]
        fn nothing_overflows(a in prop::num::f64::NORMAL) {
            for curve in ALL {
                prop_assert!(!curve.value(a).is_nan(), "{:?} at {}", curve, a);
                prop_assert!(curve.derivative(a).is_none_or(f64::is_finite), "{:?}′ at {}", curve, a);
            }
        }
    }
}
