//! What a command says while it works: one line a step with its time, and one sentence when it can't go on.

use std::fmt;
use std::time::{Duration, Instant};

/// The end of a command, told in one sentence for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(pub String);

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Announces `what`, does it, and says how long it took. Both lines are whole, so that steps may run side by side.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    eprintln!("  ..      {what}");
    let start = Instant::now();
    let result = work();
    let mark = if result.is_ok() { "done" } else { "failed" };
    eprintln!("  {:>6}  {what}: {mark}", seconds(start.elapsed()));
    result
}

/// A time for people: tenths of a second, and minutes from one minute on.
pub fn seconds(time: Duration) -> String {
    let total = time.as_secs_f64();
    if total < 59.95 { format!("{total:.1}s") } else { format!("{}m{:02}s", time.as_secs() / 60, time.as_secs() % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_short_and_exact_enough() {
        assert_eq!(seconds(Duration::from_millis(340)), "0.3s");
        assert_eq!(seconds(Duration::from_millis(59_900)), "59.9s");
        assert_eq!(seconds(Duration::from_millis(59_990)), "0m59s");
        assert_eq!(seconds(Duration::from_secs(184)), "3m04s");
    }
}
