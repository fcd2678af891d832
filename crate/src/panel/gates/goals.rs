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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::decimal::Decimal;
    use crate::panel::played::Played;

    /// A panel with `goal` just begun, under either rule for a point on the line.
    fn begun(goal: Goal) -> [Gates; 2] {
        ["gt", "ge"].map(|tie| {
            let mut panel = Gates::default();
            panel.set("tie", tie).unwrap();
            panel.begin(goal);
            panel
        })
    }

    /// Whether the panel notices an answer when the parameters, in hundredths, are placed.
    fn notices(panel: &mut Gates, w1: i32, w2: i32, b: i32) -> bool {
        panel.place(Perceptron::hundredths(w1, w2, b));
        panel.check_goal()
    }

    #[test]
    fn each_goal_has_a_name_of_its_own() {
        for goal in GOALS {
            assert_eq!(Goal::named(goal.name()), Some(goal));
        }
        assert_eq!(GOALS.map(Goal::name)[..], GOAL_NAMES[1..]);
        assert_eq!(["none", "", "AND"].map(Goal::named), [None; 3]);
    }

    #[test]
    fn no_goal_is_reached_at_its_opening() {
        for goal in GOALS {
            for mut panel in begun(goal) {
                let (gate, opening) = goal.opening();
                assert_eq!((panel.settings().gate, panel.perceptron(), panel.position()), (gate, opening, 0));
                assert!(!panel.check_goal() && !panel.goal_reached() && panel.rows_right() < 4, "{goal:?}");
            }
        }
    }

    #[test]
    fn any_and_answers_make_and_once() {
        for mut panel in begun(Goal::MakeAnd) {
            assert!(!notices(&mut panel, 100, 100, -50), "OR is not AND");
            assert!(notices(&mut panel, 120, 90, -200));
            assert!(!panel.check_goal(), "it is told once");
            assert!(!notices(&mut panel, 50, 50, -70) && panel.goal_reached(), "and stays reached");
        }
    }

    #[test]
    fn learning_answers_make_and_too() {
        for mut panel in begun(Goal::MakeAnd) {
            panel.finish().unwrap();
            assert!(panel.check_goal());
        }
    }

    #[test]
    fn and_of_another_gate_is_no_answer() {
        for mut panel in begun(Goal::MakeAnd) {
            panel.set("gate", "or").unwrap();
            assert!(!notices(&mut panel, 100, 100, -50), "the question was for AND");
        }
    }

    #[test]
    fn nand_by_sign_wants_all_signs_turned_and_nothing_else() {
        for mut panel in begun(Goal::NandBySign) {
            assert!(!notices(&mut panel, -50, -50, -70), "only the weights turned");
            assert!(!notices(&mut panel, -100, -100, 150), "NAND, but with other numbers");
            assert!(notices(&mut panel, -50, -50, 70));
        }
    }

    #[test]
    fn or_wants_the_weights_of_and() {
        for mut panel in begun(Goal::OrSameWeights) {
            assert!(!notices(&mut panel, 50, 50, -20), "OR, but with other weights");
            assert!(!notices(&mut panel, 100, 100, -120), "the weights of AND, but still AND");
            assert!(notices(&mut panel, 100, 100, -67));
        }
    }

    #[test]
    fn can_it_xor_is_answered_by_no_and_by_no_parameters() {
        for mut panel in begun(Goal::CanItXor) {
            let grid = || (-200..=200).step_by(50);
            for (w1, w2) in grid().flat_map(|w1| grid().map(move |w2| (w1, w2))) {
                assert!(!grid().any(|b| notices(&mut panel, w1, w2, b)));
            }
            assert!(!panel.answer(true) && !panel.goal_reached());
            assert!(panel.answer(false) && panel.goal_reached());
        }
        let mut elsewhere = Gates::default();
        elsewhere.begin(Goal::MakeAnd);
        assert!(!elsewhere.answer(false) && !elsewhere.goal_reached(), "nobody asked");
    }

    #[test]
    fn a_new_question_starts_unanswered() {
        let mut panel = Gates::default();
        panel.begin(Goal::OrSameWeights);
        assert!(notices(&mut panel, 100, 100, -50));
        panel.begin(Goal::OrSameWeights);
        assert!(!panel.goal_reached());
        panel.leave_goal();
        assert!(!panel.check_goal() && panel.settings().goal.is_none());
        assert_eq!(panel.perceptron().bias, Decimal::hundredths(-150));
    }
}
