//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::hand::Diagnosis;
use super::seeds::SEEDS;
use super::{Part, SLICES, Xor};
use crate::data::gates::{Gate, ROWS};
use crate::panel::json::Key;
use crate::panel::port::{Guess, Question};
use crate::panel::view::Message;
use crate::text::grouped;

/// The controls of the network by hand: only those of the chosen unit have something to do.
macro_rules! hand_and {
    ($($name:literal),*) => {
        &[$($name,)* "h1w1", "h1w2", "h1b", "h2w1", "h2w2", "h2b", "yw1", "yw2", "yb"]
    };
}

const HAND: &[Key] = hand_and!();
/// The controls of free play; those of the other parts have nothing to do.
pub const FREE_RAIL: &[Key] = hand_and!("part", "w1", "w2", "b", "activation", "rate", "seed");

/// In their order.
pub const QUESTIONS: &[Question<Xor>] = &[
    Question {
        name: "one-line",
        start: "part=limit&w1=0.5&w2=0.1&b=-0.3&row=11",
        rail: &["w1", "w2", "b"],
        guess: Some(Guess { options: &["two", "three", "four"], right: |panel| most_rows(panel) }),
        is_answered: |panel| panel.settings().part == Part::Limit && panel.searched() == SLICES,
        why: |panel| {
            let demands = panel.contradiction();
            Message::new("why-one-line")
                .with("total", grouped(panel.search.total()))
                .with("most", most_right(panel))
                .with("above", demands.wants_above)
                .with("below", demands.wants_below)
        },
    },
    Question {
        name: "build-xor",
        // OR and AND, with AND behind them: h2 is the unit to change.
        start: "h2w1=0.5&h2w2=0.5&h2b=-0.7&unit=h2&row=11",
        rail: HAND,
        guess: Some(Guess { options: &["or", "nand", "nor"], right: |panel| panel.gates()[1].name() }),
        is_answered: is_built,
        why: |panel| Message::new("why-built").with("places", panel.places()),
    },
    Question {
        name: "another-way",
        // AND and OR, with AND behind them: y is the unit to change, or h1.
        start: "h1w1=0.5&h1w2=0.5&h1b=-0.7&h2w1=0.5&h2w2=0.5&h2b=-0.2&unit=y&row=11",
        rail: HAND,
        guess: None,
        is_answered: |panel| {
            let [h1, h2, _] = panel.gates();
            is_built(panel) && [h1, h2] != [Gate::OR, Gate::NAND] && [h1, h2] != [Gate::NAND, Gate::OR]
        },
        why: |panel| {
            let [h1, h2, y] = panel.gates();
            Message::new("why-another").word("h1", h1.name()).word("h2", h2.name()).word("y", super::view::of_hidden(y))
        },
    },
    Question {
        name: "learn-it",
        start: "part=learn&seed=7&rate=0.5&row=11&speed=40",
        rail: &["activation", "rate", "seed"],
        guess: Some(Guess { options: &["steadily", "late", "never"], right: |panel| how_it_went(panel) }),
        is_answered: |panel| panel.settings().part == Part::Learn && panel.past_verdict(),
        why: |panel| match panel.learned().solved() {
            Some(step) => {
                let (epoch, half) = (step / 4, half_way(panel));
                Message::new("why-learned").with("epoch", epoch).with("half", half)
            }
            None => Message::new("why-not-learned").with("right", panel.rows_right()),
        },
    },
    Question {
        name: "stuck-seed",
        start: "part=seeds&row=11",
        rail: &["activation", "rate", "seed"],
        guess: Some(Guess { options: &["none", "few", "third", "most"], right: |panel| how_many_stuck(panel) }),
        is_answered: |panel| {
            let is_stuck = panel.past_verdict() && panel.learned().solved().is_none();
            panel.settings().part == Part::Learn && is_stuck && panel.tried() == SEEDS
        },
        why: |panel| {
            Message::new("why-stuck")
                .with("stuck", stuck(panel))
                .with("right", panel.rows_right())
                .with("loss", panel.loss_text().unwrap_or_default())
        },
    },
    Question {
        name: "without-step",
        // The points have yet to set out: where they come to is the question.
        start: "part=collapse&h1w1=1&h1w2=0.5&h1b=-0.5&h2w1=-0.5&h2w2=1&h2b=0.2&yw1=1&yw2=0.6&yb=-0.4&walk=1&unit=h1&row=11",
        rail: HAND,
        guess: Some(Guess { options: &["merge", "square"], right: |panel| what_became(panel) }),
        is_answered: |panel| panel.settings().part == Part::Collapse && panel.settings().walk.is_done(),
        why: |panel| Message::new("why-collapsed").with("sum", panel.one_sum_text()),
    },
];

/// Whether the network by hand computes XOR.
fn is_built(panel: &Xor) -> bool {
    panel.settings().part == Part::Hand && panel.diagnosis() == Diagnosis::Solved
}

/// The most rows that a setting of the sliders gets right.
fn most_right(panel: &Xor) -> usize {
    panel.search.counts(SLICES).iter().rposition(|count| *count > 0).unwrap_or(0)
}

fn most_rows(panel: &Xor) -> Key {
    match most_right(panel) {
        ..=2 => "two",
        3 => "three",
        _ => "four",
    }
}

/// The epoch by which the loss has come half of its way down, counted from 1.
fn half_way(panel: &Xor) -> usize {
    let losses = panel.learned().losses();
    let (Some(first), Some(last)) = (losses.first(), losses.last()) else { return 0 };
    losses.iter().position(|loss| *loss <= f64::midpoint(*first, *last)).map_or(losses.len(), |at| at + 1)
}

/// How the loss has gone down: steadily, or most of it late.
fn how_it_went(panel: &Xor) -> Key {
    match panel.learned().solved() {
        None => "never",
        Some(_) if 2 * half_way(panel) > panel.learned().losses().len() => "late",
        Some(_) => "steadily",
    }
}

/// How many of the seeds tried have not got to XOR.
pub(super) fn stuck(panel: &Xor) -> usize {
    let tried = &panel.seeds.outcomes()[..panel.tried() as usize];
    tried.iter().filter(|outcome| outcome.solved.is_none()).count()
}

fn how_many_stuck(panel: &Xor) -> Key {
    match stuck(panel) {
        0 => "none",
        1..=20 => "few",
        21..=50 => "third",
        _ => "most",
    }
}

/// What the hidden layer without steps has made of the square of the inputs.
fn what_became(panel: &Xor) -> Key {
    let hand = panel.settings().hand();
    let places = ROWS.map(|row| hand.hidden.map(|unit| unit.weighted_sum(row)));
    let merged = (1..places.len()).any(|second| places[..second].contains(&places[second]));
    if merged { "merge" } else { "square" }
}
