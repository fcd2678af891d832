//! One of the two networks, with all that its training needs.

use wide::bytemuck::{cast_slice, cast_slice_mut};
use wide::f32x4;

use super::{Diverged, Player};
use crate::error::{Error, check_length, check_values};
use crate::lanes;
use crate::limits::MAX_MAGNITUDE;
use crate::network::Network;
use crate::optimizer::{Optimizer, OptimizerState, Regularization, State, Update};
use crate::pass::Pass;

/// A network with its optimizer.
#[derive(Clone, Debug)]
pub(super) struct Learner {
    pub network: Network,
    pub optimizer: Optimizer,
    pub state: OptimizerState,
    /// Where a step puts the new parameters and the new state of the optimizer. A good step then swaps them with the old ones.
    next: State,
    pub pass: Pass,
    /// No weight is penalized here, but an update asks for them.
    are_weights: Vec<f32x4>,
}

impl Learner {
    pub fn new(network: Network, optimizer: Optimizer) -> Self {
        let vectors = network.parameters.len();
        let state = optimizer.initial_state(vectors);
        Self {
            next: State { parameters: network.parameters.clone(), optimizer: state.clone() },
            state,
            pass: Pass::new(&network),
            are_weights: vec![f32x4::ZERO; vectors],
            network,
            optimizer,
        }
    }

    /// Goes on with another optimizer. Another kind begins with its initial state.
    pub fn set_optimizer(&mut self, optimizer: Optimizer) {
        let fresh = optimizer.initial_state(self.network.parameters.len());
        if fresh.each_ref().map(Vec::len) != self.state.each_ref().map(Vec::len) {
            self.next.optimizer.clone_from(&fresh);
            self.state = fresh;
        }
        self.optimizer = optimizer;
    }

    /// The length of the gradient that the pass has, over all parameters.
    pub fn gradient_length(&self) -> f64 {
        let (groups, _) = self.pass.gradients.as_chunks::<4>();
        let mut squares = f32x4::ZERO;
        for group in groups {
            let gradients = lanes::sums(*group);
            squares += gradients * gradients;
        }
        f64::from(lanes::sum(squares)).sqrt()
    }

    /// The gradients that the pass has, in the order of [`Network::parameters`].
    pub fn gradients(&self) -> Vec<f32> {
        let (groups, _) = self.pass.gradients.as_chunks::<4>();
        let sums = groups.iter().flat_map(|group| lanes::sums(*group).to_array());
        sums.take(self.network.parameters().len()).collect()
    }

    /// One update by the gradients that the pass has: the one of this `number`, from 1.
    ///
    /// # Errors
    /// When a parameter would be out of range, or the `loss` is no number: the state before is kept.
    pub fn update(&mut self, number: u64, loss: f64, player: Player, iteration: u64) -> Result<(), Diverged> {
        let update = Update {
            optimizer: self.optimizer,
            regularization: Regularization::default(),
            are_weights: &self.are_weights,
            number,
            gradients: &self.pass.gradients,
        };
        let is_good = update.apply((&self.network.parameters, &self.state), &mut self.next);
        if !is_good || !loss.is_finite() {
            return Err(self.diverged(player, iteration));
        }
        self.network.keep_frozen(&mut self.next.parameters);
        std::mem::swap(&mut self.network.parameters, &mut self.next.parameters);
        std::mem::swap(&mut self.state, &mut self.next.optimizer);
        Ok(())
    }

    /// The parameter that is out of range, else the greatest.
    #[cold]
    fn diverged(&self, player: Player, iteration: u64) -> Diverged {
        let new: &[f32] = &cast_slice(&self.next.parameters)[..self.network.parameters().len()];
        let bad = |value: f32| value.is_nan() || value.abs() > MAX_MAGNITUDE;
        let greatest = || (0..new.len()).max_by(|&a, &b| new[a].abs().total_cmp(&new[b].abs()));
        let index = new.iter().position(|value| bad(*value)).or_else(greatest).unwrap_or(0);
        let value = if new[index].is_nan() { f32::MAX } else { new[index].clamp(f32::MIN, f32::MAX) };
        Diverged { player, iteration, parameter: self.network.name(index), value }
    }

    /// Takes the parameters and the state of the optimizer of a checkpoint of this learner.
    pub fn restore(&mut self, saved: &State) {
        self.network.parameters.copy_from_slice(&saved.parameters);
        for (list, old) in self.state.iter_mut().zip(&saved.optimizer) {
            if list.len() == old.len() {
                list.copy_from_slice(old);
            } else {
                list.fill(f32x4::ZERO);
            }
        }
    }

    pub fn save(&self) -> State {
        State { parameters: self.network.parameters.clone(), optimizer: self.state.clone() }
    }

    /// The parameters, and where `has_learned` the state of the optimizer.
    pub fn numbers(&self, has_learned: bool) -> Vec<f32> {
        let count = self.network.parameters().len();
        let mut numbers = self.network.parameters().to_vec();
        if has_learned {
            let lists = self.state.iter().map(|list| cast_slice::<_, f32>(list));
            numbers.extend(lists.filter(|list| list.len() >= count).flat_map(|list| &list[..count]));
        }
        numbers
    }

    /// Goes on from what [`Learner::numbers`] gave; with parameters alone the optimizer begins with its initial state.
    ///
    /// # Errors
    /// When there are too many or too few numbers or one is out of range; nothing changes then.
    pub fn go_on_from(&mut self, numbers: &[f32]) -> Result<(), Error> {
        let count = self.network.parameters().len();
        let (parameters, rest) = numbers.split_at(count.min(numbers.len()));
        let lists = self.state.iter().filter(|list| !list.is_empty()).count();
        if !rest.is_empty() {
            check_length("numbers of a run", count * (1 + lists), numbers.len())?;
            check_values("Number", rest)?;
        }
        self.network.set_parameters(parameters)?;
        for (at, list) in self.state.iter_mut().filter(|list| !list.is_empty()).enumerate() {
            list.fill(f32x4::ZERO);
            if !rest.is_empty() {
                cast_slice_mut::<_, f32>(list)[..count].copy_from_slice(&rest[at * count..][..count]);
            }
        }
        Ok(())
    }
}
