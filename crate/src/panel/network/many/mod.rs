//! Many runs at once: the same settings from many seeds, or from many seeds for each of several values of one setting.
//!
//! [`runs`] trains them side by side, [`outcomes`] measures each of them where they stand, [`play`] is how they are played.

mod outcomes;
mod picture;
mod play;
mod runs;
mod sweep;
mod view;

use super::halt::Halt;
use super::learner::Learner;
use super::settings::{Mode, Settings};
use crate::model::timeline::Timeline;
use crate::panel::playable::per_second;
use crate::panel::table::Field;
use outcomes::Judge;
pub use outcomes::{Outcome, TILE};
pub use picture::tiles;
use runs::Runs;
pub use view::{ManyShown, RunShown};

/// How many runs have a small picture: the first so many.
pub const DRAWN: usize = 100;
/// How much memory the states may take that are kept to go back to, in numbers.
const MAX_KEPT_NUMBERS: usize = 4_000_000;
/// How long the training may take that a link or a setting asks for, in nanoseconds.
const MAX_AHEAD: u64 = 20_000_000_000;

/// Many runs, and what has come of each.
#[derive(Debug)]
pub struct Many {
    settings: Settings,
    timeline: Timeline<Runs>,
    judge: Judge,
    /// What has come of each run of each series, when its measures were last complete, and after which epoch that was.
    outcomes: Vec<Vec<Outcome>>,
    at: u64,
    /// The measures under way, and after which epoch.
    measuring: Option<(u64, Vec<Vec<Outcome>>)>,
    /// Why none can be trained.
    halt: Option<Halt>,
}

/// Whether a setting decides what many runs come to. Each of them has a seed of its own.
fn decides(field: &Field) -> bool {
    const OTHERS: [&str; 8] = ["seed", "weights", "frozen", "epochs", "steps", "stop", "goalloss", "view"];
    !field.for_view && !OTHERS.contains(&field.name)
}

impl Many {
    /// The runs that the learner's settings ask for; none have begun.
    pub fn new(learner: &Learner) -> Self {
        let settings = learner.settings().clone();
        let runs = Runs::new(learner);
        let kept = (MAX_KEPT_NUMBERS / runs.numbers().max(1)).clamp(2, 64);
        let mut many = Self {
            timeline: Timeline::new(runs, kept),
            judge: Judge::new(learner),
            settings,
            outcomes: Vec::new(),
            at: 0,
            measuring: None,
            halt: learner.halt().filter(|_| learner.timeline().is_none()),
        };
        many.measure_at_once();
        many
    }

    /// Whether these are the runs that the learner's settings ask for.
    pub fn is_for(&self, settings: &Settings) -> bool {
        let is_sweep = [&self.settings, settings].map(|settings| settings.view == Mode::Sweep);
        is_sweep[0] == is_sweep[1]
            && Settings::TABLE
                .agree(&self.settings, settings, |field| decides(field) && (is_sweep[0] || field.name != "sweep"))
    }

    /// Takes on what changes nothing of what the runs come to: how they are played, and which plane shows.
    pub fn follow(&mut self, learner: &Learner) {
        if self.settings == *learner.settings() {
            return;
        }
        self.settings.clone_from(learner.settings());
        if !self.judge.shows(learner) {
            self.judge = Judge::new(learner);
            self.outcomes.clear();
            self.measure_at_once();
        }
    }

    /// The epoch that is shown, or wanted.
    pub fn wanted(&self) -> u64 {
        self.timeline.wanted().max(self.timeline.position())
    }

    /// Wants all runs at `epoch`, but not further than can be trained in a reasonable time.
    pub fn want(&mut self, epoch: u64) {
        let reach = self.timeline.length().saturating_add(MAX_AHEAD / self.timeline.run().epoch_cost().max(1));
        self.timeline.want(epoch.min(reach));
    }

    /// The epoch after which the runs show, when there is such a run: what a single run with its seed is to be trained for.
    pub fn epoch_of(&self, run: usize) -> Option<u64> {
        (self.settings.view == Mode::Many && run < self.settings.runs as usize).then(|| self.timeline.position())
    }

    /// What has come of the runs, series by series.
    pub fn outcomes(&self) -> &[Vec<Outcome>] {
        &self.outcomes
    }

    /// The epoch after which [`Many::outcomes`] were measured.
    pub fn measured_at(&self) -> u64 {
        self.at
    }

    /// Whether the runs were trained to where they are to stop, and have been measured there.
    pub fn is_over(&self) -> bool {
        self.settings.stop > 0 && self.at >= u64::from(self.settings.stop)
    }

    /// Why the runs don't go on, where none can be trained.
    pub fn halt(&self) -> Option<&Halt> {
        self.halt.as_ref()
    }

    /// Epochs a second.
    fn epochs_a_second(&self) -> f64 {
        per_second(self.settings.speed)
    }
}
