//! Questions to try, and how the panel notices their answers.

use super::NetworkPanel;
use super::shape::{Feature, USUAL_INPUTS};

/// The names of the questions in links, "no question" first.
pub const GOAL_NAMES: [&str; 6] = ["none", "xor-two", "circle-one-layer", "circle-no-layer", "spiral-plain", "overfit"];

/// The share of points told right that counts as solved: a stray point or two may be wrong.
const SOLVED: f64 = 0.95;

/// The link's query with which a question opens.
fn opening(goal: &str) -> &'static str {
    match goal {
        "xor-two" => "data=gate-xor&layers=none&rate=0.1&batch=4&speed=300",
        "circle-one-layer" => "data=circle&layers=tanh1",
        "circle-no-layer" => "data=circle&layers=none",
        "spiral-plain" => "data=spiral&noise=0&count=400&layers=tanh4.tanh2&speed=60",
        "overfit" => "data=moons&noise=2&count=60&test=0.5&layers=tanh2&speed=300",
        _ => "",
    }
}

impl NetworkPanel {
    /// Begins a question: its data and a network to begin with. An unknown name puts the present question away.
    pub fn begin(&mut self, goal: &str) {
        let known = GOAL_NAMES.iter().find(|name| **name == goal && **name != GOAL_NAMES[0]);
        match known {
            Some(goal) => self.open(&format!("{}&goal={goal}", opening(goal))),
            None => self.leave_goal(),
        };
    }

    /// Whether the network as it is now answers the question.
    fn answers(&mut self) -> bool {
        let settings = self.settings();
        let goal = settings.choice("goal");
        let data = settings.choice("data");
        let (inputs, layers) = (settings.inputs.clone(), settings.layers.clone());
        let test_share = settings.number("test");
        let Some((training, test)) = self.accuracies() else { return false };
        let unseen = test.unwrap_or(training);
        match goal {
            "xor-two" => {
                data == "gate-xor" && inputs == USUAL_INPUTS && layers.iter().all(|l| l.nodes <= 2) && training >= 1.0
            }
            "circle-one-layer" => data == "circle" && inputs == USUAL_INPUTS && layers.len() == 1 && unseen >= SOLVED,
            "circle-no-layer" => data == "circle" && layers.is_empty() && unseen >= SOLVED,
            "spiral-plain" => {
                data == "spiral" && inputs.iter().all(|f| [Feature::X1, Feature::X2].contains(f)) && unseen >= 0.9
            }
            "overfit" => data == "moons" && test_share >= 0.2 && training >= 0.99 && training - unseen >= 0.1,
            _ => false,
        }
    }

    /// Looks whether the state reaches the goal; true only the first time.
    pub fn check_goal(&mut self) -> bool {
        if self.goal_reached || self.settings().choice("goal") == GOAL_NAMES[0] || self.epochs() == 0 {
            return false;
        }
        self.goal_reached = self.answers();
        self.goal_reached
    }

    /// Whether the goal has been reached since it began.
    pub fn goal_reached(&self) -> bool {
        self.goal_reached
    }
}
