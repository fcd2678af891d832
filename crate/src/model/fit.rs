//! Training a network: epochs of mini-batches, sample by sample, batch by batch or many epochs at a time.
//!
//! A step is one update of the parameters from one batch; an epoch is one pass over the training samples. All room is made
//! when a run is set up: no step allocates.

use wide::bytemuck::{cast_slice, cast_slice_mut};
use wide::f32x4;

use super::activation::Activation;
use super::batches::Batches;
use super::dense::Dense;
use super::error::{Error, LARGEST, check_length, check_size, check_values};
use super::history::History;
use super::lanes;
use super::line::Line;
use super::loss::Loss;
use super::network::{MOST_INPUTS, Network};
use super::optimizer::{Memories, Optimizer, Regularization, State, Update, memories};
use super::pass::Pass;
use super::samples::{MOST_SAMPLES, Samples};
use crate::random::Random;

/// How a run learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// What is made small.
    pub loss: Loss,
    /// How the parameters move.
    pub optimizer: Optimizer,
    /// What is added to the loss for large weights.
    pub regularization: Regularization,
    /// Samples a step; an epoch's last batch has what is left over.
    pub batch_size: usize,
    /// The seed of a new order of the samples for each epoch; the order they have when nothing.
    pub shuffle: Option<u64>,
    /// Whether losses are measured while training and kept in the history.
    pub record: bool,
}

impl Settings {
    /// Plain settings: no regularization, no shuffling, history kept.
    pub const fn new(loss: Loss, optimizer: Optimizer, batch_size: usize) -> Self {
        let regularization = Regularization { l1: 0.0, l2: 0.0 };
        Self { loss, optimizer, regularization, batch_size, shuffle: None, record: true }
    }
}

/// Apart from the streams that a data set of the same seed draws from.
pub(crate) const SHUFFLING: u64 = 2 << 32;

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
    memories: Memories,
    /// Where a step puts what it makes of the network's parameters and the memories, before the two change places.
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

/// A state to come back to: parameters, the optimizer's memory and the place in the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    state: State,
    position: Position,
}

/// Samples that a run is measured on and does not learn from, laid out once.
#[derive(Clone, Debug)]
pub struct Held(Batches);

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
        let memories = memories(settings.optimizer, network.parameters.len());
        Ok(Self {
            batches: Batches::new(&samples, settings.batch_size),
            validation,
            are_weights,
            next: State { parameters: network.parameters.clone(), memories: memories.clone() },
            memories,
            pass: Pass::new(&network),
            line: Line::new(network.layers(), settings.loss),
            single: Vec::with_capacity(MOST_INPUTS.min(samples.width() + samples.outputs() + 1)),
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
    /// optimizer's memory as it is.
    ///
    /// # Errors
    /// What `change` gives.
    pub fn edit(&mut self, change: impl FnOnce(&mut Network) -> Result<(), Error>) -> Result<(), Error> {
        change(&mut self.network)?;
        self.diverged = None;
        Ok(())
    }

    /// Goes on with other settings. Another batch size or order begins the epoch under way again; another kind of
    /// optimizer begins without a memory.
    ///
    /// # Errors
    /// As [`Fit::new`]; nothing changes then.
    pub fn set_settings(&mut self, settings: Settings) -> Result<(), Error> {
        check(&self.network, &settings)?;
        check_samples(&self.network, &self.samples, settings.loss)?;
        let fresh = memories(settings.optimizer, self.network.parameters.len());
        if fresh.each_ref().map(Vec::len) != self.memories.each_ref().map(Vec::len) {
            self.next.memories = fresh.clone();
            self.memories = fresh;
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
        self.line = Line::new(self.network.layers(), settings.loss);
        self.settings = settings;
        self.diverged = None;
        Ok(())
    }

    fn begin_epoch_again(&mut self) {
        self.position = Position { batch: 0, sample: 0, loss_sum: 0.0, batch_loss: 0.0, ..self.position };
    }

    /// A state to come back to.
    pub fn checkpoint(&self) -> Checkpoint {
        let state = State { parameters: self.network.parameters.clone(), memories: self.memories.clone() };
        Checkpoint { state, position: self.position }
    }

    /// All numbers that the run goes on from: the parameters, and behind them the optimizer's memory once it has one.
    pub fn numbers(&self) -> Vec<f32> {
        let count = self.network.parameters().len();
        let memories = self.memories.iter().map(|memory| cast_slice::<_, f32>(memory));
        let used = memories.filter(|memory| memory.len() >= count).flat_map(|memory| &memory[..count]);
        let mut numbers = self.network.parameters().to_vec();
        if self.position.steps > 0 {
            numbers.extend(used);
        }
        numbers
    }

    /// Goes on from the `numbers` that a run like this one had after so many epochs and steps, at the begin of its next
    /// epoch. Parameters alone will do: then the optimizer begins without a memory.
    ///
    /// # Errors
    /// When there are too many or too few numbers or one is out of range; nothing changes then.
    pub fn go_on_from(&mut self, numbers: &[f32], epochs: u64, steps: u64) -> Result<(), Error> {
        let count = self.network.parameters().len();
        let (parameters, rest) = numbers.split_at(count.min(numbers.len()));
        let kinds = self.memories.iter().filter(|memory| !memory.is_empty()).count();
        if !rest.is_empty() {
            check_length("numbers of a run", count * (1 + kinds), numbers.len())?;
            check_values("Number", rest)?;
        }
        self.network.set_parameters(parameters)?;
        for (at, memory) in self.memories.iter_mut().filter(|memory| !memory.is_empty()).enumerate() {
            memory.fill(f32x4::ZERO);
            if !rest.is_empty() {
                cast_slice_mut::<_, f32>(memory)[..count].copy_from_slice(&rest[at * count..][..count]);
            }
        }
        self.position = Position { epochs, steps, ..Position::default() };
        self.history.clear();
        self.diverged = None;
        Ok(())
    }

    /// Lays `samples` out to measure the run on.
    ///
    /// # Errors
    /// When the samples do not fit the network or the loss.
    pub fn hold(&self, samples: &Samples) -> Result<Held, Error> {
        check_samples(&self.network, samples, self.settings.loss)?;
        Ok(Held(Batches::new(samples, samples.count())))
    }

    /// The loss of the network as it is now on samples held apart, with the penalty for its weights; nothing when it is too
    /// large to be a number.
    pub fn loss_on(&mut self, held: &Held) -> Option<f64> {
        let loss = self.pass.loss(&self.network, self.settings.loss, self.line, &held.0) + self.penalty();
        loss.is_finite().then_some(loss)
    }

    /// Back to a state of this run, from where it goes on just as it did then. One in the middle of a batch goes back to
    /// the batch's begin.
    ///
    /// # Errors
    /// When the state has another number of parameters.
    pub fn restore(&mut self, checkpoint: &Checkpoint) -> Result<(), Error> {
        check_length("vectors of parameters", self.network.parameters.len(), checkpoint.state.parameters.len())?;
        self.network.parameters.copy_from_slice(&checkpoint.state.parameters);
        for (memory, old) in self.memories.iter_mut().zip(&checkpoint.state.memories) {
            if memory.len() == old.len() {
                memory.copy_from_slice(old);
            } else {
                memory.fill(f32x4::ZERO);
            }
        }
        self.position = Position { sample: 0, batch_loss: 0.0, ..checkpoint.position };
        self.history.truncate(self.position.epochs);
        self.diverged = None;
        Ok(())
    }

    /// Begins the run again from `parameters`, with nothing remembered.
    ///
    /// # Errors
    /// As [`Network::set_parameters`]; nothing changes then.
    pub fn restart(&mut self, parameters: &[f32]) -> Result<(), Error> {
        self.network.set_parameters(parameters)?;
        for memory in &mut self.memories {
            memory.fill(f32x4::ZERO);
        }
        self.position = Position::default();
        self.history.clear();
        self.diverged = None;
        Ok(())
    }

    /// Trains for `epochs` epochs, the rest of one under way counting as one. After each, `go_on` may end the work by
    /// giving false. Gives the number of epochs ended.
    ///
    /// # Errors
    /// [`Error::Diverged`] when a step would take a parameter out of range: the state before it is kept.
    pub fn run(&mut self, epochs: u64, mut go_on: impl FnMut(&Self) -> bool) -> Result<u64, Error> {
        for done in 1..=epochs {
            self.epoch()?;
            if !go_on(self) {
                return Ok(done);
            }
        }
        Ok(epochs)
    }

    /// Trains to the end of the epoch under way.
    ///
    /// # Errors
    /// As [`Fit::run`].
    pub fn epoch(&mut self) -> Result<(), Error> {
        if self.line_epoch() {
            return Ok(());
        }
        loop {
            self.step()?;
            if self.position.batch == 0 {
                return Ok(());
            }
        }
    }

    /// A whole new epoch of a line that descends plainly, or as many of its steps as go well. True at the epoch's end.
    fn line_epoch(&mut self) -> bool {
        let (Some(line), Optimizer::Sgd { rate, momentum: 0.0 }) = (self.line, self.settings.optimizer) else {
            return false;
        };
        let is_plain = self.settings.regularization.is_none() && self.network.frozen().is_empty();
        if !is_plain || self.position.batch + self.position.sample > 0 || self.diverged.is_some() {
            return false;
        }
        self.lay_out();
        #[allow(clippy::cast_possible_truncation)] // a setting is double precision, arithmetic is single
        let (parameters, loss_sum, steps) = line.epoch(self.network.parameters[0], rate as f32, &self.batches);
        self.network.parameters[0] = parameters;
        self.position.steps += steps as u64;
        self.position.batch = steps;
        self.position.loss_sum = loss_sum;
        let is_whole = steps == self.batches.len();
        if is_whole {
            self.end_epoch();
        }
        is_whole
    }

    /// One step: the rest of the batch under way, and the update.
    ///
    /// # Errors
    /// As [`Fit::run`].
    pub fn step(&mut self) -> Result<(), Error> {
        while self.position.sample > 0 {
            if self.sample()? {
                return Ok(());
            }
        }
        self.refuse_after_divergence()?;
        self.lay_out();
        let (batch, measure) = (self.position.batch, self.settings.record);
        let blocks = self.batches.blocks(batch);
        let mut measured = f32x4::ZERO;
        if let Some(line) = self.line {
            measured = line.learn(self.network.parameters[0], blocks, &mut self.pass.gradients);
        } else {
            let (layers, parameters) = (self.network.layers(), &self.network.parameters);
            let mut first = true;
            for block in blocks {
                measured += self.pass.learn(layers, parameters, self.settings.loss, block, first, measure);
                first = false;
            }
        }
        if measure {
            self.position.batch_loss = f64::from(lanes::sum(measured)) * self.batches.samples_in(batch) as f64;
        }
        self.update()
    }

    /// Looks at the next sample of the batch under way; at the batch's last one updates the parameters, and says so. These
    /// become to the bit what a whole step makes them.
    ///
    /// # Errors
    /// As [`Fit::run`].
    pub fn sample(&mut self) -> Result<bool, Error> {
        self.refuse_after_divergence()?;
        self.lay_out();
        let Position { batch, sample, .. } = self.position;
        self.batches.single(batch, sample, &mut self.single);
        let (parameters, loss) = (&self.network.parameters, self.settings.loss);
        let layers = self.network.layers();
        let measured = self.pass.learn(layers, parameters, loss, &self.single, sample == 0, self.settings.record);
        let in_batch = self.batches.samples_in(batch);
        if self.settings.record {
            self.position.batch_loss += f64::from(lanes::sum(measured)) * in_batch as f64;
        }
        if sample + 1 < in_batch {
            self.position.sample += 1;
            return Ok(false);
        }
        self.position.sample = 0;
        self.update().map(|()| true)
    }

    /// The samples of the batch under way, by their numbers, in order.
    pub fn batch_samples(&mut self) -> &[usize] {
        self.lay_out();
        let first = self.position.batch * self.settings.batch_size.min(self.samples.count());
        &self.order[first..][..self.batches.samples_in(self.position.batch)]
    }

    fn refuse_after_divergence(&self) -> Result<(), Error> {
        match &self.diverged {
            None => Ok(()),
            Some(error) => Err(error.clone()),
        }
    }

    /// Sees to it that the batches have the order of the epoch under way.
    fn lay_out(&mut self) {
        let epoch = self.position.epochs;
        let Some(seed) = self.settings.shuffle else { return };
        if self.laid_out == Some(epoch) {
            return;
        }
        // From the samples' own order each time, so that an epoch's order does not depend on how the run came to it.
        self.sort_order();
        Random::stream(seed, SHUFFLING + epoch).shuffle(&mut self.order);
        self.batches.fill(&self.samples, |place| self.order[place]);
        self.laid_out = Some(epoch);
    }

    fn sort_order(&mut self) {
        for (place, sample) in self.order.iter_mut().enumerate() {
            *sample = place;
        }
    }

    /// The next update, from the gradients in `pass`.
    pub(super) fn update_from<'a>(&'a self, pass: &'a Pass) -> Update<'a> {
        update(&self.settings, &self.are_weights, self.position, pass)
    }

    pub(super) fn memories(&self) -> &Memories {
        &self.memories
    }

    /// The update at a batch's end, the epoch's end when it was the last one.
    fn update(&mut self) -> Result<(), Error> {
        if self.settings.record && !self.settings.regularization.is_none() {
            let penalty = self.settings.regularization.penalty(&self.network.parameters, &self.are_weights);
            self.position.batch_loss += penalty * self.batches.samples_in(self.position.batch) as f64;
        }
        let update = update(&self.settings, &self.are_weights, self.position, &self.pass);
        let is_good = update.apply((&self.network.parameters, &self.memories), &mut self.next);
        let frozen = self.network.frozen();
        if !frozen.is_empty() {
            let old: &[f32] = cast_slice(&self.network.parameters);
            let new: &mut [f32] = cast_slice_mut(&mut self.next.parameters);
            for &index in frozen {
                new[index] = old[index];
            }
        }
        let loss_sum = self.position.loss_sum + std::mem::take(&mut self.position.batch_loss);
        if !is_good || !loss_sum.is_finite() {
            self.stop_if_diverged(loss_sum)?;
        }
        self.position.loss_sum = loss_sum;
        std::mem::swap(&mut self.network.parameters, &mut self.next.parameters);
        std::mem::swap(&mut self.memories, &mut self.next.memories);
        self.position.steps += 1;
        self.position.batch += 1;
        if self.position.batch == self.batches.len() {
            self.end_epoch();
        }
        Ok(())
    }

    /// Ends the run when a parameter of the next state is out of range, or the loss is: then the one that is greatest.
    #[cold]
    fn stop_if_diverged(&mut self, loss_sum: f64) -> Result<(), Error> {
        let new: &[f32] = &cast_slice(&self.next.parameters)[..self.network.parameters().len()];
        let bad = |value: f32| value.is_nan() || value.abs() > LARGEST;
        let greatest = || (0..new.len()).max_by(|&a, &b| new[a].abs().total_cmp(&new[b].abs()));
        let overflow = || if loss_sum.is_finite() { None } else { greatest() };
        let Some(index) = new.iter().position(|value| bad(*value)).or_else(overflow) else { return Ok(()) };
        let value = if new[index].is_nan() { f32::MAX } else { new[index].clamp(f32::MIN, f32::MAX) };
        let (step, epoch) = (self.position.steps + 1, self.position.epochs + 1);
        let error = Error::Diverged { step, epoch, parameter: self.network.name(index), value };
        self.diverged = Some(error.clone());
        Err(error)
    }

    fn end_epoch(&mut self) {
        let loss = self.position.loss_sum / self.samples.count() as f64;
        self.position = Position { epochs: self.position.epochs + 1, batch: 0, loss_sum: 0.0, ..self.position };
        if self.settings.record {
            let validation = self.validation_loss();
            self.history.push(self.position.epochs, loss, validation);
        }
    }

    /// The loss of the network as it is now on all training samples, with the penalty for its weights.
    ///
    /// # Errors
    /// When it is too large to be a number.
    pub fn training_loss(&mut self) -> Result<f64, Error> {
        let loss = self.pass.loss(&self.network, self.settings.loss, self.line, &self.batches) + self.penalty();
        if loss.is_finite() { Ok(loss) } else { Err(Error::Overflow) }
    }

    /// The loss of the network as it is now on the validation samples, with the penalty for its weights; nothing when
    /// there are none or it is too large to be a number.
    pub fn validation_loss(&mut self) -> Option<f64> {
        let loss =
            self.pass.loss(&self.network, self.settings.loss, self.line, self.validation.as_ref()?) + self.penalty();
        loss.is_finite().then_some(loss)
    }

    /// The gradients that the last step took, in the order of [`Network::parameters`], without the penalty for weights.
    pub fn gradients(&self) -> Vec<f32> {
        let (groups, _) = self.pass.gradients.as_chunks::<4>();
        let sums = groups.iter().flat_map(|group| lanes::sums(*group).to_array());
        sums.take(self.network.parameters().len()).collect()
    }

    /// What the optimizer remembers of each parameter: the velocity, or Adam's m. Empty when it remembers nothing.
    pub fn momentum(&self) -> &[f32] {
        let memory: &[f32] = cast_slice(&self.memories[0]);
        &memory[..self.network.parameters().len().min(memory.len())]
    }

    fn penalty(&self) -> f64 {
        if self.settings.regularization.is_none() {
            return 0.0;
        }
        self.settings.regularization.penalty(&self.network.parameters, &self.are_weights)
    }
}

fn update<'a>(settings: &Settings, are_weights: &'a [f32x4], position: Position, pass: &'a Pass) -> Update<'a> {
    Update {
        optimizer: settings.optimizer,
        regularization: settings.regularization,
        are_weights,
        number: position.steps + 1,
        gradients: &pass.gradients,
    }
}

fn check(network: &Network, settings: &Settings) -> Result<(), Error> {
    let has_step = |layer: &Dense| layer.activation == Activation::Step;
    if let Some(at) = network.layers().iter().position(has_step) {
        return Err(Error::StepHasNoGradient { layer: at + 1 });
    }
    settings.loss.check_activation(network.last().activation)?;
    settings.optimizer.check()?;
    settings.regularization.check()?;
    check_size("The batch size", settings.batch_size, MOST_SAMPLES)
}

fn check_samples(network: &Network, samples: &Samples, loss: Loss) -> Result<(), Error> {
    check_length("inputs of a sample", network.inputs(), samples.width())?;
    check_length("targets of a sample", network.outputs(), samples.outputs())?;
    loss.check_targets(samples.outputs(), samples.targets())
}
