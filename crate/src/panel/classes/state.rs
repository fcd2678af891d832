//! The table of the panel's state, and the values of its settings.

use super::goals::GOAL_NAMES;
use super::run::MOST_STEPS;
use crate::model::decimal::Decimal;
use crate::panel::table::{Field, Table, Value};

const fn things(name: &'static str) -> Field {
    Field::count(name, 40, 0, 200)
}

/// The state of the panel. The models' weights follow, to the bit, from the settings and `steps`.
pub static TABLE: Table = Table(&[
    Field::choice("part", &["compare", "order", "unknown", "two", "cutoff"]),
    Field::number("x1", Decimal::hundredths(20), [-3, 3], [-3, 3]),
    Field::number("x2", Decimal::hundredths(30), [-3, 3], [-3, 3]),
    Field::choice("truth", &["apple", "grape", "pear"]),
    Field::number("shift", Decimal::ZERO, [-5, 5], [-5, 5]),
    Field::choice("numbering", &["agp", "gap", "gpa"]),
    Field::choice("none", &["off", "on"]),
    Field::number("confidence", Decimal::ZERO, [0, 1], [0, 1]),
    Field::number("cutoff", Decimal::hundredths(50), [0, 1], [0, 1]),
    things("apples"),
    things("grapes"),
    things("pears"),
    things("cats"),
    things("dogs"),
    Field::number("spread", Decimal::hundredths(50), [0, 1], [0, 1]).within(10, 70),
    Field::number("rate", Decimal::hundredths(20), [0, 2], [0, 2]).within(1, 200),
    Field::count("seed", 1, 0, 999_999),
    Field::count("steps", 1200, 0, MOST_STEPS),
    Field::choice("speed", &["24", "4", "120", "600", "2400"]),
    Field::choice("goal", &GOAL_NAMES),
]);

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Three sigmoids beside one softmax.
    Compare,
    /// Classes as the numbers 1, 2, 3 beside one-hot.
    Order,
    /// What a model says to what it has never seen.
    Unknown,
    /// Softmax with two outputs beside a sigmoid with one.
    Two,
    /// Cat or not, at a threshold.
    Cutoff,
}

/// The number that each way of numbering gives to apples, grapes and pears, counted from 0.
const NUMBERINGS: [(&str, [usize; 3]); 3] = [("agp", [0, 1, 2]), ("gap", [1, 0, 2]), ("gpa", [2, 0, 1])];

/// A checked value for each field of [`TABLE`].
#[derive(Clone, Debug, PartialEq)]
pub struct Settings(Vec<Value>);

impl Default for Settings {
    fn default() -> Self {
        Self(TABLE.0.iter().map(|field| field.default.clone()).collect())
    }
}

impl Settings {
    /// The value of a field.
    ///
    /// # Panics
    /// When the table has no field called `name`.
    pub fn get(&self, name: &str) -> &Value {
        let at = TABLE.0.iter().position(|field| field.name == name);
        &self.0[at.expect("the table has every name that the panel asks for")]
    }

    /// Takes a checked value. Nothing happens for an unknown name.
    pub fn set(&mut self, name: &str, value: Value) {
        if let Some(at) = TABLE.0.iter().position(|field| field.name == name) {
            self.0[at] = value;
        }
    }

    /// The same settings but for one.
    #[must_use]
    pub fn with(&self, name: &str, value: Value) -> Self {
        let mut settings = self.clone();
        settings.set(name, value);
        settings
    }

    /// A choice's name.
    pub fn choice(&self, name: &str) -> &'static str {
        if let Value::Choice(choice) = self.get(name) { choice } else { "" }
    }

    /// A whole number.
    pub fn count(&self, name: &str) -> u32 {
        if let Value::Count(count) = self.get(name) { *count } else { 0 }
    }

    /// A decimal.
    pub fn decimal(&self, name: &str) -> Decimal {
        if let Value::Number(number) = self.get(name) { *number } else { Decimal::ZERO }
    }

    /// A decimal as the double nearest to it.
    pub fn number(&self, name: &str) -> f64 {
        self.decimal(name).to_f64()
    }

    /// What is looked at.
    pub fn part(&self) -> Part {
        match self.choice("part") {
            "order" => Part::Order,
            "unknown" => Part::Unknown,
            "two" => Part::Two,
            "cutoff" => Part::Cutoff,
            _ => Part::Compare,
        }
    }

    /// The point that is tried.
    pub fn probe(&self) -> [f64; 2] {
        ["x1", "x2"].map(|name| self.number(name))
    }

    /// The class that the point tried is said to have when its loss is worked out.
    pub fn truth(&self) -> usize {
        ["apple", "grape", "pear"].iter().position(|name| *name == self.choice("truth")).unwrap_or(0)
    }

    /// For each fruit its number, from 0.
    pub fn numbering(&self) -> [usize; 3] {
        NUMBERINGS.into_iter().find(|(name, _)| *name == self.choice("numbering")).map_or([0, 1, 2], |(_, order)| order)
    }

    /// Whether a fourth class is trained.
    pub fn has_none(&self) -> bool {
        self.choice("none") == "on"
    }
}
