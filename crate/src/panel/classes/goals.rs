//! Questions to try, and how the panel notices their answers.

use super::Classes;
use super::decide::Side;
use super::state::{Part, Settings};
use crate::model::decimal::Decimal;
use crate::panel::table::Value;

/// A question to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A point that three sigmoids all refuse, and softmax does not.
    AllSayNo,
    /// A point that the numbers take for the class in the middle, and one-hot does not.
    FalseMiddle,
    /// A point far from all fruit with a confident answer.
    SureNowhere,
    /// The same point, and a model that does not take it for fruit.
    SayNone,
    /// A point at which both classes are as likely.
    OnTheLine,
    /// A threshold that misses no cat and gives few false alarms.
    MissNoCat,
}

/// The names of the goals in links, "no goal" first.
pub const GOAL_NAMES: [&str; 7] =
    ["none", "all-say-no", "false-middle", "sure-nowhere", "say-none", "on-the-line", "miss-no-cat"];

const GOALS: [Goal; 6] =
    [Goal::AllSayNo, Goal::FalseMiddle, Goal::SureNowhere, Goal::SayNone, Goal::OnTheLine, Goal::MissNoCat];

/// From here on a point counts as far from all fruit.
pub const FAR: f64 = 1.5;
/// From here on an answer counts as confident.
pub const SURE: f64 = 0.99;

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
        let (part, x1, x2) = match self {
            Self::AllSayNo => ("compare", 0, -110),
            Self::FalseMiddle => ("order", -130, 90),
            Self::SureNowhere => ("unknown", 0, -20),
            Self::SayNone => ("unknown", -280, -280),
            Self::OnTheLine => ("two", -100, 100),
            Self::MissNoCat => ("cutoff", -60, 60),
        };
        let mut opening = settings.clone();
        opening.set("part", Value::Choice(part));
        opening.set("x1", Value::Number(Decimal::hundredths(x1)));
        opening.set("x2", Value::Number(Decimal::hundredths(x2)));
        opening.set("goal", Value::Choice(self.name()));
        match self {
            Self::AllSayNo => opening.set("shift", Value::Number(Decimal::ZERO)),
            Self::FalseMiddle => opening.set("numbering", Value::Choice("agp")),
            Self::SureNowhere | Self::SayNone => {
                opening.set("none", Value::Choice("off"));
                opening.set("confidence", Value::Number(Decimal::ZERO));
            }
            Self::MissNoCat => opening.set("cutoff", Value::Number(Decimal::hundredths(50))),
            Self::OnTheLine => {}
        }
        opening
    }

    fn part(self) -> Part {
        match self {
            Self::AllSayNo => Part::Compare,
            Self::FalseMiddle => Part::Order,
            Self::SureNowhere | Self::SayNone => Part::Unknown,
            Self::OnTheLine => Part::Two,
            Self::MissNoCat => Part::Cutoff,
        }
    }
}

impl Classes {
    /// The question under way.
    pub fn goal(&self) -> Option<Goal> {
        Goal::named(self.settings().choice("goal"))
    }

    /// Begins a goal.
    pub fn begin(&mut self, goal: Goal) {
        let opening = goal.opening(self.settings());
        self.adopt(opening);
        self.goal_reached = false;
    }

    /// Puts the question away.
    pub fn leave_goal(&mut self) {
        self.adopt(self.settings().with("goal", Value::Choice(GOAL_NAMES[0])));
    }

    /// Whether the goal has been reached since it began.
    pub fn goal_reached(&self) -> bool {
        self.goal_reached
    }

    fn answers(&self, goal: Goal) -> bool {
        // A model that has learned nothing yet answers nothing.
        if self.settings().part() != goal.part() || self.run().position() < 100 {
            return false;
        }
        match goal {
            Goal::AllSayNo => {
                let values = self.values(Side::Sigmoids);
                let shift = self.settings().number("shift");
                values.len() == 3 && values.iter().all(|p| *p < 0.5) && shift == 0.0
            }
            Goal::FalseMiddle => {
                let middle = self.settings().numbering().iter().position(|number| *number == 1);
                self.decided(Side::Numbers) == middle && self.decided(Side::Softmax) != middle
            }
            Goal::SureNowhere => self.distance() >= FAR && self.values(Side::Fruit).iter().any(|p| *p >= SURE),
            Goal::SayNone => {
                let side = if self.settings().has_none() { Side::WithNone } else { Side::Fruit };
                let is_fruit = self.decided(side).is_some_and(|class| class < 3);
                // Refusing everything would be no answer.
                let [right, of] = self.right(side);
                self.distance() >= FAR && !is_fruit && 2 * right > of
            }
            Goal::OnTheLine => self.values(Side::Pair).iter().all(|p| (p - 0.5).abs() < 0.01),
            Goal::MissNoCat => {
                let confusion = self.confusion();
                confusion.recall() == Some(1.0) && confusion.false_positive_rate().is_some_and(|rate| rate < 1.0)
            }
        }
    }

    /// Looks whether the state shown reaches the goal; true only the first time.
    pub fn check_goal(&mut self) -> bool {
        let answered = self.goal().is_some_and(|goal| self.answers(goal));
        let first = answered && !self.goal_reached;
        self.goal_reached |= answered;
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(goal: Goal) -> Classes {
        let mut panel = Classes::default();
        panel.begin(goal);
        assert!(!panel.check_goal() && !panel.goal_reached(), "{goal:?} is reached at its opening");
        panel
    }

    fn set(panel: &mut Classes, pairs: &[(&str, &str)]) {
        for (name, text) in pairs {
            panel.set(name, text).unwrap();
        }
    }

    #[test]
    fn each_goal_has_a_name_of_its_own() {
        for goal in GOALS {
            assert_eq!(Goal::named(goal.name()), Some(goal));
            begun(goal);
        }
        assert_eq!(GOALS.map(Goal::name)[..], GOAL_NAMES[1..]);
        assert_eq!(["none", ""].map(Goal::named), [None; 2]);
    }

    #[test]
    fn between_the_clouds_all_sigmoids_say_no() {
        let mut panel = begun(Goal::AllSayNo);
        set(&mut panel, &[("x1", "0"), ("x2", "0.2")]);
        assert!(panel.check_goal() && !panel.check_goal(), "{:?}", panel.values(Side::Sigmoids));
    }

    #[test]
    fn between_apples_and_pears_the_numbers_say_grape() {
        let mut panel = begun(Goal::FalseMiddle);
        set(&mut panel, &[("x1", "0.7"), ("x2", "-0.2")]);
        assert!(panel.check_goal(), "{:?} {:?}", panel.values(Side::Numbers), panel.values(Side::Softmax));
    }

    #[test]
    fn far_from_all_fruit_the_model_is_sure_and_a_fourth_class_or_a_threshold_mends_it() {
        let mut panel = begun(Goal::SureNowhere);
        set(&mut panel, &[("x1", "-2.9"), ("x2", "2.9")]);
        assert!(panel.check_goal(), "{} {:?}", panel.distance(), panel.values(Side::Fruit));
        let mut panel = begun(Goal::SayNone);
        set(&mut panel, &[("none", "on")]);
        assert!(panel.check_goal(), "{:?}", panel.values(Side::WithNone));
        let mut panel = begun(Goal::SayNone);
        set(&mut panel, &[("confidence", "1")]);
        assert!(!panel.check_goal(), "to refuse everything is no answer");
    }

    #[test]
    fn a_point_on_the_line_is_as_likely_one_as_the_other() {
        let mut panel = begun(Goal::OnTheLine);
        let unit = panel.units(Side::Difference)[0];
        let x2 = -(unit.weights[0] * 0.5 + unit.bias) / unit.weights[1];
        set(&mut panel, &[("x1", "0.5"), ("x2", &format!("{x2:.2}"))]);
        assert!(panel.check_goal(), "{:?}", panel.values(Side::Pair));
    }

    #[test]
    fn a_low_threshold_misses_no_cat() {
        let mut panel = begun(Goal::MissNoCat);
        set(&mut panel, &[("cutoff", "0")]);
        assert!(!panel.check_goal(), "to call every animal a cat is no answer");
        let least = panel.scored().iter().filter(|(_, cat)| *cat).map(|(p, _)| *p).fold(1.0, f64::min);
        set(&mut panel, &[("cutoff", &format!("{:.2}", (least - 0.005).max(0.01)))]);
        assert!(panel.check_goal(), "{least}: {:?}", panel.confusion());
    }
}
