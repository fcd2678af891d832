//! States that a run can return to, and go on from.

use wide::bytemuck::{cast_slice, cast_slice_mut};
use wide::f32x4;

use super::{Fit, Position};
use crate::error::{Error, check_length, check_values};
use crate::optimizer::State;

/// A state to return to: parameters, the state of the optimizer and the position of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    state: State,
    position: Position,
}

impl Fit {
    /// The present state, to return to.
    pub fn checkpoint(&self) -> Checkpoint {
        let state = State { parameters: self.network.parameters.clone(), optimizer: self.optimizer_state.clone() };
        Checkpoint { state, position: self.position }
    }

    /// All numbers that the run goes on from: the parameters, and after the first step the state of the optimizer.
    pub fn numbers(&self) -> Vec<f32> {
        let count = self.network.parameters().len();
        let lists = self.optimizer_state.iter().map(|list| cast_slice::<_, f32>(list));
        let used = lists.filter(|list| list.len() >= count).flat_map(|list| &list[..count]);
        let mut numbers = self.network.parameters().to_vec();
        if self.position.steps > 0 {
            numbers.extend(used);
        }
        numbers
    }

    /// Goes on from the `numbers` that a run like this one had after so many epochs and steps, at the beginning of the next epoch.
    /// With parameters alone the optimizer begins with its initial state.
    ///
    /// # Errors
    /// When there are too many or too few numbers or one is out of range; nothing changes then.
    pub fn go_on_from(&mut self, numbers: &[f32], epochs: u64, steps: u64) -> Result<(), Error> {
        let count = self.network.parameters().len();
        let (parameters, rest) = numbers.split_at(count.min(numbers.len()));
        let lists = self.optimizer_state.iter().filter(|list| !list.is_empty()).count();
        if !rest.is_empty() {
            check_length("numbers of a run", count * (1 + lists), numbers.len())?;
            check_values("Number", rest)?;
        }
        self.network.set_parameters(parameters)?;
        for (at, list) in self.optimizer_state.iter_mut().filter(|list| !list.is_empty()).enumerate() {
            list.fill(f32x4::ZERO);
            if !rest.is_empty() {
                cast_slice_mut::<_, f32>(list)[..count].copy_from_slice(&rest[at * count..][..count]);
            }
        }
        self.position = Position { epochs, steps, ..Position::default() };
        self.history.clear();
        self.diverged = None;
        Ok(())
    }

    /// Returns to a state of this run, from which it goes on as it did then. A state in the middle of a batch returns to the
    /// beginning of the batch.
    ///
    /// # Errors
    /// When the state has another number of parameters.
    pub fn restore(&mut self, checkpoint: &Checkpoint) -> Result<(), Error> {
        check_length("vectors of parameters", self.network.parameters.len(), checkpoint.state.parameters.len())?;
        self.network.parameters.copy_from_slice(&checkpoint.state.parameters);
        for (list, old) in self.optimizer_state.iter_mut().zip(&checkpoint.state.optimizer) {
            if list.len() == old.len() {
                list.copy_from_slice(old);
            } else {
                list.fill(f32x4::ZERO);
            }
        }
        self.position = Position { sample: 0, batch_loss: 0.0, ..checkpoint.position };
        self.history.truncate(self.position.epochs);
        self.diverged = None;
        Ok(())
    }

    /// Begins the run again from `parameters`, with the initial state of the optimizer.
    ///
    /// # Errors
    /// As [`Network::set_parameters`]; nothing changes then.
    pub fn restart(&mut self, parameters: &[f32]) -> Result<(), Error> {
        self.network.set_parameters(parameters)?;
        for list in &mut self.optimizer_state {
            list.fill(f32x4::ZERO);
        }
        self.position = Position::default();
        self.history.clear();
        self.diverged = None;
        Ok(())
    }
}
