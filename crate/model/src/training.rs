//! Training one perceptron, sample after sample, until it converges or is seen to run in circles.
//!
//! If a line separates the samples, the perceptron rule finds one after finitely many updates (Rosenblatt's convergence
//! theorem, proved by Novikoff in 1962). If none does, the weights stay bounded for ever (the cycling theorem, Block and
//! Levin 1970). Here every weight is a whole number of hundredths, so a bounded run has finitely many states, must come
//! back to one of them, and from there repeats itself. Each run therefore ends in one of the two verdicts below.

use std::collections::HashMap;

use super::decimal::Decimal;
use super::perceptron::{Perceptron, Sample, TieRule, Update};

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A whole epoch changed nothing, so no later epoch will. Epochs count from 1.
    Converged {
        /// The first epoch that changed nothing.
        epoch: usize,
    },
    /// An epoch ended in the state that an earlier one had ended in, so everything since then repeats for ever.
    Cycles {
        /// The epoch that first ended in the repeated state; 0 is the start of the run.
        first: usize,
        /// How many epochs one turn takes.
        length: usize,
    },
}

/// A run of the perceptron rule over `samples` in their order, with all that happened kept for looking back.
#[derive(Clone, Debug)]
pub struct Training {
    samples: Vec<Sample>,
    rate: Decimal,
    tie: TieRule,
    /// The perceptron before the first step and after each: `states[k]` is the state after k steps.
    states: Vec<Perceptron>,
    /// `best[k]`: the most rows right in `states[..=k]`.
    best: Vec<usize>,
    /// For each state that ended an epoch, which epoch did so first.
    ends: HashMap<Perceptron, usize>,
    verdict: Option<Verdict>,
}

impl Training {
    /// A run that starts from `start`, with learning rate `rate` (η) on at least one sample.
    pub fn new(start: Perceptron, samples: &[Sample], rate: Decimal, tie: TieRule) -> Self {
        Self {
            samples: samples.to_vec(),
            rate,
            tie,
            states: vec![start],
            best: vec![start.rows_right(samples, tie)],
            ends: HashMap::from([(start, 0)]),
            verdict: None,
        }
    }

    /// How many steps (looks at one sample) have been taken.
    pub fn steps(&self) -> usize {
        self.states.len() - 1
    }

    /// How many steps make an epoch: the number of samples.
    pub fn epoch_len(&self) -> usize {
        self.samples.len()
    }

    /// The perceptron after `step` steps, if the run has got that far.
    pub fn state(&self, step: usize) -> Option<Perceptron> {
        self.states.get(step).copied()
    }

    /// The most rows that any state up to `step` got right.
    pub fn best(&self, step: usize) -> usize {
        self.best[step.min(self.steps())]
    }

    /// The verdict, once there is one. A run can go on after it.
    pub fn verdict(&self) -> Option<Verdict> {
        self.verdict
    }

    /// The step at which the verdict was reached: the end of the epoch that decided it.
    pub fn verdict_step(&self) -> Option<usize> {
        let epoch = match self.verdict? {
            Verdict::Converged { epoch } => epoch,
            Verdict::Cycles { first, length } => first + length,
        };
        Some(epoch * self.epoch_len())
    }

    /// What step number `step` (from 1) did, worked out again from the state before it.
    pub fn update(&self, step: usize) -> Option<Update> {
        let before = self.state(step.checked_sub(1)?).filter(|_| step <= self.steps())?;
        Some(before.learn(self.samples[(step - 1) % self.epoch_len()], self.rate, self.tie))
    }

    /// What the next step will do.
    pub fn next_update(&self) -> Update {
        self.states[self.steps()].learn(self.samples[self.steps() % self.epoch_len()], self.rate, self.tie)
    }

    /// Looks at the next sample and applies the rule.
    pub fn step(&mut self) -> Update {
        let update = self.next_update();
        self.states.push(update.after);
        let right = update.after.rows_right(&self.samples, self.tie);
        self.best.push(right.max(self.best[self.best.len() - 1]));
        if self.steps().is_multiple_of(self.epoch_len()) && self.verdict.is_none() {
            self.judge();
        }
        update
    }

    /// At the end of an epoch: did it change nothing, or end where an earlier one ended?
    fn judge(&mut self) {
        let epoch = self.steps() / self.epoch_len();
        let state = self.states[self.steps()];
        let epoch_states = &self.states[self.steps() - self.epoch_len()..];
        if epoch_states.iter().all(|s| *s == state) {
            self.verdict = Some(Verdict::Converged { epoch });
        } else if let Some(&first) = self.ends.get(&state) {
            self.verdict = Some(Verdict::Cycles { first, length: epoch - first });
        } else {
            self.ends.insert(state, epoch);
        }
    }

    /// Runs to the verdict. It always comes: see the module's text.
    pub fn run(&mut self) -> Verdict {
        loop {
            if let Some(verdict) = self.verdict {
                return verdict;
            }
            self.step();
        }
    }
}

/// Whether one line can separate the samples, found by training from zero to the verdict.
pub fn linearly_separable(samples: &[Sample]) -> bool {
    let verdict = Training::new(Perceptron::default(), samples, Decimal::whole(1), TieRule::Above).run();
    matches!(verdict, Verdict::Converged { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::perceptron::ROWS;

    /// The truth table whose outputs are the four low bits of `bits`, the first row's highest.
    fn table(bits: u8) -> [Sample; 4] {
        std::array::from_fn(|row| Sample { input: ROWS[row], target: bits >> (3 - row) & 1 == 1 })
    }

    fn from_zero(bits: u8) -> Training {
        Training::new(Perceptron::default(), &table(bits), Decimal::whole(1), TieRule::Above)
    }

    #[test]
    fn fourteen_of_the_sixteen_functions_are_linearly_separable() {
        let inseparable: Vec<u8> = (0..16).filter(|bits| !linearly_separable(&table(*bits))).collect();
        assert_eq!(inseparable, [0b0110, 0b1001]);
    }

    #[test]
    fn and_is_learnt_from_zero_as_on_paper() {
        // Worked by hand with η = 1: the state after each of the ten steps that change something.
        let mut training = from_zero(0b0001);
        assert_eq!(training.run(), Verdict::Converged { epoch: 6 });
        let changes = (1..=training.steps()).filter(|step| training.update(*step).unwrap().error != 0);
        let states: Vec<_> = changes.map(|step| (step, training.state(step).unwrap())).collect();
        let by_hand = [
            (4, 100, 100, 100),
            (5, 100, 100, 0),
            (6, 100, 0, -100),
            (8, 200, 100, 0),
            (10, 200, 0, -100),
            (11, 100, 0, -200),
            (12, 200, 100, -100),
            (15, 100, 100, -200),
            (16, 200, 200, -100),
            (18, 200, 100, -200),
        ];
        assert_eq!(states, by_hand.map(|(step, w1, w2, b)| (step, Perceptron::hundredths(w1, w2, b))));
    }

    #[test]
    fn convergence_is_the_first_epoch_that_changes_nothing() {
        let mut solved =
            Training::new(Perceptron::hundredths(50, 50, -70), &table(1), Decimal::hundredths(10), TieRule::Above);
        assert_eq!(solved.run(), Verdict::Converged { epoch: 1 });
        assert_eq!((solved.steps(), solved.verdict_step()), (4, Some(4)));
    }

    #[test]
    fn an_epoch_with_changes_that_ends_where_it_began_is_a_cycle() {
        // XOR from zero, worked by hand with η = 1: the first epoch ends in (−1, 0, 0), the second and the third in
        // (−1, 0, 1). The third changes all four rows, and the changes cancel out.
        let mut xor = from_zero(0b0110);
        assert_eq!(xor.run(), Verdict::Cycles { first: 2, length: 1 });
        assert_eq!(
            [4, 8, 12].map(|step| xor.state(step).unwrap()),
            [0, 100, 100].map(|b| Perceptron::hundredths(-100, 0, b))
        );
        assert_eq!(xor.verdict_step(), Some(12));
        assert!((9..=12).all(|step| xor.update(step).unwrap().error != 0));
    }

    #[test]
    fn there_is_no_verdict_before_an_epoch_ends() {
        let mut training =
            Training::new(Perceptron::hundredths(50, 50, -70), &table(1), Decimal::whole(1), TieRule::Above);
        for _ in 0..3 {
            training.step();
            assert_eq!((training.verdict(), training.verdict_step()), (None, None));
        }
        training.step();
        assert_eq!(training.verdict(), Some(Verdict::Converged { epoch: 1 }));
    }

    #[test]
    fn what_is_looked_back_at_is_what_happened() {
        let mut training = from_zero(0b0110);
        let updates: Vec<_> = (0..30).map(|_| training.step()).collect();
        for (k, update) in updates.iter().enumerate() {
            assert_eq!(training.update(k + 1), Some(*update));
            assert_eq!(training.state(k + 1), Some(update.after));
            assert_eq!(update.sample, table(0b0110)[k % 4]);
            let right = |step: usize| training.state(step).unwrap().rows_right(&table(0b0110), TieRule::Above);
            assert_eq!(training.best(k + 1), (0..=k + 1).map(right).max().unwrap());
        }
        assert_eq!((training.update(0), training.update(31), training.state(31)), (None, None, None));
    }
}
