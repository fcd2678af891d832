//! Many networks of one shape that learn the same samples by the same settings, each from its own seed.
//!
//! Eight of them share vectors, a network a lane ([`group`]): nothing is added up across lanes, and the arithmetic of each is that of
//! [`super::fit::Fit`] in the same order. So each has, to the bit, the parameters and losses of a single run with its seed. What can't
//! be learned side by side is learned one after another ([`singles`]).

mod group;
mod layout;
mod singles;
mod workshop;

use super::error::{Error, check_size};
use super::fit::{Fit, Settings};
use super::init::Init;
use super::line::Line;
use super::network::Network;
use super::samples::Samples;
use group::{Group, NETWORKS};
use singles::{Single, Singles};
use workshop::Workshop;

/// The most networks.
pub const MAX_NETWORKS: usize = 10_000;

/// Networks that learn side by side.
#[derive(Clone, Debug)]
pub struct Population {
    seeds: Vec<u64>,
    parameters: usize,
    machine: Machine,
}

/// How they learn.
#[derive(Clone, Debug)]
enum Machine {
    /// Eight at a time, with what they work with.
    Groups(Vec<Group>, Box<Workshop>),
    /// One at a time.
    Singles(Box<Singles>),
}

/// The states of all networks, to return to.
#[derive(Clone, Debug)]
pub struct Checkpoint(States);

#[derive(Clone, Debug)]
enum States {
    Groups(Vec<Group>),
    Singles(Vec<Single>),
}

/// Where a network stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<'a> {
    /// Whole epochs done.
    pub epochs: u64,
    /// Updates done.
    pub steps: u64,
    /// The training loss of its last epoch as [`super::history::Entry`] has it; nothing before the first, or where losses are not
    /// recorded.
    pub loss: Option<f64>,
    /// Why it was stopped, if it diverged: its state is the last good one.
    pub diverged: Option<&'a Error>,
}

impl Population {
    /// Networks like `network`, whose parameters do not matter and whose frozen ones stay frozen: each with the initial weights of
    /// one of the `seeds`, and, where the settings shuffle or drop outputs with any seed, with that of its own.
    ///
    /// # Errors
    /// As [`Fit::new`], and when there are no seeds or more than [`MAX_NETWORKS`].
    ///
    /// # Example
    /// ```
    /// use perceptron_model::{activation::Activation, fit::{Fit, Settings}, init::Init, loss::Loss};
    /// use perceptron_model::{network::Network, optimizer::Optimizer, population::Population, samples::Samples};
    /// let mut network = Network::new(&[2, 2, 1], &[Activation::Tanh, Activation::Sigmoid])?;
    /// let samples = Samples::new(2, &[0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0], &[0.0, 1.0, 1.0, 0.0])?;
    /// let settings = Settings::new(Loss::MeanSquared, Optimizer::sgd(0.5), 4);
    /// let mut hundred = Population::new(&network, Init::GlorotUniform, &(1..=100).collect::<Vec<_>>(), samples.clone(), settings)?;
    /// hundred.run(50);
    /// Init::GlorotUniform.apply(&mut network, 7);
    /// let mut seventh = Fit::new(network, samples, None, settings)?;
    /// seventh.run(50, |_| true)?;
    /// assert_eq!(hundred.parameters(6), seventh.network().parameters());
    /// # Ok::<(), perceptron_model::error::Error>(())
    /// ```
    pub fn new(
        network: &Network,
        init: Init,
        seeds: &[u64],
        samples: Samples,
        settings: Settings,
    ) -> Result<Self, Error> {
        check_size("The number of networks", seeds.len(), MAX_NETWORKS)?;
        let begun = |seed: u64| {
            let mut network = network.clone();
            init.apply(&mut network, seed);
            network
        };
        let single = Fit::new(begun(seeds[0]), samples, None, settings)?;
        let machine = if learns_in_lanes(network, &settings) {
            let groups = seeds.chunks(NETWORKS).map(|seeds| {
                // Lanes that are left over repeat the last network.
                let seeds: [u64; NETWORKS] = std::array::from_fn(|lane| seeds[lane.min(seeds.len() - 1)]);
                Group::new(&seeds.map(begun), &settings, seeds)
            });
            Machine::Groups(groups.collect(), Box::new(Workshop::new(network, single.samples().clone(), settings)))
        } else {
            let members = seeds.iter().map(|&seed| Single::new(seed, begun(seed).parameters().to_vec())).collect();
            Machine::Singles(Box::new(Singles::new(single, members)))
        };
        Ok(Self { seeds: seeds.to_vec(), parameters: network.parameters().len(), machine })
    }

    /// The seeds, one a network.
    pub fn seeds(&self) -> &[u64] {
        &self.seeds
    }

    /// Where network `number`, from 0, stands.
    pub fn standing(&self, number: usize) -> Standing<'_> {
        match &self.machine {
            Machine::Groups(groups, _) => groups[number / NETWORKS].standing(number % NETWORKS),
            Machine::Singles(singles) => singles.standing(number),
        }
    }

    /// The parameters of network `number`, in the order of [`Network::parameters`].
    pub fn parameters(&self, number: usize) -> Vec<f32> {
        match &self.machine {
            Machine::Groups(groups, _) => groups[number / NETWORKS].parameters(number % NETWORKS).collect(),
            Machine::Singles(singles) => singles.numbers(number)[..self.parameters].to_vec(),
        }
    }

    /// All numbers that network `number` goes on from, as [`Fit::numbers`] has them.
    pub fn numbers(&self, number: usize) -> Vec<f32> {
        match &self.machine {
            Machine::Groups(groups, _) => groups[number / NETWORKS].numbers(number % NETWORKS),
            Machine::Singles(singles) => singles.numbers(number).to_vec(),
        }
    }

    /// Whether all networks have done so many epochs, but for those that have diverged.
    pub fn has_reached(&self, epochs: u64) -> bool {
        match &self.machine {
            Machine::Groups(groups, _) => groups.iter().all(|group| group.has_reached(epochs)),
            Machine::Singles(singles) => singles.has_reached(epochs),
        }
    }

    /// Trains each network until it has done so many `epochs` in all, for as long as `go_on` says so: it is asked after each batch of
    /// each eight. A batch and an epoch under way go on the next time. Gives whether all have got there.
    pub fn train_to(&mut self, epochs: u64, mut go_on: impl FnMut() -> bool) -> bool {
        match &mut self.machine {
            Machine::Groups(groups, workshop) => {
                groups.iter_mut().all(|group| group.train_to(epochs, workshop, &mut go_on))
            }
            Machine::Singles(singles) => singles.train_to(epochs, &mut go_on),
        }
    }

    /// The present states, to return to.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint(match &self.machine {
            Machine::Groups(groups, _) => States::Groups(groups.clone()),
            Machine::Singles(singles) => States::Singles(singles.members.clone()),
        })
    }

    /// Returns to states of this population, from which it goes on as it did then.
    pub fn restore(&mut self, checkpoint: &Checkpoint) {
        match (&mut self.machine, &checkpoint.0) {
            (Machine::Groups(groups, _), States::Groups(saved)) => groups.clone_from(saved),
            (Machine::Singles(singles), States::Singles(saved)) => singles.members.clone_from(saved),
            // Of another population.
            _ => {}
        }
    }

    /// Trains each network for so many more epochs.
    pub fn run(&mut self, epochs: u64) {
        let standings = (0..self.seeds.len()).map(|number| self.standing(number));
        let done = standings.filter(|standing| standing.diverged.is_none()).map(|standing| standing.epochs).max();
        self.train_to(done.unwrap_or(0) + epochs, || true);
    }
}

/// Whether networks can learn by these settings in the lanes of vectors. A line alone has an arithmetic of its own, and dropout
/// would take masks for each network.
fn learns_in_lanes(network: &Network, settings: &Settings) -> bool {
    // Without `..`, so that a setting that is added here is thought of here.
    let Settings { loss, dropout, optimizer: _, schedule: _, regularization: _, batch_size: _, shuffle: _, record: _ } =
        *settings;
    dropout.is_none() && Line::new(network.layers(), loss).is_none()
}
