//! The table of a panel's state: name, kind, default, allowed values, whether a link carries it.
//!
//! Controls, links, an element's attributes and the checks on whatever comes from outside are all read off the one table,
//! so a value that is not in it cannot get in.

mod declare;
mod field;
mod kind;
mod problem;
mod query;
#[cfg(test)]
mod tests;

pub use declare::{SettingValue, Settings, hyphenated};
pub(crate) use declare::{choices, named, setting_name, settings};
pub use field::Field;
pub use kind::{Kind, RealNotation, Value};
use problem::shorten;
pub use problem::{Problem, Wrong};

/// The table of one panel.
#[derive(Clone, Copy, Debug)]
pub struct Table(pub &'static [Field]);

impl Table {
    /// The field called `name`.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.0.iter().find(|field| field.name == name)
    }

    /// Whether `one` and `other` have the same values in the fields that count.
    pub fn agree<S: Settings>(&self, one: &S, other: &S, counts: impl Fn(&Field) -> bool) -> bool {
        self.0.iter().filter(|field| counts(field)).all(|field| one.get(field) == other.get(field))
    }

    /// Checks one name and value from outside.
    ///
    /// # Errors
    /// A [`Problem`] for an unknown name or a value the field does not take.
    pub fn read(&self, name: &str, text: &str) -> Result<(&'static Field, Value, Option<Problem>), Problem> {
        let field = self.known(name, text)?;
        let (value, note) = field.read(text)?;
        Ok((field, value, note))
    }

    fn known(&self, name: &str, text: &str) -> Result<&'static Field, Problem> {
        self.field(name).ok_or_else(|| {
            let allowed = self.0.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
            Problem { wrong: Wrong::UnknownName, name: shorten(name), given: shorten(text), allowed }
        })
    }
}
