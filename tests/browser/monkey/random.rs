//! Random choices that are the same for the same seed.

/// A source of choices, made of the library's own generator.
#[derive(Debug)]
pub struct Random(perceptron_playground::model::random::Random);

impl Random {
    /// The choices of a seed. Each name has a stream of its own.
    pub fn new(seed: u64, name: &str) -> Self {
        let stream = name.bytes().fold(0, |stream: u64, byte| stream.wrapping_mul(31).wrapping_add(u64::from(byte)));
        Self(perceptron_playground::model::random::Random::stream(seed, stream))
    }

    /// From 0 to under `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        let end = usize::try_from(end.max(1)).expect("a small number of choices");
        self.0.below(end) as u64
    }

    /// From `-reach` to `reach`.
    pub fn within(&mut self, reach: i32) -> i32 {
        i32::try_from(self.below(2 * u64::from(reach.unsigned_abs()) + 1)).unwrap_or_default() - reach
    }

    /// One of several.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap_or_default()]
    }
}
