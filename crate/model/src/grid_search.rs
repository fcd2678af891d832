//! A grid search over all parameters that the sliders can have: how many rows of a truth table one perceptron gets right at best.

use super::perceptron::{Perceptron, Sample, TieRule};

/// A search over all perceptrons with w1, w2 and b from −`reach` to `reach` in steps of a hundredth. It can be done in slices.
#[derive(Clone, Debug)]
pub struct GridSearch {
    samples: [Sample; 4],
    tie: TieRule,
    reach: i32,
    /// The next w1, in hundredths.
    next: i32,
    counts: [u64; 5],
    examples: [Option<Perceptron>; 5],
}

impl GridSearch {
    /// A search that has not started, for parameters of at most `reach` hundredths in magnitude.
    pub const fn new(samples: [Sample; 4], tie: TieRule, reach: i32) -> Self {
        Self { samples, tie, reach, next: -reach, counts: [0; 5], examples: [None; 5] }
    }

    /// Tries all parameters with the next w1. Returns whether there are more.
    pub fn advance(&mut self) -> bool {
        if self.is_done() {
            return false;
        }
        let w1 = self.next;
        for w2 in -self.reach..=self.reach {
            for b in -self.reach..=self.reach {
                let perceptron = Perceptron::hundredths(w1, w2, b);
                let right = perceptron.rows_right(&self.samples, self.tie);
                self.counts[right] += 1;
                if self.examples[right].is_none() {
                    self.examples[right] = Some(perceptron);
                }
            }
        }
        self.next += 1;
        !self.is_done()
    }

    /// Whether all parameters have been tried.
    pub const fn is_done(&self) -> bool {
        self.next > self.reach
    }

    /// The number of parameters tried.
    pub fn tried(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The number of parameters in the grid.
    pub fn total(&self) -> u64 {
        u64::from(2 * self.reach.unsigned_abs() + 1).pow(3)
    }

    /// How many of the tried parameters get 0, 1, 2, 3 and 4 rows right.
    pub const fn counts(&self) -> [u64; 5] {
        self.counts
    }

    /// The most rows right so far; `None` before the start.
    pub fn best(&self) -> Option<usize> {
        self.counts.iter().rposition(|count| *count > 0)
    }

    /// The first parameters found that get so many rows right.
    pub fn example(&self, right: usize) -> Option<Perceptron> {
        self.examples.get(right).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::perceptron::ROWS;

    /// The search of a function's whole grid, its outputs in the order (0,0), (0,1), (1,0), (1,1).
    fn searched(outputs: [bool; 4], tie: TieRule, reach: i32) -> GridSearch {
        let samples = std::array::from_fn(|row| Sample { input: ROWS[row], target: outputs[row] });
        let mut search = GridSearch::new(samples, tie, reach);
        while search.advance() {}
        search
    }

    #[test]
    fn one_perceptron_gets_three_rows_of_xor_and_never_four() {
        for tie in [TieRule::Above, TieRule::AtOrAbove] {
            let search = searched([false, true, true, false], tie, 40);
            assert_eq!((search.best(), search.counts()[4], search.example(4)), (Some(3), 0, None));
            assert_eq!((search.tried(), search.total()), (81_u64.pow(3), 81_u64.pow(3)));
        }
    }

    #[test]
    fn of_the_sixteen_functions_fourteen_are_found() {
        let all = (0..16).map(|bits| [8, 4, 2, 1].map(|bit| bits & bit != 0));
        let found: Vec<_> = all.filter(|outputs| searched(*outputs, TieRule::Above, 3).best() == Some(4)).collect();
        assert_eq!(found.len(), 14);
        assert!(!found.contains(&[false, true, true, false]) && !found.contains(&[true, false, false, true]));
    }

    #[test]
    fn an_example_is_what_it_says() {
        let search = searched([false, true, true, false], TieRule::Above, 10);
        for right in 0..=3 {
            let found = search.example(right).map(|example| example.rows_right(&search.samples, TieRule::Above));
            assert_eq!(found, (search.counts()[right] > 0).then_some(right));
        }
    }
}
