//! What a field can hold.

use crate::model::decimal::Decimal;
use crate::panel::notation::NotANumber;

/// How numbers of single precision are read and written. It stands in the fields, and not where fields are read, so that a binary
/// whose tables have no such field is spared what binary floating point is read and written with: 10 kB of powers of five, and
/// 20 kB of code.
#[derive(Clone, Copy, Debug)]
pub struct RealNotation {
    /// Reads a text.
    pub read: fn(&str) -> Result<f32, NotANumber>,
    /// Writes one for people, in five figures.
    pub show: fn(f32) -> String,
    /// Writes one so that reading gives the same, to the bit.
    pub write: fn(f32) -> String,
}

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
        /// How such a number is read and written.
        notation: RealNotation,
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
