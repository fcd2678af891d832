//! Forecasts without learning, to compare with.

use std::ops::Range;

use super::Sequence;

/// The mean squared error of "tomorrow is today" over some pairs of a series; 0 of none.
pub fn today(numbers: &[f64], range: Range<usize>) -> f64 {
    let count = range.len().max(1) as f64;
    range.map(|at| (numbers[at] - numbers[at + 1]).powi(2)).sum::<f64>() / count
}

/// Letters said by how often they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequent {
    /// The most frequent letter.
    pub letter: usize,
    /// The most frequent follower of each letter; of one that has none the most frequent letter.
    pub followers: Vec<usize>,
}

impl Frequent {
    /// Counts in the first `split` pairs. Of letters that come as often the first one counts.
    pub fn of(letters: &[usize], kinds: usize, split: usize) -> Self {
        let most = |counts: &[usize]| (1..kinds).fold(0, |best, at| if counts[at] > counts[best] { at } else { best });
        let (mut single, mut pairs) = (vec![0; kinds], vec![0; kinds * kinds]);
        for pair in letters[..=split].windows(2) {
            single[pair[1]] += 1;
            pairs[pair[0] * kinds + pair[1]] += 1;
        }
        let letter = most(&single);
        let follower = |counts: &[usize]| if counts.iter().all(|count| *count == 0) { letter } else { most(counts) };
        Self { letter, followers: pairs.chunks_exact(kinds).map(follower).collect() }
    }

    /// The shares of some pairs in which the most frequent letter comes, and the most frequent follower.
    pub fn accuracies(&self, sequence: &Sequence, range: Range<usize>) -> [f64; 2] {
        let Sequence::Letters { letters, .. } = sequence else { return [0.0; 2] };
        let count = range.len().max(1) as f64;
        let share = |is_right: &dyn Fn(usize) -> bool| range.clone().filter(|at| is_right(*at)).count() as f64 / count;
        [share(&|at| letters[at + 1] == self.letter), share(&|at| letters[at + 1] == self.followers[letters[at]])]
    }
}
