//! How a run went, epoch by epoch, in a space that does not grow with it.

/// What is measured after each epoch. Losses are with the penalty for large weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// The training loss: seen while the epoch ran, each batch before its update; at the start of a run, measured.
    pub training: Option<f64>,
    /// The loss on the validation points, where there are some.
    pub validation: Option<f64>,
    /// The loss on the test points, where there are some.
    pub test: Option<f64>,
    /// The share of training points told right.
    pub training_accuracy: f64,
    /// The share of test points told right, where there are some.
    pub test_accuracy: Option<f64>,
}

/// One epoch, or several in a row once the run has become long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Its last epoch.
    pub epoch: u64,
    /// What was measured after that.
    pub last: Measures,
    /// The greatest training loss of the epochs it stands for.
    pub highest: Option<f64>,
    /// The least one.
    pub lowest: Option<f64>,
}

/// The most entries kept.
pub const MOST_ENTRIES: usize = 1024;

/// The entries of a run, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    entries: Vec<Entry>,
    stride: u64,
}

impl Default for Curves {
    fn default() -> Self {
        Self { entries: Vec::with_capacity(MOST_ENTRIES), stride: 1 }
    }
}

impl Curves {
    /// The entries, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Forgets what came after `epoch`.
    pub fn truncate(&mut self, epoch: u64) {
        self.entries.retain(|entry| entry.epoch <= epoch);
    }

    /// Adds what was measured after `epoch`. When all places are taken, two neighbours become one, which keeps the later
    /// one's numbers and the extremes of both.
    pub fn push(&mut self, epoch: u64, last: Measures) {
        let entry = Entry { epoch, last, highest: last.training, lowest: last.training };
        match self.entries.last_mut() {
            Some(open) if !open.epoch.is_multiple_of(self.stride) => *open = merged(*open, entry),
            _ => self.entries.push(entry),
        }
        if self.entries.len() == MOST_ENTRIES {
            for at in 0..MOST_ENTRIES / 2 {
                self.entries[at] = merged(self.entries[2 * at], self.entries[2 * at + 1]);
            }
            self.entries.truncate(MOST_ENTRIES / 2);
            self.stride *= 2;
        }
    }
}

fn merged(earlier: Entry, later: Entry) -> Entry {
    let join = |a: Option<f64>, b: Option<f64>, f: fn(f64, f64) -> f64| match (a, b) {
        (Some(a), Some(b)) => Some(f(a, b)),
        (a, b) => a.or(b),
    };
    let (highest, lowest) =
        (join(earlier.highest, later.highest, f64::max), join(earlier.lowest, later.lowest, f64::min));
    Entry { highest, lowest, ..later }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_takes_no_more_room_and_keeps_its_extremes() {
        let mut curves = Curves::default();
        for epoch in 0..100_000 {
            let training = Some(if epoch == 777 { 9.0 } else { 1.0 / (epoch + 1) as f64 });
            curves.push(epoch, Measures { training, ..Measures::default() });
            assert!(curves.entries().len() < MOST_ENTRIES);
        }
        let entries = curves.entries();
        assert_eq!(entries.last().unwrap().epoch, 99_999);
        assert!(entries.windows(2).all(|pair| pair[0].epoch < pair[1].epoch));
        assert_eq!(entries.iter().filter_map(|entry| entry.highest).fold(0.0, f64::max), 9.0);
        curves.truncate(500);
        assert!(curves.entries().iter().all(|entry| entry.epoch <= 500));
    }
}
