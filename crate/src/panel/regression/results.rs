//! What came of it in numbers: the losses of the model shown beside the best one and the law of the data.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::Regression;
use super::data::Part;
use super::shape::Shape;
use super::words::figure;
use crate::model::least_squares::{mean_absolute_error, r_squared};
use crate::model::loss::Loss;
use crate::model::roc::ConfusionMatrix;

/// The models that the table of results compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// The one shown.
    Shown,
    /// That of least squares on the training rows, or of the least cross-entropy there.
    Best,
    /// The law that the lab's data come from.
    Law,
}

/// The measures in the table of results, in its order. Those of a shape are told by [`Regression::has_measure`].
pub const MEASURES: [&str; 11] = [
    "w",
    "b",
    "entropy-training",
    "entropy-validation",
    "entropy-test",
    "training",
    "validation",
    "test",
    "accuracy",
    "r2",
    "mae",
];

/// Measures of models that no training changes, kept for as long as the data stay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured(RefCell<BTreeMap<(Line, String), Option<String>>>);

impl Regression {
    /// A model's parameters, the bias last; nothing when there is no such model.
    pub fn model(&self, line: Line) -> Option<Vec<f64>> {
        match line {
            Line::Shown => Some(self.parameters()),
            Line::Best => self.data.finish.clone().ok(),
            Line::Law if self.settings.own.is_some() => None,
            Line::Law => match self.data.shape {
                Shape::Line => {
                    let lab = self.settings.lab();
                    Some(vec![lab.slope, lab.intercept])
                }
                Shape::Sigmoid => Some(self.settings.exam().weight_and_bias().to_vec()),
                Shape::Powers { degree, centre, half } => {
                    // slope·x + intercept in t = (x − centre)/half.
                    let lab = self.settings.lab();
                    let mut parameters = vec![0.0; degree + 1];
                    (parameters[0], parameters[degree]) = (lab.slope * half, lab.line(centre));
                    Some(parameters)
                }
            },
        }
    }

    /// Whether the table of results has a measure for what is fitted.
    pub fn has_measure(&self, measure: &str) -> bool {
        match measure {
            "w" | "b" => self.data.shape.weights() == 1,
            "entropy-training" | "entropy-validation" | "entropy-test" | "accuracy" => self.settings.logistic,
            "r2" | "mae" => !self.settings.logistic,
            _ => true,
        }
    }

    /// One of [`MEASURES`] of a model, as text; nothing where there is no such number.
    pub fn measure(&self, measure: &str, line: Line) -> Option<String> {
        // The threshold is no part of the data.
        if line == Line::Shown || measure == "accuracy" {
            return self.measured(measure, line);
        }
        let mut kept = self.data.measured.0.borrow_mut();
        kept.entry((line, measure.to_owned())).or_insert_with(|| self.measured(measure, line)).clone()
    }

    fn measured(&self, measure: &str, line: Line) -> Option<String> {
        let parameters = self.model(line).filter(|_| self.has_measure(measure))?;
        let data = &self.data;
        let squared = |part| data.loss(part, &parameters, Loss::MeanSquared);
        let entropy = |part| data.loss(part, &parameters, Loss::BinaryCrossEntropy);
        let test = |of: fn(&[f64], &[f64]) -> Option<f64>| {
            let Part { y, .. } = &data.test;
            if y.is_empty() { None } else { of(y, &data.predictions(&data.test, &parameters)) }
        };
        let value = match measure {
            "w" => parameters.first().copied(),
            "b" => parameters.last().copied(),
            "training" => squared(&data.training),
            "validation" => squared(&data.validation),
            "test" => squared(&data.test),
            "entropy-training" => entropy(&data.training),
            "entropy-validation" => entropy(&data.validation),
            "entropy-test" => entropy(&data.test),
            "accuracy" => self.confusion(&data.test, &parameters).accuracy(),
            "r2" => test(r_squared),
            "mae" => test(|y, predictions| Some(mean_absolute_error(y, predictions))),
            _ => None,
        };
        value.map(figure)
    }

    /// How a part's labels and their predictions fall, a probability of the threshold and more being a 1.
    pub fn confusion(&self, part: &Part, parameters: &[f64]) -> ConfusionMatrix {
        let threshold = self.settings.threshold();
        let score = |(x, label): (&f64, &f64)| (self.data.shape.at(parameters, *x), *label >= 0.5);
        ConfusionMatrix::at_threshold(threshold, &part.x.iter().zip(&part.y).map(score).collect::<Vec<_>>())
    }

    /// The loss that training lowers, of the model shown on the training rows.
    pub fn training_loss(&self) -> Option<f64> {
        self.shown_loss(self.settings.loss())
    }

    /// A loss of the model shown on the training rows.
    pub fn shown_loss(&self, loss: Loss) -> Option<f64> {
        self.data.loss(&self.data.training, &self.parameters(), loss)
    }

    /// The mean squared error that even the law has on average; nothing for labels, or data of the learner's own.
    pub fn noise_floor(&self) -> Option<f64> {
        (self.settings.own.is_none() && !self.settings.logistic).then(|| self.settings.lab().noise_floor())
    }

    /// The learning rate above which gradient descent on all training rows diverges; nothing for curves.
    pub fn divergence_rate(&self) -> Option<f64> {
        self.data.training.loss.filter(|_| self.data.shape == Shape::Line).map(|loss| loss.divergence_rate())
    }

    /// The x at which the probability passes the threshold; nothing for a level curve.
    pub fn cut(&self) -> Option<f64> {
        let [w, b] = self.line().map(f64::from);
        let odds = self.settings.threshold() / (1.0 - self.settings.threshold());
        Some((libm::log(odds) - b) / w).filter(|cut| self.settings.logistic && cut.is_finite())
    }

    /// All rows, training and validation together, test, training, validation, rows a batch, steps an epoch, epochs,
    /// updates.
    pub fn sizes(&self) -> [u64; 9] {
        let data = &self.data;
        let [training, validation, test] = [&data.training, &data.validation, &data.test].map(|part| part.len() as u64);
        let all = training + validation + test;
        let (batch, steps) = self.run().map_or((0, 0), |run| (run.batch_size(), run.steps_per_epoch()));
        let epochs = u64::from(self.settings.epochs);
        [all, training + validation, test, training, validation, batch, steps, epochs, steps * epochs]
    }
}
