//! Setting one thing at a time, from a control or an attribute.

use std::rc::Rc;

use super::state::{Effect, Settings, TABLE, effect};
use super::{NetworkPanel, goals, packed};
use crate::panel::table::{Problem, Value, Wrong};

impl NetworkPanel {
    /// Sets one field to a text from a control or attribute. Gives back a note when the value had to be rounded.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let damaged = || field.problem(Wrong::Damaged, text);
        match (name, &value) {
            ("weights" | "frozen" | "epochs" | "steps", value) => self.set_of_run(name, value).ok_or_else(damaged)?,
            ("points", Value::Packed(text)) => {
                let own = if text.is_empty() { Some(Vec::new()) } else { packed::unpack_points(text) };
                self.own = Rc::new(own.ok_or_else(damaged)?);
                if self.settings.has_own_points() {
                    self.draw_points();
                    self.branch(&self.place());
                }
            }
            _ => {
                let mut settings = self.settings.clone();
                if !settings.set(field, value) {
                    return Err(damaged());
                }
                self.adopt(name, settings);
            }
        }
        Ok(note)
    }

    pub(super) fn adopt(&mut self, name: &str, settings: Settings) {
        if settings == self.settings {
            return;
        }
        let mut place = self.place();
        self.settings = settings;
        match effect(name) {
            Effect::View => {}
            Effect::Branch => {
                self.draw_points();
                if matches!(name, "optimizer" | "momentum") {
                    // Another rule begins without a memory, and counts its updates from the first.
                    place.numbers.truncate(self.network().parameters().len());
                    place.steps = 0;
                }
                self.branch(&place);
            }
            Effect::Restart => {
                self.draw_points();
                self.begin_anew();
            }
        }
    }

    /// Sets what belongs to the run.
    fn set_of_run(&mut self, name: &str, value: &Value) -> Option<()> {
        let mut place = self.place();
        match (name, value) {
            ("weights", Value::Packed(text)) => place.numbers = packed::unpack_numbers(text)?,
            ("frozen", Value::Packed(text)) => place.frozen = packed::unpack_indices(text)?,
            ("epochs", Value::Count(epochs)) => {
                self.train_to(u64::from(*epochs));
                return Some(());
            }
            ("steps", Value::Count(steps)) => place.steps = u64::from(*steps),
            _ => return None,
        }
        let (before, curves) = (self.place(), self.curves().cloned().unwrap_or_default());
        if self.run_from(&place, curves.clone()) {
            self.start = if place.epochs == 0 { place } else { self.start.clone() };
            return Some(());
        }
        self.run_from(&before, curves);
        None
    }

    /// A field's value as text. `None` for an unknown name.
    pub fn value(&self, name: &str) -> Option<String> {
        let field = TABLE.field(name)?;
        Some(match self.settings.get(field.name) {
            _ if name == "epochs" => self.epochs().to_string(),
            Value::Number(number) => number.to_string(),
            Value::Packed(_) => self.linked(field, &self.place(), true).ascii(),
            value => value.ascii(),
        })
    }

    pub(super) fn leave_goal(&mut self) -> Vec<Problem> {
        let mut settings = self.settings.clone();
        if let Some(field) = TABLE.field("goal") {
            settings.set(field, Value::Choice(goals::GOAL_NAMES[0]));
        }
        self.settings = settings;
        Vec::new()
    }
}
