//! What all groups learn from, and the room that one after another works in.

use wide::f32x4;

use super::group::NETWORKS;
use super::layout::Layout;
use crate::activation::Activation;
use crate::batches::Batches;
use crate::dense::Dense;
use crate::fit::{SHUFFLING, Settings};
use crate::lanes::{self, Block};
use crate::network::{Network, sums_of_all};
use crate::optimizer::{State, Update};
use crate::pass::back;
use crate::random::Random;
use crate::samples::Samples;

/// The gradients of a parameter: of each four networks one vector for each lane in which a network alone would have its samples.
type Sums = [Block<4>; 2];

/// What all groups learn from, and the room that one after another works in.
#[derive(Clone, Debug)]
pub(super) struct Workshop {
    /// The shape that all have.
    pub network: Network,
    pub settings: Settings,
    pub layout: Layout,
    /// Where a step puts the new state.
    pub next: State,
    samples: Samples,
    /// 1 at the weights, 0 at the biases, in each lane.
    are_weights: Vec<f32x4>,
    /// Whose orders the layout has, and of which epoch.
    laid_out: Option<([u64; NETWORKS], u64)>,
    orders: [Vec<usize>; NETWORKS],
    room: Room,
}

/// The numbers of one portion of samples, and the gradients of a batch.
#[derive(Clone, Debug)]
struct Room {
    /// The outputs of each unit, for up to four samples of each network.
    units: Vec<f32x4>,
    deltas: Vec<f32x4>,
    gradients: Vec<Sums>,
}

impl Workshop {
    pub fn new(network: &Network, samples: Samples, settings: Settings) -> Self {
        let count = network.parameters().len();
        let mut are_weights = vec![f32x4::ZERO; count * 2];
        for layer in network.layers() {
            let weights = layer.weights();
            are_weights[2 * weights.start..2 * weights.end].fill(f32x4::ONE);
        }
        let units = vec![f32x4::ZERO; network.units() * NETWORKS];
        Self {
            layout: Layout::new(&samples, settings.batch_size),
            laid_out: None,
            orders: [const { Vec::new() }; NETWORKS],
            room: Room { deltas: units.clone(), units, gradients: vec![[[f32x4::ZERO; 4]; 2]; count] },
            next: State { parameters: are_weights.clone(), optimizer: settings.optimizer.initial_state(count * 2) },
            are_weights,
            network: network.clone(),
            samples,
            settings,
        }
    }

    /// Ensures that the layout has the orders of these seeds in this epoch, as [`crate::fit::Fit`] has them.
    pub fn lay_out(&mut self, seeds: [u64; NETWORKS], epoch: u64) {
        if self.settings.shuffle.is_none() || self.laid_out == Some((seeds, epoch)) {
            return;
        }
        for (order, seed) in self.orders.iter_mut().zip(seeds) {
            order.clear();
            order.extend(0..self.samples.count());
            Random::stream(seed, SHUFFLING + epoch).shuffle(order);
        }
        self.layout.fill(&self.samples, |place, network| self.orders[network][place]);
        self.laid_out = Some((seeds, epoch));
    }

    /// The gradients over a batch. Gives the loss of each network on it; without recording it has no meaning.
    pub fn learn(&mut self, parameters: &[f32x4], batch: usize) -> [f32x4; 2] {
        let Self { network, settings, layout, room, .. } = self;
        let (parameters, _) = parameters.as_chunks::<2>();
        let batch = (&*layout, batch);
        match network.layers() {
            // What the compiler knows the sizes of takes half the time.
            [hidden, output] if (hidden.inputs, hidden.units, output.units) == (2, 2, 1) => {
                let layers = two_two_one(hidden.activation, output.activation);
                room.learn(&layers, settings, parameters, batch)
            }
            layers => room.learn(layers, settings, parameters, batch),
        }
    }

    /// Puts the state that follows `state` by the gradients into `next`, in an epoch after so many whole ones. Gives whether it is
    /// good for all.
    pub fn update(&mut self, state: &State, number: u64, epochs: u64) -> bool {
        let update = Update {
            optimizer: self.settings.optimizer_after(epochs),
            regularization: self.settings.regularization,
            are_weights: &self.are_weights,
            number,
            gradients: self.room.gradients.as_flattened().as_flattened(),
        };
        let is_good = update.apply_side_by_side((&state.parameters, &state.optimizer), &mut self.next);
        for &index in self.network.frozen() {
            self.next.parameters[2 * index..][..2].copy_from_slice(&state.parameters[2 * index..][..2]);
        }
        is_good
    }

    /// The penalties for the weights of the networks, added up as [`crate::optimizer::Regularization::penalty`] does.
    pub fn penalties(&self, parameters: &[f32x4]) -> [f64; NETWORKS] {
        let regularization = self.settings.regularization;
        if regularization.is_none() {
            return [0.0; NETWORKS];
        }
        let (mut absolute, mut squares) = ([[f32x4::ZERO; 4]; 2], [[f32x4::ZERO; 4]; 2]);
        for (at, (w, is_weight)) in parameters.iter().zip(&self.are_weights).enumerate() {
            let w = *w * *is_weight;
            absolute[at % 2][at / 2 % 4] += w.abs();
            squares[at % 2][at / 2 % 4] += w * w;
        }
        let [absolute, squares] =
            [absolute, squares].map(|sums| sums.map(|sums| lanes::sums_side_by_side(sums).to_array()));
        std::array::from_fn(|at| regularization.weighted(absolute[at / 4][at % 4], squares[at / 4][at % 4]))
    }
}

/// The layers of the smallest network that learns XOR.
#[inline]
fn two_two_one(hidden: Activation, output: Activation) -> [Dense; 2] {
    [
        Dense { inputs: 2, units: 2, activation: hidden, parameters_before: 0, units_before: 0 },
        Dense { inputs: 2, units: 1, activation: output, parameters_before: 6, units_before: 2 },
    ]
}

// Calls would hide the sizes of a network that are known.
#[allow(clippy::inline_always)]
impl Room {
    #[inline(always)]
    fn learn(
        &mut self,
        layers: &[Dense],
        settings: &Settings,
        parameters: &[Block<2>],
        (layout, batch): (&Layout, usize),
    ) -> [f32x4; 2] {
        let (mut measured, mut of_block, mut first) = ([[f32x4::ZERO; 4]; 2], [[f32x4::ZERO; 4]; 2], true);
        layout.each_portion(batch, |members, rows, ends_block| {
            let losses = match members {
                2 => self.learn_portion::<4>(layers, settings, parameters, rows, first),
                3 => self.learn_portion::<6>(layers, settings, parameters, rows, first),
                _ => self.learn_portion::<8>(layers, settings, parameters, rows, first),
            };
            first = false;
            if !settings.record {
                return;
            }
            // Block by block, as a single network adds its losses up.
            for (sum, loss) in of_block.as_flattened_mut().iter_mut().zip(losses.as_flattened()) {
                *sum += *loss;
            }
            if ends_block {
                let block = std::mem::take(&mut of_block);
                for (sum, loss) in measured.as_flattened_mut().iter_mut().zip(block.as_flattened()) {
                    *sum += *loss;
                }
            }
        });
        measured.map(lanes::sums_side_by_side)
    }

    /// Adds what up to four samples say to the gradients, or begins with it. Gives their losses.
    #[inline(always)]
    fn learn_portion<const N: usize>(
        &mut self,
        layers: &[Dense],
        settings: &Settings,
        parameters: &[Block<2>],
        rows: &[f32x4],
        first: bool,
    ) -> [Block<4>; 2] {
        let Settings { loss, record, .. } = *settings;
        let last = &layers[layers.len() - 1];
        let (x, targets, sample_weights) = Batches::parts::<N>(layers[0].inputs, rows);
        let (units, _) = self.units.as_chunks_mut::<N>();
        let (deltas, _) = self.deltas.as_chunks_mut::<N>();
        sums_of_all(layers, parameters, x, units);
        let (outputs, output_deltas) = (&mut units[last.neurons()], &mut deltas[last.neurons()]);
        let losses = loss.backward(last.activation, outputs, targets, sample_weights, output_deltas, record);
        let gradients = (&mut self.gradients[..], first);
        back::<N, true, false, _, _>(layers, parameters, x, (units, deltas), None, gradients, &mut []);
        // The last one stands for the empty lanes.
        let of_lane = |half: usize, lane: usize| losses[half * (N / 2) + lane.min(N / 2 - 1)];
        [0, 1].map(|half| [0, 1, 2, 3].map(|lane| of_lane(half, lane)))
    }
}
