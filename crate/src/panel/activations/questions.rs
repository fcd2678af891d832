//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::batch::SIZE;
use super::numbers::rounded;
use super::{Activations, Between, FLAT, Function, INPUT_REACH, Part, sketch};
use crate::model::decimal::Decimal;
use crate::panel::json::Key;
use crate::panel::port::{Guess, Question};
use crate::panel::view::Message;
use crate::text::fixed;

/// How much a stack's curve must leave the straight line to be called bent.
const BENT: f64 = 0.5;
/// How small the difference between sigmoid and step shall become.
const NEAR: f64 = 0.01;
/// Through how many layers the question about them asks.
const MANY: u32 = 10;

/// In their order.
pub const QUESTIONS: &[Question<Activations>] = &[
    Question {
        name: "slope-shape",
        start: "part=curve&function=sigmoid&a=-4&slope=off",
        rail: &["a", "slope"],
        guess: Some(Guess { options: &["hill", "same", "level"], right: |panel| shape(panel) }),
        is_answered: |panel| {
            let settings = panel.settings();
            let is_drawn = sketch::is_whole(&settings.sketch);
            is_sigmoid(panel) && settings.slope && (is_drawn || settings.a.abs() <= Decimal::hundredths(10))
        },
        why: |panel| {
            let settings = panel.settings();
            let most = rounded(settings.curve().max_derivative());
            match settings.sketch_error().filter(|_| sketch::is_whole(&settings.sketch)) {
                Some(error) => Message::new("why-drawn").with("most", most).with("error", fixed(error, 2)),
                None => Message::new("why-hill").with("most", most),
            }
        },
    },
    Question {
        name: "near-step",
        start: "part=steep&k=2&window=0.5",
        rail: &["k", "window"],
        guess: Some(Guess { options: &["three", "nine", "thirty"], right: |panel| nearest(panel) }),
        is_answered: |panel| {
            let settings = panel.settings();
            let is_window = settings.part == Part::Steep && settings.window == Decimal::hundredths(50);
            let is_least = settings.k <= Decimal::hundredths(929);
            is_window && is_least && settings.greatest_gap() < NEAR
        },
        why: |panel| {
            let settings = panel.settings();
            Message::new("why-near").with("worked", settings.gap_worked()).with("slope", settings.steepest_worked())
        },
    },
    Question {
        name: "flat-tanh",
        start: "part=curve&function=tanh&a=0.5&slope=off",
        rail: &["a", "slope"],
        guess: Some(Guess { options: &["one", "three", "six"], right: |panel| where_flat(panel) }),
        is_answered: |panel| {
            let settings = panel.settings();
            let is_tanh = settings.part == Part::Curve && settings.function == Function::Tanh;
            let size = settings.a.abs().to_f64();
            // The first such place, to a tenth.
            is_tanh && is_flat(panel, size) && !is_flat(panel, size - 0.1)
        },
        why: |panel| {
            let [value, slope] =
                panel.settings().worked().map(|line| line.rsplit(' ').next().unwrap_or_default().to_owned());
            Message::new("why-flat").with("a", panel.settings().a).with("value", value).with("slope", slope)
        },
    },
    Question {
        name: "vanish",
        start: "part=layers&function=sigmoid&a=0&layers=1",
        rail: &["function", "a"],
        guess: Some(Guess { options: &["fortieth", "millionth", "none"], right: |panel| what_is_left(panel) }),
        is_answered: |panel| {
            let settings = panel.settings();
            let is_best = settings.function == Function::Sigmoid && settings.a == Decimal::ZERO;
            settings.part == Part::Layers && is_best && settings.layers >= MANY
        },
        why: |panel| Message::new("why-vanish").with("power", panel.settings().power().unwrap_or_default()),
    },
    Question {
        name: "dead-relu",
        start: "part=batch&function=relu&mean=0&spread=1",
        rail: &["mean", "spread"],
        guess: Some(Guess { options: &["one", "four", "never"], right: |panel| where_dead(panel) }),
        is_answered: |panel| {
            let settings = panel.settings();
            let is_relu = settings.part == Part::Batch && settings.function == Function::Relu;
            // The first such place, to two tenths.
            let is_just = panel.batch().sums().iter().any(|sum| *sum > -0.2);
            is_relu
                && settings.spread == Decimal::whole(1)
                && is_just
                && panel.batch().through(settings.curve()).dead == SIZE
        },
        why: |panel| Message::new("why-dead").with("mean", panel.settings().mean).with("count", SIZE),
    },
    Question {
        name: "bend",
        start: "part=depth&between=identity&w1=0.1",
        rail: &["between", "w1", "w2"],
        guess: Some(Guess { options: &["weights", "biases", "function"], right: |panel| what_bends(panel) }),
        is_answered: |panel| {
            let settings = panel.settings();
            settings.part == Part::Depth
                && settings.between != Between::Identity
                && settings.stack().bend(INPUT_REACH) > BENT
        },
        why: |panel| Message::new("why-bend").with("bend", rounded(panel.settings().stack().bend(INPUT_REACH))),
    },
];

fn is_sigmoid(panel: &Activations) -> bool {
    panel.settings().part == Part::Curve && panel.settings().function == Function::Sigmoid
}

/// The shape of the slope: where it is greatest, and whether it falls off again.
fn shape(panel: &Activations) -> Key {
    let slope = |a: f64| panel.settings().curve().derivative(a).unwrap_or_default();
    let [left, middle, right] = [slope(-6.0), slope(0.0), slope(6.0)];
    match middle {
        _ if middle > 2.0 * left && middle > 2.0 * right => "hill",
        _ if right > 2.0 * left => "same",
        _ => "level",
    }
}

/// Which of 3, 9 and 30 is nearest to the least steepness that brings sigmoid and step together.
fn nearest(panel: &Activations) -> Key {
    // 1/(1 + e^(k·c)) = NEAR.
    let least = libm::log(1.0 / NEAR - 1.0) / panel.settings().window.to_f64();
    match least {
        ..5.0 => "three",
        ..17.0 => "nine",
        _ => "thirty",
    }
}

fn is_flat(panel: &Activations, a: f64) -> bool {
    panel.settings().curve().is_saturated(a, FLAT)
}

/// Which of 1, 3 and 6 is nearest to where the function goes flat.
fn where_flat(panel: &Activations) -> Key {
    match panel.settings().a.abs().to_f64() {
        ..2.0 => "one",
        ..4.5 => "three",
        _ => "six",
    }
}

fn what_is_left(panel: &Activations) -> Key {
    let left = libm::pow(panel.settings().slope_here().unwrap_or_default(), f64::from(MANY));
    match left {
        0.0 => "none",
        ..1e-3 => "millionth",
        _ => "fortieth",
    }
}

fn where_dead(panel: &Activations) -> Key {
    match panel.settings().mean.abs().to_f64() {
        ..2.5 => "one",
        _ => "four",
    }
}

/// What bent the line: with the identity between the layers, these weights and biases do not.
fn what_bends(panel: &Activations) -> Key {
    let mut stack = panel.settings().stack();
    stack.between = Between::Identity;
    if stack.bend(INPUT_REACH) == 0.0 { "function" } else { "weights" }
}
