//! A run of the lab step by step, with the path that it takes and what the last step did.

use super::data::{Data, Unfit};
use super::settings::Settings;
use crate::data::split::SplitError;
use crate::model::error::Error;
use crate::model::fit::{self, Checkpoint, Fit};
use crate::model::history::{Entry, History, keep_every_other};
use crate::model::timeline::Replay;

/// How many places of the path are kept; when there are more, every other one goes.
const MAX_PLACES: usize = 2048;
/// How many products a portion of work may take: a fifth of a millisecond or so.
const PRODUCTS: u64 = 100_000;

/// What the last step did.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// The batch's rows, as places in the training part.
    pub rows: Vec<usize>,
    /// The parameters before `[p]`, the bias last.
    pub before: Vec<f32>,
    /// The gradient of the batch's loss there `[p]`.
    pub gradient: Vec<f32>,
    /// The parameters after `[p]`.
    pub after: Vec<f32>,
    /// The velocity before and after `[p]`, for an optimizer that has one.
    pub velocity: Option<[Vec<f32>; 2]>,
}

/// A run of training, one step after another.
#[derive(Clone, Debug)]
pub struct Steps {
    fit: Fit,
    start: Vec<f32>,
    path: Path,
    /// The losses as far as the run has ever been: where it goes back, the losses after are kept for when it comes again.
    history: History,
    /// The parameters and the velocity before the last step; empty when there was none since the run came here.
    before: [Vec<f32>; 2],
    batch_size: usize,
    /// About how many products a step takes.
    cost: u64,
}

/// The places (w, b) that a run has passed through.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    places: Vec<[f32; 2]>,
    /// Steps from one place to the next.
    stride: u64,
}

impl Path {
    /// The path that begins at `start`.
    pub fn new(start: [f32; 2]) -> Self {
        Self { places: vec![start], stride: 1 }
    }

    /// Notes the place after a step, if it is one of those that are kept.
    pub fn note(&mut self, step: u64, place: [f32; 2]) {
        if self.places.len() == MAX_PLACES {
            keep_every_other(&mut self.places);
            self.stride *= 2;
        }
        if step == self.places.len() as u64 * self.stride {
            self.places.push(place);
        }
    }

    /// The places up to a step, from the start.
    pub fn places(&self, step: u64) -> &[[f32; 2]] {
        let count = usize::try_from(step / self.stride).map_or(usize::MAX, |steps| steps + 1);
        &self.places[..count.min(self.places.len())]
    }
}

impl Steps {
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
        let start = settings.parameters(data.shape);
        let mut network = data.shape.network();
        network.set_parameters(&start).map_err(|_| none)?;
        let batch = settings.batch as usize;
        let how = fit::Settings {
            shuffle: settings.shuffle(),
            ..fit::Settings::new(settings.trained_loss(), settings.optimizer(), batch)
        };
        let batch_size = batch.min(samples.count());
        let fit = Fit::new(network, samples, validation.as_ref(), how).map_err(|_| none)?;
        let validated = data.validation.len() / fit.steps_per_epoch();
        let cost = ((batch_size + validated + 8) * start.len()) as u64;
        let path = Path::new(ends(&start));
        Ok(Self { fit, start, path, history: History::default(), before: [Vec::new(), Vec::new()], batch_size, cost })
    }

    /// The first weight and the bias now.
    pub fn line(&self) -> [f32; 2] {
        ends(self.parameters())
    }

    /// All parameters now `[p]`, the bias last.
    pub fn parameters(&self) -> &[f32] {
        self.fit.network().parameters()
    }

    /// All parameters at the start `[p]`.
    pub fn start(&self) -> &[f32] {
        &self.start
    }

    /// Whole epochs done.
    pub fn epochs(&self) -> u64 {
        self.fit.position().epochs
    }

    /// Batches done in the epoch under way.
    pub fn batch(&self) -> usize {
        self.fit.position().batch
    }

    /// Updates an epoch.
    pub fn steps_per_epoch(&self) -> u64 {
        self.fit.steps_per_epoch() as u64
    }

    /// Rows in a full batch.
    pub fn batch_size(&self) -> usize {
        self.batch_size
    }

    /// The losses so far, with Keras's meaning.
    pub fn history(&self) -> &[Entry] {
        let entries = self.history.entries();
        &entries[..entries.partition_point(|entry| entry.epoch <= self.epochs())]
    }

    /// The places that the run has passed through, up to where it is.
    pub fn places(&self) -> &[[f32; 2]] {
        self.path.places(self.position())
    }

    /// What the last step did; nothing at the start.
    pub fn last(&self) -> Option<Update> {
        let [before, velocity] = &self.before;
        (!before.is_empty()).then(|| Update {
            rows: self.fit.last_batch().to_vec(),
            before: before.clone(),
            gradient: self.fit.gradients(),
            after: self.parameters().to_vec(),
            velocity: (!velocity.is_empty()).then(|| [velocity.clone(), self.fit.first_moment().to_vec()]),
        })
    }

    /// The rows of the last step's batch, as places in the training part.
    pub fn last_batch(&self) -> &[usize] {
        if self.before[0].is_empty() { &[] } else { self.fit.last_batch() }
    }

    /// Why the run was stopped, if it diverged.
    pub fn diverged(&self) -> Option<&Error> {
        self.fit.diverged()
    }
}

impl Replay for Steps {
    type State = Checkpoint;
    type Halt = Error;

    const SHOWS_LAST: bool = true;

    fn position(&self) -> u64 {
        self.fit.position().steps
    }

    fn save(&self) -> Checkpoint {
        self.fit.checkpoint()
    }

    fn load(&mut self, state: &Checkpoint) {
        // A state of this very run has its number of parameters.
        let _ = self.fit.restore(state);
        self.before.iter_mut().for_each(Vec::clear);
    }

    fn go_on(&mut self) -> Result<(), Error> {
        let [before, velocity] = &mut self.before;
        before.clear();
        before.extend_from_slice(self.fit.network().parameters());
        velocity.clear();
        velocity.extend_from_slice(self.fit.first_moment());
        let made = self.fit.step();
        if made.is_err() {
            self.before.iter_mut().for_each(Vec::clear);
        }
        made
    }

    fn reached(&mut self) {
        self.path.note(self.position(), self.line());
        if let (0, Some(last)) = (self.batch(), self.fit.history().entries().last()) {
            self.history.push(self.epochs(), last.loss, last.validation);
        }
    }

    fn portion(&self) -> u64 {
        (PRODUCTS / self.cost).clamp(1, 1000)
    }
}

/// The first weight and the bias, which is the last parameter.
pub fn ends(parameters: &[f32]) -> [f32; 2] {
    [0, parameters.len().saturating_sub(1)].map(|at| parameters.get(at).copied().unwrap_or_default())
}
