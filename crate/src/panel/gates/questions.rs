//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::Gates;
use crate::data::gates::{Gate, ROWS};
use crate::model::decimal::Decimal;
use crate::model::perceptron::{Perceptron, TieRule};
use crate::model::training::Verdict;
use crate::panel::json::Key;
use crate::panel::port::{Guess, Question};
use crate::panel::view::Message;

/// Those that are answered by hand.
pub const BY_HAND: &[Key] = &["make-and", "or-same-weights", "nand-by-sign"];

/// In their order.
pub const QUESTIONS: &[Question<Gates>] = &[
    Question {
        name: "make-and",
        start: "gate=and&w1=0.5&w2=0.5&b=-0.2&rate=0.2&row=01",
        rail: &["w1", "w2", "theta"],
        guess: Some(Guess { options: &["one", "three", "four"], right: |panel| how_many(ones(panel.perceptron())) }),
        // By hand: the rule that learns finds it at a press.
        is_answered: |panel| {
            let is_by_hand = panel.settings().steps == 0;
            is_by_hand && panel.settings().gate == Gate::AND && panel.rows_right() == 4
        },
        why: |panel| {
            let p = panel.perceptron();
            let [neither, second, first, both] = ROWS.map(|row| p.weighted_inputs(row));
            let most = neither.max(first).max(second);
            Message::new("why-and").with("both", both).with("theta", p.threshold()).with("most", most)
        },
    },
    Question {
        name: "or-same-weights",
        start: "gate=or&w1=1&w2=1&b=-1.5&row=01",
        rail: &["theta"],
        guess: Some(Guess {
            options: &["up", "down"],
            right: |panel| if panel.perceptron().threshold() < Decimal::hundredths(150) { "down" } else { "up" },
        }),
        is_answered: |panel| {
            let one = Decimal::whole(1);
            panel.settings().gate == Gate::OR && panel.perceptron().weights == [one; 2] && panel.rows_right() == 4
        },
        why: |panel| Message::new("why-or").with("theta", panel.perceptron().threshold()),
    },
    Question {
        name: "nand-by-sign",
        start: "gate=nand&w1=0.5&w2=0.5&b=-0.7&rate=0.3&row=11",
        rail: &["w1", "w2", "theta"],
        guess: None,
        is_answered: |panel| {
            panel.settings().gate == Gate::NAND && panel.perceptron() == Perceptron::hundredths(-50, -50, 70)
        },
        why: |panel| Message::new("why-nand").with("sum", panel.sum_text(3)),
    },
    Question {
        name: "learn-nand",
        start: "gate=nand&form=bias&w1=0&w2=0&b=0&rate=0.1&row=00&speed=5",
        rail: &["rate"],
        guess: Some(Guess { options: &["ten", "hundred", "never"], right: |panel| how_long(panel) }),
        is_answered: |panel| panel.settings().gate == Gate::NAND && panel.past_verdict(),
        why: |panel| match panel.training().verdict() {
            Some(Verdict::Converged { epoch }) => Message::new("why-learned")
                .with("epoch", epoch)
                .with("w1", panel.perceptron().weights[0])
                .with("w2", panel.perceptron().weights[1])
                .with("b", panel.perceptron().bias),
            _ => Message::new("why-unlearned"),
        },
    },
    Question {
        name: "can-it-xor",
        start: "gate=xor&w1=1&w2=1&b=-0.5&rate=0.1&row=01&speed=20",
        rail: &["w1", "w2", "theta"],
        guess: Some(Guess { options: &["yes", "no"], right: |_| "no" }),
        is_answered: |panel| panel.settings().gate == Gate::XOR && panel.past_verdict(),
        why: |panel| {
            let demands = panel.contradiction();
            let (above, below) = demands.map(|demands| (demands.wants_above, demands.wants_below)).unwrap_or_default();
            Message::new("why-xor")
                .with("best", panel.training().best(panel.settings().steps as usize))
                .with("number", panel.contradicted())
                .with("above", above)
                .with("below", below)
        },
    },
];

/// For how many of the four rows the output is 1.
fn ones(p: Perceptron) -> usize {
    ROWS.into_iter().filter(|row| p.output(*row, TieRule::Above)).count()
}

fn how_many(points: usize) -> &'static str {
    ["none", "one", "two", "three", "four"][points]
}

/// The guess that a run has proved right.
fn how_long(panel: &Gates) -> &'static str {
    match panel.training().verdict() {
        Some(Verdict::Converged { epoch: ..=10 }) => "ten",
        Some(Verdict::Converged { .. }) => "hundred",
        _ => "never",
    }
}
