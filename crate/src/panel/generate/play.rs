//! The run as it is played: part by part, iteration by iteration, on to its end, and back.

use super::Generate;
use super::settings::{MAX_ITERATIONS, PARTS};
use crate::model::gan::{Diverged, Part, Player};
use crate::model::timeline::Replay as _;
use crate::panel::json::Key;
use crate::panel::playable::{GoOn, Playable, per_second};
use crate::panel::view::Message;
use crate::text::significant;

const PART: Key = "part";
const ITERATION: Key = "iteration";
/// A run ends at each multiple of so many iterations.
const USUAL_END: u64 = 2000;
const PARTS_A_SECOND: f64 = 1.5;

/// The key of a part of an iteration.
pub(super) const fn key(part: Part) -> Key {
    match part {
        Part::Noise => "part-noise",
        Part::Fakes => "part-fakes",
        Part::Verdicts => "part-verdicts",
        Part::Discriminator => "part-discriminator",
        Part::Generator => "part-generator",
    }
}

/// The key of a network.
pub(super) const fn player(player: Player) -> Key {
    match player {
        Player::Generator => "generator",
        Player::Discriminator => "discriminator",
    }
}

impl Generate {
    /// Why the run does not go on, for the learner.
    pub(super) fn why(halt: &Diverged) -> Message {
        Message::new("diverged")
            .word("player", player(halt.player))
            .with("iteration", halt.iteration)
            .with("value", significant(f64::from(halt.value), 2))
    }

    /// Goes on up to `count` iterations, or to where the run ends.
    fn iterate(&mut self, count: u64, go_on: GoOn) -> Result<bool, Diverged> {
        let end = self.end();
        self.timeline.advance(count, go_on, |timeline| timeline.position() >= end)
    }

    /// Makes `count` parts of iterations.
    fn make_parts_of(&mut self, count: u64) -> Result<bool, Diverged> {
        let end = self.end();
        for _ in 0..count {
            self.timeline.make(|run| run.gan_mut().part())?;
        }
        Ok(self.timeline.position() >= end)
    }

    /// The iteration at which the run ends.
    fn end(&self) -> u64 {
        let (position, stop) = (self.timeline.position(), u64::from(self.settings.stop));
        if stop > position { stop } else { (position / USUAL_END + 1) * USUAL_END }
    }

    /// What has come of going on.
    fn noted<T>(&mut self, made: Result<T, Diverged>) -> Result<T, Message> {
        self.note_position();
        made.map_err(|halt| Self::why(&halt))
    }

    /// Whether the run can go on.
    fn check_can_go_on(&self) -> Result<(), Message> {
        if let Some(missing) = self.missing() {
            return Err(missing);
        }
        let is_at_end = self.timeline.position() >= MAX_ITERATIONS.into();
        if is_at_end { Err(Message::new("too-long").with("count", MAX_ITERATIONS)) } else { Ok(()) }
    }
}

impl Playable for Generate {
    fn moves(&self) -> &'static [Key] {
        &[PART, ITERATION]
    }

    fn make(&mut self, name: Key) -> Result<(), Message> {
        self.check_can_go_on()?;
        let made = if name == PART { self.make_parts_of(1).map(|_| ()) } else { self.timeline.go_on() };
        self.noted(made)
    }

    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        self.check_can_go_on()?;
        let made = if self.settings.speed == PARTS { self.make_parts_of(count) } else { self.iterate(count, go_on) };
        self.noted(made)
    }

    fn finish(&mut self, go_on: GoOn) -> Result<bool, Message> {
        self.check_can_go_on()?;
        let made = self.iterate(u64::MAX, go_on);
        self.noted(made)
    }

    fn speed(&self) -> f64 {
        // Part by part there is time to read what each does.
        if self.settings.speed == PARTS { PARTS_A_SECOND } else { per_second(self.settings.speed) }
    }

    fn position(&self) -> u64 {
        self.timeline.position()
    }

    fn length(&self) -> u64 {
        self.timeline.length()
    }

    fn seek(&mut self, position: u64) {
        if !self.has_data {
            return;
        }
        self.timeline.seek(position);
        self.settings.iterations = u32::try_from(self.timeline.wanted()).unwrap_or(u32::MAX);
        self.settings.parts = 0;
    }

    fn reset(&mut self) {
        self.begin_anew(self.settings.clone());
    }

    fn can_reset(&self) -> bool {
        self.timeline.length() > 0 || self.timeline.run().is_within()
    }

    fn wanted(&self) -> u64 {
        self.timeline.wanted()
    }

    fn catch_up(&mut self, go_on: GoOn) {
        // Why it could not go on shows as long as that is so.
        if self.timeline.catch_up(go_on).is_err() {
            self.give_up();
        }
        self.make_parts();
    }

    fn give_up(&mut self) {
        self.timeline.give_up();
        self.note_position();
    }

    fn position_text(&self) -> Message {
        let position = self.gan().position();
        if self.timeline.run().is_within() {
            return Message::new("within").with("iteration", position.iterations).with("part", self.part_done());
        }
        Message::new("position").with("iteration", position.iterations)
    }
}
