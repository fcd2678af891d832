//! Logistic regression on one input by maximum likelihood: what gradient descent on the cross-entropy converges to.

use thiserror::Error;

use super::probability::{binary_cross_entropy, sigmoid};

/// Why no weight and bias have the least cross-entropy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LogisticError {
    /// All labels are the same, or there are none.
    #[error("both labels are needed")]
    OneLabel,
    /// One x separates the labels. The steeper the curve, the smaller the loss, without a minimum (A. Albert and J. A. Anderson,
    /// 1984).
    #[error("one x separates the labels")]
    Separable,
    /// Newton's method did not converge. Numbers beyond what double precision can square are a cause.
    #[error("Newton's method did not converge")]
    NoConvergence,
}

/// Newton's method needs about six steps. Halved steps count too.
const MAX_STEPS: usize = 200;

/// The weight and the bias with the least cross-entropy over inputs `x` with labels 0 and 1.
///
/// Newton's method on x scaled to mean 0 and deviation 1, each step halved until the loss falls.
///
/// # Errors
/// When there are no such weight and bias.
///
/// # Panics
/// When `x` and `labels` have different lengths.
pub fn fit(x: &[f64], labels: &[f64]) -> Result<[f64; 2], LogisticError> {
    assert_eq!(x.len(), labels.len(), "every x has its label");
    check_overlap(x, labels)?;
    let n = x.len() as f64;
    let mean = x.iter().sum::<f64>() / n;
    let deviation = (x.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt();
    let rows: Vec<_> = x.iter().zip(labels).map(|(x, t)| ((x - mean) / deviation, *t)).collect();
    let loss = |[w, b]: [f64; 2]| rows.iter().map(|(x, t)| binary_cross_entropy(w * x + b, *t)).sum::<f64>() / n;
    let (mut place, mut now) = ([0.0; 2], loss([0.0; 2]));
    for _ in 0..MAX_STEPS {
        let [dw, db] = newton_step(&rows, place)?;
        let next = |share: f64| [place[0] - share * dw, place[1] - share * db];
        let share = (0..30).map(|k| 0.5_f64.powi(k)).find(|share| loss(next(*share)) <= now);
        let is_there = dw.abs().max(db.abs()) < 1e-10 * (1.0 + place[0].abs().max(place[1].abs()));
        let Some(share) = share.filter(|_| !is_there) else {
            let [w, b] = [place[0] / deviation, place[1] - place[0] * mean / deviation];
            return if w.is_finite() && b.is_finite() { Ok([w, b]) } else { Err(LogisticError::NoConvergence) };
        };
        place = next(share);
        now = loss(place);
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
        return Err(LogisticError::OneLabel);
    }
    if high <= one_low || one_high <= low { Err(LogisticError::Separable) } else { Ok(()) }
}

/// The gradient of the loss times the inverse of its Hessian.
fn newton_step(rows: &[(f64, f64)], [w, b]: [f64; 2]) -> Result<[f64; 2], LogisticError> {
    let (mut gw, mut gb, mut hww, mut hwb, mut hbb) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (x, t) in rows {
        let p = sigmoid(w * x + b);
        let (error, curvature) = (p - t, p * (1.0 - p));
        (gw, gb) = (gw + error * x, gb + error);
        (hww, hwb, hbb) = (hww + curvature * x * x, hwb + curvature * x, hbb + curvature);
    }
    let determinant = hww * hbb - hwb * hwb;
    let step = [(hbb * gw - hwb * gb) / determinant, (hww * gb - hwb * gw) / determinant];
    if step.iter().all(|part| part.is_finite()) { Ok(step) } else { Err(LogisticError::NoConvergence) }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
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
        assert!(fit(&[1.0, 2.0, 3.0, 4.0], &[0.0, 1.0, 0.0, 1.0]).is_ok());
    }
}
