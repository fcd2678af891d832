//! What is played: a walk through what a part shows.

use super::Layers;
use super::settings::{Part, Settings};
use super::walk::Walk;
use crate::panel::json::Key;
use crate::panel::playable::{GoOn, Playable};
use crate::panel::view::Message;

impl Playable for Layers {
    fn moves(&self) -> &'static [Key] {
        match self.settings.part {
            Part::Tensor => &["number"],
            Part::Dense => &["parameter"],
            Part::Conv => &["place"],
            Part::Recurrent => &["element"],
        }
    }

    fn make(&mut self, _name: Key) -> Result<(), Message> {
        self.walk_on(1);
        Ok(())
    }

    fn advance(&mut self, count: u64, _go_on: GoOn) -> Result<bool, Message> {
        Ok(self.walk_on(count))
    }

    fn speed(&self) -> f64 {
        self.walk_speed()
    }

    fn position(&self) -> u64 {
        self.walked().into()
    }

    fn length(&self) -> u64 {
        self.walk_length().into()
    }

    fn seek(&mut self, position: u64) {
        let settings = self.walked_to(u32::try_from(position).unwrap_or(u32::MAX));
        self.adopt(settings);
    }

    fn reset(&mut self) {
        self.adopt(Settings { walk: Walk(Some(0)), ..self.settings.clone() });
    }

    fn position_text(&self) -> Message {
        let key = match self.settings.part {
            Part::Tensor => "place-tensor",
            Part::Dense => "place-dense",
            Part::Conv => "place-conv",
            Part::Recurrent => "place-recurrent",
        };
        let count = |number: u32| crate::text::grouped(number.into());
        Message::new(key).with("count", count(self.walked())).with("all", count(self.walk_length()))
    }
}
