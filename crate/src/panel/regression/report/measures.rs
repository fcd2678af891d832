//! What came of it in numbers: the losses of the model shown beside the best one and the law of the data.

use super::numbers::number;
use crate::model::least_squares::{mean_absolute_error, r_squared};
use crate::model::loss::Loss;
use crate::model::roc::ConfusionMatrix;
use crate::panel::json::Key;
use crate::panel::regression::data::{Part, Use};
use crate::panel::regression::lab::{Lab, Model};
use crate::text::percent;

/// A line of the table of results: its name, and what it measures.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Measure {
    /// The weight of a model that has one.
    Weight,
    /// The bias.
    Bias,
    /// A loss on a part.
    Of(Loss, Use),
    /// The share of the test rows that are predicted right.
    Accuracy,
    /// The share of the test rows' variance that is explained.
    RSquared,
    /// The mean absolute error on the test rows.
    AbsoluteError,
}

const CROSS_ENTROPY: Loss = Loss::BinaryCrossEntropy;
const SQUARED: Loss = Loss::MeanSquared;

/// The measures in their order; the keys are those of the page's texts.
const MEASURES: [(Key, Measure); 16] = [
    ("w", Measure::Weight),
    ("b", Measure::Bias),
    ("entropy-training", Measure::Of(CROSS_ENTROPY, Use::Training)),
    ("entropy-validation", Measure::Of(CROSS_ENTROPY, Use::Validation)),
    ("entropy-test", Measure::Of(CROSS_ENTROPY, Use::Test)),
    ("mse-training", Measure::Of(SQUARED, Use::Training)),
    ("mse-validation", Measure::Of(SQUARED, Use::Validation)),
    ("mse-test", Measure::Of(SQUARED, Use::Test)),
    ("huber-training", Measure::Of(Loss::Huber, Use::Training)),
    ("huber-validation", Measure::Of(Loss::Huber, Use::Validation)),
    ("huber-test", Measure::Of(Loss::Huber, Use::Test)),
    ("mae-training", Measure::Of(Loss::MeanAbsolute, Use::Training)),
    ("mae-validation", Measure::Of(Loss::MeanAbsolute, Use::Validation)),
    ("accuracy", Measure::Accuracy),
    ("r2", Measure::RSquared),
    ("mae", Measure::AbsoluteError),
];

/// A line of the table of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name, a key of the page's texts.
    pub name: Key,
    /// The measure of the model shown, the best one and the law; nothing where there is no such number.
    pub values: [Option<String>; 3],
}

/// The table of results.
pub fn table(lab: &Lab) -> Vec<Line> {
    let (is_logistic, trained) = (lab.settings().is_logistic(), lab.settings().trained_loss());
    let has = |measure: Measure| match measure {
        Measure::Weight | Measure::Bias => lab.is_straight(),
        Measure::Of(Loss::BinaryCrossEntropy, _) | Measure::Accuracy => is_logistic,
        Measure::RSquared | Measure::AbsoluteError => !is_logistic,
        Measure::Of(Loss::MeanSquared, _) => true,
        Measure::Of(loss, _) => loss == trained,
    };
    let models = [Model::Shown, Model::Best, Model::Law];
    let line =
        |(name, measure): (Key, Measure)| Line { name, values: models.map(|model| measured(lab, measure, model)) };
    MEASURES.into_iter().filter(|(_, measure)| has(*measure)).map(line).collect()
}

fn measured(lab: &Lab, measure: Measure, model: Model) -> Option<String> {
    let parameters = lab.model(model)?;
    let data = lab.data();
    let test = |of: fn(&[f64], &[f64]) -> Option<f64>| {
        let Part { y, .. } = &data.test;
        if y.is_empty() { None } else { of(y, &data.predictions(&data.test, &parameters)) }
    };
    let value = match measure {
        Measure::Weight => parameters.first().copied(),
        Measure::Bias => parameters.last().copied(),
        Measure::Of(loss, part) => lab.loss(model, part, loss),
        Measure::Accuracy => return confusion(lab, &data.test, &parameters).accuracy().map(percent),
        Measure::RSquared => test(r_squared),
        Measure::AbsoluteError => test(|y, predictions| Some(mean_absolute_error(y, predictions))),
    };
    value.map(number)
}

/// How a part's labels and their predictions fall, a probability of the threshold and more being a 1.
pub fn confusion(lab: &Lab, part: &Part, parameters: &[f64]) -> ConfusionMatrix {
    let threshold = lab.settings().threshold.to_f64();
    let score = |(x, label): (&f64, &f64)| (lab.data().shape.at(parameters, *x), *label >= 0.5);
    ConfusionMatrix::at_threshold(threshold, &part.x.iter().zip(&part.y).map(score).collect::<Vec<_>>())
}

/// How the rows are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// All rows.
    pub all: u64,
    /// Training and validation rows together.
    pub kept: u64,
    /// Test rows.
    pub test: u64,
    /// Training rows.
    pub training: u64,
    /// Validation rows.
    pub validation: u64,
    /// Rows in a full batch.
    pub batch: u64,
    /// Steps an epoch.
    pub steps: u64,
    /// Planned epochs.
    pub epochs: u64,
    /// Updates in these.
    pub updates: u64,
}

/// How the rows are used, as it stands.
pub fn sizes(lab: &Lab) -> Sizes {
    let data = lab.data();
    let [training, validation, test] = [&data.training, &data.validation, &data.test].map(|part| part.len() as u64);
    let kept = training + validation;
    let (batch, steps) = lab.steps().map_or((0, 0), |run| (run.batch_size() as u64, run.steps_per_epoch()));
    let epochs = u64::from(lab.settings().epochs);
    Sizes { all: kept + test, kept, test, training, validation, batch, steps, epochs, updates: steps * epochs }
}
