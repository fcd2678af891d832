//! What a run has measured, in bounded memory.

use super::StepMeasures;
use super::diagnosis::Check;
use crate::history::{keep_every_other, merge_neighbours};

/// How many entries, and how many checks, there can be.
pub const MAX_ENTRIES: usize = 1024;

/// One iteration, or several consecutive ones of a long run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Its last iteration, from 1.
    pub iteration: u64,
    /// What was measured in it.
    pub last: StepMeasures,
    /// The least of each measure in the entry's iterations.
    pub lowest: StepMeasures,
    /// The greatest of each.
    pub highest: StepMeasures,
}

/// The losses and gradients of all iterations, and the checks. When either list is full, each two neighbours become one: of entries the
/// later measures and the extremes of both are kept, of checks the later one.
#[derive(Clone, Debug)]
pub struct History {
    entries: Vec<Entry>,
    entry_stride: u64,
    checks: Vec<Check>,
    check_stride: u64,
}

impl Default for History {
    fn default() -> Self {
        let (entries, checks) = (Vec::with_capacity(MAX_ENTRIES), Vec::with_capacity(MAX_ENTRIES));
        Self { entries, entry_stride: 1, checks, check_stride: 1 }
    }
}

impl History {
    /// The entries, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The checks, oldest first.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// The last check up to `iteration`.
    pub fn check_at(&self, iteration: u64) -> Option<&Check> {
        self.checks[..self.checks.partition_point(|check| check.iteration <= iteration)].last()
    }

    /// Removes what comes after `iteration`.
    pub fn truncate(&mut self, iteration: u64) {
        self.entries.retain(|entry| entry.iteration <= iteration);
        self.checks.retain(|check| check.iteration <= iteration);
    }

    /// Adds what was measured in `iteration`.
    pub fn push(&mut self, iteration: u64, last: StepMeasures) {
        let entry = Entry { iteration, last, lowest: last, highest: last };
        match self.entries.last_mut() {
            Some(open) if !open.iteration.is_multiple_of(self.entry_stride) => *open = merged(*open, entry),
            _ => self.entries.push(entry),
        }
        if self.entries.len() == MAX_ENTRIES {
            merge_neighbours(&mut self.entries, merged);
            self.entry_stride *= 2;
        }
    }

    /// Adds a check. The first one, before any iteration, stays.
    pub fn push_check(&mut self, number: u64, check: Check) {
        if self.checks.len() > 1 && !(number - 1).is_multiple_of(self.check_stride) {
            self.checks.pop();
        }
        self.checks.push(check);
        if self.checks.len() == MAX_ENTRIES {
            keep_every_other(&mut self.checks);
            self.check_stride *= 2;
        }
    }
}

fn merged(earlier: Entry, later: Entry) -> Entry {
    let join = |a: StepMeasures, b: StepMeasures, of: fn(f64, f64) -> f64| StepMeasures {
        discriminator_loss: of(a.discriminator_loss, b.discriminator_loss),
        generator_loss: of(a.generator_loss, b.generator_loss),
        discriminator_gradient: of(a.discriminator_gradient, b.discriminator_gradient),
        generator_gradient: of(a.generator_gradient, b.generator_gradient),
    };
    let lowest = join(earlier.lowest, later.lowest, f64::min);
    Entry { lowest, highest: join(earlier.highest, later.highest, f64::max), ..later }
}
