//! What was wrong with something from outside.

use crate::panel::notation::NotANumber;

/// What was wrong with something from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The table has no such name.
    UnknownName,
    /// No value was given.
    Empty,
    /// A decimal comma instead of a point.
    Comma,
    /// Not a number.
    NotANumber,
    /// Below or above the limits.
    OutOfRange,
    /// Digits beyond hundredths were rounded off; the value was taken all the same.
    Rounded,
    /// Not one of the names allowed.
    NotAChoice,
    /// The text as a whole is too long to be read.
    TooLong,
    /// A packed text that does not unpack.
    Damaged,
}

impl Wrong {
    /// The name under which the page's texts explain it.
    pub fn key(self) -> &'static str {
        match self {
            Self::UnknownName => "unknown-name",
            Self::Empty => "empty",
            Self::Comma => "comma",
            Self::NotANumber => "not-a-number",
            Self::OutOfRange => "out-of-range",
            Self::Rounded => "rounded",
            Self::NotAChoice => "not-a-choice",
            Self::TooLong => "too-long",
            Self::Damaged => "damaged",
        }
    }
}

impl From<NotANumber> for Wrong {
    fn from(why: NotANumber) -> Self {
        match why {
            NotANumber::Empty => Self::Empty,
            NotANumber::Comma => Self::Comma,
            NotANumber::Other => Self::NotANumber,
        }
    }
}

/// A complaint about one name and value, with all that a helpful message needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub wrong: Wrong,
    /// The name it was given under, cut short.
    pub name: String,
    /// The value given, cut short.
    pub given: String,
    /// What would be right: limits, or the names allowed; empty where the table has nothing to say.
    pub allowed: String,
}

impl Problem {
    /// A complaint about `given`, under `name`, where `allowed` would have been right.
    pub fn new(wrong: Wrong, name: &str, given: &str, allowed: String) -> Self {
        Self { wrong, name: shorten(name), given: shorten(given), allowed }
    }
}

/// How much of a text from outside is ever shown again.
pub(super) const SHOWN: usize = 24;

pub(super) fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}
