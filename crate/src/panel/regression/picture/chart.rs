//! The loss by epoch, and the curve that the learner expects.

use nalgebra::Point2;

use super::scatter::best_key;
use crate::panel::json::Key;
use crate::panel::regression::data::Use;
use crate::panel::regression::lab::{Lab, Model};
use crate::panel::regression::report::numbers::loss;
use crate::panel::regression::settings::Axis;
use crate::panel::regression::sketch::{Gap, KNOTS};
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::chart::{LossChart, Reference, Series};
use crate::plot::palette::Hue;
use crate::plot::stroke::Dash;
use crate::text::significant;

/// The names of the knots as handles.
const KNOT_NAMES: [Key; KNOTS] =
    ["knot0", "knot1", "knot2", "knot3", "knot4", "knot5", "knot6", "knot7", "knot8", "knot9", "knot10"];
/// How far a key press bends the curve, as a part of the loss before training.
const KEY_STEP: f64 = 0.02;
/// The greatest loss that a handle tells of as its range.
const MAX_TOLD: f64 = 10.0;

/// The picture.
pub fn chart(lab: &Lab, words: &Words) -> LossChart {
    let history = lab.history();
    let mut series = vec![
        Series::training(words.get("training"), history),
        Series::validation(words.get("validation"), history),
        Series {
            name: words.get("expected").to_owned(),
            hue: Hue::Ink,
            dash: Dash::Dotted,
            points: knots(lab).into_iter().map(Point2::from).collect(),
        },
    ];
    // Before the run the loss that it starts from shows how high the curve will begin; what is expected begins there itself.
    if let (true, Some(loss)) = (history.is_empty() && lab.settings().sketch.is_empty(), lab.training_loss()) {
        let points = vec![Point2::new(0.0, loss)];
        series.push(Series { name: words.get("before").to_owned(), hue: Hue::One, dash: Dash::Solid, points });
    }
    let line = |key: Key, loss: Option<f64>| {
        loss.map(|loss| Reference { name: format!("{} {}", words.get(key), significant(loss, 3)), loss })
    };
    // How well the best model does on rows that it was not fitted to: what the validation curve can be held against.
    let watched = lab.loss(Model::Best, Use::Validation, lab.data().finish_loss()).map(|loss| Reference {
        name: format!("{} ({}) {}", words.get(best_key(lab)), words.get("validation"), significant(loss, 3)),
        loss,
    });
    let lines = [line("noise-floor", lab.noise_floor()), line(best_key(lab), lab.least_loss()), watched];
    let lines = lines.into_iter().flatten().filter(|_| lab.seeks_best());
    LossChart {
        names: ["epoch", "loss"].map(|key| words.get(key).to_owned()),
        series,
        references: lines.collect(),
        epochs: f64::from(lab.settings().epochs),
        logarithmic: is_logarithmic(lab),

        cursor: None,
    }
}

fn is_logarithmic(lab: &Lab) -> bool {
    lab.settings().axis == Axis::Log
}

/// The loss at a height of the chart, which on a logarithmic axis is the loss's logarithm.
pub fn loss_at(lab: &Lab, height: f64) -> f64 {
    if is_logarithmic(lab) { libm::pow(10.0, height) } else { height }
}

/// The height of a loss in the chart; at the least that the axis can show for 0 on a logarithmic one.
fn height_of(lab: &Lab, loss: f64) -> f64 {
    if is_logarithmic(lab) { loss.max(0.01).log10() } else { loss }
}

/// The sketch's knots, each an epoch and a loss.
pub fn knots(lab: &Lab) -> Vec<[f64; 2]> {
    let epoch = |knot: usize| f64::from(lab.settings().epochs) * knot as f64 / (KNOTS - 1) as f64;
    let knots = lab.settings().sketch.knots().iter().enumerate();
    knots.map(|(knot, loss)| [epoch(knot), f64::from(*loss)]).collect()
}

/// Whether there is a curve that can still be bent: before the first step.
pub fn can_bend(lab: &Lab) -> bool {
    !lab.settings().sketch.is_empty() && !lab.has_moved()
}

/// The knots to be taken hold of, while the curve can be bent.
pub fn handles(lab: &Lab) -> Vec<Handle> {
    if !can_bend(lab) {
        return Vec::new();
    }
    let handle = |(name, [epoch, value]): (Key, [f64; 2])| {
        let said = Message::new("knot-value").with("epoch", significant(epoch, 4)).with("loss", loss(value));
        let label = Message::new("knot").with("epoch", significant(epoch, 4));
        let place = Point2::new(epoch, height_of(lab, value));
        Handle::new(name, "chart", place, label).at(said).along(value, 0.0, MAX_TOLD.max(value))
    };
    KNOT_NAMES.into_iter().zip(knots(lab)).map(handle).collect()
}

/// The knot of that name.
pub fn knot_named(name: &str) -> Option<usize> {
    KNOT_NAMES.iter().position(|knot| *knot == name)
}

/// The knot next to an epoch.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the knots
pub fn knot_near(lab: &Lab, epoch: f64) -> usize {
    let share = epoch / f64::from(lab.settings().epochs.max(1));
    let last = (KNOTS - 1) as f64;
    if share.is_nan() { 0 } else { (share * last).round().clamp(0.0, last) as usize }
}

/// Where so many key presses bring a knot's loss.
pub fn key_loss(lab: &Lab, knot: usize, up: i32) -> Option<f64> {
    let [_, now] = *knots(lab).get(knot)?;
    Some((now + f64::from(up) * KEY_STEP * lab.training_loss().unwrap_or(1.0).max(1.0)).max(0.0))
}

/// How far the run is from the sketch.
pub fn gap(lab: &Lab) -> Option<Gap> {
    lab.settings().sketch.gap(lab.history(), lab.settings().epochs)
}
