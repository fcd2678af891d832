//! Questions to try, and how the panel notices their answers.

use super::batch::SIZE;
use super::stack::Between;
use super::{Activations, INPUT_REACH, Part, Settings};
use crate::model::decimal::Decimal;

/// A question to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The least steepness, to a tenth, at which sigmoid and step differ by less than 0.01 at ±0.5.
    NearStep,
    /// The least a, to a tenth, at which tanh's slope is under 0.1.
    FlatTanh,
    /// A batch of spread 1 for which nine in ten outputs of ReLU are dead.
    DeadRelu,
    /// A stack that is no line.
    Bend,
}

/// The names of the goals in links, "no goal" first.
pub const GOAL_NAMES: [&str; 5] = ["none", "near-step", "flat-tanh", "dead-relu", "bend"];

const GOALS: [Goal; 4] = [Goal::NearStep, Goal::FlatTanh, Goal::DeadRelu, Goal::Bend];

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
        let goal = Some(self);
        let fresh = Settings::default();
        match self {
            Self::NearStep => Settings { part: Part::Steep, k: fresh.k, window: fresh.window, goal, ..*settings },
            Self::FlatTanh => {
                Settings { part: Part::Curve, function: "tanh", a: Decimal::hundredths(50), goal, ..*settings }
            }
            Self::DeadRelu => {
                let (mean, spread) = (fresh.mean, Decimal::whole(1));
                Settings { part: Part::Batch, function: "relu", mean, spread, goal, ..*settings }
            }
            Self::Bend => Settings { part: Part::Depth, stack: fresh.stack, goal, ..*settings },
        }
    }

    fn is_answered(self, panel: &Activations) -> bool {
        let settings = panel.settings();
        match self {
            Self::NearStep => {
                let window = settings.window == Decimal::hundredths(50);
                let least = settings.k <= Decimal::hundredths(929);
                settings.part == Part::Steep && window && least && panel.greatest_gap() < 0.01
            }
            Self::FlatTanh => {
                let slope = settings.curve().derivative(settings.a.to_f64());
                let least = settings.a.abs() <= Decimal::hundredths(190);
                let tanh = settings.part == Part::Curve && settings.function == "tanh";
                tanh && least && slope.is_some_and(|slope| slope < 0.1)
            }
            Self::DeadRelu => {
                let relu = settings.part == Part::Batch && settings.function == "relu";
                let dead = || panel.batch().through(settings.curve()).dead;
                relu && settings.spread >= Decimal::whole(1) && 10 * dead() >= 9 * SIZE
            }
            Self::Bend => {
                settings.part == Part::Depth && {
                    settings.stack.between != Between::Identity && settings.stack.bend(INPUT_REACH) > 0.1
                }
            }
        }
    }
}

impl Activations {
    /// Begins a goal.
    pub fn begin(&mut self, goal: Goal) {
        let opening = goal.opening(&self.settings);
        self.adopt(opening);
        self.goal_reached = false;
    }

    /// Puts the question away.
    pub fn leave_goal(&mut self) {
        self.adopt(Settings { goal: None, ..self.settings });
    }

    /// Whether the goal has been reached since it began.
    pub fn goal_reached(&self) -> bool {
        self.goal_reached
    }

    /// Looks whether the state shown reaches the goal; true only the first time.
    pub fn check_goal(&mut self) -> bool {
        let answered = self.settings.goal.is_some_and(|goal| goal.is_answered(self));
        let first = answered && !self.goal_reached;
        self.goal_reached |= answered;
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_goal_has_a_name_of_its_own() {
        for goal in GOALS {
            assert_eq!(Goal::named(goal.name()), Some(goal));
        }
        assert_eq!(GOALS.map(Goal::name)[..], GOAL_NAMES[1..]);
        assert_eq!(["none", ""].map(Goal::named), [None; 2]);
    }

    #[test]
    fn goals_are_missed_by_a_little_and_reached_and_told_once() {
        for (goal, field, misses, hit) in [
            (Goal::NearStep, "k", ["9.1", "9.3"], "9.2"),
            (Goal::FlatTanh, "a", ["1.81", "2.5"], "1.82"),
            (Goal::DeadRelu, "mean", ["-1", "1"], "-1.5"),
            (Goal::Bend, "between", ["identity", "identity"], "tanh"),
        ] {
            let mut panel = Activations::default();
            panel.begin(goal);
            assert!(!panel.check_goal(), "{goal:?} is not reached at its opening");
            for miss in misses {
                panel.set(field, miss).unwrap();
                assert!(!panel.check_goal(), "{goal:?}: {miss}");
            }
            panel.set(field, hit).unwrap();
            assert!(panel.check_goal() && !panel.check_goal() && panel.goal_reached(), "{goal:?}: {hit}");
            panel.begin(goal);
            assert!(!panel.goal_reached());
        }
    }

    #[test]
    fn an_answer_is_the_least_one_to_a_tenth() {
        let mut panel = Activations::default();
        panel.begin(Goal::NearStep);
        for (k, reached) in [("100", false), ("9.19", false)] {
            panel.set("k", k).unwrap();
            assert_eq!(panel.check_goal(), reached, "{k}");
        }
        panel.begin(Goal::FlatTanh);
        panel.set("a", "-1.9").unwrap();
        assert!(panel.check_goal(), "on the other side too");
    }
}
