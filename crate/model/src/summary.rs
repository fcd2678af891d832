//! The shapes and parameter counts of a network as a table, like `model.summary()` of Keras 3.

use std::fmt;

use super::dense::Dense;

/// The table of one network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The number of the model in the session, from 0.
    model: usize,
    /// The number of layers of the earlier models.
    layers_before: usize,
    /// The layers, first to last.
    pub rows: Vec<Row>,
}

/// One layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name: `dense`, `dense_1` and so on.
    pub name: String,
    /// The number of units. The shape of the output is (None, units), where None is the number of samples.
    pub units: usize,
    /// The number of parameters.
    pub parameters: usize,
}

/// The inner widths of the columns in a terminal of 80 characters.
const WIDTHS: [usize; 3] = [33, 24, 15];

/// A parameter is a float of single precision.
const BYTES_PER_PARAMETER: usize = 4;

impl Summary {
    /// The summary of the first model of a session.
    pub fn of(layers: &[Dense]) -> Self {
        Self::numbered(0, 0, layers)
    }

    /// The summary of the next model of the session. Keras continues the numbers in its names.
    #[must_use]
    pub fn next(&self, layers: &[Dense]) -> Self {
        Self::numbered(self.model + 1, self.layers_before + self.rows.len(), layers)
    }

    /// The number of parameters of the network.
    pub fn parameters(&self) -> usize {
        self.rows.iter().map(|row| row.parameters).sum()
    }

    fn numbered(model: usize, layers_before: usize, layers: &[Dense]) -> Self {
        let row = |(i, layer): (usize, &Dense)| Row {
            name: name("dense", layers_before + i),
            units: layer.units,
            parameters: layer.parameter_count(),
        };
        Self { model, layers_before, rows: layers.iter().enumerate().map(row).collect() }
    }
}

/// The table as a text.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Model: \"{}\"", name("sequential", self.model))?;
        rule(f, ['┏', '━', '┳', '┓'])?;
        cells(f, '┃', ["Layer (type)", "Output Shape", "Param #"])?;
        rule(f, ['┡', '━', '╇', '┩'])?;
        for (i, row) in self.rows.iter().enumerate() {
            if i > 0 {
                rule(f, ['├', '─', '┼', '┤'])?;
            }
            let (layer, shape) = (format!("{} (Dense)", row.name), format!("(None, {})", row.units));
            cells(f, '│', [&layer, &shape, &grouped(row.parameters)])?;
        }
        rule(f, ['└', '─', '┴', '┘'])?;
        let total = format!("{} ({})", grouped(self.parameters()), size(self.parameters()));
        writeln!(f, " Total params: {total}\n Trainable params: {total}\n Non-trainable params: 0 (0.00 B)")
    }
}

fn rule(f: &mut fmt::Formatter<'_>, [left, line, cross, right]: [char; 4]) -> fmt::Result {
    let [a, b, c] = WIDTHS.map(|width| line.to_string().repeat(width));
    writeln!(f, "{left}{a}{cross}{b}{cross}{c}{right}")
}

fn cells(f: &mut fmt::Formatter<'_>, bar: char, [layer, shape, parameters]: [&str; 3]) -> fmt::Result {
    let [a, b, c] = WIDTHS.map(|width| width - 2);
    writeln!(f, "{bar} {layer:<a$} {bar} {shape:<b$} {bar} {parameters:>c$} {bar}")
}

/// The name that Keras gives to the object number `index` of a kind.
fn name(kind: &str, index: usize) -> String {
    if index == 0 { kind.to_owned() } else { format!("{kind}_{index}") }
}

/// The number with thousands separators: `1,001,000`.
fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

/// The memory of so many parameters.
fn size(parameters: usize) -> String {
    let (mut size, mut unit) = ((parameters * BYTES_PER_PARAMETER) as f64, "B");
    for larger in ["KB", "MB", "GB"] {
        if size >= 1024.0 {
            (size, unit) = (size / 1024.0, larger);
        }
    }
    format!("{size:.2} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::network::Network;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn network(sizes: &[usize]) -> Network {
        Network::new(sizes, &vec![Activation::Identity; sizes.len() - 1]).unwrap()
    }

    /// Printed by Keras 3.15.1 for `Sequential([Input((1,)), Dense(1)])` and then `Sequential([Input((3,)), Dense(2)])`.
    #[test]
    fn the_two_models_of_the_lab_have_2_and_8_parameters() {
        let first = Summary::of(network(&[1, 1]).layers());
        assert_eq!((first.parameters(), first.to_string().as_str()), (2, FIRST));
        let second = first.next(network(&[3, 2]).layers());
        assert_eq!((second.parameters(), second.to_string().as_str()), (8, SECOND));
    }

    /// Printed by Keras 3.15.1 for `Sequential([Input((2,)), Dense(4), Dense(1000), Dense(1000)])`.
    #[test]
    fn layers_are_ruled_apart_and_large_numbers_grouped() {
        let summary = Summary::of(network(&[2, 4, 1000, 1000]).layers());
        assert_eq!(summary.to_string(), DEEP);
        let third = Row { name: "dense_2".to_owned(), units: 1000, parameters: 1_001_000 };
        assert_eq!(summary.rows[2], third);
    }

    #[test]
    fn sizes_change_their_unit_at_1024() {
        assert_eq!([0, 255, 256, 1210].map(size), ["0.00 B", "1020.00 B", "1.00 KB", "4.73 KB"]);
        assert_eq!([999, 1000, 1_000_000].map(grouped), ["999", "1,000", "1,000,000"]);
    }

    const FIRST: &str = "\
Model: \"sequential\"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ dense (Dense)                   │ (None, 1)              │             2 │
└─────────────────────────────────┴────────────────────────┴───────────────┘
 Total params: 2 (8.00 B)
 Trainable params: 2 (8.00 B)
 Non-trainable params: 0 (0.00 B)
";
    const SECOND: &str = "\
Model: \"sequential_1\"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ dense_1 (Dense)                 │ (None, 2)              │             8 │
└─────────────────────────────────┴────────────────────────┴───────────────┘
 Total params: 8 (32.00 B)
 Trainable params: 8 (32.00 B)
 Non-trainable params: 0 (0.00 B)
";
    const DEEP: &str = "\
Model: \"sequential\"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ dense (Dense)                   │ (None, 4)              │            12 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ dense_1 (Dense)                 │ (None, 1000)           │         5,000 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ dense_2 (Dense)                 │ (None, 1000)           │     1,001,000 │
└─────────────────────────────────┴────────────────────────┴───────────────┘
 Total params: 1,006,012 (3.84 MB)
 Trainable params: 1,006,012 (3.84 MB)
 Non-trainable params: 0 (0.00 B)
";
}
