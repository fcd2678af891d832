//! A run of the lab: training step by step, with its path, its last update in numbers, and ways back.

use super::data::{Data, Unfit};
use super::settings::Settings;
use crate::data::split::SplitError;
use crate::model::error::Error;
use crate::model::fit::{self, Checkpoint, Fit};
use crate::model::history::Entry;

/// How many states to come back to, and how many places of the path, are kept; each time they are full, every other one goes.
const MOST_CHECKPOINTS: usize = 512;
const MOST_PLACES: usize = 2048;

/// What the last step did.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The batch's rows, as places in the training part.
    pub rows: Vec<usize>,
    /// The parameters before, the bias last.
    pub before: Vec<f32>,
    /// The gradient of the batch's loss there.
    pub gradient: Vec<f32>,
    /// The parameters after.
    pub after: Vec<f32>,
    /// The velocity before and after, for an optimizer that has one.
    pub velocity: Option<[Vec<f32>; 2]>,
}

/// A run, and how far it has got.
#[derive(Clone, Debug)]
pub struct Run {
    fit: Fit,
    start: Vec<f32>,
    checkpoints: Vec<Checkpoint>,
    /// Steps from one checkpoint to the next.
    apart: u64,
    path: Path,
    last: Option<Move>,
    furthest: u64,
    batch_size: u64,
}

/// The places (w, b) that a run has passed through.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    places: Vec<[f32; 2]>,
    /// Steps from one place to the next.
    apart: u64,
}

impl Path {
    fn new(start: [f32; 2]) -> Self {
        Self { places: vec![start], apart: 1 }
    }

    fn note(&mut self, step: u64, place: [f32; 2]) {
        if step.is_multiple_of(self.apart) {
            if self.places.len() == MOST_PLACES {
                halve(&mut self.places);
                self.apart *= 2;
            }
            if step.is_multiple_of(self.apart) {
                self.places.push(place);
            }
        }
    }

    /// The places, from the start.
    pub fn places(&self) -> &[[f32; 2]] {
        &self.places
    }
}

/// Keeps every other one, the first included.
fn halve<T>(items: &mut Vec<T>) {
    let mut keep = false;
    items.retain(|_| {
        keep = !keep;
        keep
    });
}

impl Run {
    /// A run at its start.
    ///
    /// # Errors
    /// [`Unfit`], when there is nothing to learn from.
    pub fn new(settings: &Settings, data: &Data) -> Result<Self, Unfit> {
        if let Some(unfit) = data.unfit {
            return Err(unfit);
        }
        let none = Unfit::Split(SplitError::NoTraining { rows: data.rows.len() });
        let samples = data.samples(&data.training).ok_or(none)?;
        let validation = data.samples(&data.validation);
        let parameters = settings.parameters(data.shape);
        let mut network = data.shape.network();
        network.set_parameters(&parameters).map_err(|_| none)?;
        let batch = settings.batch as usize;
        let how = fit::Settings {
            shuffle: settings.shuffle(),
            ..fit::Settings::new(settings.loss(), settings.optimizer(), batch)
        };
        let batch_size = batch.min(samples.count()) as u64;
        let fit = Fit::new(network, samples, validation.as_ref(), how).map_err(|_| none)?;
        let checkpoints = vec![fit.checkpoint()];
        let path = Path::new(ends(&parameters));
        Ok(Self { fit, start: parameters, checkpoints, apart: 1, path, last: None, furthest: 0, batch_size })
    }

    /// The first weight and the bias now.
    pub fn line(&self) -> [f32; 2] {
        ends(self.fit.network().parameters())
    }

    /// All parameters now, the bias last.
    pub fn parameters(&self) -> Vec<f32> {
        self.fit.network().parameters().to_vec()
    }

    /// All parameters at the start.
    pub fn start(&self) -> &[f32] {
        &self.start
    }

    /// Updates done.
    pub fn steps(&self) -> u64 {
        self.fit.position().steps
    }

    /// Whole epochs done.
    pub fn epochs(&self) -> u64 {
        self.fit.position().epochs
    }

    /// Batches done in the epoch under way.
    pub fn batch(&self) -> usize {
        self.fit.position().batch
    }

    /// The most steps that the run has been taken to.
    pub fn furthest(&self) -> u64 {
        self.furthest
    }

    /// Updates an epoch.
    pub fn steps_per_epoch(&self) -> u64 {
        self.fit.steps_per_epoch() as u64
    }

    /// Rows in a full batch.
    pub fn batch_size(&self) -> u64 {
        self.batch_size
    }

    /// The step at which the epoch under way ends.
    pub fn next_epoch(&self) -> u64 {
        (self.epochs() + 1) * self.steps_per_epoch()
    }

    /// The losses so far, with Keras's meaning.
    pub fn history(&self) -> &[Entry] {
        self.fit.history().entries()
    }

    /// The places that the run has passed through.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the last step did; nothing at the start.
    pub fn last(&self) -> Option<&Move> {
        self.last.as_ref()
    }

    /// Why the run was stopped, if it diverged.
    pub fn diverged(&self) -> Option<&Error> {
        self.fit.diverged()
    }

    /// One step. False when it would take a parameter out of range: the state before it is kept.
    pub fn step(&mut self) -> bool {
        let rows = self.fit.batch_samples().to_vec();
        let velocity = |fit: &Fit| Some(fit.first_moment().to_vec()).filter(|list| !list.is_empty());
        let (before, old) = (self.parameters(), velocity(&self.fit));
        if !self.step_unseen() {
            return false;
        }
        let velocity = old.zip(velocity(&self.fit)).map(|(old, new)| [old, new]);
        let gradient = self.fit.gradients();
        self.last = Some(Move { rows, before, gradient, after: self.parameters(), velocity });
        true
    }

    /// Goes on to a step; false when the run diverged on the way.
    pub fn go_on_to(&mut self, step: u64) -> bool {
        while self.steps() + 1 < step {
            if !self.step_unseen() {
                return false;
            }
        }
        self.steps() >= step || self.step()
    }

    /// A step of which only the path is kept.
    fn step_unseen(&mut self) -> bool {
        if self.fit.step().is_err() {
            return false;
        }
        let step = self.steps();
        self.furthest = self.furthest.max(step);
        self.path.note(step, self.line());
        if step == self.apart * self.checkpoints.len() as u64 {
            if self.checkpoints.len() == MOST_CHECKPOINTS {
                halve(&mut self.checkpoints);
                self.apart *= 2;
            }
            if step == self.apart * self.checkpoints.len() as u64 {
                self.checkpoints.push(self.fit.checkpoint());
            }
        }
        true
    }

    /// Shows the state after `step` steps, from the nearest one kept before it.
    pub fn seek(&mut self, step: u64) {
        if step < self.steps() {
            // A step further back than need be, so that the last step's numbers come out again.
            #[allow(clippy::cast_possible_truncation)] // at most MOST_CHECKPOINTS after the minimum
            let at = (step.saturating_sub(1) / self.apart).min(self.checkpoints.len() as u64 - 1) as usize;
            let furthest = self.furthest;
            if self.fit.restore(&self.checkpoints[at]).is_err() {
                return;
            }
            #[allow(clippy::cast_possible_truncation)] // shortens what there is
            self.path.places.truncate((self.steps() / self.path.apart + 1) as usize);
            self.checkpoints.truncate(at + 1);
            self.last = None;
            self.go_on_to(step);
            self.furthest = furthest;
        } else if step > self.steps() {
            self.go_on_to(step);
        }
    }
}

/// The first weight and the bias, which is the last parameter.
fn ends(parameters: &[f32]) -> [f32; 2] {
    [0, parameters.len().saturating_sub(1)].map(|at| parameters.get(at).copied().unwrap_or_default())
}
