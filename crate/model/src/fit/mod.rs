//! Training a network: epochs of mini-batches, sample by sample, batch by batch or many epochs at a time.
//!
//! A step is one update of the parameters from one batch; an epoch is one pass over the training samples. All room is made
//! when a run is set up: no step allocates.

mod ahead;
mod checkpoint;
mod measures;
mod settings;
mod steps;

use wide::bytemuck::cast_slice_mut;
use wide::f32x4;

use super::batches::Batches;
use super::error::Error;
use super::history::History;
use super::limits::MAX_INPUTS;
use super::line::Line;
use super::network::Network;
use super::optimizer::{OptimizerState, State, Update};
use super::pass::Pass;
use super::samples::Samples;
pub use ahead::Ahead;
pub use checkpoint::Checkpoint;
pub use measures::EvaluationSet;
pub use settings::Settings;
use settings::{check, check_samples};
pub(super) use steps::out_of_range;

/// Apart from the streams that a data set of the same seed draws from.
pub const SHUFFLING: u64 = 2 << 32;

/// A run of training: the network, its data and all that is remembered between steps.
#[derive(Clone, Debug)]
pub struct Fit {
    network: Network,
    settings: Settings,
    samples: Samples,
    batches: Batches,
    validation: Option<Batches>,
    /// 1 at the weights, 0 at the biases.
    are_weights: Vec<f32x4>,
    optimizer_state: OptimizerState,
    /// Where a step puts the new parameters and the new state of the optimizer. A good step then swaps them with the old ones.
    next: State,
    pass: Pass,
    line: Option<Line>,
    single: Vec<f32x4>,
    order: Vec<usize>,
    /// The epoch whose order the batches have.
    laid_out: Option<u64>,
    position: Position,
    history: History,
    diverged: Option<Error>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Position {
    /// Whole epochs done.
    pub epochs: u64,
    /// Updates done.
    pub steps: u64,
    /// Batches done in the epoch under way.
    pub batch: usize,
    /// Samples looked at in the batch under way, when going sample by sample.
    pub sample: usize,
    /// The sum of the losses of the samples in the epoch's batches done, when they are recorded.
    loss_sum: f64,
    /// The same for the samples looked at in the batch under way.
    batch_loss: f64,
}

impl Fit {
    /// A run of `network` over `samples`, measured each epoch on `validation` when there is one.
    ///
    /// # Errors
    /// When a setting is out of its range, the loss does not fit the last activation or the targets, the samples do not fit
    /// the network, or a layer has the step function.
    pub fn new(
        network: Network,
        samples: Samples,
        validation: Option<&Samples>,
        settings: Settings,
    ) -> Result<Self, Error> {
        check(&network, &settings)?;
        check_samples(&network, &samples, settings.loss)?;
        let validation = match validation {
            None => None,
            Some(samples) => {
                check_samples(&network, samples, settings.loss)?;
                Some(Batches::new(samples, samples.count()))
            }
        };
        let mut are_weights = vec![f32x4::ZERO; network.parameters.len()];
        let flags: &mut [f32] = cast_slice_mut(&mut are_weights);
        for layer in network.layers() {
            flags[layer.weights()].fill(1.0);
        }
        let optimizer_state = settings.optimizer.initial_state(network.parameters.len());
        Ok(Self {
            batches: Batches::new(&samples, settings.batch_size),
            validation,
            are_weights,
            next: State { parameters: network.parameters.clone(), optimizer: optimizer_state.clone() },
            optimizer_state,
            pass: Pass::new(&network),
            line: Line::new(network.layers(), settings.loss),
            single: Vec::with_capacity(MAX_INPUTS.min(samples.width() + samples.outputs() + 1)),
            order: (0..samples.count()).collect(),
            laid_out: None,
            position: Position::default(),
            history: History::default(),
            diverged: None,
            network,
            settings,
            samples,
        })
    }

    /// The network as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The training samples, in the order they were given.
    pub fn samples(&self) -> &Samples {
        &self.samples
    }

    /// How far the run has come.
    pub fn position(&self) -> Position {
        self.position
    }

    /// How many steps an epoch has.
    pub fn steps_per_epoch(&self) -> usize {
        self.batches.len()
    }

    /// The losses so far.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Why the run was stopped, if it diverged.
    pub fn diverged(&self) -> Option<&Error> {
        self.diverged.as_ref()
    }

    /// Changes the network's parameters, or which are frozen, between two steps. The run goes on from there with the
    /// present state of the optimizer.
    ///
    /// # Errors
    /// What `change` gives.
    pub fn edit(&mut self, change: impl FnOnce(&mut Network) -> Result<(), Error>) -> Result<(), Error> {
        change(&mut self.network)?;
        self.diverged = None;
        Ok(())
    }

    /// Goes on with other settings. Another batch size or order begins the epoch under way again; another kind of
    /// optimizer begins with its initial state.
    ///
    /// # Errors
    /// As [`Fit::new`]; nothing changes then.
    pub fn set_settings(&mut self, settings: Settings) -> Result<(), Error> {
        check(&self.network, &settings)?;
        check_samples(&self.network, &self.samples, settings.loss)?;
        let fresh = settings.optimizer.initial_state(self.network.parameters.len());
        if fresh.each_ref().map(Vec::len) != self.optimizer_state.each_ref().map(Vec::len) {
            self.next.optimizer = fresh.clone();
            self.optimizer_state = fresh;
        }
        if settings.batch_size != self.settings.batch_size {
            self.batches = Batches::new(&self.samples, settings.batch_size);
            self.laid_out = None;
            self.begin_epoch_again();
        }
        if settings.shuffle != self.settings.shuffle {
            self.sort_order();
            self.batches.fill(&self.samples, |place| place);
            self.laid_out = None;
            self.begin_epoch_again();
        }
        if settings.dropout.is_none() {
            self.pass.keep_all();
        }
        self.line = Line::new(self.network.layers(), settings.loss);
        self.settings = settings;
        self.diverged = None;
        Ok(())
    }

    fn begin_epoch_again(&mut self) {
        self.position = Position { batch: 0, sample: 0, loss_sum: 0.0, batch_loss: 0.0, ..self.position };
    }
}

fn update<'a>(settings: &Settings, are_weights: &'a [f32x4], position: Position, pass: &'a Pass) -> Update<'a> {
    Update {
        optimizer: settings.optimizer_after(position.epochs),
        regularization: settings.regularization,
        are_weights,
        number: position.steps + 1,
        gradients: &pass.gradients,
    }
}
