//! The losses of a training run by epoch, in bounded memory.

/// One epoch, or several consecutive epochs of a long run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Its last epoch, from 1.
    pub epoch: u64,
    /// The training loss of that epoch as Keras defines it: the mean over the samples of the batch losses, each measured before its
    /// update.
    pub loss: f64,
    /// The validation loss after that epoch, never NaN; `None` without validation samples.
    pub validation: Option<f64>,
    /// The least and the greatest training loss of the entry's epochs.
    pub loss_range: [f64; 2],
    /// The least and the greatest validation loss of the entry's epochs; both 0 without validation samples.
    pub validation_range: [f64; 2],
}

/// How many entries there can be.
pub const MAX_ENTRIES: usize = 4096;

/// Takes out every other value; the first one stays. Whatever is noted without end keeps its bounds so.
pub fn keep_every_other<T>(values: &mut Vec<T>) {
    let mut keep = false;
    values.retain(|_| {
        keep = !keep;
        keep
    });
}

/// Merges each two neighbours into one.
pub fn merge_neighbours<T: Copy>(values: &mut Vec<T>, merged: impl Fn(T, T) -> T) {
    let half = values.len() / 2;
    for at in 0..half {
        values[at] = merged(values[2 * at], values[2 * at + 1]);
    }
    values.truncate(half);
}

/// The entries so far: one an epoch up to [`MAX_ENTRIES`] epochs. When they are full, each two neighbours are merged into one, which
/// keeps the losses of the later one and the extremes of both.
#[derive(Clone, Debug)]
pub struct History {
    entries: Vec<Entry>,
    stride: u64,
}

impl Default for History {
    fn default() -> Self {
        Self { entries: Vec::with_capacity(MAX_ENTRIES), stride: 1 }
    }
}

impl History {
    /// The entries, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many epochs a full entry stands for.
    pub fn stride(&self) -> u64 {
        self.stride
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.stride = 1;
    }

    /// Removes the entries after `epoch`, and one that has epochs on both sides of it.
    pub fn truncate(&mut self, epoch: u64) {
        self.entries.retain(|entry| entry.epoch <= epoch);
    }

    /// Adds the losses of `epoch`.
    pub fn push(&mut self, epoch: u64, loss: f64, validation: Option<f64>) {
        let (low, high) = (validation.unwrap_or(0.0), validation.unwrap_or(0.0));
        let entry = Entry { epoch, loss, validation, loss_range: [loss; 2], validation_range: [low, high] };
        match self.entries.last_mut() {
            // Entries end at the multiples of the stride, a power of two; up to there the last one is still open.
            Some(last) if last.epoch & (self.stride - 1) != 0 => *last = merged(*last, entry),
            _ => {
                if self.entries.len() == MAX_ENTRIES {
                    merge_neighbours(&mut self.entries, merged);
                    self.stride *= 2;
                }
                self.entries.push(entry);
            }
        }
    }
}

fn merged(earlier: Entry, later: Entry) -> Entry {
    let join = |[a, b]: [f64; 2], [c, d]: [f64; 2]| [a.min(c), b.max(d)];
    Entry {
        loss_range: join(earlier.loss_range, later.loss_range),
        validation_range: join(earlier.validation_range, later.validation_range),
        ..later
    }
}
