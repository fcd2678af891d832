//! What a run calls for an explanation of, with the numbers that bear it out.

use super::measures::sizes;
use super::numbers::{loss, names, number, setting};
use crate::data::split::SplitError;
use crate::model::error::Error;
use crate::model::history::Entry;
use crate::model::loss::Loss;
use crate::model::timeline::Replay;
use crate::panel::regression::data::{Unfit, Use};
use crate::panel::regression::lab::{Lab, Model};
use crate::panel::regression::settings::Rule;
use crate::panel::regression::shape::{NoBest, Shape};
use crate::panel::view::Message;

/// How many times the training loss the validation loss is where a curve has learned the noise.
const OVERFITTED: f64 = 2.0;
/// Within which part of the least loss a line put by hand counts as near the best one.
const NEAR: f64 = 1.05;

/// What the run calls for an explanation of, the most urgent first.
pub fn all(lab: &Lab) -> Vec<Message> {
    let told = [unfit(lab), divergence(lab), batches(lab), idle(lab), validation_rows(lab), no_best(lab)];
    let seen = [overfitting(lab), validation_below(lab), near_start(lab)];
    told.into_iter().chain(seen).flatten().collect()
}

/// Why there is nothing to learn from, if so.
pub fn unfit(lab: &Lab) -> Option<Message> {
    let (key, number) = match lab.data().unfit? {
        Unfit::TooLarge(row) => ("too-large", row),
        Unfit::NoLabel(row) => ("no-label", row),
        Unfit::Split(SplitError::NoTest { rows }) => ("no-test-rows", rows),
        Unfit::Split(SplitError::NoValidation { rows }) => ("no-validation-rows", rows),
        Unfit::Split(SplitError::NoTraining { rows }) => ("no-training-rows", rows),
        Unfit::Split(SplitError::Fraction) => ("bad-fraction", 0),
    };
    Some(Message::new(key).with("number", number))
}

/// Whether gradient descent on all rows would move away from the lowest point at this learning rate.
fn is_beyond_bound(lab: &Lab) -> bool {
    lab.divergence_rate().is_some_and(|bound| f64::from(lab.settings().rate) > bound)
}

/// A run that has diverged, or is about to.
pub fn divergence(lab: &Lab) -> Option<Message> {
    let (settings, run) = (lab.settings(), lab.steps()?);
    let bound = lab.divergence_rate().map(number).unwrap_or_default();
    let rate = setting(settings.rate);
    if let Some(Error::Diverged { step, epoch, parameter, .. }) = run.diverged() {
        let names = names(lab.data().shape);
        let at = parameter.input.unwrap_or(names.len() - 1).min(names.len() - 1);
        let key = match lab.divergence_rate() {
            Some(_) if is_beyond_bound(lab) => "diverged",
            Some(_) => "diverged-early",
            None => "diverged-curve",
        };
        let said = Message::new(key).with("step", step).with("epoch", epoch).with("name", &names[at]);
        return Some(said.with("rate", rate).with("bound", bound));
    }
    let rises = run.position() > 0 && settings.optimizer == Rule::Sgd && is_beyond_bound(lab);
    rises.then(|| Message::new("rate-beyond").with("rate", rate).with("bound", bound))
}

/// What the size of the batch does.
fn batches(lab: &Lab) -> Option<Message> {
    let (settings, run) = (lab.settings(), lab.steps()?);
    let training = lab.data().training.len();
    let batch = settings.batch as usize;
    let key = if batch > training {
        "batch-larger"
    } else if run.position() == 0 || training < 2 {
        return None;
    } else if batch == 1 {
        "batch-one"
    } else if run.batch_size() == training && divergence(lab).is_none() {
        // Beyond the bound the path of all rows is anything but smooth.
        "batch-all"
    } else {
        return None;
    };
    Some(Message::new(key).with("rows", training).with("batch", batch))
}

/// Settings with which nothing moves.
fn idle(lab: &Lab) -> Option<Message> {
    let settings = lab.settings();
    if settings.rate == 0.0 {
        Some(Message::new("rate-zero"))
    } else if settings.epochs == 0 {
        Some(Message::new("no-epochs"))
    } else {
        None
    }
}

/// Why there is no validation loss, if so.
fn validation_rows(lab: &Lab) -> Option<Message> {
    let data = lab.data();
    if data.unfit.is_none() && data.validation.is_empty() {
        return Some(Message::new("no-validation"));
    }
    let row = data.far?;
    let said = Message::new("validation-far").with("row", row).with("x", number(data.rows[row - 1].x));
    Some(said.with("degree", lab.settings().degree))
}

/// Why no one model is the best, if so. Rows without labels are told by [`unfit`].
fn no_best(lab: &Lab) -> Option<Message> {
    let shape = lab.data().shape;
    let key = match (lab.data().finish.as_ref().err()?, shape) {
        (NoBest::Many, Shape::Line) => "many-lines",
        (NoBest::Many, Shape::Powers { .. }) => "many-curves",
        (NoBest::Many, Shape::Sigmoid) => "many-odds",
        (NoBest::Endless, _) => "no-best-odds",
        (NoBest::NoConvergence, _) => "unfound-odds",
        (NoBest::NoLabels, _) => return None,
    };
    let degree = shape.weights();
    Some(Message::new(key).with("degree", degree).with("needed", degree + 1))
}

/// Whether the curve follows the training rows' noise: less loss on them than the best line has, and far more on the validation
/// rows.
pub fn overfitting(lab: &Lab) -> Option<Message> {
    let Shape::Powers { degree, .. } = lab.data().shape else { return None };
    if lab.position() == 0 || !lab.seeks_best() {
        return None;
    }
    let of = |part| lab.loss(Model::Shown, part, Loss::MeanSquared);
    let (training, validation) = (of(Use::Training)?, of(Use::Validation)?);
    let line = lab.data().training.loss?.least();
    let said = Message::new("overfitting").with("degree", degree).with("rows", lab.data().training.len());
    let said = said.with("training", loss(training)).with("validation", loss(validation)).with("line", loss(line));
    (training < line && validation > OVERFITTED * training).then_some(said)
}

/// The losses of the epoch that has just ended.
pub fn last_epoch(lab: &Lab) -> Option<&Entry> {
    let run = lab.steps().filter(|run| run.batch() == 0 && run.diverged().is_none())?;
    run.history().last()
}

/// Why the validation loss lies below the training loss, when it does at the end of the last epoch.
pub fn validation_below(lab: &Lab) -> Option<Message> {
    let last = last_epoch(lab)?;
    let validation = last.validation.filter(|validation| *validation < last.loss)?;
    let after = lab.training_loss()?;
    let best_of = |part| lab.loss(Model::Best, part, lab.settings().trained_loss());
    let (best_training, best_validation) = (best_of(Use::Training)?, best_of(Use::Validation)?);
    // While the loss falls fast the mean over the epoch lags behind; what is left then is either the luck of the rows, which
    // least squares has too, or that the line is far off still and happens to be nearer to the validation rows.
    let key = if last.loss - after > after - validation {
        "validation-later"
    } else if !lab.seeks_best() {
        return None;
    } else if best_validation < best_training {
        "validation-luck"
    } else {
        "validation-nearer"
    };
    let said = Message::new(key).with("epoch", last.epoch).with("loss", loss(last.loss));
    let said = said.with("validation", loss(validation)).with("after", loss(after)).with("batches", sizes(lab).steps);
    Some(said.with("best", loss(best_training)).with("lucky", loss(best_validation)))
}

/// Whether the model shown is within a few percent of the least loss on a part.
pub fn is_near_best(lab: &Lab, part: Use) -> bool {
    let of = |model| lab.loss(model, part, lab.data().finish_loss());
    of(Model::Shown).zip(of(Model::Best)).is_some_and(|(shown, best)| shown <= NEAR * best)
}

/// That a run from a line put by hand has nothing left to learn.
pub fn near_start(lab: &Lab) -> Option<Message> {
    let is_there = lab.is_by_hand() && lab.seeks_best() && is_near_best(lab, Use::Training);
    is_there.then(|| Message::new("near-start"))
}
