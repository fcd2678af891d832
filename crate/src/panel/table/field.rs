//! One line of the table, and the check of a text against it.

use super::problem::shorten;
use super::{Kind, Problem, Value, Wrong};
use crate::model::decimal::Decimal;
use crate::panel::notation::{read_decimal, read_real, read_whole};

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in links, attributes and texts.
    pub name: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// The value a panel opens with.
    pub default: Value,
    /// Whether a copied link carries it. A field that is not carried can still be read from a link.
    pub in_link: bool,
}

impl Field {
    /// A number field that opens with `default`, with slider travel and hard limits in whole numbers.
    pub const fn number(name: &'static str, default: Decimal, travel: [i32; 2], limits: [i32; 2]) -> Self {
        Self {
            name,
            kind: Kind::Number {
                min: Decimal::whole(limits[0]),
                max: Decimal::whole(limits[1]),
                travel: [Decimal::whole(travel[0]), Decimal::whole(travel[1])],
            },
            default: Value::Number(default),
            in_link: true,
        }
    }

    /// A field with a list of names, of which the first is the default.
    pub const fn choice(name: &'static str, names: &'static [&'static str]) -> Self {
        Self { name, kind: Kind::Choice(names), default: Value::Choice(names[0]), in_link: true }
    }

    /// A whole-number field that opens with `default`.
    pub const fn count(name: &'static str, default: u32, min: u32, max: u32) -> Self {
        Self { name, kind: Kind::Count { min, max }, default: Value::Count(default), in_link: true }
    }

    /// A single-precision field that opens with `default`, with slider travel and hard limits.
    pub const fn real(name: &'static str, default: f32, travel: [f32; 2], limits: [f32; 2]) -> Self {
        let [min, max] = limits;
        let kind = Kind::Real { min, max, travel, read: read_real };
        Self { name, kind, default: Value::Real(default), in_link: true }
    }

    /// A packed text, empty by default.
    pub const fn packed(name: &'static str, longest: usize) -> Self {
        Self { name, kind: Kind::Packed { longest }, default: Value::Packed(String::new()), in_link: true }
    }

    /// The same field, not carried by copied links.
    #[must_use]
    pub const fn unlinked(mut self) -> Self {
        self.in_link = false;
        self
    }

    /// The same number field with other limits and travel, in hundredths.
    #[must_use]
    pub const fn within(mut self, min: i32, max: i32) -> Self {
        let (min, max) = (Decimal::hundredths(min), Decimal::hundredths(max));
        self.kind = Kind::Number { min, max, travel: [min, max] };
        self
    }

    /// The allowed values, in words a message can show.
    pub fn allowed(&self) -> String {
        match self.kind {
            Kind::Number { min, max, .. } => format!("{min} … {max}"),
            Kind::Real { min, max, .. } => format!("{min} … {max}").replace('-', "−"),
            Kind::Count { min, max } => format!("{min} … {max}"),
            Kind::Packed { longest } => format!("A-Z a-z 0-9 - . _ ~ (≤ {longest})"),
            Kind::Choice(names) => names.join(", "),
        }
    }

    /// A complaint about `given` as a value of this field.
    pub fn problem(&self, wrong: Wrong, given: &str) -> Problem {
        Problem { wrong, name: self.name.to_owned(), given: shorten(given), allowed: self.allowed() }
    }

    /// Checks a text from outside. A number with too many digits is rounded, and the note says so.
    ///
    /// # Errors
    /// A [`Problem`] that says what is wrong and what would be right.
    pub fn read(&self, text: &str) -> Result<(Value, Option<Problem>), Problem> {
        match self.kind {
            Kind::Number { min, max, .. } => {
                let reading = read_decimal(text).map_err(|why| self.problem(why.into(), text))?;
                if reading.value < min || reading.value > max {
                    return Err(self.problem(Wrong::OutOfRange, text));
                }
                let note = reading.rounded.then(|| self.problem(Wrong::Rounded, text));
                Ok((Value::Number(reading.value), note))
            }
            Kind::Real { min, max, read, .. } => {
                let value = read(text).map_err(|why| self.problem(why.into(), text))?;
                if (min..=max).contains(&value) {
                    Ok((Value::Real(value), None))
                } else {
                    Err(self.problem(Wrong::OutOfRange, text))
                }
            }
            Kind::Packed { longest } => {
                let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
                if text.len() > longest {
                    Err(Problem { allowed: longest.to_string(), ..self.problem(Wrong::TooLong, text) })
                } else if text.bytes().all(is_plain) {
                    Ok((Value::Packed(text.to_owned()), None))
                } else {
                    Err(self.problem(Wrong::Damaged, text))
                }
            }
            Kind::Count { min, max } => {
                match u32::try_from(read_whole(text).map_err(|why| self.problem(why.into(), text))?) {
                    Ok(count) if (min..=max).contains(&count) => Ok((Value::Count(count), None)),
                    _ => Err(self.problem(Wrong::OutOfRange, text)),
                }
            }
            Kind::Choice(names) => match names.iter().find(|name| **name == text.trim()) {
                Some(name) => Ok((Value::Choice(name), None)),
                None => Err(self.problem(if text.trim().is_empty() { Wrong::Empty } else { Wrong::NotAChoice }, text)),
            },
        }
    }
}
