//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::Sequences;
use super::material::Source;
use super::settings::{Data, Shown};
use crate::data::letters::known_words;
use crate::panel::json::Key;
use crate::panel::port::{Guess, Question};
use crate::panel::recurrent::short;
use crate::panel::view::Message;
use crate::text::{percent, significant};

/// How probable the letter that comes must be said to be.
const SURE: f64 = 0.8;
/// The step up to which a random walk is learned.
const WALKED: u64 = 300;
/// The share of the different words written that must be words of the text.
const WORDS: f64 = 0.7;
/// How many steps back in time the gradient is looked at, and which share of it must be left there, at least and at most.
pub const BACK: usize = 20;
const LEFT: [f64; 2] = [0.1, 10.0];

/// In their order. `{language}` is that of the page.
pub const QUESTIONS: &[Question<Sequences>] = &[
    Question {
        name: "beat",
        start: "steps=0&speed=10",
        rail: &["units", "rate", "seed"],
        guess: Some(Guess { options: &["soon", "later", "never"], right: when_it_wins }),
        is_answered: |panel| {
            !panel.settings.reads_text()
                && panel.timeline.position() > 0
                && test_ratio(panel).is_some_and(|ratio| ratio < 0.5)
                && first_half(panel).is_some()
        },
        why: |panel| {
            let [model, baseline] = test_scores(panel);
            Message::new("why-beat")
                .with("epoch", first_half(panel).unwrap_or_default())
                .with("test", short(model))
                .with("baseline", short(baseline))
        },
    },
    Question {
        name: "letter",
        start: "data=weather-{language}&units=32&rate=0.02&window=15&clip=5&moment=22&speed=60",
        rail: &["moment", "units", "rate"],
        guess: Some(Guess { options: &["first", "second", "third"], right: |_| "second" }),
        is_answered: |panel| {
            panel.settings.reads_text()
                && panel.timeline.position() > 0
                && panel.chance_of_next().is_some_and(|chance| chance >= SURE)
        },
        why: |panel| {
            let [model, baseline] = [panel.scores().training, panel.material.baseline.training].map(percent);
            Message::new("why-letter")
                .with("chance", percent(panel.chance_of_next().unwrap_or(0.0)))
                .with("model", model)
                .with("baseline", baseline)
        },
    },
    Question {
        name: "write",
        start: "data=weather-{language}&units=32&rate=0.004&window=25&clip=5&speed=60",
        rail: &["temperature", "units", "seed"],
        guess: Some(Guess { options: &["noise", "words", "copy"], right: what_it_writes }),
        is_answered: |panel| {
            panel.settings.reads_text() && panel.timeline.position() > 0 && share_of_words(panel) >= WORDS
        },
        why: |panel| {
            Message::new("why-write")
                .with("share", percent(share_of_words(panel)))
                .with("step", panel.timeline.position())
                .with("temperature", panel.settings.temperature)
        },
    },
    Question {
        name: "walk",
        start: "data=walk&units=8&speed=60",
        rail: &["units", "rate", "seed"],
        guess: Some(Guess { options: &["half", "little", "not"], right: how_much_better }),
        is_answered: |panel| panel.settings.data == Data::Walk && panel.timeline.position() >= WALKED,
        why: |panel| {
            let [model, baseline] = test_scores(panel);
            Message::new("why-walk")
                .with("ratio", significant(test_ratio(panel).unwrap_or(0.0), 2))
                .with("test", short(model))
                .with("baseline", short(baseline))
        },
    },
    Question {
        name: "gradient",
        start: "picture=gradient&units=8&moment=40&speed=60",
        rail: &["gain", "units", "seed"],
        guess: Some(Guess { options: &["stays", "vanishes", "grows"], right: |_| "vanishes" }),
        is_answered: |panel| {
            // One unit or two keep a gradient by luck.
            panel.settings.picture == Shown::Reach
                && panel.settings.units >= 4
                && share_left(panel).is_some_and(|share| (LEFT[0]..=LEFT[1]).contains(&share))
        },
        why: |panel| {
            Message::new("why-gradient")
                .with("share", significant(share_left(panel).unwrap_or(0.0), 2))
                .with("gain", panel.settings.gain)
        },
    },
];

/// The errors on the test part: the network's and the baseline's.
fn test_scores(panel: &Sequences) -> [f64; 2] {
    [panel.scores().test, panel.material.baseline.test]
}

/// How large the network's error on the test part is beside the baseline's.
fn test_ratio(panel: &Sequences) -> Option<f64> {
    let [model, baseline] = test_scores(panel);
    (baseline > 0.0).then(|| model / baseline)
}

/// The first epoch after which the error on the test part is less than half of the baseline's.
fn first_half(panel: &Sequences) -> Option<u64> {
    let Source::Series { scaling: [_, scale], .. } = panel.material.source else { return None };
    let half = 0.5 * panel.material.baseline.test / (scale * scale);
    let entries = panel.learner().history().entries();
    entries.iter().find(|entry| entry.validation.is_some_and(|loss| loss < half)).map(|entry| entry.epoch)
}

/// When the network has come under half of the baseline's error.
fn when_it_wins(panel: &Sequences) -> Key {
    match first_half(panel) {
        None => "never",
        Some(..=100) => "soon",
        Some(_) => "later",
    }
}

fn how_much_better(panel: &Sequences) -> Key {
    match test_ratio(panel) {
        Some(ratio) if ratio < 0.5 => "half",
        Some(ratio) if ratio < 0.95 => "little",
        _ => "not",
    }
}

/// The share of the different words that the network writes which are words of the text.
fn share_of_words(panel: &Sequences) -> f64 {
    let source = panel.text().unwrap_or_default();
    panel.written().and_then(|written| known_words(&written, &source)).unwrap_or(0.0)
}

/// What the network's text is like: whether it has words, and whether all of it stands in the text that it learned.
fn what_it_writes(panel: &Sequences) -> Key {
    let source = panel.text().unwrap_or_default();
    match panel.written() {
        Some(written) if source.contains(&*written) => "copy",
        _ if share_of_words(panel) >= WORDS => "words",
        _ => "noise",
    }
}

/// Which share of the gradient's length is left [`BACK`] steps earlier.
fn share_left(panel: &Sequences) -> Option<f64> {
    let reach = panel.reach();
    let first = reach.first().filter(|length| **length > 0.0)?;
    reach.get(BACK).map(|length| length / first)
}
