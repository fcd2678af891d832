//! A run of training on the digits, step by step, with what was measured after each epoch.

use super::answer::decided;
use super::parts::{Examples, Parts};
use super::settings::{MAX_EPOCHS, Settings};
use crate::model::error::Error;
use crate::model::fit::{Checkpoint, EvaluationSet, Fit};
use crate::model::network::Network;
use crate::model::samples::Points;
use crate::model::timeline::{Replay, Timeline};

/// The most states kept to go back to.
const MAX_KEPT: usize = 32;
/// The most images that are put through the network at a time.
const PORTION: usize = 256;
/// How many multiplications take about a fifth of a millisecond.
const QUICK: u64 = 400_000;

/// What is measured after an epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// The epoch.
    pub epoch: u64,
    /// The training loss: seen while the epoch ran, each batch before its update; at the start of a run, measured.
    pub loss: Option<f64>,
    /// The loss on the validation images.
    pub validation_loss: Option<f64>,
    /// The share of training images that are read right; of a training elsewhere, where it is told.
    pub accuracy: Option<f64>,
    /// The share of validation images that are read right.
    pub validation_accuracy: Option<f64>,
}

/// Images to be measured on: laid out for the engine, and their labels.
#[derive(Clone, Debug)]
struct Exam {
    points: Vec<Points>,
    labels: Vec<usize>,
}

impl Exam {
    fn of(examples: &Examples) -> Self {
        Self { points: examples.points(PORTION), labels: examples.labels.clone() }
    }

    /// The share that a network reads right.
    fn accuracy(&self, network: &Network) -> f64 {
        let outputs = self.points.iter().flat_map(|points| outputs(network, points)).collect::<Vec<_>>();
        let answers = outputs.chunks_exact(network.outputs()).map(decided);
        let right = answers.zip(&self.labels).filter(|(answer, label)| answer == *label).count();
        right as f64 / self.labels.len().max(1) as f64
    }
}

/// What a network gives for some images. An output too large to be a number is a decision all the same.
pub(super) fn outputs(network: &Network, points: &Points) -> Vec<f32> {
    let mut rows = vec![0.0; points.count() * network.outputs()];
    let _ = network.predict_into(points, &mut Vec::new(), &mut rows);
    rows
}

/// Why a run does not go on.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// It has as many epochs as it may have.
    Epochs,
    /// The engine refuses: the network diverged.
    Engine(Error),
}

/// A network that learns, and how it fares.
#[derive(Clone, Debug)]
pub struct Learner {
    fit: Fit,
    held: EvaluationSet,
    training: Exam,
    validation: Exam,
    measured: Vec<Measures>,
}

impl Learner {
    /// A run at its start, with its history.
    ///
    /// # Errors
    /// As [`Fit::new`]; the table allows no settings for which there are any.
    pub fn start(settings: &Settings, parts: &Parts) -> Result<Timeline<Self>, Error> {
        let fit = Fit::new(settings.network()?, parts.training.samples()?, None, settings.training())?;
        let held = fit.evaluation_set(&parts.validation.samples()?)?;
        let [training, validation] = [&parts.training, &parts.validation].map(Exam::of);
        let mut learner = Self { fit, held, training, validation, measured: Vec::new() };
        let loss = learner.fit.training_loss().ok();
        learner.measure(loss);
        Ok(Timeline::new(learner, MAX_KEPT))
    }

    /// The network at the place shown.
    pub fn network(&self) -> &Network {
        self.fit.network()
    }

    /// How many steps an epoch has.
    pub fn steps_per_epoch(&self) -> u64 {
        self.fit.steps_per_epoch() as u64
    }

    /// Whole epochs done, and batches of the one under way.
    pub fn place(&self) -> [u32; 2] {
        let position = self.fit.position();
        [position.epochs, position.batch as u64].map(|count| u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// What was measured, an entry an epoch from the start, which may go further than the place shown.
    pub fn measured(&self) -> &[Measures] {
        &self.measured
    }

    fn measure(&mut self, loss: Option<f64>) {
        self.measured.push(Measures {
            epoch: self.fit.position().epochs,
            loss,
            validation_loss: self.fit.loss_on(&self.held),
            accuracy: Some(self.training.accuracy(self.fit.network())),
            validation_accuracy: Some(self.validation.accuracy(self.fit.network())),
        });
    }
}

impl Replay for Learner {
    type State = Checkpoint;
    type Halt = Stop;

    fn position(&self) -> u64 {
        self.fit.position().steps
    }

    fn save(&self) -> Checkpoint {
        self.fit.checkpoint()
    }

    fn load(&mut self, state: &Checkpoint) {
        // To a state of this very run there is always a way back.
        let _ = self.fit.restore(state);
    }

    fn go_on(&mut self) -> Result<(), Stop> {
        if self.fit.position().epochs >= u64::from(MAX_EPOCHS) {
            return Err(Stop::Epochs);
        }
        self.fit.step().map_err(Stop::Engine)
    }

    fn reached(&mut self) {
        if self.fit.position().batch == 0 {
            let loss = self.fit.history().entries().last().map(|entry| entry.loss);
            self.measure(loss);
        }
    }

    fn portion(&self) -> u64 {
        // Forward, backward and update take about three times the multiplications of an answer.
        let step = 3 * (self.fit.network().parameters().len() * self.fit.settings().batch_size) as u64;
        (QUICK / step.max(1)).max(1)
    }
}
