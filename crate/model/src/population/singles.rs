//! Networks that learn one after another, where four can't learn side by side.

use super::Standing;
use crate::dropout::Dropout;
use crate::error::Error;
use crate::fit::{Fit, Settings};

/// One network: all that it goes on from.
#[derive(Clone, Debug)]
pub(super) struct Single {
    seed: u64,
    numbers: Vec<f32>,
    epochs: u64,
    steps: u64,
    loss: Option<f64>,
    diverged: Option<Error>,
}

/// The networks, and the one fit in which each has its turn.
#[derive(Clone, Debug)]
pub(super) struct Singles {
    fit: Fit,
    pub members: Vec<Single>,
}

impl Single {
    pub fn new(seed: u64, parameters: Vec<f32>) -> Self {
        Self { seed, numbers: parameters, epochs: 0, steps: 0, loss: None, diverged: None }
    }

    fn has_reached(&self, epochs: u64) -> bool {
        self.epochs >= epochs || self.diverged.is_some()
    }

    fn train_to(&mut self, epochs: u64, fit: &mut Fit, go_on: &mut impl FnMut() -> bool) -> Result<(), Error> {
        let settings = *fit.settings();
        let dropout = settings.dropout.map(|dropout| Dropout { seed: self.seed, ..dropout });
        fit.set_settings(Settings { shuffle: settings.shuffle.map(|_| self.seed), dropout, ..settings })?;
        fit.go_on_from(&self.numbers, self.epochs, self.steps)?;
        let mut trained = Ok(());
        while fit.position().epochs < epochs {
            trained = fit.epoch();
            if trained.is_err() || !go_on() {
                break;
            }
        }
        let position = fit.position();
        self.numbers = fit.numbers();
        (self.epochs, self.steps) = (position.epochs, position.steps);
        self.loss = fit.history().entries().last().map(|entry| entry.loss).or(self.loss);
        trained
    }
}

impl Singles {
    pub fn new(fit: Fit, members: Vec<Single>) -> Self {
        Self { fit, members }
    }

    pub fn standing(&self, number: usize) -> Standing<'_> {
        let Single { epochs, steps, loss, diverged, .. } = &self.members[number];
        Standing { epochs: *epochs, steps: *steps, loss: *loss, diverged: diverged.as_ref() }
    }

    pub fn numbers(&self, number: usize) -> &[f32] {
        &self.members[number].numbers
    }

    pub fn has_reached(&self, epochs: u64) -> bool {
        self.members.iter().all(|member| member.has_reached(epochs))
    }

    /// Trains each to that epoch, for as long as `go_on` says so after an epoch of one. Gives whether all got there.
    pub fn train_to(&mut self, epochs: u64, go_on: &mut impl FnMut() -> bool) -> bool {
        for member in self.members.iter_mut().filter(|member| !member.has_reached(epochs)) {
            let mut goes_on = true;
            member.diverged = member
                .train_to(epochs, &mut self.fit, &mut || {
                    goes_on = go_on();
                    goes_on
                })
                .err();
            if !goes_on {
                break;
            }
        }
        self.has_reached(epochs)
    }
}
