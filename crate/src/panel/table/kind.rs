//! What a field can hold.

use crate::model::decimal::Decimal;
use crate::panel::notation::NotANumber;

/// What values a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A decimal number of whole hundredths between two limits, both included.
    Number {
        /// The least value allowed.
        min: Decimal,
        /// The greatest value allowed.
        max: Decimal,
        /// How far a slider for it usually reaches: from the first to the second.
        travel: [Decimal; 2],
    },
    /// A number of single precision, as networks compute with, between two limits, both included.
    Real {
        /// The least value allowed.
        min: f32,
        /// The greatest value allowed.
        max: f32,
        /// How far a slider for it usually reaches: from the first to the second.
        travel: [f32; 2],
        /// Reads a text. It stands here, and not where fields are read, so that a binary whose tables have no such field is
        /// spared the 10 kB of powers of five that binary floating point is read with.
        read: fn(&str) -> Result<f32, NotANumber>,
        /// Writes one for people, in five figures; here for the same reason.
        show: fn(f32) -> String,
    },
    /// A whole number between two limits, both included.
    Count {
        /// The least value allowed.
        min: u32,
        /// The greatest value allowed.
        max: u32,
    },
    /// A text of its own form, such as packed weights: letters, digits and `-._~` only, which links carry as they are.
    /// The panel reads it.
    Packed {
        /// The most bytes allowed.
        longest: usize,
        /// Whether a text of this length is one that the panel can read.
        is_good: fn(&str) -> bool,
    },
    /// One of a list of names.
    Choice(&'static [&'static str]),
}

/// A checked value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// For [`Kind::Number`].
    Number(Decimal),
    /// For [`Kind::Real`].
    Real(f32),
    /// For [`Kind::Count`].
    Count(u32),
    /// For [`Kind::Packed`].
    Packed(String),
    /// For [`Kind::Choice`].
    Choice(&'static str),
}

impl Value {
    /// The value as its control writes it: with a real minus, hundredths with both their places.
    pub fn text(&self) -> String {
        match self {
            Self::Number(value) => value.padded(),
            Self::Real(_) => self.ascii().replace('-', "−"),
            value => value.ascii(),
        }
    }

    /// The value as links and attributes write it. Reading it back gives the same value, to the bit.
    pub fn ascii(&self) -> String {
        match self {
            Self::Number(value) => value.ascii(),
            Self::Real(value) => value.to_string(),
            Self::Count(value) => value.to_string(),
            Self::Packed(text) => text.clone(),
            Self::Choice(name) => (*name).to_owned(),
        }
    }
}
