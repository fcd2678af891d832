//! The panel's table of state, and what it holds.

use super::goals::{GOAL_NAMES, Goal};
use crate::data::gates::{GATE_NAMES, Gate, ROWS, row_name};
use crate::model::decimal::Decimal;
use crate::model::perceptron::{Perceptron, Sample, TieRule};
use crate::model::training::{Training, linearly_separable};
use crate::panel::table::{Field, Table, Value};

/// The most steps a run may take.
pub const MOST_STEPS: u32 = 20_000;
/// How far from zero a weight or the bias may be, in whole numbers.
pub const LIMIT: i32 = 10;

/// The state of the panel. `w1`, `w2` and `b` in a link are those the run starts from, and `steps` says how far it has got.
pub static TABLE: Table = Table(&[
    Field::choice("gate", &GATE_NAMES),
    Field::choice("form", &["threshold", "bias"]),
    Field::choice("tie", &["gt", "ge"]),
    Field::number("w1", Decimal::hundredths(50), [-2, 2], [-LIMIT, LIMIT]),
    Field::number("w2", Decimal::hundredths(50), [-2, 2], [-LIMIT, LIMIT]),
    Field::number("b", Decimal::hundredths(-70), [-2, 2], [-LIMIT, LIMIT]),
    Field::number("theta", Decimal::hundredths(70), [-2, 2], [-LIMIT, LIMIT]).unlinked(),
    Field::number("rate", Decimal::hundredths(10), [0, 1], [0, 1]).within(1, 100),
    Field::count("steps", 0, 0, MOST_STEPS),
    Field::choice("row", &["11", "00", "01", "10"]),
    Field::choice("speed", &["2", "1", "5", "20", "100"]),
    Field::choice("goal", &GOAL_NAMES),
]);

/// Everything a learner can set, checked: the typed counterpart of [`TABLE`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The wanted outputs.
    pub gate: Gate,
    /// Whether the threshold θ is shown (and not the bias).
    pub shows_threshold: bool,
    /// The output on the line.
    pub tie: TieRule,
    /// The perceptron that the run starts from.
    pub start: Perceptron,
    /// η.
    pub rate: Decimal,
    /// How many steps of the run are shown.
    pub steps: u32,
    /// The row under inspection: its place in [`ROWS`].
    pub row: usize,
    /// Steps a second when playing; one of the table's names.
    pub speed: &'static str,
    /// The question being tried.
    pub goal: Option<Goal>,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            gate: Gate::AND,
            shows_threshold: true,
            tie: TieRule::Above,
            start: Perceptron::default(),
            rate: Decimal::ZERO,
            steps: 0,
            row: 0,
            speed: "",
            goal: None,
        };
        // `theta` is b once more, so the order of the table settles it: b first, then the same number as θ.
        for field in TABLE.0 {
            settings.set(field.name, field.default.clone());
        }
        settings
    }
}

impl Settings {
    pub(super) fn set(&mut self, name: &str, value: Value) {
        match (name, value) {
            ("gate", Value::Choice(name)) => self.gate = name.parse::<Gate>().expect("the table lists gates"),
            ("form", Value::Choice(name)) => self.shows_threshold = name == "threshold",
            ("tie", Value::Choice(name)) => self.tie = if name == "ge" { TieRule::AtOrAbove } else { TieRule::Above },
            ("w1", Value::Number(value)) => self.start.weights[0] = value,
            ("w2", Value::Number(value)) => self.start.weights[1] = value,
            ("b", Value::Number(value)) => self.start.bias = value,
            ("theta", Value::Number(value)) => self.start.bias = -value,
            ("rate", Value::Number(value)) => self.rate = value,
            ("steps", Value::Count(value)) => self.steps = value,
            ("row", Value::Choice(name)) => self.row = ROWS.iter().position(|row| row_name(*row) == name).unwrap_or(0),
            ("speed", Value::Choice(name)) => self.speed = name,
            ("goal", Value::Choice(name)) => self.goal = Goal::named(name),
            _ => unreachable!("the table has no field {name} of that kind"),
        }
    }

    /// The value of a field of [`TABLE`].
    pub(super) fn get(&self, field: &Field) -> Value {
        match field.name {
            "gate" => Value::Choice(self.gate.name()),
            "form" => Value::Choice(if self.shows_threshold { "threshold" } else { "bias" }),
            "tie" => Value::Choice(if self.tie == TieRule::AtOrAbove { "ge" } else { "gt" }),
            "w1" => Value::Number(self.start.weights[0]),
            "w2" => Value::Number(self.start.weights[1]),
            "b" => Value::Number(self.start.bias),
            "theta" => Value::Number(self.start.threshold()),
            "rate" => Value::Number(self.rate),
            "steps" => Value::Count(self.steps),
            "row" => Value::Choice(row_name(ROWS[self.row])),
            "speed" => Value::Choice(self.speed),
            "goal" => Value::Choice(self.goal.map_or(GOAL_NAMES[0], Goal::name)),
            name => unreachable!("the table has no field {name}"),
        }
    }

    /// The four rows with their wanted outputs.
    pub fn samples(&self) -> [Sample; 4] {
        samples(self.gate)
    }

    /// A run of training that has not begun.
    pub(super) fn training(&self) -> Training {
        Training::new(self.start, &self.samples(), self.rate, self.tie)
    }

    /// Whether `other` makes the same run of training.
    pub(super) fn trains_like(&self, other: &Self) -> bool {
        (self.gate, self.tie, self.start, self.rate) == (other.gate, other.tie, other.start, other.rate)
    }
}

fn samples(gate: Gate) -> [Sample; 4] {
    let targets = gate.outputs();
    std::array::from_fn(|i| Sample { input: ROWS[i], target: targets[i] })
}

/// Whether one line can do `gate`.
pub fn separable(gate: Gate) -> bool {
    linearly_separable(&samples(gate))
}
