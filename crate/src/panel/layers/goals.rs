//! Questions to try, and how the panel notices their answers.

use super::Layers;
use super::settings::Settings;
use crate::model::convolution::Padding;

/// A question to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The index of the number at offset 100 of the batch.
    Offset,
    /// The largest hidden layer of 64-h-10 with at most 1000 parameters.
    Budget,
    /// A kernel that leaves the picture as it is.
    Unchanged,
    /// A recurrent layer whose error on the test part is under half the baseline's.
    Beat,
}

/// The names of the goals in links, "no goal" first.
pub const GOAL_NAMES: [&str; 5] = ["none", "offset", "budget", "unchanged", "beat"];

const GOALS: [Goal; 4] = [Goal::Offset, Goal::Budget, Goal::Unchanged, Goal::Beat];

/// The offset asked for.
const OFFSET: usize = 100;
/// The most parameters allowed.
const BUDGET: usize = 1000;

impl Goal {
    /// The goal called `name`, one of [`GOAL_NAMES`].
    pub fn named(name: &str) -> Option<Self> {
        GOALS.into_iter().find(|goal| goal.name() == name)
    }

    /// Its name, one of [`GOAL_NAMES`].
    pub fn name(self) -> &'static str {
        GOAL_NAMES[1 + self as usize]
    }

    /// What it begins with.
    fn opening(self, settings: &Settings) -> Settings {
        let settings = settings.clone().with_choice("goal", self.name());
        match self {
            Self::Offset => ["sample", "row", "column", "channel"]
                .into_iter()
                .fold(settings.with_choice("part", "tensor").with("rank", 4), |settings, name| settings.with(name, 0)),
            Self::Budget => settings
                .with_choice("part", "dense")
                .with("inputs", 64)
                .with("depth", 2)
                .with("units1", 32)
                .with("units2", 10),
            Self::Unchanged => settings.with_choice("part", "conv").with_choice("padding", "same").with("stride", 1),
            Self::Beat => settings.with_choice("part", "recurrent").with("epochs", 0),
        }
    }

    fn is_answered(self, panel: &Layers) -> bool {
        let settings = panel.settings();
        match self {
            Self::Offset => settings.part() == "tensor" && settings.count("rank") == 4 && panel.offset() == OFFSET,
            Self::Budget => {
                let sizes = settings.sizes();
                // One unit more has 64 + 10 + 1 parameters more.
                let is_largest = (BUDGET - 74..=BUDGET).contains(&panel.parameters());
                settings.part() == "dense" && matches!(sizes[..], [64, _, 10]) && is_largest
            }
            Self::Unchanged => {
                let picture = settings.drawing().plane();
                let output = panel.convolved();
                let is_same = || output.values.iter().zip(&picture.values).all(|(y, x)| y.count() == 100 * x);
                let has_ink = settings.drawing().0.iter().any(|cell| *cell > 0);
                let is_whole = settings.convolution().padding == Padding::Same && output.shape == picture.shape;
                settings.part() == "conv" && has_ink && is_whole && is_same()
            }
            Self::Beat => {
                let (forecast, epochs) = (panel.forecast(), panel.epoch_shown());
                settings.part() == "recurrent"
                    && epochs > 0
                    && forecast.errors(epochs).test < 0.5 * forecast.baseline().test
            }
        }
    }
}

impl Layers {
    /// Begins a goal.
    pub fn begin(&mut self, goal: Goal) {
        let opening = goal.opening(self.settings());
        self.adopt(opening);
        self.goal_reached = false;
    }

    /// Puts the question away.
    pub fn leave_goal(&mut self) {
        self.adopt(self.settings.clone().with_choice("goal", GOAL_NAMES[0]));
    }

    /// Whether the goal has been reached since it began.
    pub fn goal_reached(&self) -> bool {
        self.goal_reached
    }

    /// Looks whether the state shown reaches the goal; true only the first time.
    pub fn check_goal(&mut self) -> bool {
        let answered = self.settings.goal().is_some_and(|goal| goal.is_answered(self));
        let first = answered && !self.goal_reached;
        self.goal_reached |= answered;
        first
    }
}
