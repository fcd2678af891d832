//! Polynomials by least squares: what gradient descent on the mean squared error converges to.

use nalgebra::{DMatrix, DVector};
use thiserror::Error;

/// The highest degree.
pub const MAX_DEGREE: usize = 9;

/// A polynomial in x, fitted to data.
#[derive(Clone, Debug, PartialEq)]
pub struct Polynomial {
    /// The coefficients of 1, t, t², … with t = (x − centre)/half.
    scaled: Vec<f64>,
    /// The middle of the data's range.
    centre: f64,
    /// Half the width of the data's range.
    half: f64,
}

/// Why there is no unique best polynomial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LeastSquaresError {
    /// The degree is not one of 1 to [`MAX_DEGREE`].
    #[error("a degree is from 1 to {MAX_DEGREE}")]
    Degree,
    /// A value is infinite or NaN, or the range of x is too wide for a double.
    #[error("a value is not finite")]
    NotFinite,
    /// There are too few different x for a unique solution. A line needs two, and each further degree one more.
    #[error("{distinct} different x are too few, {needed} are needed")]
    TooFewPlaces {
        /// How many different x there are.
        distinct: usize,
        /// How many the degree needs.
        needed: usize,
    },
    /// Some x are too close together for double precision to tell their powers apart.
    #[error("some x lie too close together for this degree")]
    TooClose,
}

impl Polynomial {
    /// The polynomial of `degree` that makes the sum of squared residuals Σ(p(xᵢ) − yᵢ)² least.
    ///
    /// Solved by the QR decomposition of the n × (degree + 1) matrix of powers (Householder's, G. H. Golub 1965), which
    /// does not square the condition number as the normal equations do. The powers are those of t = (x − centre)/half,
    /// from −1 to 1, so that neither the unit nor the origin of x matters.
    ///
    /// # Errors
    /// When the degree is out of range, a value is not finite, or the best polynomial is not unique.
    ///
    /// # Panics
    /// When `x` and `y` have different lengths.
    pub fn fit(x: &[f64], y: &[f64], degree: usize) -> Result<Self, LeastSquaresError> {
        assert_eq!(x.len(), y.len(), "every x has its y");
        if !(1..=MAX_DEGREE).contains(&degree) {
            return Err(LeastSquaresError::Degree);
        }
        let (low, high) = x.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &x| (l.min(x), h.max(x)));
        if !x.iter().chain(y).all(|value| value.is_finite()) || (high - low).is_infinite() && !x.is_empty() {
            return Err(LeastSquaresError::NotFinite);
        }
        let (distinct, needed) = (count_distinct(x), degree + 1);
        if distinct < needed {
            return Err(LeastSquaresError::TooFewPlaces { distinct, needed });
        }
        let half = (high - low) / 2.0;
        let centre = low + half;
        let powers = DMatrix::from_fn(x.len(), needed, |i, k| powi((x[i] - centre) / half, k));
        let qr = powers.qr();
        let r = qr.r();
        let diagonal = r.diagonal().abs();
        if diagonal.min() <= diagonal.max() * f64::EPSILON * x.len() as f64 {
            return Err(LeastSquaresError::TooClose);
        }
        let mut projected = DVector::from_column_slice(y);
        qr.q_tr_mul(&mut projected);
        let scaled = r.solve_upper_triangular(&projected.rows(0, needed)).ok_or(LeastSquaresError::TooClose)?;
        Ok(Self { scaled: scaled.as_slice().to_vec(), centre, half })
    }

    /// The coefficients of 1, t, t², … with t = (x − centre)/half from −1 to 1 over the data.
    pub fn scaled(&self) -> &[f64] {
        &self.scaled
    }

    /// p(x).
    pub fn at(&self, x: f64) -> f64 {
        let t = (x - self.centre) / self.half;
        self.scaled.iter().rev().fold(0.0, |sum, c| sum * t + c)
    }

    /// p(x) for each of `x`.
    pub fn predictions(&self, x: &[f64]) -> Vec<f64> {
        x.iter().map(|&x| self.at(x)).collect()
    }

    /// The coefficients of 1, x, x², …: for degree 1 the bias and the weight.
    pub fn coefficients(&self) -> Vec<f64> {
        // Horner's scheme on polynomials: times (x − centre)/half, plus the next coefficient.
        let mut powers = vec![0.0; self.scaled.len()];
        for c in self.scaled.iter().rev() {
            for k in (0..powers.len()).rev() {
                let lower = if k > 0 { powers[k - 1] } else { 0.0 };
                powers[k] = (lower - self.centre * powers[k]) / self.half;
            }
            powers[0] += c;
        }
        powers
    }
}

/// The mean squared error, Σ(ŷ − y)²/n; NaN without rows.
pub fn mean_squared_error(y: &[f64], predictions: &[f64]) -> f64 {
    residuals(y, predictions).map(|r| r * r).sum::<f64>() / y.len() as f64
}

/// The mean absolute error, Σ|ŷ − y|/n; NaN without rows.
pub fn mean_absolute_error(y: &[f64], predictions: &[f64]) -> f64 {
    residuals(y, predictions).map(f64::abs).sum::<f64>() / y.len() as f64
}

/// R² = 1 − Σ(ŷ − y)²/Σ(y − ȳ)², the fraction of the variance of y that the predictions explain. `None` when y is constant.
pub fn r_squared(y: &[f64], predictions: &[f64]) -> Option<f64> {
    if y.iter().all(|value| value.total_cmp(&y[0]).is_eq()) {
        return None;
    }
    let mean = y.iter().sum::<f64>() / y.len() as f64;
    let variance = y.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / y.len() as f64;
    Some(1.0 - mean_squared_error(y, predictions) / variance)
}

fn residuals(y: &[f64], predictions: &[f64]) -> impl Iterator<Item = f64> {
    y.iter().zip(predictions).map(|(y, prediction)| prediction - y)
}

fn count_distinct(x: &[f64]) -> usize {
    let mut sorted = x.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.dedup();
    sorted.len()
}

/// tᵏ by multiplication alone: the standard library's `powi` may round differently from one platform to another.
fn powi(t: f64, k: usize) -> f64 {
    (0..k).fold(1.0, |power, _| power * t)
}
