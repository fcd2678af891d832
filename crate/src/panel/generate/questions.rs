//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::Generate;
use crate::data::distributions::Distribution;
use crate::model::gan::diagnosis::{Check, Condition};
use crate::model::gan::settings::Learners;
use crate::panel::json::Key;
use crate::panel::port::{Guess, Question};
use crate::panel::view::Message;
use crate::text::{fixed, percent};

/// D's verdict from which on it takes a fake for one of the data.
const TAKEN: f64 = 0.8;
/// How far from all data a place is that has nothing to do with it.
const FAR: f64 = 0.3;
/// D's mean verdicts on the data and on fakes from which on it tells them apart.
const TELLS: [f64; 2] = [0.9, 0.1];
/// The mean verdict on fakes from which on G has fooled D.
const FOOLED: f64 = 0.8;
/// After how many iterations it is looked whether all clusters are covered.
const PLAYED: u64 = 2000;
/// The share of the fakes that are near the data when a run has been mended.
const NEAR: f64 = 0.6;

/// In their order.
pub const QUESTIONS: &[Question<Generate>] = &[
    Question {
        name: "forger",
        start: "data=ring&head-start=120&learner=discriminator&d-rate=0.02&iterations=120&stop=1200&probe=on&x1=0.5&x2=-0.4",
        rail: &["x1", "x2"],
        guess: Some(Guess { options: &["among", "unseen", "nowhere"], right: |_| "unseen" }),
        is_answered: |panel| {
            let is_there = panel.timeline.position() == panel.timeline.wanted();
            let is_taken = || panel.verdict().is_some_and(|verdict| verdict >= TAKEN);
            panel.settings.probe && is_there && distance(panel) >= FAR && is_taken()
        },
        why: |panel| Message::new("why-forger").with("verdict", fixed(panel.verdict().unwrap_or(0.0), 2)),
    },
    Question {
        name: "detective",
        start: "data=gaussians&learner=discriminator&speed=60",
        rail: &["d-rate", "d-units"],
        guess: Some(Guess { options: &["data", "fake", "half"], right: |_| "fake" }),
        is_answered: |panel| {
            panel.settings.learner == Learners::Discriminator
                && checked(panel, |check| check.verdict_real >= TELLS[0] && check.verdict_fake <= TELLS[1])
        },
        why: |panel| with_verdicts(panel, Message::new("why-detective")),
    },
    Question {
        name: "pushes",
        start: "data=gaussians&head-start=150&learner=generator&d-rate=0.01&iterations=150&stop=600&arrows=on&speed=60",
        rail: &["g-rate", "arrows", "grid"],
        guess: Some(Guess { options: &["all-five", "few", "away"], right: |panel| spread(panel) }),
        is_answered: |panel| {
            panel.settings.learner == Learners::Generator
                && u64::from(panel.settings.head_start) + 300 <= panel.timeline.position()
                && checked(panel, |check| check.verdict_fake >= FOOLED)
        },
        why: |panel| {
            let (covered, modes) = covered(panel);
            Message::new("why-pushes").with("covered", covered).with("modes", modes)
        },
    },
    Question {
        name: "in-turn",
        start: "data=moons&iterations=100&stop=102&speed=parts&arrows=on",
        rail: &["arrows", "grid"],
        guess: Some(Guess { options: &["fakes", "verdicts", "update"], right: |_| "update" }),
        is_answered: |panel| panel.timeline.position() >= 102,
        why: |panel| with_verdicts(panel, Message::new("why-in-turn")),
    },
    Question {
        name: "cover",
        start: "data=gaussians&speed=240",
        rail: &["clusters", "seed"],
        guess: Some(Guess { options: &["all-five", "few", "none"], right: |panel| spread(panel) }),
        is_answered: |panel| {
            matches!(panel.settings.data, Distribution::Gaussians(_))
                && panel.settings.learner == Learners::Both
                && panel.timeline.position() >= PLAYED
        },
        why: |panel| {
            let (covered, modes) = covered(panel);
            let near = panel.check().map_or(0.0, |check| check.measures.near);
            Message::new("why-cover").with("covered", covered).with("modes", modes).with("near", percent(near))
        },
    },
    Question {
        name: "mend",
        start: "data=gaussians&clusters=8&g-steps=5&g-rate=0.01&speed=240",
        rail: &["g-rate", "d-rate", "d-steps", "g-steps"],
        guess: Some(Guess { options: &["collapse", "wins", "well"], right: |_| "collapse" }),
        is_answered: |panel| {
            matches!(panel.settings.data, Distribution::Gaussians(_))
                && panel.settings.clusters >= 8
                && panel.settings.learner == Learners::Both
                && panel.condition() != Condition::Divergence
                && checked(panel, |check| {
                    check.measures.covered == check.measures.modes.len() && check.measures.near >= NEAR
                })
        },
        why: |panel| {
            let near = panel.check().map_or(0.0, |check| check.measures.near);
            Message::new("why-mend").with("iteration", panel.timeline.position()).with("near", percent(near))
        },
    },
];

fn checked(panel: &Generate, is_good: fn(&Check) -> bool) -> bool {
    panel.check().is_some_and(is_good)
}

/// How many clusters are covered, and how many there are.
fn covered(panel: &Generate) -> (usize, usize) {
    panel.check().map_or((0, 0), |check| (check.measures.covered, check.measures.modes.len()))
}

/// How far the fake that can be moved is from the nearest sample of the data.
fn distance(panel: &Generate) -> f64 {
    let (data, place) = (panel.gan().data(), panel.probe().coords);
    let to = |row: &[f32]| row.iter().zip(place.iter()).map(|(x, at)| (f64::from(*x) - at).powi(2)).sum::<f64>();
    data.rows().chunks_exact(data.width()).map(to).fold(f64::INFINITY, f64::min).sqrt()
}

/// To where the fakes have come.
fn spread(panel: &Generate) -> Key {
    match covered(panel) {
        (0, _) => {
            if panel.settings.learner == Learners::Generator {
                "away"
            } else {
                "none"
            }
        }
        (covered, modes) if covered == modes => "all-five",
        _ => "few",
    }
}

fn with_verdicts(panel: &Generate, message: Message) -> Message {
    let verdict = |of: fn(&Check) -> f64| panel.check().map_or_else(|| "—".to_owned(), |check| fixed(of(check), 2));
    message.with("real", verdict(|check| check.verdict_real)).with("fake", verdict(|check| check.verdict_fake))
}
