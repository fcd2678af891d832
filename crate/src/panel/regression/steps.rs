//! The run goes on: by a step, an epoch, to its end, and back.

use super::Regression;
use super::data::Unfit;
use super::fields::MOST_STEPS;
use super::run::Run;

/// How many rows one part of a long run looks at, so that the page stays responsive between parts.
const VISITS_A_PART: u64 = 4_000_000;

/// Why a run did not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Nothing can be learned from the data as they are parted.
    Unfit(Unfit),
    /// The next step would take the line out of every sensible range.
    Diverged,
    /// The run has taken as many steps as it may.
    TooManySteps,
}

impl Regression {
    /// One step: a batch, and the update.
    ///
    /// # Errors
    /// Why it was not taken.
    pub fn step(&mut self) -> Result<(), Halt> {
        let run = self.run.as_mut().map_err(|unfit| Halt::Unfit(*unfit))?;
        let taken = if run.steps() < MOST_STEPS { run.step() } else { return Err(Halt::TooManySteps) };
        self.settings.steps = u32::try_from(run.steps()).unwrap_or(u32::MAX);
        if taken { Ok(()) } else { Err(Halt::Diverged) }
    }

    /// As many steps, or fewer when the planned epochs end before.
    ///
    /// # Errors
    /// As [`Regression::step`]; the steps before it are kept.
    pub fn advance(&mut self, steps: u64) -> Result<(), Halt> {
        let now = self.position();
        let end = now.checked_div(self.planned()).map_or(u64::MAX, |runs| (runs + 1) * self.planned());
        self.go_on_to(end.min(now.saturating_add(steps)))
    }

    /// Steps to the end of the epoch under way.
    ///
    /// # Errors
    /// As [`Regression::step`]; the steps before it are kept.
    pub fn epoch(&mut self) -> Result<(), Halt> {
        let to = self.run().map_err(Halt::Unfit)?.next_epoch();
        self.go_on_to(to)
    }

    /// Goes on to the end of all planned epochs, or by as many again when these lie behind. Of a long run only a part is
    /// done at a time: see [`Regression::unfinished`].
    ///
    /// # Errors
    /// As [`Regression::step`]; the steps before it are kept.
    pub fn finish(&mut self) -> Result<(), Halt> {
        let run = self.run().map_err(Halt::Unfit)?;
        let (planned, now, rows) = (self.planned(), run.steps(), run.batch_size());
        if !self.unfinished() {
            self.finish = now.checked_div(planned).map_or(now, |runs| (runs + 1) * planned);
        }
        let part = (VISITS_A_PART / rows).max(1);
        self.go_on_to(self.finish.min(now + part))
    }

    /// Whether [`Regression::finish`] has begun work that it has not ended.
    pub fn unfinished(&self) -> bool {
        self.position() < self.finish && self.run().is_ok_and(|run| run.diverged().is_none())
    }

    /// Gives up the work that [`Regression::finish`] has begun.
    pub fn pause(&mut self) {
        self.finish = 0;
    }

    fn go_on_to(&mut self, to: u64) -> Result<(), Halt> {
        let run = self.run.as_mut().map_err(|unfit| Halt::Unfit(*unfit))?;
        let good = run.go_on_to(to.min(MOST_STEPS));
        self.settings.steps = u32::try_from(run.steps()).unwrap_or(u32::MAX);
        match (good, to > MOST_STEPS) {
            (false, _) => Err(Halt::Diverged),
            (true, true) => Err(Halt::TooManySteps),
            (true, false) => Ok(()),
        }
    }

    /// Whether the step shown ends the planned epochs: the moment to stop and look.
    pub fn at_end(&self) -> bool {
        let (planned, now) = (self.planned(), self.position());
        planned > 0 && now > 0 && now.is_multiple_of(planned)
    }

    /// Shows the state after `step` steps of the run, or the last one there is.
    pub fn seek(&mut self, step: u64) {
        let furthest = self.run.as_ref().map_or(0, Run::furthest);
        self.show(step.min(furthest));
    }

    /// Back to the start of the run, with the steps taken forgotten.
    pub fn reset(&mut self) {
        self.pause();
        self.run = Run::new(&self.settings, &self.data);
        self.settings.steps = 0;
    }
}
