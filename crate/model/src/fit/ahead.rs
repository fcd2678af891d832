//! The step that comes next, worked out and not made: its batch, its gradients, and what becomes of every parameter.

use wide::bytemuck::cast_slice;
use wide::f32x4;

use super::{Fit, SHUFFLING, out_of_range, update};
use crate::batches::Batches;
use crate::curves::GradientSizes;
use crate::dropout::Dropout;
use crate::lanes;
use crate::network::Network;
use crate::optimizer::{Optimizer, OptimizerState, Regularization, State};
use crate::pass::Pass;
use crate::random::Random;

/// What a step does, to the bit as [`Fit::step`] makes it. Lists are in the order of [`Network::parameters`].
#[derive(Clone, Debug, PartialEq)]
pub struct Ahead {
    /// The network before it.
    pub network: Network,
    /// The samples of its batch, by their numbers among the training samples, in order.
    pub batch: Vec<usize>,
    /// The loss of the batch, without the penalty for weights.
    pub loss: f64,
    /// The gradients of that loss.
    pub gradients: Vec<f32>,
    /// The rule that moves the parameters, with the rate of this step.
    pub optimizer: Optimizer,
    /// Which outputs of hidden layers it drops.
    pub dropout: Option<Dropout>,
    /// The penalty for weights.
    pub regularization: Regularization,
    /// Which update it is, from 1.
    pub number: u64,
    /// What the optimizer remembers before the step and after it: the velocity, or Adam's m and v. A list that it has no use for
    /// is empty.
    pub memory: [[Vec<f32>; 2]; 2],
    /// The parameters after the step.
    pub parameters: Vec<f32>,
    /// Whether they and the loss are all in range. If not, [`Fit::step`] refuses the step.
    pub is_good: bool,
}

impl Fit {
    /// The step that comes next. Within a batch it is the step at the batch's end, for which the whole batch is gone through.
    pub fn ahead(&self) -> Ahead {
        let batch = self.batch_ahead();
        let (loss, pass) = self.pass_over(&batch, self.settings.dropout);
        let count = self.network.parameters().len();
        let mut next = State { parameters: self.network.parameters.clone(), optimizer: self.optimizer_state.clone() };
        let update = update(&self.settings, &self.are_weights, self.position, &pass);
        update.apply((&self.network.parameters, &self.optimizer_state), &mut next);
        let list = |list: &Vec<f32x4>| cast_slice::<_, f32>(list)[..count.min(4 * list.len())].to_vec();
        let lists = |state: &OptimizerState| state.each_ref().map(list);
        let mut parameters = list(&next.parameters);
        for &index in self.network.frozen() {
            parameters[index] = self.network.parameters()[index];
        }
        Ahead {
            network: self.network.clone(),
            loss,
            gradients: pass.summed(count),
            optimizer: update.optimizer,
            dropout: self.settings.dropout,
            regularization: update.regularization,
            number: update.number,
            memory: [lists(&self.optimizer_state), lists(&next.optimizer)],
            is_good: out_of_range(&parameters, loss).is_none(),
            parameters,
            batch,
        }
    }

    /// How large the gradients of the step are that comes next, without the penalty for weights.
    pub fn gradient_sizes_ahead(&self) -> GradientSizes {
        self.pass_over(&self.batch_ahead(), self.settings.dropout).1.gradient_sizes(self.network.layers())
    }

    /// How large the gradients of the loss over all training samples are, without the penalty for weights.
    pub fn gradient_sizes_over_all(&self) -> GradientSizes {
        let all: Vec<_> = (0..self.samples.count()).collect();
        self.pass_over(&all, None).1.gradient_sizes(self.network.layers())
    }

    /// The samples of the batch under way. The order of an epoch that has not begun is drawn and not kept.
    fn batch_ahead(&self) -> Vec<usize> {
        let first = self.position.batch * self.settings.batch_size.min(self.samples.count());
        let here = first..first + self.batches.samples_in(self.position.batch);
        match self.settings.shuffle {
            Some(seed) if self.laid_out != Some(self.position.epochs) => {
                let mut order: Vec<_> = (0..self.samples.count()).collect();
                Random::stream(seed, SHUFFLING + self.position.epochs).shuffle(&mut order);
                order[here].to_vec()
            }
            _ => self.order[here].to_vec(),
        }
    }

    /// The loss over a batch of samples, and the pass with its gradients.
    fn pass_over(&self, batch: &[usize], dropout: Option<Dropout>) -> (f64, Pass) {
        let batches = Batches::new(&self.samples.some(batch), batch.len());
        let mut pass = Pass::new(&self.network);
        let (layers, parameters) = (self.network.layers(), &self.network.parameters[..]);
        let (mut measured, mut place) = (f32x4::ZERO, 0);
        for block in batches.blocks(0) {
            if let Some(dropout) = dropout {
                pass.drop_outputs(layers, dropout, self.position.steps, place, block.0);
            }
            measured += pass.learn(layers, parameters, self.settings.loss, block, place == 0, true);
            place += 4 * block.0;
        }
        (f64::from(lanes::sum(measured)), pass)
    }
}
