//! States of a run that it can go on from.

use super::{Gan, Part, Player, Position, StepMeasures};
use crate::error::{Error, check_length};
use crate::optimizer::State;

/// All that a run goes on from: both networks' parameters, the states of their optimizers, and how far it had come.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    generator: State,
    discriminator: State,
    position: Position,
    measures: StepMeasures,
}

impl Gan {
    /// The state as it is, between two iterations.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            generator: self.generator.save(),
            discriminator: self.discriminator.save(),
            position: self.position,
            measures: self.measures,
        }
    }

    /// Returns to a state of this run, from which it goes on as it did then. A state within an iteration begins an iteration anew.
    ///
    /// # Errors
    /// When the state is one of other networks.
    pub fn restore(&mut self, checkpoint: &Checkpoint) -> Result<(), Error> {
        for (learner, saved) in
            [(&self.generator, &checkpoint.generator), (&self.discriminator, &checkpoint.discriminator)]
        {
            check_length("vectors of parameters", learner.network.parameters.len(), saved.parameters.len())?;
        }
        self.generator.restore(&checkpoint.generator);
        self.discriminator.restore(&checkpoint.discriminator);
        self.position = Position { done: 0, part: Part::Noise, ..checkpoint.position };
        self.measures = checkpoint.measures;
        self.diverged = None;
        Ok(())
    }

    /// All numbers that a network goes on from: its parameters, and after its first step the state of its optimizer. For links.
    pub fn numbers(&self, player: Player) -> Vec<f32> {
        let steps = match player {
            Player::Generator => self.position.generator_steps,
            Player::Discriminator => self.position.discriminator_steps,
        };
        self.learner(player).numbers(steps > 0)
    }

    /// Goes on from the [`Gan::numbers`] that both networks of a run like this one had at a `position`, at the beginning of the next
    /// iteration. With parameters alone an optimizer begins with its initial state.
    ///
    /// # Errors
    /// When there are too many or too few numbers or one is out of range; nothing changes then.
    pub fn go_on_from(&mut self, numbers: [&[f32]; 2], position: Position) -> Result<(), Error> {
        let [generator, discriminator] = numbers;
        let mut changed = self.generator.clone();
        changed.go_on_from(generator)?;
        self.discriminator.go_on_from(discriminator)?;
        self.generator = changed;
        self.position = Position { done: 0, part: Part::Noise, ..position };
        self.measures = StepMeasures::default();
        self.diverged = None;
        Ok(())
    }
}
