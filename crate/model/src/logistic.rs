//! Logistic regression on one input by maximum likelihood: what gradient descent on the cross-entropy converges to.

use thiserror::Error;

/// Why there are no weight and bias to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LogisticError {
    /// All labels are the same, or there are none. The nearer the curve comes to them the smaller the loss, without end.
    #[error("both labels are needed")]
    OneLabel,
    /// All x are the same: every curve with the right height there has the least loss.
    #[error("two different x are needed")]
    OneX,
    /// One x separates the labels: the steeper the curve the smaller the loss, without end (A. Albert and J. A. Anderson,
    /// 1984).
    #[error("one x separates the labels")]
    Separable,
    /// There is a best curve, but Newton's method did not converge to it: the x differ too much in size.
    #[error("Newton's method did not converge")]
    NoConvergence,
}

/// Newton's method needs about eight steps, and some tens when one x lies millions of times farther out than the others.
const MAX_STEPS: usize = 100;

/// How many lengths are tried for a step: the whole, a half, a quarter, …
const MAX_LENGTHS: i32 = 30;

/// Newton's method has converged when a step changes the curve by no more than this part. Each step about doubles the number
/// of correct digits, so the error that is left after such a step is one of rounding.
const TOLERANCE: f64 = 1e-8;

/// Losses that differ by no more than this part count as equal: rounding in a sum over many rows hides smaller falls.
const ROUNDING: f64 = 1e-12;

/// The weight and the bias with the least cross-entropy over inputs `x` with labels 0 and 1, both `[n]`.
///
/// Newton's method (S. Boyd and L. Vandenberghe, *Convex Optimization*, 2004, § 9.5). A step costs one pass over the rows,
/// and one more for each time that it is halved because it overshot.
///
/// # Errors
/// When there are no such weight and bias, or Newton's method does not converge.
///
/// # Panics
/// When `x` and `labels` have different lengths.
pub fn fit(x: &[f64], labels: &[f64]) -> Result<[f64; 2], LogisticError> {
    assert_eq!(x.len(), labels.len(), "every x has its label");
    check_overlap(x, labels)?;
    let mean = x.iter().sum::<f64>() / x.len() as f64;
    let mut here = Loss::new(x, labels, Curve { weight: 0.0, height: 0.0, centre: mean });
    for _ in 0..MAX_STEPS {
        let step = here.newton_step();
        if here.has_converged(step) {
            let Curve { weight, height, centre } = here.after(step);
            return Ok([weight, height - weight * centre]);
        }
        let mut lengths = (0..MAX_LENGTHS).map(|halvings| 0.5_f64.powi(halvings));
        here = lengths
            .find_map(|length| {
                let there = Loss::new(x, labels, here.after(step.map(|part| length * part)));
                (there.value <= here.value * (1.0 + ROUNDING)).then_some(there)
            })
            .ok_or(LogisticError::NoConvergence)?;
    }
    Err(LogisticError::NoConvergence)
}

/// The labels overlap when neither lies wholly on one side of the other: only then is there a least loss.
fn check_overlap(x: &[f64], labels: &[f64]) -> Result<(), LogisticError> {
    let bounds = |label: bool| {
        let of_label = x.iter().zip(labels).filter(|(_, t)| (**t >= 0.5) == label).map(|(x, _)| *x);
        of_label.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], x| [low.min(x), high.max(x)])
    };
    let ([low, high], [one_low, one_high]) = (bounds(false), bounds(true));
    if low > high || one_low > one_high {
        Err(LogisticError::OneLabel)
    } else if low.min(one_low) >= high.max(one_high) {
        Err(LogisticError::OneX)
    } else if high <= one_low || one_high <= low {
        Err(LogisticError::Separable)
    } else {
        Ok(())
    }
}

/// The curve σ(z) with z = weight·(x − centre) + height.
///
/// The centre changes no curve, it is where the height is told. Among the rows that the curve is undecided about, weight
/// and height hardly depend on each other, and no digits are lost however far these rows lie from 0.
#[derive(Clone, Copy, Debug)]
struct Curve {
    weight: f64,
    height: f64,
    centre: f64,
}

/// The cross-entropy of a curve, summed over the rows, with its first and second derivatives by weight and height.
#[derive(Clone, Copy, Debug)]
struct Loss {
    curve: Curve,
    value: f64,
    gradient: [f64; 2],
    /// ∂²/∂w², ∂²/∂w∂h and ∂²/∂h².
    hessian: [f64; 3],
    /// How far from the centre the farthest x lies.
    reach: f64,
}

impl Loss {
    fn new(x: &[f64], labels: &[f64], curve: Curve) -> Self {
        let (mut value, mut gradient, mut hessian, mut reach) = (0.0, [0.0; 2], [0.0; 3], 0.0_f64);
        for (x, label) in x.iter().zip(labels) {
            let x = x - curve.centre;
            let z = curve.weight * x + curve.height;
            // How far z lies on the label's side. With e^−|margin| no probability near 0 or 1 loses digits.
            let sign = if *label >= 0.5 { 1.0 } else { -1.0 };
            let margin = sign * z;
            let tail = libm::exp(-margin.abs());
            // What σ gives to the other label is |σ(z) − t|.
            let wrong = if margin > 0.0 { tail } else { 1.0 } / (1.0 + tail);
            let error = -sign * wrong;
            let curvature = tail / ((1.0 + tail) * (1.0 + tail));
            reach = reach.max(x.abs());
            value += f64::max(-margin, 0.0) + libm::log1p(tail);
            gradient = [gradient[0] + error * x, gradient[1] + error];
            let [ww, wh, hh] = hessian;
            hessian = [ww + curvature * x * x, wh + curvature * x, hh + curvature];
        }
        Self { curve, value, gradient, hessian, reach }
    }

    /// The inverse of the Hessian times the gradient.
    fn newton_step(&self) -> [f64; 2] {
        let ([w, h], [ww, wh, hh]) = (self.gradient, self.hessian);
        let determinant = ww * hh - wh * wh;
        [(hh * w - wh * h) / determinant, (ww * h - wh * w) / determinant]
    }

    /// Whether a step changes next to nothing in any row's z.
    fn has_converged(&self, [weight, height]: [f64; 2]) -> bool {
        let is_small = |step: f64, value: f64| step.abs() <= TOLERANCE * (1.0 + value.abs());
        is_small(weight * self.reach, self.curve.weight * self.reach) && is_small(height, self.curve.height)
    }

    /// The curve that a step leads to, about the centre of the rows that this curve is undecided about.
    fn after(&self, step: [f64; 2]) -> Curve {
        let [_, wh, hh] = self.hessian;
        let (weight, shift) = (self.curve.weight - step[0], wh / hh);
        Curve { weight, height: self.curve.height - step[1] + weight * shift, centre: self.curve.centre + shift }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::probability::{binary_cross_entropy, sigmoid};
    use crate::random::Random;
    use proptest::prelude::*;

    fn class(students: usize, seed: u64) -> (Vec<f64>, Vec<f64>) {
        let (mut hours, mut luck) = (Random::stream(seed, 0), Random::stream(seed, 1));
        let student = |_| {
            let x = 10.0 * hours.unit();
            (x, if luck.unit() < sigmoid(1.2 * x - 6.0) { 1.0 } else { 0.0 })
        };
        (0..students).map(student).unzip()
    }

    fn loss(x: &[f64], t: &[f64], [w, b]: [f64; 2]) -> f64 {
        x.iter().zip(t).map(|(x, t)| binary_cross_entropy(w * x + b, *t)).sum::<f64>() / x.len() as f64
    }

    proptest! {
        /// At a minimum the mean probability is the share of ones, and so is the mean weighted by x.
        #[test]
        fn the_gradient_vanishes_at_the_fit(seed in 0_u64..1000, scale in 0.01_f64..100.0, shift in -50.0_f64..50.0) {
            let (x, t) = class(60, seed);
            let x: Vec<_> = x.iter().map(|x| scale * x + shift).collect();
            if let Ok([w, b]) = fit(&x, &t) {
                let errors = || x.iter().zip(&t).map(|(x, t)| (x, sigmoid(w * x + b) - t));
                prop_assert!(errors().map(|(_, e)| e).sum::<f64>().abs() < 1e-6);
                prop_assert!(errors().map(|(x, e)| (x - shift) / scale * e).sum::<f64>().abs() < 1e-6);
            }
        }
    }

    #[test]
    fn no_neighbour_has_less_and_many_students_give_back_their_law() {
        let (x, t) = class(60, 1);
        let [w, b] = fit(&x, &t).unwrap();
        for [dw, db] in [[1e-3, 0.0], [-1e-3, 0.0], [0.0, 1e-3], [0.0, -1e-3]] {
            assert!(loss(&x, &t, [w + dw, b + db]) > loss(&x, &t, [w, b]));
        }
        let (x, t) = class(50_000, 1);
        let [w, b] = fit(&x, &t).unwrap();
        assert!((w - 1.2).abs() < 0.05 && (b + 6.0).abs() < 0.25, "{w} {b}");
    }

    #[test]
    fn labels_that_one_x_separates_have_no_best_curve() {
        assert_eq!(fit(&[1.0, 2.0, 3.0], &[0.0, 0.0, 1.0]), Err(LogisticError::Separable));
        assert_eq!(fit(&[1.0, 2.0, 2.0, 3.0], &[1.0, 1.0, 0.0, 0.0]), Err(LogisticError::Separable));
        assert_eq!(fit(&[1.0, 2.0], &[1.0, 1.0]), Err(LogisticError::OneLabel));
        assert_eq!(fit(&[], &[]), Err(LogisticError::OneLabel));
        assert_eq!(fit(&[2.0, 2.0], &[0.0, 1.0]), Err(LogisticError::OneX));
        assert!(fit(&[1.0, 2.0, 3.0, 4.0], &[0.0, 1.0, 0.0, 1.0]).is_ok());
    }

    /// Separated but for a single pair of neighbours: the best curve is steep, and there is one.
    #[test]
    fn two_labels_in_the_wrong_order_among_thousands_are_an_overlap() {
        let x: Vec<_> = (0..20_000).map(f64::from).collect();
        let mut labels: Vec<_> = x.iter().map(|x| if *x < 10_000.0 { 0.0 } else { 1.0 }).collect();
        assert_eq!(fit(&x, &labels), Err(LogisticError::Separable));
        labels.swap(9_999, 10_000);
        let [w, b] = fit(&x, &labels).unwrap();
        assert!(w > 0.1 && (b / w + 9_999.5).abs() < 1e-6, "{w} {b}");
    }

    /// A row far out on its label's side takes no part in the best curve, however far out it lies.
    #[test]
    fn far_rows_do_not_hinder_the_search() {
        let [w, b] = fit(&[1.0, 2.0, 3.0, 4.0], &[0.0, 1.0, 0.0, 1.0]).unwrap();
        for far in [1e2, 1e6, 1e12, 1e38] {
            let [far_w, far_b] = fit(&[1.0, 2.0, 3.0, 4.0, far], &[0.0, 1.0, 0.0, 1.0, 1.0]).unwrap();
            assert!((far_w - w).abs().max((far_b - b).abs()) < 1e-9, "{far}: {far_w} {far_b}");
        }
    }

    #[test]
    fn a_search_that_does_not_converge_says_so() {
        assert_eq!(fit(&[1.0, 2.0, 3.0, 4.0, 1e200], &[0.0, 1.0, 0.0, 1.0, 1.0]), Err(LogisticError::NoConvergence));
        // The best w is some −5·10⁻¹¹, and the rounding of what the near rows give is too coarse for it.
        assert_eq!(fit(&[-1.0, 1.0, 1.0, -1.0, -1e12], &[1.0, 0.0, 1.0, 0.0, 1.0]), Err(LogisticError::NoConvergence));
    }
}
