//! The slope through layer after layer, as it is played.

use super::{Activations, MAX_LAYERS, Part};
use crate::panel::json::Key;
use crate::panel::playable::{GoOn, Playable};
use crate::panel::view::Message;

const LAYER: Key = "layer";
/// Layers a second, up to where playing stops first, and beyond.
const SPEEDS: [f64; 2] = [1.5, 4.0];
/// Where playing stops first, to look.
const LOOK: u32 = 10;

impl Activations {
    /// Whether there is something to play.
    pub(super) fn plays(&self) -> bool {
        self.settings().part == Part::Layers
    }
}

impl Playable for Activations {
    fn moves(&self) -> &'static [Key] {
        &[LAYER]
    }

    fn make(&mut self, _name: Key) -> Result<(), Message> {
        self.settings.layers = (self.settings.layers + 1).min(MAX_LAYERS);
        Ok(())
    }

    fn advance(&mut self, count: u64, _go_on: GoOn) -> Result<bool, Message> {
        for _ in 0..count.min(MAX_LAYERS.into()) {
            self.make(LAYER)?;
            if [LOOK, MAX_LAYERS].contains(&self.settings.layers) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn finish(&mut self, _go_on: GoOn) -> Result<bool, Message> {
        self.settings.layers = if self.settings.layers < LOOK { LOOK } else { MAX_LAYERS };
        Ok(true)
    }

    fn speed(&self) -> f64 {
        SPEEDS[usize::from(self.settings.layers >= LOOK)]
    }

    fn first(&self) -> u64 {
        1
    }

    fn position(&self) -> u64 {
        self.settings.layers.into()
    }

    fn length(&self) -> u64 {
        MAX_LAYERS.into()
    }

    fn seek(&mut self, position: u64) {
        self.settings.layers = u32::try_from(position).unwrap_or(MAX_LAYERS).clamp(1, MAX_LAYERS);
    }

    fn reset(&mut self) {
        self.settings.layers = 1;
    }

    fn position_text(&self) -> Message {
        Message::new("layers-passed").with("layers", self.settings.layers)
    }
}
