//! What is played: the training, the search, the trial of many seeds, or the way of the points to the hidden plane.

use super::learned::{Halt, History, MAX_STEPS, Run};
use super::search::{Search, weight};
use super::seeds::{SEEDS, Seeds};
use super::settings::{Part, SLICES};
use super::view::row_text;
use super::walk::{self, Walk};
use super::{Row, Xor};
use crate::data::gates::ROWS;
use crate::model::error::Error;
use crate::panel::json::Key;
use crate::panel::playable::{GoOn, Playable, per_second};
use crate::panel::view::Message;
use crate::text::grouped;

const SAMPLE: Key = "sample";
const EPOCH: Key = "epoch";
const WEIGHT: Key = "weight";
const SEED: Key = "seed";
const ROW: Key = "row";
/// Weights w1 a second: all of them in eight seconds.
const WEIGHTS_A_SECOND: f64 = 50.0;
/// Seeds a second: all of them in eight seconds.
const SEEDS_A_SECOND: f64 = 12.5;

/// Where playing starts: from the beginning, if it was at the end.
fn again(position: u32, end: u32) -> u32 {
    if position == end { 0 } else { position }
}

/// A position so many moves further on, no further than the end.
fn further(position: u32, count: u64, end: u32) -> u32 {
    position.saturating_add(u32::try_from(count).unwrap_or(end)).min(end)
}

/// Why the training does not go on, for the learner.
fn told(halt: &Halt) -> Message {
    Message::new(match halt {
        Halt::TooManySteps => "halt-end",
        Halt::Engine(Error::StepHasNoGradient { .. }) => "halt-step",
        Halt::Engine(_) => "halt-diverged",
    })
}

impl Xor {
    /// The step at which it is decided what becomes of the run: where all outputs were first near to their targets, else its end.
    pub(super) fn verdict_step(&self) -> u64 {
        self.learned().solved().unwrap_or(MAX_STEPS.into())
    }

    /// Whether the run was decided at or before the step shown.
    pub fn past_verdict(&self) -> bool {
        self.history.position() >= self.verdict_step()
    }

    /// What the training has come to is what is set; the row that it has just looked at is the one to look at.
    fn note_steps(&mut self) {
        self.settings.steps = u32::try_from(self.history.wanted()).unwrap_or_default();
    }

    fn note_row(&mut self) {
        if let Some(last) = self.history.position().checked_sub(1) {
            self.settings.row = Row(usize::try_from(last).unwrap_or_default() % ROWS.len());
        }
    }

    fn train(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        let verdict = |history: &History| history.run().solved() == Some(history.position());
        let made = self.history.advance(count, go_on, verdict);
        self.note_steps();
        self.note_row();
        made.map(|is_decided| is_decided || self.history.position() == self.verdict_step()).map_err(|halt| told(&halt))
    }

    /// Makes one step by itself. The row that is looked at stays.
    pub(super) fn make_step(&mut self, step: impl FnOnce(&mut Run) -> Result<(), Halt>) -> Result<(), Message> {
        let made = self.history.make(step);
        self.note_steps();
        made.map_err(|halt| told(&halt))
    }

    fn try_seeds(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        if self.learned().blocked().is_some() {
            return Err(Message::new("halt-step"));
        }
        self.settings.tried = further(again(self.tried(), SEEDS), count, SEEDS);
        self.seeds.advance(self.settings.tried, go_on);
        self.settings.tried = self.tried();
        Ok(self.settings.tried == SEEDS)
    }

    fn search_on(&mut self, count: u64, go_on: GoOn) -> bool {
        self.settings.searched = further(again(self.searched(), SLICES), count, SLICES);
        self.search.advance(self.settings.searched, go_on);
        self.settings.searched = self.searched();
        self.settings.searched == SLICES
    }

    fn walk_on(&mut self, go: impl FnOnce(&mut Walk)) -> bool {
        go(&mut self.settings.walk);
        if let Some(row) = self.settings.walk.row() {
            self.settings.row = Row(row);
        }
        self.settings.walk.is_done()
    }
}

impl Playable for Xor {
    fn moves(&self) -> &'static [Key] {
        match self.settings.part {
            Part::Learn => &[SAMPLE, EPOCH],
            Part::Limit => &[WEIGHT],
            Part::Seeds => &[SEED],
            Part::Hand | Part::Collapse => &[ROW],
        }
    }

    fn make(&mut self, name: Key) -> Result<(), Message> {
        match self.settings.part {
            Part::Learn => {
                let rest = ROWS.len() as u64 - self.history.position() % ROWS.len() as u64;
                self.train(if name == EPOCH { rest } else { 1 }, &mut || true)?;
            }
            Part::Limit => _ = self.search_on(1, &mut || true),
            Part::Seeds => _ = self.try_seeds(1, &mut || true)?,
            Part::Hand | Part::Collapse => _ = self.walk_on(Walk::next_row),
        }
        Ok(())
    }

    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        match self.settings.part {
            Part::Learn => self.train(count, go_on),
            Part::Limit => Ok(self.search_on(count, go_on)),
            Part::Seeds => self.try_seeds(count, go_on),
            Part::Hand | Part::Collapse => Ok(self.walk_on(|walk| walk.go_on(count))),
        }
    }

    fn finish(&mut self, go_on: GoOn) -> Result<bool, Message> {
        if self.settings.part == Part::Learn && self.past_verdict() {
            self.make(EPOCH)?;
            return Ok(true);
        }
        self.advance(u64::MAX, go_on)
    }

    fn speed(&self) -> f64 {
        match self.settings.part {
            Part::Learn => per_second(self.settings.speed),
            Part::Limit => WEIGHTS_A_SECOND,
            Part::Seeds => SEEDS_A_SECOND,
            Part::Hand | Part::Collapse => walk::SPEED,
        }
    }

    fn position(&self) -> u64 {
        match self.settings.part {
            Part::Learn => self.history.position(),
            Part::Limit => self.searched().into(),
            Part::Seeds => self.tried().into(),
            Part::Hand | Part::Collapse => self.settings.walk.tick().into(),
        }
    }

    fn length(&self) -> u64 {
        match self.settings.part {
            Part::Learn => self.history.length(),
            Part::Limit => self.search.searched().into(),
            Part::Seeds => self.seeds.tried().into(),
            Part::Hand | Part::Collapse => self.settings.walk.0.map_or(0, |_| walk::END.into()),
        }
    }

    fn seek(&mut self, position: u64) {
        let to = |length: u32| u32::try_from(position).unwrap_or(length).min(length);
        match self.settings.part {
            Part::Learn => {
                self.history.seek(position);
                self.note_steps();
            }
            Part::Limit => self.settings.searched = to(self.search.searched()),
            Part::Seeds => self.settings.tried = to(self.seeds.tried()),
            Part::Hand | Part::Collapse if self.settings.walk.0.is_some() => {
                _ = self.walk_on(|walk| *walk = Walk(Some(to(walk::END))));
            }
            Part::Hand | Part::Collapse => {}
        }
    }

    fn reset(&mut self) {
        match self.settings.part {
            Part::Learn => {
                self.history = Run::history(self.settings.recipe());
                self.settings.steps = 0;
            }
            Part::Limit => {
                self.search = Search::new(self.settings.search());
                self.settings.searched = 0;
            }
            Part::Seeds => {
                self.seeds = Seeds::new(self.settings.recipe());
                self.settings.tried = 0;
            }
            Part::Hand | Part::Collapse => self.settings.walk.rewind(),
        }
    }

    fn wanted(&self) -> u64 {
        match self.settings.part {
            Part::Learn => self.history.wanted(),
            Part::Limit => self.settings.searched.into(),
            Part::Seeds => self.settings.tried.into(),
            Part::Hand | Part::Collapse => self.position(),
        }
    }

    fn catch_up(&mut self, go_on: GoOn) {
        match self.settings.part {
            Part::Learn => {
                // Where the run can't go on it stops, and says so when the learner wants more of it.
                let _ = self.history.catch_up(go_on);
                self.note_steps();
            }
            Part::Limit => self.search.advance(self.settings.searched, go_on),
            Part::Seeds if self.learned().blocked().is_some() => self.settings.tried = 0,
            Part::Seeds => self.seeds.advance(self.settings.tried, go_on),
            Part::Hand | Part::Collapse => {}
        }
    }

    /// The next seed learns already.
    fn prepare(&mut self, go_on: GoOn) {
        if self.settings.part == Part::Seeds {
            self.seeds.advance(self.settings.tried + 1, go_on);
        }
    }

    fn give_up(&mut self) {
        match self.settings.part {
            Part::Learn => {
                self.history.give_up();
                self.note_steps();
            }
            Part::Limit => self.settings.searched = self.searched(),
            Part::Seeds => self.settings.tried = self.tried(),
            Part::Hand | Part::Collapse => {}
        }
    }

    fn position_text(&self) -> Message {
        match self.settings.part {
            Part::Learn => {
                let position = self.history.position();
                let epoch = position.div_ceil(ROWS.len() as u64);
                Message::new("position").with("step", grouped(position)).with("epoch", grouped(epoch))
            }
            Part::Limit => match self.searched().checked_sub(1) {
                Some(last) => Message::new("place-weight").with("w1", weight(last)),
                None => Message::new("place-none"),
            },
            Part::Seeds => Message::new("place-seed").with("tried", self.tried()).with("all", SEEDS),
            Part::Hand | Part::Collapse => match self.settings.walk.row() {
                Some(row) => Message::new("place-row").with("row", row_text(row)),
                None => Message::new("place-none"),
            },
        }
    }
}
