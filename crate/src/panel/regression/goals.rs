//! Questions to try, and how the panel notices their answers.

use super::Regression;
use super::settings::Settings;
use super::shape::Shape;
use crate::model::decimal::Decimal;
use crate::model::loss::Loss;

/// A question to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Bring the line near the best one by hand.
    FitByEye,
    /// Bring the validation loss near that of least squares in few epochs.
    FewEpochs,
    /// Find a learning rate with which gradient descent diverges.
    Diverge,
    /// Let a curve of high degree learn the noise of few rows.
    Overfit,
    /// Bring the curve of a probability near the best one by hand.
    FitOdds,
    /// Find a threshold at which no test row is wrongly called a 1.
    Strict,
}

/// The names of the goals in links, "no goal" first.
pub const GOAL_NAMES: [&str; 7] = ["none", "fit-by-eye", "few-epochs", "diverge", "overfit", "fit-odds", "strict"];

const GOALS: [Goal; 6] = [Goal::FitByEye, Goal::FewEpochs, Goal::Diverge, Goal::Overfit, Goal::FitOdds, Goal::Strict];

/// How near is near: within 5 % of the loss of least squares.
const NEAR: f64 = 1.05;
/// How many epochs are few.
pub const FEW: u32 = 10;

impl Goal {
    /// The goal called `name`, one of [`GOAL_NAMES`].
    pub fn named(name: &str) -> Option<Self> {
        GOALS.into_iter().find(|goal| goal.name() == name)
    }

    /// Its name, one of [`GOAL_NAMES`].
    pub fn name(self) -> &'static str {
        GOAL_NAMES[1 + self as usize]
    }

    /// The state to begin with.
    fn opening(self, now: &Settings) -> Settings {
        let mut settings = Settings { goal: Some(self), steps: 0, degree: 1, ..now.clone() };
        settings.turn_to(matches!(self, Self::FitOdds | Self::Strict));
        match self {
            Self::FitByEye | Self::FitOdds => settings.place([0.0, 0.0]),
            Self::FewEpochs => settings.epochs = FEW,
            Self::Diverge => settings.optimizer = "sgd",
            Self::Overfit => {
                settings.own = None;
                (settings.n, settings.optimizer, settings.rate, settings.epochs) = (20, "adam", 0.1, 1000);
                settings.by_hand = false;
            }
            Self::Strict => {
                settings.own = None;
                settings.threshold = Decimal::hundredths(50);
                settings.by_hand = false;
            }
        }
        settings
    }
}

impl Regression {
    /// Begins a goal.
    pub fn begin(&mut self, goal: Goal) {
        let opening = goal.opening(self.settings());
        self.adopt(opening);
        self.goal_reached = false;
    }

    /// Puts the question away.
    pub fn leave_goal(&mut self) {
        self.adopt(Settings { goal: None, ..self.settings.clone() });
    }

    /// Whether the goal has been reached since it began.
    pub fn goal_reached(&self) -> bool {
        self.goal_reached
    }

    /// Looks whether the state shown reaches the goal; true only the first time.
    pub fn check_goal(&mut self) -> bool {
        let first = !self.goal_reached && self.answers_goal();
        self.goal_reached |= first;
        first
    }

    fn answers_goal(&self) -> bool {
        let (Some(goal), Ok(run)) = (self.settings.goal, self.run()) else { return false };
        let (data, parameters) = (self.data(), self.parameters());
        let of = |part| data.loss(part, &parameters, Loss::MeanSquared);
        let near =
            |loss: Option<f64>, best: Option<f64>| loss.zip(best).is_some_and(|(loss, best)| loss <= NEAR * best);
        match goal {
            Goal::FitByEye => {
                self.settings.by_hand
                    && run.steps() == 0
                    && data.shape == Shape::Line
                    && near(of(&data.training), data.least_loss())
            }
            Goal::FewEpochs => {
                let best = data.best.filter(|_| data.shape == Shape::Line);
                let best = best.and_then(|best| data.validation.loss_of(best));
                (1..=u64::from(FEW)).contains(&run.epochs()) && near(of(&data.validation), best)
            }
            Goal::Diverge => run.diverged().is_some() && self.settings.optimizer == "sgd",
            Goal::Overfit => self.overfitting().is_some(),
            Goal::FitOdds => {
                let loss = data.loss(&data.training, &parameters, Loss::BinaryCrossEntropy);
                self.settings.logistic && self.settings.by_hand && run.steps() == 0 && near(loss, data.least_loss())
            }
            Goal::Strict => {
                let confusion = self.confusion(&data.test, &parameters);
                let finds_half = confusion.true_positives >= confusion.false_negatives;
                // An untrained curve that calls nobody a 1, or is wrong about most, is no answer.
                self.settings.logistic && confusion.false_positives == 0 && confusion.true_positives > 0 && finds_half
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::regression::Halt;

    fn begun(goal: Goal) -> Regression {
        let mut panel = Regression::default();
        panel.begin(goal);
        assert!(!panel.check_goal() && !panel.goal_reached(), "{goal:?} is not reached at its opening");
        panel
    }

    #[test]
    fn each_goal_has_a_name_of_its_own() {
        assert_eq!(GOALS.map(Goal::name)[..], GOAL_NAMES[1..]);
        assert!(GOALS.iter().all(|goal| Goal::named(goal.name()) == Some(*goal)) && Goal::named("none").is_none());
    }

    #[test]
    fn a_line_near_the_best_answers_fit_by_eye_and_a_trained_one_does_not() {
        let mut panel = begun(Goal::FitByEye);
        panel.set("rate", "0.1").unwrap();
        panel.finish().unwrap();
        assert!(!panel.check_goal(), "the eye is asked for");
        let [w, b] = panel.data().best.unwrap();
        panel.place([w + 0.3, b]);
        assert!(!panel.check_goal());
        panel.place([w + 0.1, b - 0.1]);
        assert!(panel.check_goal() && !panel.check_goal() && panel.goal_reached());
    }

    #[test]
    fn few_epochs_wants_a_larger_learning_rate() {
        let mut panel = begun(Goal::FewEpochs);
        panel.finish().unwrap();
        assert!(!panel.check_goal());
        panel.set("rate", "0.1").unwrap();
        panel.finish().unwrap();
        assert!(panel.check_goal());
    }

    #[test]
    fn a_run_that_diverges_answers_diverge() {
        let mut panel = begun(Goal::Diverge);
        panel.set("rate", "0.5").unwrap();
        panel.finish().unwrap();
        assert!(!panel.check_goal());
        panel.set("rate", "1.5").unwrap();
        assert_eq!(panel.finish(), Err(Halt::Diverged));
        assert!(panel.check_goal());
    }
}
