//! What is fitted to the rows: a line, a polynomial, or a line bent by the sigmoid.

use crate::model::activation::Activation;
use crate::model::least_squares::{MAX_DEGREE, Polynomial};
use crate::model::logistic::{self, LogisticError};
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::probability::{binary_cross_entropy, sigmoid};

/// A model with one output: a unit on x or on its powers. Its parameters are the weights, then the bias.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// w·x + b.
    Line,
    /// w1·t + w2·t² + … + b with t = (x − centre)/half.
    Powers {
        /// The highest power.
        degree: usize,
        /// The middle of the training rows' x.
        centre: f64,
        /// Half the width of their range.
        half: f64,
    },
    /// σ(w·x + b), the probability of the label 1.
    Sigmoid,
}

/// Why no parameters are the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBest {
    /// Many fit equally well.
    Many,
    /// For any there are others with a smaller loss.
    Endless,
    /// There are best ones, but double precision does not suffice to find them.
    NoConvergence,
    /// Some rows have no label.
    NoLabels,
}

impl Shape {
    /// The polynomial of `degree` over training rows with these x; a line for degree 1, which takes x as it is. Higher
    /// powers are those of t, from −1 to 1 over the training rows: of x itself they would differ in size by orders of
    /// magnitude, and no learning rate would suit all.
    pub fn polynomial(degree: usize, x: &[f64]) -> Self {
        if degree <= 1 {
            return Self::Line;
        }
        let (low, high) = x.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &x| (l.min(x), h.max(x)));
        // One x alone lies in the middle of a range of any width.
        let half = if high > low { (high - low) / 2.0 } else { 1.0 };
        let centre = if high > low {
            low + half
        } else if low.is_finite() {
            low
        } else {
            0.0
        };
        Self::Powers { degree: degree.min(MAX_DEGREE), centre, half }
    }

    /// How many weights it has.
    pub fn weights(self) -> usize {
        if let Self::Powers { degree, .. } = self { degree } else { 1 }
    }

    /// What the unit takes in for an x.
    pub fn inputs(self, x: f64) -> impl Iterator<Item = f64> {
        let t = if let Self::Powers { centre, half, .. } = self { (x - centre) / half } else { x };
        std::iter::successors(Some(t), move |power| Some(power * t)).take(self.weights())
    }

    /// The unit's sum before any activation.
    pub fn sum(self, parameters: &[f64], x: f64) -> f64 {
        let bias = parameters.last().copied().unwrap_or_default();
        self.inputs(x).zip(parameters).map(|(input, weight)| input * weight).sum::<f64>() + bias
    }

    /// The model's output.
    pub fn at(self, parameters: &[f64], x: f64) -> f64 {
        let sum = self.sum(parameters, x);
        if self == Self::Sigmoid { sigmoid(sum) } else { sum }
    }

    /// The loss of one row.
    pub fn row_loss(self, parameters: &[f64], loss: Loss, x: f64, y: f64) -> f64 {
        let distance = || (self.at(parameters, x) - y).abs();
        match loss {
            Loss::BinaryCrossEntropy => binary_cross_entropy(self.sum(parameters, x), y),
            Loss::MeanAbsolute => distance(),
            Loss::Huber => {
                let distance = distance();
                if distance <= 1.0 { distance.powi(2) / 2.0 } else { distance - 0.5 }
            }
            _ => distance().powi(2),
        }
    }

    /// The network: one unit.
    ///
    /// # Panics
    /// Never: the shape is one that networks have.
    pub fn network(self) -> Network {
        let activation = if self == Self::Sigmoid { Activation::Sigmoid } else { Activation::Identity };
        Network::new(&[self.weights(), 1], &[activation]).expect("one unit with a few inputs is a network")
    }

    /// The parameters that training is to find: of least squares, or of the least cross-entropy.
    ///
    /// # Errors
    /// When there is no one best choice, or it is not found.
    pub fn best(self, x: &[f64], y: &[f64]) -> Result<Vec<f64>, NoBest> {
        match self {
            Self::Line => match Polynomial::fit(x, y, 1) {
                Ok(line) => Ok(line.coefficients().into_iter().rev().collect()),
                Err(_) => Err(NoBest::Many),
            },
            Self::Powers { degree, .. } => match Polynomial::fit(x, y, degree) {
                Ok(curve) => {
                    let mut parameters = curve.scaled().to_vec();
                    parameters.rotate_left(1); // the constant comes last here
                    Ok(parameters)
                }
                Err(_) => Err(NoBest::Many),
            },
            Self::Sigmoid => logistic::fit(x, y).map(Vec::from).map_err(|error| match error {
                LogisticError::OneX => NoBest::Many,
                LogisticError::OneLabel | LogisticError::Separable => NoBest::Endless,
                LogisticError::NoConvergence => NoBest::NoConvergence,
            }),
        }
    }
}
