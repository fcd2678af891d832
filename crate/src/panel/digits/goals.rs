//! Questions to try, and how the panel notices their answers.

use super::DigitsPanel;
use super::settings::{GOAL_NAMES, TABLE};
use crate::panel::table::Value;

/// The most black pixels that count as a little drawing: a digit of the data set has 313 on average.
const LITTLE: u32 = 60;
/// The epochs within which 97 % must be reached: from seed 1 on, 64-10 takes 55 of them and 64-32-10 takes 14.
const SOON: u64 = 20;

impl DigitsPanel {
    /// Begins a question with the settings it needs; the drawing stays. An unknown name puts the present question away.
    /// Says whether it is one that the panel has.
    pub fn begin(&mut self, goal: &str) -> bool {
        let goal = GOAL_NAMES.into_iter().find(|name| *name == goal).unwrap_or(GOAL_NAMES[0]);
        let mut settings = self.settings().clone();
        let opening = match goal {
            "ninety-seven" => Some("hidden1=0"),
            "find-fives" => Some("task=five&hidden1=0"),
            _ => None,
        };
        if let Some(query) = opening {
            let pad = std::mem::take(&mut settings).pad;
            settings.pad = pad;
            for (field, value) in TABLE.read_query(query).0 {
                settings.set(field.name, value);
            }
        }
        settings.set("goal", Value::Choice(goal));
        self.adopt(settings);
        goal != GOAL_NAMES[0]
    }

    fn answers_goal(&self) -> bool {
        let taught = self.settings().choice("lessons") == "digits";
        match self.settings().choice("goal") {
            "ninety-seven" => !self.settings().asks_for_five() && self.epochs() <= SOON && self.accuracy() >= 0.97,
            "find-fives" => {
                let counts = self.confusion();
                self.settings().asks_for_five() && counts[3] * 100 >= 95 * (counts[2] + counts[3]) && counts[1] <= 2
            }
            "sure-of-little" => {
                let black = self.settings().pad.black_pixels();
                taught
                    && !self.settings().asks_for_five()
                    && self.accuracy() >= 0.95
                    && black <= LITTLE
                    && self.answer().certainty() >= 0.95
            }
            _ => false,
        }
    }

    /// Looks whether the state reaches the goal; true only the first time.
    pub fn check_goal(&mut self) -> bool {
        if self.goal_reached || self.run().is_none() || self.epochs() == 0 {
            return false;
        }
        self.goal_reached = self.answers_goal();
        self.goal_reached
    }

    /// Whether the goal has been reached since it began.
    pub fn goal_reached(&self) -> bool {
        self.goal_reached
    }
}
