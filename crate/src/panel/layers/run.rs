//! What is played: the training of the recurrent layer, or a walk through what the other parts show.

use super::Layers;
use super::forecast::Halt;
use super::settings::{MAX_EPOCHS, Part, Settings};
use super::walk::Walk;
use crate::panel::json::Key;
use crate::panel::playable::{GoOn, Playable};
use crate::panel::view::Message;

const EPOCH: Key = "epoch";

fn told(halt: Halt) -> Message {
    match halt {
        Halt::Finished => Message::new("finished").with("count", MAX_EPOCHS),
        Halt::Diverged => Message::new("diverged"),
    }
}

impl Layers {
    /// How far the training has come is what is set.
    fn note_epochs(&mut self) {
        self.settings.epochs = u32::try_from(self.history.wanted()).unwrap_or(MAX_EPOCHS);
    }

    fn train(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        let is_end = |epochs: u64| epochs >= u64::from(MAX_EPOCHS);
        let made = self.history.advance(count, go_on, |history| is_end(history.position()));
        self.note_epochs();
        made.map_err(told)
    }

    fn is_recurrent(&self) -> bool {
        self.settings.part == Part::Recurrent
    }
}

/// An epoch of the recurrent layer is one step: the whole series goes in at once.
impl Playable for Layers {
    fn moves(&self) -> &'static [Key] {
        match self.walk_move() {
            _ if self.is_recurrent() => &[EPOCH],
            "number" => &["number"],
            "parameter" => &["parameter"],
            _ => &["place"],
        }
    }

    fn make(&mut self, _name: Key) -> Result<(), Message> {
        if self.is_recurrent() {
            self.train(1, &mut || true)?;
        } else {
            self.walk_on(1);
        }
        Ok(())
    }

    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        if self.is_recurrent() { self.train(count, go_on) } else { Ok(self.walk_on(count)) }
    }

    fn speed(&self) -> f64 {
        if self.is_recurrent() { self.settings.speed.parse().unwrap_or(60.0) } else { self.walk_speed() }
    }

    fn position(&self) -> u64 {
        if self.is_recurrent() { self.history.position() } else { self.walked().into() }
    }

    fn length(&self) -> u64 {
        if self.is_recurrent() { self.history.length() } else { self.walk_length().into() }
    }

    fn seek(&mut self, position: u64) {
        if self.is_recurrent() {
            self.history.seek(position);
            self.note_epochs();
        } else {
            let settings = self.walked_to(u32::try_from(position).unwrap_or(u32::MAX));
            self.adopt(settings);
        }
    }

    fn reset(&mut self) {
        if self.is_recurrent() {
            self.history = super::fresh(&self.settings);
            self.settings.epochs = 0;
        } else {
            self.adopt(Settings { walk: Walk(Some(0)), ..self.settings.clone() });
        }
    }

    fn wanted(&self) -> u64 {
        if self.is_recurrent() { self.history.wanted() } else { self.position() }
    }

    fn catch_up(&mut self, go_on: GoOn) {
        if self.is_recurrent() {
            // Where the run can't go on it stops, and says so when the learner wants more of it.
            let _ = self.history.catch_up(go_on);
            self.note_epochs();
        }
    }

    fn give_up(&mut self) {
        if self.is_recurrent() {
            self.history.give_up();
            self.note_epochs();
        }
    }

    fn position_text(&self) -> Message {
        let key = match self.settings.part {
            Part::Recurrent => {
                return Message::new("place-recurrent").with("epoch", self.position()).with("most", MAX_EPOCHS);
            }
            Part::Tensor => "place-tensor",
            Part::Dense => "place-dense",
            Part::Conv => "place-conv",
        };
        let count = |number: u32| crate::text::grouped(number.into());
        Message::new(key).with("count", count(self.walked())).with("all", count(self.walk_length()))
    }
}
