//! A run of training as a panel plays it: a step, an epoch, on to where it is decided, and back.

/// A panel with a run of training in it, whose steps go through the same few rows epoch after epoch.
pub trait Played {
    /// Why a step was not taken.
    type Halt;

    /// Steps in an epoch.
    fn epoch_len(&self) -> usize;

    /// The step shown, from 0.
    fn position(&self) -> usize;

    /// How many steps the run has, which may be more than are shown.
    fn length(&self) -> usize;

    /// The step at which what becomes of the run is decided, once that is known.
    fn verdict_step(&self) -> Option<usize>;

    /// Takes one step of training, or shows the next one already taken.
    ///
    /// # Errors
    /// [`Played::Halt`] when the run can't go on; the state shown is kept.
    fn step(&mut self) -> Result<(), Self::Halt>;

    /// Shows the state after `step` steps of the run, or the last one there is.
    fn seek(&mut self, step: usize);

    /// Back to the start of the run, with the steps taken forgotten.
    fn reset(&mut self);

    /// Steps to the end of the epoch under way.
    ///
    /// # Errors
    /// As [`Played::step`]; the steps before it are kept.
    fn epoch(&mut self) -> Result<(), Self::Halt> {
        loop {
            self.step()?;
            if self.position().is_multiple_of(self.epoch_len()) {
                return Ok(());
            }
        }
    }

    /// Steps on to where the run is decided, or by one epoch when that lies behind.
    ///
    /// # Errors
    /// As [`Played::step`]; the steps before it are kept.
    fn finish(&mut self) -> Result<(), Self::Halt> {
        loop {
            self.epoch()?;
            if self.past_verdict() {
                return Ok(());
            }
        }
    }

    /// The epoch that the step shown belongs to, from 1; 0 at the start.
    fn epochs(&self) -> usize {
        self.position().div_ceil(self.epoch_len())
    }

    /// Whether the step shown is the very one at which the run was decided: the moment to stop and say so.
    fn at_verdict(&self) -> bool {
        self.verdict_step() == Some(self.position())
    }

    /// Whether the run was decided at or before the step shown.
    fn past_verdict(&self) -> bool {
        self.verdict_step().is_some_and(|step| step <= self.position())
    }
}
