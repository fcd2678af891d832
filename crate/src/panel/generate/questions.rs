//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::Generate;
use super::picture::thinned;
use crate::model::gan::diagnosis::{Check, Condition};
use crate::model::gan::nearness::distance_squared;
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
/// The share of G's digits that the reader must be sure of, and how many of the ten must come.
const SURE: f64 = 0.7;
const DIGITS: usize = 8;
/// How many digits are compared with the data, and how near to it, as a share of how near the data are to each other, is a copy.
const COMPARED: usize = 100;
const ALIKE: f64 = 0.25;

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
            panel.settings.has_clusters()
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
        rail: &["g-rate", "g-steps"],
        guess: Some(Guess { options: &["collapse", "wins", "well"], right: |_| "collapse" }),
        is_answered: |panel| {
            panel.settings.has_clusters()
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
    Question {
        name: "digits",
        start: "data=digits&conditional=on&depth=1&g-units=128&d-units=128&noise=normal&noise-size=16&smoothing=0.1&g-rate=0.003\
            &d-rate=0.001&batch=64&speed=60",
        rail: &["conditional", "ask"],
        guess: Some(Guess { options: &["copies", "new", "blur"], right: likeness }),
        is_answered: |panel| {
            panel.settings.is_of_digits()
                && panel.settings.learner == Learners::Both
                && checked(panel, |check| check.measures.near >= SURE && check.measures.covered >= DIGITS)
        },
        why: |panel| {
            let (covered, modes) = covered(panel);
            let [fakes, real] = nearest_of_data(panel);
            Message::new("why-digits")
                .with("near", percent(panel.check().map_or(0.0, |check| check.measures.near)))
                .with("covered", covered)
                .with("modes", modes)
                .with("fakes", fixed(fakes, 1))
                .with("real", fixed(real, 1))
        },
    },
];

fn checked(panel: &Generate, is_good: fn(&Check) -> bool) -> bool {
    panel.check().is_some_and(is_good)
}

/// How many clusters are covered, and how many there are.
fn covered(panel: &Generate) -> (usize, usize) {
    panel.check().map_or((0, 0), |check| (check.measures.covered, panel.modes()))
}

/// How far the fake that can be moved is from the nearest sample of the data.
fn distance(panel: &Generate) -> f64 {
    let (data, place) = (panel.gan().data(), panel.probe().coords);
    let to = |row: &[f32]| row.iter().zip(place.iter()).map(|(x, at)| (f64::from(*x) - at).powi(2)).sum::<f64>();
    data.rows().chunks_exact(data.width()).map(to).fold(f64::INFINITY, f64::min).sqrt()
}

/// How far digits of G, and digits of the data, are from the nearest other one of the data, on average.
fn nearest_of_data(panel: &Generate) -> [f64; 2] {
    let data = panel.gan().data();
    let mean = |rows: &[f32]| {
        let nearest = rows.chunks_exact(data.width()).map(|row| {
            let others = data.rows().chunks_exact(data.width()).map(|other| distance_squared(row, other));
            // A digit is not another one of itself.
            f64::from(others.filter(|square| *square > 0.0).fold(f32::INFINITY, f32::min)).sqrt()
        });
        nearest.sum::<f64>() * data.width() as f64 / rows.len().max(1) as f64
    };
    [panel.gan().samples(COMPARED).unwrap_or_default(), thinned(data.rows(), data.width(), COMPARED)]
        .map(|rows| mean(&rows))
}

/// What the digits of G are like.
fn likeness(panel: &Generate) -> Key {
    let [fakes, real] = nearest_of_data(panel);
    if !checked(panel, |check| check.measures.near >= SURE) {
        "blur"
    } else if fakes < real * ALIKE {
        "copies"
    } else {
        "new"
    }
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
