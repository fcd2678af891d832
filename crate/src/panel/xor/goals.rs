//! Questions to try, and how the panel notices their answers.

use super::hand::{Diagnosis, PRESETS};
use super::learned::MOST_STEPS;
use super::{Part, Settings, Xor};
use crate::data::gates::Gate;
use crate::model::perceptron::Perceptron;
use crate::model::two_layers::TwoLayers;

/// A question to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Make XOR out of three perceptrons.
    BuildXor,
    /// Make XOR with other hidden units than OR and NAND.
    AnotherWay,
    /// Find first weights from which training never gets to XOR.
    StuckSeed,
}

/// The names of the goals in links, "no goal" first.
pub const GOAL_NAMES: [&str; 4] = ["none", "build-xor", "another-way", "stuck-seed"];

const GOALS: [Goal; 3] = [Goal::BuildXor, Goal::AnotherWay, Goal::StuckSeed];

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
        match self {
            Self::BuildXor => {
                // OR and AND, with AND behind them: h2 is the unit to change.
                let (or, and) = (Perceptron::hundredths(50, 50, -20), Perceptron::hundredths(50, 50, -70));
                let hand = TwoLayers { hidden: [or, and], output: and };
                Settings { part: Part::Hand, hand, goal, ..*settings }
            }
            Self::AnotherWay => Settings { part: Part::Hand, hand: PRESETS[0].1, goal, ..*settings },
            Self::StuckSeed => Settings { part: Part::Learn, seed: 1, start: None, steps: 0, goal, ..*settings },
        }
    }
}

impl Xor {
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
        let built = self.settings.part == Part::Hand && self.diagnosis() == Diagnosis::Solved;
        let answered = match self.settings.goal {
            None => false,
            Some(Goal::BuildXor) => built,
            Some(Goal::AnotherWay) => {
                let [h1, h2, _] = self.gates();
                built && [h1, h2] != [Gate::OR, Gate::NAND] && [h1, h2] != [Gate::NAND, Gate::OR]
            }
            Some(Goal::StuckSeed) => {
                let at_end = self.run.position() == MOST_STEPS as usize;
                self.settings.part == Part::Learn && at_end && self.run.solved().is_none()
            }
        };
        let first = answered && !self.goal_reached;
        self.goal_reached |= answered;
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::xor::seeds::SEEDS;

    #[test]
    fn each_goal_has_a_name_of_its_own() {
        for goal in GOALS {
            assert_eq!(Goal::named(goal.name()), Some(goal));
        }
        assert_eq!(GOALS.map(Goal::name)[..], GOAL_NAMES[1..]);
        assert_eq!(["none", ""].map(Goal::named), [None; 2]);
    }

    #[test]
    fn no_goal_is_reached_at_its_opening() {
        for goal in GOALS {
            let mut panel = Xor::default();
            panel.begin(goal);
            assert!(!panel.check_goal() && !panel.goal_reached(), "{goal:?}");
        }
    }

    #[test]
    fn turning_the_signs_of_and_builds_xor_and_is_told_once() {
        let mut panel = Xor::default();
        panel.begin(Goal::BuildXor);
        for (name, value) in [("h2w1", "-0.5"), ("h2w2", "-0.5"), ("h2b", "0.7")] {
            assert!(!panel.check_goal());
            panel.set(name, value).unwrap();
        }
        assert!(panel.check_goal() && !panel.check_goal() && panel.goal_reached());
    }

    #[test]
    fn another_way_needs_other_hidden_units() {
        let mut panel = Xor::default();
        panel.begin(Goal::AnotherWay);
        let TwoLayers { hidden: [or, nand], output } = PRESETS[0].1;
        panel.place(TwoLayers { hidden: [nand, or], output });
        assert!(!panel.check_goal(), "the same two, the other way about");
        panel.place(PRESETS[2].1);
        assert!(panel.check_goal());
    }

    #[test]
    fn a_stuck_seed_is_found_among_those_tried() {
        let mut panel = Xor::default();
        panel.begin(Goal::StuckSeed);
        while panel.seeds().outcomes().iter().all(|outcome| outcome.solved.is_some()) {
            assert!(panel.advance_seeds(10_000), "one of {SEEDS} gets stuck");
        }
        let stuck = panel.seeds().outcomes().last().unwrap().seed;
        panel.open_seed(1);
        assert_eq!(panel.check_goal(), stuck == 1);
        panel.open_seed(stuck);
        assert!(panel.goal_reached() || panel.check_goal());
    }
}
