//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::Regression;
use super::data::Use;
use super::lab::{Lab, Model};
use super::picture::chart::gap;
use super::report::measures::{confusion, sizes};
use super::report::numbers::{equation, loss, setting};
use super::report::remarks::{is_near_best, overfitting};
use super::settings::Rule;
use super::shape::Shape;
use super::training::Steps;
use crate::model::decimal::Decimal;
use crate::model::loss::Loss;
use crate::panel::json::Key;
use crate::panel::port::{Guess, Question};
use crate::panel::view::Message;
use crate::text::{percent, significant};

/// How many epochs are few.
const FEW: u64 = 10;
/// Within which part of the least loss a curve counts as trained.
const TRAINED: f64 = 1.1;

/// Those that are answered by hand.
pub const BY_HAND: &[Key] = &["fit-by-eye", "fit-odds"];

/// In their order.
pub const QUESTIONS: &[Question<Regression>] = &[
    Question {
        name: "fit-by-eye",
        start: "n=40&start=hand&w=0&b=0&residuals=squares",
        rail: &["w", "b", "residuals"],
        guess: None,
        is_answered: |panel| fits_by_eye(panel.lab(), Shape::Line),
        why: |panel| {
            let (lab, data) = (panel.lab(), panel.lab().data());
            let best = data.finish.as_ref().map(|best| equation(data.shape, best)).unwrap_or_default();
            Message::new("why-by-eye")
                .with("eye", told(lab.loss(Model::Shown, Use::Training, data.finish_loss())))
                .with("least", told(lab.least_loss()))
                .with("best", best)
        },
    },
    Question {
        name: "few-epochs",
        start: "epochs=10&large=chart&sketch=4.9_4.9_4.9_4.9_4.9_4.9_4.9_4.9_4.9_4.9_4.9&speed=5",
        rail: &["rate", "batch"],
        guess: Some(Guess { options: &["one", "four", "thirty-two", "all"], right: |_| "four" }),
        is_answered: |panel| {
            let lab = panel.lab();
            let epochs = lab.steps().map_or(0, Steps::epochs);
            (1..=FEW).contains(&epochs) && lab.data().shape == Shape::Line && is_near_best(lab, Use::Validation)
        },
        why: |panel| {
            let lab = panel.lab();
            let sizes = sizes(lab);
            let key = if lab.settings().sketch.is_drawn() && gap(lab).is_some() { "why-few-drawn" } else { "why-few" };
            Message::new(key)
                .with("rows", sizes.training)
                .with("batch", sizes.batch)
                .with("steps", sizes.steps)
                .with("epochs", lab.steps().map_or(0, Steps::epochs))
                .with("updates", lab.position())
                .with("rate", setting(lab.settings().rate))
                .with("gap", gap(lab).map(|gap| loss(gap.mean)).unwrap_or_default())
        },
    },
    Question {
        name: "diverge",
        start: "rate=0.1&batch=128&large=surface",
        rail: &["rate", "batch"],
        guess: Some(Guess {
            options: &["faster", "same", "grows"],
            right: |panel| if has_grown(panel.lab()) { "grows" } else { "faster" },
        }),
        is_answered: |panel| {
            let lab = panel.lab();
            has_grown(lab) && lab.settings().optimizer == Rule::Sgd && lab.divergence_rate().is_some()
        },
        why: |panel| {
            let lab = panel.lab();
            let bound = lab.divergence_rate().map(|bound| significant(bound, 3)).unwrap_or_default();
            let said = Message::new("why-diverged").with("rate", setting(lab.settings().rate)).with("bound", bound);
            said.with("step", lab.position())
                .with("start", told(start_loss(lab)))
                .with("now", told(lab.training_loss()))
        },
    },
    Question {
        name: "overfit",
        start: "n=20&optimizer=adam&rate=0.1&epochs=1000&speed=100",
        rail: &["degree", "n"],
        guess: Some(Guess { options: &["lower", "higher"], right: |panel| validation_goes(panel.lab()) }),
        is_answered: |panel| overfitting(panel.lab()).is_some(),
        why: |panel| {
            let lab = panel.lab();
            let of = |part| told(lab.loss(Model::Shown, part, Loss::MeanSquared));
            Message::new("why-overfit")
                .with("degree", lab.settings().degree)
                .with("rows", lab.data().training.len())
                .with("training", of(Use::Training))
                .with("validation", of(Use::Validation))
                .with("line", told(lab.data().training.loss.map(|loss| loss.least())))
        },
    },
    Question {
        name: "fit-odds",
        start: "task=logistic&optimizer=adam&rate=0.1&start=hand&w=0&b=0&speed=50",
        rail: &["w", "b"],
        guess: None,
        is_answered: |panel| fits_by_eye(panel.lab(), Shape::Sigmoid),
        why: |panel| {
            let (lab, data) = (panel.lab(), panel.lab().data());
            let best = data.finish.as_ref().map(|best| equation(data.shape, best)).unwrap_or_default();
            Message::new("why-odds")
                .with("eye", told(lab.loss(Model::Shown, Use::Training, data.finish_loss())))
                .with("least", told(lab.least_loss()))
                .with("best", best)
        },
    },
    Question {
        name: "strict",
        // With these rows a trained curve has false passes at the threshold that it begins with.
        start: "task=logistic&optimizer=adam&rate=0.1&seed=6&speed=50",
        rail: &["threshold"],
        guess: Some(Guess { options: &["none-missed", "some-missed"], right: |panel| missed(panel.lab()) }),
        is_answered: |panel| is_strict(panel.lab()),
        why: |panel| {
            let lab = panel.lab();
            let of = |part| confusion(lab, part, &lab.parameters());
            let (watched, test) = (of(&lab.data().validation), of(&lab.data().test));
            Message::new("why-strict")
                .with("threshold", lab.settings().threshold)
                .with("missed", watched.false_negatives)
                .with("passed", watched.false_negatives + watched.true_positives)
                .with("alarms", test.false_positives)
                .with("accuracy", test.accuracy().map(percent).unwrap_or_default())
        },
    },
];

fn told(value: Option<f64>) -> String {
    value.map(loss).unwrap_or_default()
}

fn fits_by_eye(lab: &Lab, shape: Shape) -> bool {
    lab.is_by_hand() && lab.data().shape == shape && is_near_best(lab, Use::Training)
}

/// The loss on the training rows that the run starts from.
fn start_loss(lab: &Lab) -> Option<f64> {
    let start: Vec<_> = lab.steps()?.start().iter().copied().map(f64::from).collect();
    lab.data().loss(&lab.data().training, &start, lab.settings().trained_loss())
}

/// Whether training has made the loss twice what it was.
fn has_grown(lab: &Lab) -> bool {
    lab.position() > 0 && lab.training_loss().zip(start_loss(lab)).is_some_and(|(now, start)| now > 2.0 * start)
}

/// Where the validation loss of the curve lies, beside that of the best line.
fn validation_goes(lab: &Lab) -> Key {
    let curve = lab.loss(Model::Shown, Use::Validation, Loss::MeanSquared);
    let line = lab.data().training.loss.and_then(|loss| lab.data().validation.loss_of(loss.lowest()));
    match curve.zip(line) {
        Some((curve, line)) if curve < line => "lower",
        _ => "higher",
    }
}

/// Whether a trained curve, with a threshold stricter than the usual one, wrongly calls none of the validation rows a 1, and finds
/// half of those that are.
fn is_strict(lab: &Lab) -> bool {
    if !lab.settings().is_logistic() || lab.position() == 0 || lab.settings().threshold <= Decimal::hundredths(50) {
        return false;
    }
    let losses = lab.loss(Model::Shown, Use::Training, Loss::BinaryCrossEntropy).zip(lab.least_loss());
    let is_trained = losses.is_some_and(|(now, least)| now <= TRAINED * least);
    let found = confusion(lab, &lab.data().validation, &lab.parameters());
    // An untrained curve that calls nobody a 1, or is wrong about most, is no answer.
    let finds_half = found.true_positives > 0 && found.true_positives >= found.false_negatives;
    is_trained && found.false_positives == 0 && finds_half
}

/// Whether the stricter threshold has cost some of those who passed.
fn missed(lab: &Lab) -> Key {
    let found = confusion(lab, &lab.data().validation, &lab.parameters());
    if found.false_negatives > 0 { "some-missed" } else { "none-missed" }
}
