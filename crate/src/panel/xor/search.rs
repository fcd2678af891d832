//! The meter of impossibility: every setting of one perceptron, tried weight by weight.

use super::settings::{REACH, SLICES};
use crate::model::decimal::Decimal;
use crate::model::grid_search::GridSearch;
use crate::model::perceptron::Perceptron;
use crate::panel::playable::GoOn;

/// The search with its history, so that it can be gone back over.
#[derive(Clone, Debug)]
pub struct Search {
    grid: GridSearch,
    /// How many settings got 0, 1, 2, 3 and 4 rows right, after each weight w1.
    counts: Vec<[u64; 5]>,
}

impl Search {
    /// A search that has not begun.
    pub fn new(grid: GridSearch) -> Self {
        Self { grid, counts: Vec::new() }
    }

    /// For how many weights w1 all w2 and b have been tried.
    #[allow(clippy::cast_possible_truncation)] // at most SLICES
    pub fn searched(&self) -> u32 {
        self.counts.len() as u32
    }

    /// How many settings got 0, 1, 2, 3 and 4 rows right after so many weights w1.
    pub fn counts(&self, searched: u32) -> [u64; 5] {
        let last = searched.min(self.searched()).checked_sub(1);
        last.map_or([0; 5], |last| self.counts[last as usize])
    }

    /// How many settings there are.
    pub fn total(&self) -> u64 {
        self.grid.total()
    }

    /// The first setting found that gets so many rows right.
    pub fn example(&self, right: usize) -> Option<Perceptron> {
        self.grid.example(right)
    }

    /// Goes on until so many weights w1 have been tried, for as long as `go_on` says so, which is asked after each of them.
    pub fn advance(&mut self, searched: u32, go_on: GoOn) {
        while self.searched() < searched.min(SLICES) {
            self.grid.advance();
            self.counts.push(self.grid.counts());
            if !go_on() {
                return;
            }
        }
    }
}

/// The weight w1 that is tried as the one of this number.
pub fn weight(number: u32) -> Decimal {
    Decimal::hundredths(number.cast_signed() - REACH)
}

/// One of the settings with that weight, to be looked at: another w2 and b each time, spread evenly over all there are.
pub fn sample(number: u32) -> Perceptron {
    // Multiples of these two irrational shares fill a square without a pattern that an eye would find.
    let spread = |share: f64| {
        let place = (f64::from(number) * share).fract();
        Decimal::nearest(f64::from(REACH) / 100.0 * (2.0 * place - 1.0)).unwrap_or_default()
    };
    Perceptron { weights: [weight(number), spread(0.754_877_666)], bias: spread(0.569_840_291) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::perceptron::TieRule;
    use crate::panel::xor::samples;

    #[test]
    fn of_all_settings_of_the_sliders_none_does_xor() {
        let mut search = Search::new(GridSearch::new(samples(), TieRule::Above, REACH));
        assert_eq!(search.counts(100), [0; 5]);
        search.advance(7, &mut || false);
        assert_eq!((search.searched(), search.counts(1).iter().sum::<u64>()), (1, 401 * 401));
        search.advance(u32::MAX, &mut || true);
        assert_eq!((search.searched(), search.total()), (SLICES, 64_481_201));
        let all = search.counts(SLICES);
        assert!(all[3] > 0 && all[4] == 0 && all.iter().sum::<u64>() == search.total());
        assert!(search.example(3).is_some() && search.example(4).is_none() && search.example(5).is_none());
    }

    #[test]
    fn what_is_looked_at_is_one_of_the_settings_tried() {
        for number in 0..SLICES {
            let Perceptron { weights: [w1, w2], bias } = sample(number);
            assert_eq!(w1, weight(number));
            assert!([w1, w2, bias].iter().all(|value| value.abs() <= Decimal::hundredths(REACH)));
        }
        assert_ne!(sample(3).weights[1], sample(4).weights[1]);
    }
}
