//! The state of the panel as one table.

use super::drawing::Drawing;
use super::goals::{GOAL_NAMES, Goal};
use super::series::{LONGEST, Own};
use crate::model::convolution::{Convolution, KERNEL_SIZE, Padding, Pooling};
use crate::model::decimal::Decimal;
use crate::panel::network::packed::{pack_numbers, unpack_numbers};
use crate::panel::table::{Field, Problem, Table, Value, Wrong};

/// The views, by their names in links.
pub const PART_NAMES: [&str; 4] = ["tensor", "dense", "conv", "recurrent"];
/// The fields of the kernel's weights, row by row.
pub const KERNEL_NAMES: [&str; KERNEL_SIZE * KERNEL_SIZE] =
    ["k11", "k12", "k13", "k21", "k22", "k23", "k31", "k32", "k33"];
/// The fields of the dense layers' units, first to last.
pub const UNIT_NAMES: [&str; 4] = ["units1", "units2", "units3", "units4"];
/// The most epochs of training.
pub const MOST_EPOCHS: usize = LIMIT as usize;
const LIMIT: u32 = 500;

const fn weight(name: &'static str, hundredths: i32) -> Field {
    Field::number(name, Decimal::hundredths(hundredths), [-3, 3], [-10, 10])
}

/// The state of the panel.
pub static TABLE: Table = Table(&[
    Field::choice("part", &PART_NAMES),
    Field::count("rank", 2, 0, 4),
    Field::choice("order", &["last", "first"]),
    Field::count("sample", 1, 0, 3),
    Field::count("row", 2, 0, 7),
    Field::count("column", 3, 0, 7),
    Field::count("channel", 0, 0, 2),
    Field::count("inputs", 3, 1, 1000),
    Field::count("depth", 1, 1, 4),
    Field::count("units1", 2, 1, 1000),
    Field::count("units2", 2, 1, 1000),
    Field::count("units3", 2, 1, 1000),
    Field::count("units4", 2, 1, 1000),
    Field::choice("digit", &["3", "0", "1", "2", "4", "5", "6", "7", "8", "9"]),
    Field::packed("cells", 64),
    Field::choice("hand", &["move", "draw"]).unlinked(),
    weight("k11", -100),
    weight("k12", 0),
    weight("k13", 100),
    weight("k21", -200),
    weight("k22", 0),
    weight("k23", 200),
    weight("k31", -100),
    weight("k32", 0),
    weight("k33", 100),
    Field::number("bias", Decimal::ZERO, [-20, 20], [-100, 100]),
    Field::choice("padding", &["valid", "same"]),
    Field::count("stride", 1, 1, 3),
    Field::choice("pool", &["none", "max", "average"]),
    Field::count("filters", 1, 1, 64),
    Field::count("down", 2, 0, 7),
    Field::count("across", 2, 0, 7),
    Field::choice("series", &["sine", "own"]),
    Field::number("noise", Decimal::hundredths(10), [0, 1], [0, 1]),
    Field::count("seed", 1, 1, 9999),
    Field::packed("own", 6 * LONGEST),
    Field::count("units", 2, 1, 4),
    Field::number("rate", Decimal::hundredths(2), [0, 1], [0, 1]).within(1, 20),
    Field::count("epochs", 0, 0, LIMIT),
    Field::count("moment", 20, 0, 299),
    Field::choice("speed", &["60", "10", "300"]),
    Field::choice("goal", &GOAL_NAMES),
]);

/// Everything a learner can set, checked: a value for each field of [`TABLE`], in its order.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings(Vec<Value>);

impl Default for Settings {
    fn default() -> Self {
        Self(TABLE.0.iter().map(|field| field.default.clone()).collect())
    }
}

impl Settings {
    /// The value of a field of [`TABLE`].
    ///
    /// # Panics
    /// For a name that the table has not.
    pub fn get(&self, name: &str) -> &Value {
        let at = TABLE.0.iter().position(|field| field.name == name);
        &self.0[at.unwrap_or_else(|| panic!("the table has no field {name}"))]
    }

    /// Puts a value of the field's kind into it.
    ///
    /// # Errors
    /// A [`Problem`] for a packed text that does not unpack; nothing has changed then.
    pub fn put(&mut self, field: &Field, value: Value) -> Result<(), Problem> {
        if let Value::Packed(text) = &value {
            let is_good = text.is_empty()
                || match field.name {
                    "cells" => Drawing::read(text).is_some(),
                    _ => unpack_numbers(text).is_some_and(|numbers| Own::check(&numbers).is_ok()),
                };
            if !is_good {
                return Err(field.problem(Wrong::Damaged, text));
            }
        }
        self.change(field.name, value);
        if field.name == "digit" {
            self.change("cells", Value::Packed(String::new()));
        }
        Ok(())
    }

    fn change(&mut self, name: &str, value: Value) {
        if let Some(at) = TABLE.0.iter().position(|field| field.name == name) {
            self.0[at] = value;
        }
    }

    /// The same with a whole number changed.
    #[must_use]
    pub fn with(mut self, name: &str, count: usize) -> Self {
        self.change(name, Value::Count(u32::try_from(count).unwrap_or(u32::MAX)));
        self
    }

    /// The same with a decimal number changed.
    #[must_use]
    pub fn with_number(mut self, name: &str, number: Decimal) -> Self {
        self.change(name, Value::Number(number));
        self
    }

    /// The same with another choice; the name must be one of the table's.
    #[must_use]
    pub fn with_choice(mut self, name: &str, choice: &'static str) -> Self {
        self.change(name, Value::Choice(choice));
        self
    }

    /// The same with a picture drawn by hand.
    #[must_use]
    pub fn with_drawing(mut self, drawing: &Drawing) -> Self {
        self.change("cells", Value::Packed(drawing.write()));
        self
    }

    /// The same with a series of the learner's own.
    #[must_use]
    pub fn with_own(mut self, own: &Own) -> Self {
        self.change("own", Value::Packed(pack_numbers(&own.0)));
        self.with_choice("series", "own")
    }

    /// A whole number.
    pub fn count(&self, name: &str) -> usize {
        match self.get(name) {
            Value::Count(count) => *count as usize,
            other => unreachable!("{name} is {other:?}"),
        }
    }

    /// A decimal number.
    pub fn number(&self, name: &str) -> Decimal {
        match self.get(name) {
            Value::Number(number) => *number,
            other => unreachable!("{name} is {other:?}"),
        }
    }

    /// A choice's name.
    pub fn choice(&self, name: &str) -> &'static str {
        match self.get(name) {
            Value::Choice(name) => name,
            other => unreachable!("{name} is {other:?}"),
        }
    }

    fn packed(&self, name: &str) -> &str {
        match self.get(name) {
            Value::Packed(text) => text,
            other => unreachable!("{name} is {other:?}"),
        }
    }

    /// The view.
    pub fn part(&self) -> &'static str {
        self.choice("part")
    }

    /// The question being tried.
    pub fn goal(&self) -> Option<Goal> {
        Goal::named(self.choice("goal"))
    }

    /// The sizes of the dense network: its inputs, then each layer's units.
    pub fn sizes(&self) -> Vec<usize> {
        let units = UNIT_NAMES[..self.count("depth")].iter().map(|name| self.count(name));
        std::iter::once(self.count("inputs")).chain(units).collect()
    }

    /// The picture that the kernel slides over: drawn by hand, or one of the digits.
    pub fn drawing(&self) -> Drawing {
        let digit = self.choice("digit").parse().unwrap_or(0);
        Drawing::read(self.packed("cells")).unwrap_or_else(|| Drawing::digit(digit))
    }

    /// Whether the picture is drawn by hand.
    pub fn is_drawn(&self) -> bool {
        !self.packed("cells").is_empty()
    }

    /// The convolutional layer.
    pub fn convolution(&self) -> Convolution {
        Convolution {
            kernel: KERNEL_NAMES.map(|name| self.number(name)),
            bias: self.number("bias"),
            stride: self.count("stride"),
            padding: if self.choice("padding") == "same" { Padding::Same } else { Padding::Valid },
        }
    }

    /// The pooling behind it.
    pub fn pooling(&self) -> Option<Pooling> {
        match self.choice("pool") {
            "max" => Some(Pooling::Max),
            "average" => Some(Pooling::Average),
            _ => None,
        }
    }

    /// The learner's own series, empty when none was given.
    pub fn own(&self) -> Own {
        Own(unpack_numbers(self.packed("own")).unwrap_or_default())
    }
}
