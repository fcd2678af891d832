//! Pieces of Python that Keras and `PyTorch` have alike.

use std::fmt::{Debug, Write};

use super::training_run::{Scaled, TrainingRun};
use crate::model::dense::Dense;
use crate::model::fit::SHUFFLING;

/// The page's own order of the rows, in Python: the libraries shuffle with generators of their own.
const ORDER: &str = r#"def order(epoch, n={n}, seed={seed}):
    """The rows' order in an epoch, as the page draws it: PCG-XSH-RR 64/32, then Fisher and Yates's shuffle."""
    ones = 2**64 - 1

    def mixed(z):
        z = (z + 0x9E3779B97F4A7C15) & ones
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & ones
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & ones
        return z ^ z >> 31

    start = mixed(mixed(seed) ^ ({stream} + epoch))
    step = (mixed(start) << 1 | 1) & ones
    state = ((start + step) * 6364136223846793005 + step) & ones

    def below(limit):
        nonlocal state
        while True:
            bits, turn = (state ^ state >> 18) >> 27 & 0xFFFFFFFF, state >> 59
            state = (state * 6364136223846793005 + step) & ones
            product = ((bits >> turn | bits << (32 - turn)) & 0xFFFFFFFF) * limit
            if product & 0xFFFFFFFF >= 2**32 % limit:
                return product >> 32

    rows = list(range(n))
    for last in range(n - 1, 0, -1):
        other = below(last + 1)
        rows[last], rows[other] = rows[other], rows[last]
    return rows


"#;

/// The function that gives each epoch's order; nothing for rows that stay as they are.
pub(super) fn order(run: &TrainingRun) -> Option<String> {
    let seed = run.settings.shuffle?;
    let order = ORDER.replace("{n}", &run.parts[0].to_string()).replace("{seed}", &seed.to_string());
    Some(order.replace("{stream}", &SHUFFLING.to_string()))
}

/// Numbers as a Python list, a few to a line. Single precision reads each back to the bit.
pub(super) fn list(values: &[f32]) -> String {
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

/// Rows as a Python list of lists: one alone on a line, more of them below each other.
pub(super) fn rows<T: Debug>(rows: &[Vec<T>], indent: &str) -> String {
    if let [only] = rows {
        return format!("[{}]", row(only));
    }
    let lines = rows.iter().map(|values| format!("\n{indent}    {},", row(values)));
    format!("[{}\n{indent}]", lines.collect::<String>())
}

/// The parts of the rows that there are, under their names, with Python's range for each.
pub(super) fn parts(run: &TrainingRun) -> Vec<(&'static str, String)> {
    let [training, validation, _] = run.parts;
    let ends = training + validation;
    let all = [("train", format!(":{training}")), ("val", format!("{training}:{ends}")), ("test", format!("{ends}:"))];
    all.into_iter().zip(run.parts).filter(|(_, count)| *count > 0).map(|(part, _)| part).collect()
}

/// The lines that part the rows.
pub(super) fn parting(run: &TrainingRun) -> String {
    let mut lines = String::new();
    for (name, range) in parts(run) {
        let _ = writeln!(lines, "x_{name}, y_{name} = x[{range}], y[{range}]");
    }
    lines
}

/// An input's formula with the library's own functions.
pub(super) fn formula(input: &str, library: &str) -> String {
    input.replace("sin(", &format!("{library}.sin("))
}

/// The line that moves and stretches a column, in double precision as the page does it; `double` makes the column so.
pub(super) fn scaling(run: &TrainingRun, double: &str) -> String {
    let Some(Scaled { name, column, centre, half }) = run.scaled else { return String::new() };
    let (sign, size) = if centre < 0.0 { ('+', -centre) } else { ('-', centre) };
    format!("{name} = ({column}.{double} {sign} {size:?}) / {half:?}  # from -1 to 1 over the training rows\n")
}

/// A layer's weights as they begin, a row a unit, and its biases.
pub(super) fn start(run: &TrainingRun, layer: &Dense) -> (Vec<Vec<f32>>, Vec<f32>) {
    let parameters = run.network.parameters();
    let weights = parameters[layer.weights()].chunks_exact(layer.inputs).map(<[f32]>::to_vec).collect();
    (weights, parameters[layer.biases()].to_vec())
}

/// Which of a layer's weights, a row a unit, and biases are frozen.
pub(super) fn frozen(run: &TrainingRun, layer: &Dense) -> (Vec<Vec<u8>>, Vec<u8>) {
    let is_frozen = |index: usize| u8::from(run.network.frozen().contains(&index));
    let weights: Vec<u8> = layer.weights().map(is_frozen).collect();
    (weights.chunks_exact(layer.inputs).map(<[u8]>::to_vec).collect(), layer.biases().map(is_frozen).collect())
}

/// Rows turned into columns.
pub(super) fn transposed<T: Copy>(rows: &[Vec<T>]) -> Vec<Vec<T>> {
    let width = rows.first().map_or(0, Vec::len);
    (0..width).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}
