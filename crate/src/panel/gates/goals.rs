//! Questions to try, and how the panel notices their answers.

use super::{Gates, Settings};
use crate::data::gates::Gate;
use crate::model::perceptron::Perceptron;

/// A question to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Make AND by hand.
    MakeAnd,
    /// Make NAND out of a solved AND by turning signs alone.
    NandBySign,
    /// Make OR with the weights of a solved AND, moving the threshold alone.
    OrSameWeights,
    /// Can one perceptron do XOR? It can't, and saying so is the answer.
    CanItXor,
}

/// The names of the goals in links, "no goal" first.
pub const GOAL_NAMES: [&str; 5] = ["none", "make-and", "nand-by-sign", "or-same-weights", "can-it-xor"];

const GOALS: [Goal; 4] = [Goal::MakeAnd, Goal::NandBySign, Goal::OrSameWeights, Goal::CanItXor];

impl Goal {
    /// The goal called `name`, one of [`GOAL_NAMES`].
    pub fn named(name: &str) -> Option<Self> {
        GOALS.into_iter().find(|goal| goal.name() == name)
    }

    /// Its name, one of [`GOAL_NAMES`].
    pub fn name(self) -> &'static str {
        GOAL_NAMES[1 + self as usize]
    }

    /// The gate in question and the perceptron to begin with.
    pub fn opening(self) -> (Gate, Perceptron) {
        match self {
            Self::MakeAnd => (Gate::AND, Perceptron::hundredths(80, -40, 20)),
            Self::NandBySign => (Gate::NAND, Perceptron::hundredths(50, 50, -70)),
            Self::OrSameWeights => (Gate::OR, Perceptron::hundredths(100, 100, -150)),
            Self::CanItXor => (Gate::XOR, Perceptron::hundredths(100, 100, -50)),
        }
    }

    /// Whether the parameters shown answer the question.
    fn is_answered_by(self, gate: Gate, shown: Perceptron, all_right: bool) -> bool {
        let (wanted, opening) = self.opening();
        let turned = Perceptron { weights: opening.weights.map(|w| -w), bias: -opening.bias };
        gate == wanted
            && all_right
            && match self {
                Self::MakeAnd => true,
                Self::NandBySign => shown == turned,
                Self::OrSameWeights => shown.weights == opening.weights,
                // No parameters answer it: no row of them gets all four right.
                Self::CanItXor => false,
            }
    }
}

impl Gates {
    /// Begins a goal: its gate, the parameters it starts from, and a fresh verdict.
    pub fn begin(&mut self, goal: Goal) {
        let (gate, start) = goal.opening();
        self.adopt(Settings { gate, start, steps: 0, goal: Some(goal), ..self.settings });
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
        let Some(goal) = self.settings.goal else { return false };
        let answered = goal.is_answered_by(self.settings.gate, self.perceptron(), self.rows_right() == 4);
        let first = answered && !self.goal_reached;
        self.goal_reached |= answered;
        first
    }

    /// Answers the question "can one perceptron do XOR?". True when the answer is right: it can't.
    pub fn answer(&mut self, it_can: bool) -> bool {
        let right = self.settings.goal == Some(Goal::CanItXor) && !it_can;
        self.goal_reached |= right;
        right
    }
}
