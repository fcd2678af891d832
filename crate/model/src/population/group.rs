//! Eight networks side by side: two vectors have one number of each. Two vectors rather than one, because what follows from each other
//! in one is waited for, and the other has something to do meanwhile.

use wide::f32x4;

use super::Standing;
use super::workshop::Workshop;
use crate::error::Error;
use crate::fit::{Settings, out_of_range};
use crate::network::Network;
use crate::optimizer::State;

/// How many networks a group has.
pub(super) const NETWORKS: usize = 8;

/// Eight networks and how far they have come.
#[derive(Clone, Debug)]
pub(super) struct Group {
    seeds: [u64; NETWORKS],
    /// Two vectors a parameter.
    state: State,
    epochs: u64,
    steps: u64,
    /// Batches done in the epoch under way.
    batch: usize,
    loss_sums: [f64; NETWORKS],
    losses: Option<[f64; NETWORKS]>,
    /// Where those stopped that do not go on.
    stopped: [Option<Box<Stopped>>; NETWORKS],
    has_stopped: bool,
}

/// Where a network stopped, and why.
#[derive(Clone, Debug)]
struct Stopped {
    epochs: u64,
    steps: u64,
    loss: Option<f64>,
    error: Error,
}

/// The number of one network in each pair of vectors.
fn of_network(vectors: &[f32x4], network: usize) -> impl Iterator<Item = f32> {
    vectors.iter().skip(network / 4).step_by(NETWORKS / 4).map(move |vector| vector.to_array()[network % 4])
}

impl Group {
    pub fn new(networks: &[Network; NETWORKS], settings: &Settings, seeds: [u64; NETWORKS]) -> Self {
        let count = networks[0].parameters().len();
        let four =
            |first: usize, at: usize| f32x4::new(std::array::from_fn(|lane| networks[first + lane].parameters()[at]));
        let parameters = (0..count).flat_map(|at| [four(0, at), four(4, at)]).collect();
        let state = State { parameters, optimizer: settings.optimizer.initial_state(count * NETWORKS / 4) };
        Self {
            seeds,
            state,
            epochs: 0,
            steps: 0,
            batch: 0,
            loss_sums: [0.0; NETWORKS],
            losses: None,
            stopped: [const { None }; NETWORKS],
            has_stopped: false,
        }
    }

    pub fn standing(&self, network: usize) -> Standing<'_> {
        match &self.stopped[network] {
            Some(stopped) => {
                let Stopped { epochs, steps, loss, error } = &**stopped;
                Standing { epochs: *epochs, steps: *steps, loss: *loss, diverged: Some(error) }
            }
            None => {
                let loss = self.losses.map(|losses| losses[network]);
                Standing { epochs: self.epochs, steps: self.steps, loss, diverged: None }
            }
        }
    }

    pub fn parameters(&self, network: usize) -> impl Iterator<Item = f32> {
        of_network(&self.state.parameters, network)
    }

    pub fn numbers(&self, network: usize) -> Vec<f32> {
        let mut numbers: Vec<_> = self.parameters(network).collect();
        if self.standing(network).steps > 0 {
            numbers.extend(self.state.optimizer.iter().flat_map(|list| of_network(list, network)));
        }
        numbers
    }

    pub fn has_reached(&self, epochs: u64) -> bool {
        self.epochs >= epochs || self.stopped.iter().all(Option::is_some)
    }

    /// Trains to the end of the epoch of that number, for as long as `go_on` says so after a batch. Gives whether it got there.
    pub fn train_to(&mut self, epochs: u64, workshop: &mut Workshop, go_on: &mut impl FnMut() -> bool) -> bool {
        while !self.has_reached(epochs) {
            if self.batch == 0 || workshop.settings.shuffle.is_some() {
                workshop.lay_out(self.seeds, self.epochs);
            }
            self.step(workshop);
            if !go_on() {
                return self.has_reached(epochs);
            }
        }
        true
    }

    /// One batch, and the update.
    fn step(&mut self, workshop: &mut Workshop) {
        let measured = workshop.learn(&self.state.parameters, self.batch);
        let mut loss_sums = self.loss_sums;
        let mut is_good = true;
        if workshop.settings.record {
            let samples = workshop.layout.samples_in(self.batch) as f64;
            let penalties = workshop.penalties(&self.state.parameters);
            let losses = measured.into_iter().flat_map(f32x4::to_array);
            for ((sum, loss), penalty) in loss_sums.iter_mut().zip(losses).zip(penalties) {
                *sum += f64::from(loss) * samples + penalty * samples;
                is_good &= sum.is_finite();
            }
        }
        is_good &= workshop.update(&self.state, self.steps + 1, self.epochs);
        if !is_good || self.has_stopped {
            self.stop(loss_sums, &mut workshop.next, &workshop.network);
        }
        self.loss_sums = loss_sums;
        std::mem::swap(&mut self.state, &mut workshop.next);
        self.steps += 1;
        self.batch += 1;
        if self.batch == workshop.layout.len() {
            self.end_epoch(workshop);
        }
    }

    fn end_epoch(&mut self, workshop: &Workshop) {
        self.epochs += 1;
        self.batch = 0;
        let sums = std::mem::take(&mut self.loss_sums);
        if workshop.settings.record {
            self.losses = Some(sums.map(|sum| sum / workshop.layout.count() as f64));
        }
    }

    /// Stops the networks whose `next` state is none, and keeps the state of all that have stopped.
    #[cold]
    fn stop(&mut self, loss_sums: [f64; NETWORKS], next: &mut State, network: &Network) {
        for (at, loss_sum) in loss_sums.into_iter().enumerate() {
            if self.stopped[at].is_some() {
                continue;
            }
            let new: Vec<_> = of_network(&next.parameters, at).collect();
            let Some((index, value)) = out_of_range(&new, loss_sum) else { continue };
            let (step, epoch, parameter) = (self.steps + 1, self.epochs + 1, network.name(index));
            let error = Error::Diverged { step, epoch, parameter, value };
            let loss = self.losses.map(|losses| losses[at]);
            self.stopped[at] = Some(Box::new(Stopped { epochs: self.epochs, steps: self.steps, loss, error }));
            self.has_stopped = true;
        }
        let goes_on = |at: usize| if self.stopped[at].is_some() { 0 } else { u32::MAX };
        let masks = [0, 4].map(|first| f32x4::new([0, 1, 2, 3].map(|lane| f32::from_bits(goes_on(first + lane)))));
        let lists = next.optimizer.iter_mut().zip(&self.state.optimizer);
        for (new, old) in [(&mut next.parameters, &self.state.parameters)].into_iter().chain(lists) {
            for (at, (new, old)) in new.iter_mut().zip(old).enumerate() {
                *new = masks[at % 2].bitselect(*new, *old);
            }
        }
    }
}
