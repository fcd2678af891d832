//! A histogram: how many values lie in each of many equal bins.

/// A histogram in which some of the values are highlighted.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// The range of the values.
    pub range: [f64; 2],
    /// For each bin the number of values and how many of them are highlighted. The first bin begins at the lower end of the range, and
    /// all have the same width.
    pub bins: Vec<[u32; 2]>,
}

impl Histogram {
    /// Counts `values`, each with whether it is highlighted, in `count` bins. A value outside the range counts in the bin at that
    /// end.
    pub fn of(values: impl Iterator<Item = (f64, bool)>, range: [f64; 2], count: usize) -> Self {
        let mut bins = vec![[0, 0]; count.max(1)];
        let last = bins.len() - 1;
        for (value, is_highlighted) in values {
            let place = (value - range[0]) / (range[1] - range[0]) * (last + 1) as f64;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the bins there are
            let bin = &mut bins[place.floor().clamp(0.0, last as f64) as usize];
            bin[0] += 1;
            bin[1] += u32::from(is_highlighted);
        }
        Self { range, bins }
    }

    /// The range of a bin.
    pub fn bin(&self, index: usize) -> [f64; 2] {
        let at = |n: usize| self.range[0] + (self.range[1] - self.range[0]) * n as f64 / self.bins.len() as f64;
        [at(index), at(index + 1)]
    }

    /// The most values in a bin; at least 1.
    pub fn tallest(&self) -> u32 {
        self.bins.iter().map(|bin| bin[0]).max().unwrap_or(0).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_counts_once_and_what_lies_beyond_counts_at_the_end() {
        let values = [-9.0, 0.0, 0.1, 0.5, 0.999, 1.0, 70.0];
        let histogram = Histogram::of(values.iter().map(|value| (*value, *value > 0.2)), [0.0, 1.0], 2);
        assert_eq!(histogram.bins, [[3, 0], [4, 4]]);
        assert_eq!([histogram.bin(0), histogram.bin(1)], [[0.0, 0.5], [0.5, 1.0]]);
    }
}
