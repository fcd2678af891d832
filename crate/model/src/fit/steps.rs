//! The way on: sample by sample, batch by batch, epoch by epoch.

use wide::bytemuck::cast_slice;
use wide::f32x4;

use super::{Fit, Position, SHUFFLING, update};
use crate::error::Error;
use crate::lanes;
use crate::limits::MAX_MAGNITUDE;
use crate::optimizer::Optimizer;
use crate::random::Random;

impl Fit {
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
        let optimizer = self.settings.optimizer_after(self.position.epochs);
        let (Some(line), Optimizer::Sgd { rate, momentum: 0.0 }) = (self.line, optimizer) else {
            return false;
        };
        let is_plain = self.settings.regularization.is_none() && self.network.frozen().is_empty();
        if !is_plain || self.position.batch + self.position.sample > 0 || self.diverged.is_some() {
            return false;
        }
        self.lay_out();
        #[allow(clippy::cast_possible_truncation)] // a setting is double precision, arithmetic is single
        let (loss_sum, steps) = line.epoch(self.network.parameters_mut(), rate as f32, &self.batches);
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
        let mut measured = f32x4::ZERO;
        if let Some(line) = self.line {
            measured = line.learn(self.network.parameters(), &self.batches, batch, &mut self.pass.gradients);
        } else {
            let (layers, parameters) = (self.network.layers(), &self.network.parameters);
            let (mut place, steps) = (0, self.position.steps);
            for block in self.batches.blocks(batch) {
                if let Some(dropout) = self.settings.dropout {
                    self.pass.drop_outputs(layers, dropout, steps, place, block.0);
                }
                measured += self.pass.learn(layers, parameters, self.settings.loss, block, place == 0, measure);
                place += 4 * block.0;
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
        if let Some(dropout) = self.settings.dropout {
            self.pass.drop_outputs(layers, dropout, self.position.steps, sample / 4 * 4, 1);
        }
        let measured = self.pass.learn(layers, parameters, loss, (1, &self.single), sample == 0, self.settings.record);
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

    /// The samples of the last batch done, by their numbers, in order. Empty before the first batch, and where a run has gone back
    /// to a state and made no batch since.
    pub fn last_batch(&self) -> &[usize] {
        let Position { epochs, batch, .. } = self.position;
        let (epoch, batch) = match (epochs, batch) {
            (0, 0) => return &[],
            (epochs, 0) => (epochs - 1, self.batches.len() - 1),
            (epochs, batch) => (epochs, batch - 1),
        };
        if self.settings.shuffle.is_some() && self.laid_out != Some(epoch) {
            return &[];
        }
        let first = batch * self.settings.batch_size.min(self.samples.count());
        &self.order[first..][..self.batches.samples_in(batch)]
    }

    fn refuse_after_divergence(&self) -> Result<(), Error> {
        match &self.diverged {
            None => Ok(()),
            Some(error) => Err(error.clone()),
        }
    }

    /// Ensures that the batches have the order of the epoch under way.
    #[inline]
    fn lay_out(&mut self) {
        if let Some(seed) = self.settings.shuffle
            && self.laid_out != Some(self.position.epochs)
        {
            self.shuffle(seed);
        }
    }

    fn shuffle(&mut self, seed: u64) {
        let epoch = self.position.epochs;
        // From the samples' own order each time, so that the order of an epoch does not depend on the epochs before.
        self.sort_order();
        Random::stream(seed, SHUFFLING + epoch).shuffle(&mut self.order);
        self.batches.fill(&self.samples, |place| self.order[place]);
        self.laid_out = Some(epoch);
    }

    pub(super) fn sort_order(&mut self) {
        for (place, sample) in self.order.iter_mut().enumerate() {
            *sample = place;
        }
    }

    /// The update at a batch's end, the epoch's end when it was the last one.
    fn update(&mut self) -> Result<(), Error> {
        if self.settings.record && !self.settings.regularization.is_none() {
            let penalty = self.settings.regularization.penalty(&self.network.parameters, &self.are_weights);
            self.position.batch_loss += penalty * self.batches.samples_in(self.position.batch) as f64;
        }
        let update = update(&self.settings, &self.are_weights, self.position, &self.pass);
        let is_good = update.apply((&self.network.parameters, &self.optimizer_state), &mut self.next);
        self.network.keep_frozen(&mut self.next.parameters);
        let loss_sum = self.position.loss_sum + std::mem::take(&mut self.position.batch_loss);
        if !is_good || !loss_sum.is_finite() {
            self.stop_if_diverged(loss_sum)?;
        }
        self.position.loss_sum = loss_sum;
        std::mem::swap(&mut self.network.parameters, &mut self.next.parameters);
        std::mem::swap(&mut self.optimizer_state, &mut self.next.optimizer);
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
        let Some((index, value)) = out_of_range(new, loss_sum) else { return Ok(()) };
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
}

/// Which of the `new` parameters is out of range, and its value as a finite number; where none is but the loss is no number, the
/// greatest one.
pub(crate) fn out_of_range(new: &[f32], loss_sum: f64) -> Option<(usize, f32)> {
    let bad = |value: f32| value.is_nan() || value.abs() > MAX_MAGNITUDE;
    let greatest = || (0..new.len()).max_by(|&a, &b| new[a].abs().total_cmp(&new[b].abs()));
    let overflow = || if loss_sum.is_finite() { None } else { greatest() };
    let index = new.iter().position(|value| bad(*value)).or_else(overflow)?;
    Some((index, if new[index].is_nan() { f32::MAX } else { new[index].clamp(f32::MIN, f32::MAX) }))
}
