//! The losses and accuracies of a run of training by epoch, and the sizes of its gradients, in bounded memory.

use super::history::merge_neighbours;
use super::limits::MAX_LAYERS;

/// How large the gradients ∂L/∂w of each layer's weights are: their root mean square over the layer, 0 where there is no layer.
pub type GradientSizes = [f32; MAX_LAYERS];

/// What is measured after an epoch. The losses include the penalty for large weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// The training loss as Keras defines it: each batch is measured before its update. At the start of a run it is measured
    /// on all samples.
    pub training: Option<f64>,
    /// The validation loss; `None` without validation samples.
    pub validation: Option<f64>,
    /// The test loss; `None` without test samples.
    pub test: Option<f64>,
    /// The accuracy on the training samples, from 0 to 1.
    pub training_accuracy: f64,
    /// The accuracy on the validation samples; `None` without any.
    pub validation_accuracy: Option<f64>,
    /// The accuracy on the test samples; `None` without any.
    pub test_accuracy: Option<f64>,
    /// How large the gradients of the epoch's last step were, layer by layer. At the start of a run they are those of the step to come.
    pub gradients: GradientSizes,
}

/// One epoch, or several consecutive epochs of a long run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Its last epoch.
    pub epoch: u64,
    /// What was measured after it.
    pub last: Measures,
    /// The greatest training loss of the entry's epochs.
    pub highest: Option<f64>,
    /// The least one.
    pub lowest: Option<f64>,
}

/// How many entries there can be.
pub const MAX_ENTRIES: usize = 1024;

/// The entries of a run, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    entries: Vec<Entry>,
    stride: u64,
}

impl Default for Curves {
    fn default() -> Self {
        Self { entries: Vec::with_capacity(MAX_ENTRIES), stride: 1 }
    }
}

impl Curves {
    /// The entries, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Removes the entries after `epoch`.
    pub fn truncate(&mut self, epoch: u64) {
        self.entries.retain(|entry| entry.epoch <= epoch);
    }

    /// Adds what was measured after `epoch`. When the entries are full, each two neighbours are merged into one, which keeps the
    /// measures of the later one and the extremes of both.
    pub fn push(&mut self, epoch: u64, last: Measures) {
        let entry = Entry { epoch, last, highest: last.training, lowest: last.training };
        match self.entries.last_mut() {
            Some(open) if !open.epoch.is_multiple_of(self.stride) => *open = merged(*open, entry),
            _ => self.entries.push(entry),
        }
        if self.entries.len() == MAX_ENTRIES {
            merge_neighbours(&mut self.entries, merged);
            self.stride *= 2;
        }
    }

    /// Puts `last` in the place of what was measured after the last entry's epoch, where that was not complete.
    pub fn complete(&mut self, last: Measures) {
        if let Some(entry) = self.entries.last_mut() {
            let [highest, lowest] = [entry.highest, entry.lowest].map(|known| known.or(last.training));
            *entry = Entry { epoch: entry.epoch, last, highest, lowest };
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
            assert!(curves.entries().len() < MAX_ENTRIES);
        }
        let entries = curves.entries();
        assert_eq!(entries.last().unwrap().epoch, 99_999);
        assert!(entries.windows(2).all(|pair| pair[0].epoch < pair[1].epoch));
        assert_eq!(entries.iter().filter_map(|entry| entry.highest).fold(0.0, f64::max), 9.0);
        curves.truncate(500);
        assert!(curves.entries().iter().all(|entry| entry.epoch <= 500));
    }
}
