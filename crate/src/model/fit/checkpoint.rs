//! Where a run can go back to, and go on from.

use wide::bytemuck::{cast_slice, cast_slice_mut};
use wide::f32x4;

use super::{Fit, Position};
use crate::model::error::{Error, check_length, check_values};
use crate::model::optimizer::State;

/// A state to come back to: parameters, the optimizer's memory and the place in the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    state: State,
    position: Position,
}

impl Fit {
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
}
