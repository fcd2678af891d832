//! Python code that is the same for Keras and `PyTorch`.

use std::fmt::{Debug, Write};

use super::training_run::{Columns, Comparison, Data, Scaled, Targets, TrainingRun};
use crate::model::dense::Dense;
use crate::model::fit::SHUFFLING;
use crate::model::init::Init;
use crate::model::network::Network;

/// The page's own random bits, in Python. The libraries have other generators.
macro_rules! random_bits {
    () => {
        r#"def random_bits(seed, stream):
    """The page's own random numbers of 32 bits: PCG-XSH-RR 64/32."""
    ones = 2**64 - 1

    def mixed(z):
        z = (z + 0x9E3779B97F4A7C15) & ones
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & ones
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & ones
        return z ^ z >> 31

    start = mixed(mixed(seed) ^ stream)
    step = (mixed(start) << 1 | 1) & ones
    state = ((start + step) * 6364136223846793005 + step) & ones
    while True:
        bits, turn = (state ^ state >> 18) >> 27 & 0xFFFFFFFF, state >> 59
        yield (bits >> turn | bits << (32 - turn)) & 0xFFFFFFFF
        state = (state * 6364136223846793005 + step) & ones


"#
    };
}

/// The same with whole numbers.
macro_rules! random {
    () => {
        concat!(
            random_bits!(),
            r#"def below(n, bits):
    """A whole number from 0 to n - 1, each as likely: D. Lemire's method."""
    product = next(bits) * n
    while product & 0xFFFFFFFF < 2**32 % n:
        product = next(bits) * n
    return product >> 32


"#
        )
    };
}

/// See [`random_bits!`].
pub(super) const RANDOM_BITS: &str = random_bits!();

/// See [`random!`].
pub(super) const RANDOM: &str = random!();

/// The page's own shuffling, in Python. The libraries shuffle with other generators.
pub(super) const SHUFFLED: &str = concat!(
    random!(),
    r#"def shuffled(n, bits):
    """Row numbers in the page's order: Fisher and Yates's shuffle."""
    rows = list(range(n))
    for last in range(n - 1, 0, -1):
        other = below(last + 1, bits)
        rows[last], rows[other] = rows[other], rows[last]
    return rows


"#
);

/// The order of so many rows in an `epoch`. The code needs [`SHUFFLED`] before it.
pub(super) fn order(rows: &str, seed: u64) -> String {
    format!("shuffled({rows}, random_bits({seed}, 2**{} + epoch))", SHUFFLING.ilog2())
}

/// [`SHUFFLED`], unless the script has it already for its rows.
pub(super) fn shuffling(run: &TrainingRun) -> &'static str {
    if matches!(run.data, Data::Digits(_)) { "" } else { SHUFFLED }
}

/// The name, in the code and in words, of the rows on which predictions are checked: test, else validation.
pub(super) fn evaluation_set(run: &TrainingRun) -> Option<[&'static str; 2]> {
    match run.parts {
        [_, _, test] if test > 0 => Some(["test", "test"]),
        [_, validation, _] if validation > 0 => Some(["val", "validation"]),
        _ => None,
    }
}

/// Numbers as a Python list on several lines. Single precision reads each number back to the bit.
pub(super) fn list<T: Debug>(values: &[T]) -> String {
    let lines = values.chunks(12).map(|line| format!("    {},\n", joined(line)));
    format!("[\n{}]", lines.collect::<String>())
}

/// Numbers as a Python list on one line.
pub(super) fn row<T: Debug>(values: &[T]) -> String {
    format!("[{}]", joined(values))
}

fn joined<T: Debug>(values: &[T]) -> String {
    values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(", ")
}

/// The column of the target as a Python list. Classes are whole numbers.
pub(super) fn target_list(values: &[f32], targets: &Targets) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small whole number
    let classes = || values.iter().map(|value| *value as u8).collect::<Vec<_>>();
    if targets.are_of_classes() { list(&classes()) } else { list(values) }
}

/// Rows as a Python list of lists. A single row is on one line.
pub(super) fn rows<T: Debug>(rows: &[Vec<T>], indent: &str) -> String {
    if let [only] = rows {
        return format!("[{}]", row(only));
    }
    let lines = rows.iter().map(|values| format!("\n{indent}    {},", row(values)));
    format!("[{}\n{indent}]", lines.collect::<String>())
}

/// The sets that have rows: their names and their ranges in Python.
pub(super) fn parts(run: &TrainingRun) -> Vec<(&'static str, String)> {
    let [training, validation, _] = run.parts;
    let ends = training + validation;
    let all = [("train", format!(":{training}")), ("val", format!("{training}:{ends}")), ("test", format!("{ends}:"))];
    all.into_iter().zip(run.parts).filter(|(_, count)| *count > 0).map(|(part, _)| part).collect()
}

/// The lines that split the rows.
pub(super) fn splitting(run: &TrainingRun) -> String {
    let mut lines = String::new();
    for (name, range) in parts(run) {
        let _ = writeln!(lines, "x_{name}, y_{name} = x[{range}], y[{range}]");
    }
    lines
}

/// The formula of an input with the functions of a library.
pub(super) fn formula(input: &str, library: &str) -> String {
    input.replace("sin(", &format!("{library}.sin("))
}

/// The lines that scale columns, in double precision as in the page; `double` is the conversion of a column.
pub(super) fn scaling(columns: &Columns, double: &str) -> String {
    let line = |Scaled { name, column, centre, unit, remark }: &Scaled| {
        format!("{name} = {}  # {remark} over the training rows\n", scaled(column, double, *centre, *unit))
    };
    columns.scaled.iter().map(line).collect()
}

/// A column on another scale, in double precision.
pub(super) fn scaled(column: &str, double: &str, centre: f64, unit: f64) -> String {
    let (sign, size) = if centre < 0.0 { ('+', -centre) } else { ('-', centre) };
    format!("({column}.{double} {sign} {size:?}) / {unit:?}")
}

/// The initial weights `[units, inputs]` and biases of a layer.
pub(super) fn start(network: &Network, layer: &Dense) -> (Vec<Vec<f32>>, Vec<f32>) {
    let parameters = network.parameters();
    let weights = parameters[layer.weights()].chunks_exact(layer.inputs).map(<[f32]>::to_vec).collect();
    (weights, parameters[layer.biases()].to_vec())
}

/// Which weights `[units, inputs]` and biases of a layer are frozen, as 1 and 0.
pub(super) fn frozen(run: &TrainingRun, layer: &Dense) -> (Vec<Vec<u8>>, Vec<u8>) {
    let is_frozen = |index: usize| u8::from(run.network.frozen().contains(&index));
    let weights: Vec<u8> = layer.weights().map(is_frozen).collect();
    (weights.chunks_exact(layer.inputs).map(<[u8]>::to_vec).collect(), layer.biases().map(is_frozen).collect())
}

/// The fan f in the limit √(6/f) of the initial weights, in Python; `None` for weights of 0.
pub(super) fn fan(init: Init) -> Option<&'static str> {
    match init {
        Init::GlorotUniform => Some("(inputs + units)"),
        Init::HeUniform => Some("inputs"),
        Init::Zeros => None,
    }
}

/// The transpose of a matrix.
pub(super) fn transposed<T: Copy>(rows: &[Vec<T>]) -> Vec<Vec<T>> {
    let width = rows.first().map_or(0, Vec::len);
    (0..width).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}

/// The number of epochs of several models: code before the loop, and the range of the loop.
pub(super) fn epochs(comparison: &Comparison) -> [String; 2] {
    let epochs: Vec<_> = comparison.runs.iter().map(|(name, run)| (name, run.epochs)).collect();
    if epochs.iter().all(|(_, count)| *count == epochs[0].1) {
        return [String::new(), epochs[0].1.to_string()];
    }
    let each: Vec<_> = epochs.iter().map(|(name, count)| format!("{name:?}: {count}")).collect();
    [format!("epochs = {{{}}}\n", each.join(", ")), "epochs[name]".to_owned()]
}
