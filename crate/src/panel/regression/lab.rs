//! The lab: the settings, the rows that they describe, and the run of training on these.

use std::cell::RefCell;

use super::data::{Data, Unfit, Use};
use super::follow::Followed;
use super::settings::Settings;
use super::shape::Shape;
use super::training::{Steps, ends};
use crate::model::history::Entry;
use crate::model::loss::Loss;
use crate::model::timeline::Timeline;

/// How many states of a run are kept to go back to.
const MAX_STATES: usize = 512;

/// The models whose losses are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// The one shown.
    Shown,
    /// That of least squares on the training rows, or of the least cross-entropy there.
    Best,
    /// The law that the rows come from.
    Law,
}

/// Settings, rows and run.
#[derive(Clone, Debug)]
pub struct Lab {
    settings: Settings,
    data: Data,
    run: Result<Timeline<Steps>, Unfit>,
    /// A line that is trained elsewhere, while that is what shows. The run is at its start then.
    pub(super) followed: Option<Followed>,
    /// Counts the changes of rows and run, so that what is worked out from them can tell that it is of others.
    version: u64,
    losses: RefCell<Losses>,
}

/// Losses that have been worked out, each of a model on a part.
#[derive(Clone, Debug, Default)]
struct Losses {
    /// The parameters of the model shown that they are of.
    shown: Vec<f32>,
    known: Vec<(Model, Use, Loss, Option<f64>)>,
}

impl Default for Lab {
    fn default() -> Self {
        let settings = Settings::default();
        let data = Data::new(&settings);
        let run = begin(&settings, &data);
        Self { settings, data, run, followed: None, version: 0, losses: RefCell::default() }
    }
}

fn begin(settings: &Settings, data: &Data) -> Result<Timeline<Steps>, Unfit> {
    Ok(Timeline::new(Steps::new(settings, data)?, MAX_STATES))
}

/// The step that a link asks for. Where the run has diverged it is the one that could not be made: who opens the link is to see
/// that too.
fn asked_for(run: &Timeline<Steps>) -> u64 {
    run.wanted() + u64::from(run.run().diverged().is_some())
}

impl Lab {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The rows, how they are split, and what is known of them without any training.
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// The run so far, with its history.
    ///
    /// # Errors
    /// [`Unfit`], when nothing can be learned from the rows as they are split.
    pub fn run(&self) -> Result<&Timeline<Steps>, Unfit> {
        self.run.as_ref().map_err(|unfit| *unfit)
    }

    /// The run where it is.
    pub fn steps(&self) -> Option<&Steps> {
        self.run.as_ref().ok().map(Timeline::run)
    }

    /// Counts the changes of rows and run.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Takes on `settings`: makes rows and run anew where they ask for others, and goes towards the step that they ask for. What is
    /// to be trained on the way is left to [`Timeline::catch_up`].
    pub fn adopt(&mut self, settings: Settings) {
        let (other_data, other_run) = (!settings.has_data_of(&self.settings), !settings.trains_like(&self.settings));
        self.settings = settings;
        if other_data {
            self.data = Data::new(&self.settings);
            *self.losses.get_mut() = Losses::default();
        }
        let leaves_followed = self.followed.is_some() && self.settings.steps > 0;
        if other_data || other_run || leaves_followed {
            self.begin_again();
        }
        if self.followed.is_none() {
            self.want(u64::from(self.settings.steps));
        }
    }

    /// A run at its start, with the steps made forgotten.
    pub fn begin_again(&mut self) {
        self.followed = None;
        self.run = begin(&self.settings, &self.data);
        self.version += 1;
    }

    /// Changes the settings by hand, which begins the run again.
    pub fn edit(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.clone();
        settings.steps = 0;
        change(&mut settings);
        self.adopt(settings);
    }

    /// Changes what the run does not depend on.
    pub fn look(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings);
    }

    /// Wants the state after `step` steps.
    pub fn want(&mut self, step: u64) {
        self.with_run(|run| {
            if step != asked_for(run) {
                run.want(step);
            }
        });
    }

    /// Does something to the run, where there is one; the settings say afterwards how far it has to come.
    pub fn with_run<T>(&mut self, act: impl FnOnce(&mut Timeline<Steps>) -> T) -> Option<T> {
        if self.followed.is_some() {
            self.begin_again();
        }
        let run = self.run.as_mut().ok();
        let done = run.map(act);
        self.settings.steps = self.run.as_ref().map_or(0, |run| u32::try_from(asked_for(run)).unwrap_or(u32::MAX));
        done
    }

    /// All parameters of the model shown, as the engine has them, the bias last.
    pub fn single_parameters(&self) -> Vec<f32> {
        match (&self.followed, self.steps()) {
            (Some(followed), _) => followed.parameters().to_vec(),
            (None, Some(steps)) => steps.parameters().to_vec(),
            (None, None) => self.settings.parameters(self.data.shape),
        }
    }

    /// All parameters of the model shown, the bias last.
    pub fn parameters(&self) -> Vec<f64> {
        self.single_parameters().into_iter().map(f64::from).collect()
    }

    /// The first weight and the bias shown.
    pub fn line(&self) -> [f32; 2] {
        match (&self.followed, self.steps()) {
            (Some(followed), _) => ends(followed.parameters()),
            (None, Some(steps)) => steps.line(),
            (None, None) => self.settings.start_line(),
        }
    }

    /// The line that is trained elsewhere, while that is what shows.
    pub fn followed(&self) -> Option<&Followed> {
        self.followed.as_ref()
    }

    /// The losses by epoch, up to where the model shown has come.
    pub fn history(&self) -> &[Entry] {
        match (&self.followed, self.steps()) {
            (Some(followed), _) => followed.history(),
            (None, Some(steps)) => steps.history(),
            (None, None) => &[],
        }
    }

    /// The places (w, b) that the model shown has passed through.
    pub fn places(&self) -> &[[f32; 2]] {
        match (&self.followed, self.steps()) {
            (Some(followed), _) => followed.places(),
            (None, Some(steps)) => steps.places(),
            (None, None) => &[],
        }
    }

    /// Whether the model shown has been trained, here or elsewhere.
    pub fn has_moved(&self) -> bool {
        self.position() > 0 || self.places().len() > 1
    }

    /// The step shown, from 0.
    pub fn position(&self) -> u64 {
        self.run.as_ref().map_or(0, Timeline::position)
    }

    /// How many steps the planned epochs have.
    pub fn planned(&self) -> u64 {
        self.steps().map_or(0, |steps| steps.steps_per_epoch() * u64::from(self.settings.epochs))
    }

    /// Whether the model shown is one that the learner has put by hand, and no training has changed.
    pub fn is_by_hand(&self) -> bool {
        self.settings.is_by_hand() && self.position() == 0 && self.followed.is_none()
    }

    /// Whether a weight and a bias are all there is to the model.
    pub fn is_straight(&self) -> bool {
        self.data.shape.weights() == 1
    }

    /// A model's parameters, the bias last; nothing when there is no such model.
    pub fn model(&self, model: Model) -> Option<Vec<f64>> {
        match model {
            Model::Shown => Some(self.parameters()),
            Model::Best => self.data.finish.clone().ok(),
            Model::Law if self.settings.points.0.is_some() => None,
            Model::Law => Some(match self.data.shape {
                Shape::Line => {
                    let lab = self.settings.lab();
                    vec![lab.slope, lab.intercept]
                }
                Shape::Sigmoid => self.settings.exam().weight_and_bias().to_vec(),
                Shape::Powers { degree, centre, half } => {
                    // slope·x + intercept in t = (x − centre)/half.
                    let lab = self.settings.lab();
                    let mut parameters = vec![0.0; degree + 1];
                    (parameters[0], parameters[degree]) = (lab.slope * half, lab.line(centre));
                    parameters
                }
            }),
        }
    }

    /// A loss of a model on a part; nothing where there is no such model or no row. It is worked out once.
    pub fn loss(&self, model: Model, part: Use, loss: Loss) -> Option<f64> {
        let mut losses = self.losses.borrow_mut();
        let shown = self.single_parameters();
        if losses.shown != shown {
            losses.shown = shown;
            losses.known.retain(|(model, ..)| *model != Model::Shown);
        }
        let same = |known: &&(Model, Use, Loss, Option<f64>)| (known.0, known.1, known.2) == (model, part, loss);
        if let Some((.., known)) = losses.known.iter().find(same) {
            return *known;
        }
        let parameters = self.model(model);
        let worked = parameters.and_then(|parameters| self.data.loss(self.data.part(part), &parameters, loss));
        losses.known.push((model, part, loss, worked));
        worked
    }

    /// The loss that training lowers, of the model shown on the training rows.
    pub fn training_loss(&self) -> Option<f64> {
        self.loss(Model::Shown, Use::Training, self.settings.trained_loss())
    }

    /// The loss of the best parameters on the training rows, in squares or in the cross-entropy.
    pub fn least_loss(&self) -> Option<f64> {
        self.loss(Model::Best, Use::Training, self.data.finish_loss())
    }

    /// Whether training lowers the loss that the best parameters have the least of.
    pub fn seeks_best(&self) -> bool {
        self.settings.trained_loss() == self.data.finish_loss()
    }

    /// The mean squared error that even the law has on average; nothing for labels, or rows of the learner's own.
    pub fn noise_floor(&self) -> Option<f64> {
        let has_law = self.settings.points.0.is_none() && !self.settings.is_logistic();
        has_law.then(|| self.settings.lab().noise_floor())
    }

    /// The learning rate above which gradient descent on all training rows diverges; nothing for curves, nor for a loss of another
    /// curvature than that of the squares.
    pub fn divergence_rate(&self) -> Option<f64> {
        self.data
            .training
            .loss
            .filter(|_| self.data.shape == Shape::Line && self.seeks_best())
            .map(|loss| loss.divergence_rate())
    }

    /// The x at which the probability passes the threshold; nothing for a level curve.
    pub fn cut(&self) -> Option<f64> {
        let [w, b] = self.line().map(f64::from);
        let threshold = self.settings.threshold.to_f64();
        let cut = (libm::log(threshold / (1.0 - threshold)) - b) / w;
        (self.settings.is_logistic() && cut.is_finite()).then_some(cut)
    }
}
