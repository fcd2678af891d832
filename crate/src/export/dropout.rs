//! Dropout in Python, with the page's own random numbers: the libraries draw from other generators.

use super::code::RANDOM_BITS;
use super::library::Library;
use super::training_run::{Data, TrainingRun};
use crate::model::dropout::{DROPPING, Dropout, STREAMS_A_STEP};

const KERAS: &str = r#"# Each step drops the outputs that the page drops, so that the numbers are the page's own. It needs run_eagerly in
# compile. For other data keras.layers.Dropout({rate}) does as well, which draws by itself and needs no run_eagerly.
class Dropout(keras.layers.Layer):
    def __init__(self, rate, seed, before):
        super().__init__()
        self.rate, self.seed, self.before, self.steps = rate, seed, before, 0

    def call(self, x, training=False):
        if not training:
            return x
        factors = np.zeros(x.shape, dtype="float32")
        for place, row in enumerate(factors):
            bits = random_bits(self.seed, 2**{dropping} + 2**{streams} * self.steps + place)
            for _ in range(self.before):  # those of the units in earlier layers
                next(bits)
            row[:] = [next(bits) >= round(self.rate * 2**32) for _ in row]
        self.steps += 1
        return x * (factors * np.float32(1 / (1 - self.rate)))


"#;

const PYTORCH: &str = r"# Each step drops the outputs that the page drops, so that the numbers are the page's own. For other data
# nn.Dropout({rate}) does as well, which draws by itself.
class Dropout(nn.Module):
    def __init__(self, rate, seed, before):
        super().__init__()
        self.rate, self.seed, self.before, self.steps = rate, seed, before, 0

    def forward(self, x):
        if not self.training:
            return x
        factors = torch.zeros_like(x)
        for place, row in enumerate(factors):
            bits = random_bits(self.seed, 2**{dropping} + 2**{streams} * self.steps + place)
            for _ in range(self.before):  # those of the units in earlier layers
                next(bits)
            row[:] = torch.tensor([float(next(bits) >= round(self.rate * 2**32)) for _ in row])
        self.steps += 1
        return x * (factors * (1 / (1 - self.rate)))


";

/// The layer as a class, and the random numbers that it draws from when nothing else in the code has them; empty without dropout.
pub(super) fn class(library: Library, run: &TrainingRun) -> String {
    let Some(dropout) = dropout(run) else { return String::new() };
    let code = if library == Library::Keras { KERAS } else { PYTORCH };
    let code = code.replace("{rate}", &format!("{:?}", dropout.rate));
    let code = code.replace("{dropping}", &DROPPING.ilog2().to_string());
    let code = code.replace("{streams}", &STREAMS_A_STEP.to_string());
    let has_random = run.settings.shuffle.is_some() || matches!(run.data, Data::Digits(_));
    if has_random { code } else { RANDOM_BITS.to_owned() + &code }
}

/// The dropout of a run that is trained and has hidden layers.
pub(super) fn dropout(run: &TrainingRun) -> Option<Dropout> {
    run.settings.dropout.filter(|_| run.epochs > 0 && run.network.layers().len() > 1)
}

/// A call of the class for the layer behind so many hidden units.
pub(super) fn call(Dropout { rate, seed }: Dropout, before: usize) -> String {
    format!("Dropout({rate:?}, {seed}, {before})")
}
