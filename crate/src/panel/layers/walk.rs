//! What is gone through one by one when it is played: a tensor's numbers in memory, a network's parameters, a layer's outputs, a series.

use super::Layers;
use super::settings::{Part, Settings};
use crate::panel::table::{SettingValue, Value};

/// Seconds that all of it takes.
const SECONDS: f64 = 6.0;
/// The slowest pace, in moves a second.
const MIN_SPEED: f64 = 1.25;

/// How many have been gone through; nothing where all of them show, be it because nothing is played or because the end is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walk(pub Option<u32>);

impl Walk {
    /// Whether a text is one of a link.
    pub fn is_packed(text: &str) -> bool {
        text.is_empty() || text.parse::<u32>().is_ok_and(|count| count.to_string() == text)
    }

    /// The same for something else to go through: from its start, where there was a walk at all.
    #[must_use]
    pub fn anew(self) -> Self {
        Self(self.0.map(|_| 0))
    }
}

impl SettingValue for Walk {
    fn to_value(&self) -> Value {
        Value::Packed(self.0.map_or_else(String::new, |count| count.to_string()))
    }

    fn from_value(value: Value) -> Self {
        Self(if let Value::Packed(text) = value { text.parse().ok() } else { None })
    }
}

impl Layers {
    /// How many there are to go through.
    pub fn walk_length(&self) -> u32 {
        let count = match self.settings().part {
            Part::Tensor => self.tensor_count(),
            Part::Dense => self.parameters(),
            Part::Conv => self.convolved().values.len(),
            Part::Recurrent => super::recurrent::elements(),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// How many of them have been gone through.
    pub fn walked(&self) -> u32 {
        let length = self.walk_length();
        self.settings().walk.0.map_or(length, |count| count.min(length))
    }

    /// Whether there are some that have not been gone through.
    pub(super) fn is_walking(&self) -> bool {
        self.walked() < self.walk_length()
    }

    pub(super) fn walk_speed(&self) -> f64 {
        (f64::from(self.walk_length()) / SECONDS).max(MIN_SPEED)
    }

    /// The settings at a place of the walk. The kernel follows, and in the end shows where it has found the most.
    pub(super) fn walked_to(&self, count: u32) -> Settings {
        let length = self.walk_length();
        let mut settings = self.settings().clone();
        settings.walk = Walk((count < length).then_some(count));
        if settings.part == Part::Conv && count > 0 {
            let columns = self.convolved().shape[1];
            let last = count.min(length) as usize - 1;
            let place = if count < length { [last / columns, last % columns] } else { self.strongest().0 };
            settings = Settings { walk: settings.walk, ..self.looking_at(place) };
        }
        if settings.part == Part::Recurrent && count > 0 {
            settings.moment = count.min(length) - 1;
        }
        settings
    }

    /// Goes on by so many; from the end it begins anew. Says whether the end is reached.
    pub(super) fn walk_on(&mut self, count: u64) -> bool {
        let length = self.walk_length();
        let from = if self.is_walking() { self.walked() } else { 0 };
        let to = from.saturating_add(u32::try_from(count).unwrap_or(u32::MAX)).min(length);
        let settings = self.walked_to(to);
        self.adopt(settings);
        to == length
    }
}
