//! What a learner can set.

use crate::data::gates::{GATE_NAMES, Gate, ROWS, row_name};
use crate::model::decimal::Decimal;
use crate::model::perceptron::{Perceptron, Sample, TieRule};
use crate::model::training::{Training, linearly_separable};
use crate::panel::table::{Field, SettingValue, Value, choices, settings};

/// The most steps a run may take.
pub const MAX_STEPS: u32 = 20_000;
/// How far from zero a weight or the bias may be, in whole numbers.
pub const LIMIT: i32 = 10;

const fn parameter(opening: i32) -> Field {
    Field::number("", Decimal::hundredths(opening), [-2, 2], [-LIMIT, LIMIT])
}

choices! {
    /// How the perceptron's formula is written.
    pub enum Form {
        /// w1·x1 + w2·x2 > θ
        Threshold = "threshold",
        /// w1·x1 + w2·x2 + b > 0
        Bias = "bias",
    }
}

settings! {
    /// What a learner can set. The weights and the bias are those that the run starts from; `steps` says how far it has come.
    pub struct Settings {
        /// The target outputs of the four rows: one of the sixteen functions of two bits.
        gate: Gate = Field::choice("", &GATE_NAMES),
        /// How the formula is written: with the threshold θ or with the bias b = −θ.
        form: Form = Field::choice("", Form::NAMES),
        /// The output of a point exactly on the line: `gt` gives it 0, `ge` gives it 1.
        tie: TieRule = Field::choice("", &["gt", "ge"]),
        /// The weight of x1.
        w1: Decimal = parameter(50),
        /// The weight of x2.
        w2: Decimal = parameter(50),
        /// The bias b.
        b: Decimal = parameter(-70),
        /// The learning rate η.
        rate: Decimal = Field::number("", Decimal::hundredths(10), [0, 1], [0, 1]).within(1, 100),
        /// How many steps of the run are shown.
        steps: u32 = Field::count("", 0, 0, MAX_STEPS),
        /// The row of the truth table that is looked at.
        row: Row = Field::choice("", &["11", "00", "01", "10"]).for_view(),
        /// Steps a second when playing.
        speed: &'static str = Field::choice("", &["2", "1", "5", "20", "100"]).for_view(),
    }
    derived {
        /// The threshold θ = −b.
        theta: parameter(70).unlinked() => Settings::threshold, Settings::set_threshold;
    }
}

/// A row of the truth table: its place in [`ROWS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row(pub usize);

impl SettingValue for Row {
    fn to_value(&self) -> Value {
        Value::Choice(row_name(ROWS[self.0]))
    }

    fn from_value(value: Value) -> Self {
        Self(ROWS.iter().position(|row| value == Value::Choice(row_name(*row))).unwrap_or(0))
    }
}

impl SettingValue for Gate {
    fn to_value(&self) -> Value {
        Value::Choice(self.name())
    }

    fn from_value(value: Value) -> Self {
        Self::all().find(|gate| value == Value::Choice(gate.name())).expect("the table lists gates")
    }
}

impl SettingValue for TieRule {
    fn to_value(&self) -> Value {
        Value::Choice(if *self == Self::AtOrAbove { "ge" } else { "gt" })
    }

    fn from_value(value: Value) -> Self {
        if value == Value::Choice("ge") { Self::AtOrAbove } else { Self::Above }
    }
}

impl Settings {
    fn threshold(&self) -> Decimal {
        -self.b
    }

    fn set_threshold(&mut self, theta: Decimal) {
        self.b = -theta;
    }

    /// The perceptron that the run starts from.
    pub fn start(&self) -> Perceptron {
        Perceptron { weights: [self.w1, self.w2], bias: self.b }
    }

    /// The same settings with a run that starts from `perceptron` and has not begun.
    #[must_use]
    pub fn starting_from(&self, perceptron: Perceptron) -> Self {
        let Perceptron { weights: [w1, w2], bias: b } = perceptron;
        Self { w1, w2, b, steps: 0, ..self.clone() }
    }

    /// The four rows with their targets.
    pub fn samples(&self) -> [Sample; 4] {
        samples(self.gate)
    }

    /// A run of training that has not begun.
    pub(super) fn training(&self) -> Training {
        Training::new(self.start(), &self.samples(), self.rate, self.tie)
    }

    /// Whether `other` makes the same run of training.
    pub(super) fn trains_like(&self, other: &Self) -> bool {
        (self.gate, self.tie, self.start(), self.rate) == (other.gate, other.tie, other.start(), other.rate)
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
