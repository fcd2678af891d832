//! A run of the regression lab as a Python script for Keras.

use std::fmt::Write;

use crate::model::optimizer::Optimizer;

/// A run of the lab: rows, the line it starts from, and its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct LabRun {
    /// The inputs: the rows for training, then those for validation, then those for the test.
    pub x: Vec<f32>,
    /// The targets, in the same order.
    pub y: Vec<f32>,
    /// How many rows each of the three parts has.
    pub parts: [usize; 3],
    /// The first weight and bias.
    pub start: [f32; 2],
    /// The optimizer.
    pub optimizer: Optimizer,
    /// Rows a step.
    pub batch: u32,
    /// How often the training rows are gone through.
    pub epochs: u32,
    /// The seed of each epoch's order; nothing for the order the rows have.
    pub shuffle: Option<u64>,
}

/// The script in the pieces that are a notebook's cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// Imports and rows.
    pub data: String,
    /// The model, compiled.
    pub model: String,
    /// The training.
    pub fit: String,
    /// What is printed in the end.
    pub results: String,
}

/// The page's own order of the rows, in Python: Keras shuffles with a generator of its own.
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

impl LabRun {
    /// The run as a script, which trains in real Keras and ends with the page's numbers.
    pub fn script(&self) -> Script {
        let [training, validation, test] = self.parts;
        let mut data = "import keras\nimport numpy as np\n\n".to_owned();
        for (name, values) in [("x", &self.x), ("y", &self.y)] {
            let _ = write!(data, "{name} = np.array({}, dtype=\"float32\").reshape(-1, 1)\n\n", list(values));
        }
        let part = |data: &mut String, name: &str, rows: &str| {
            let _ = writeln!(data, "x_{name}, y_{name} = x[{rows}], y[{rows}]");
        };
        part(&mut data, "train", &format!(":{training}"));
        if validation > 0 {
            part(&mut data, "val", &format!("{training}:{}", training + validation));
        }
        if test > 0 {
            part(&mut data, "test", &format!("{}:", training + validation));
        }

        let [w, b] = self.start;
        let model = format!(
            "model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])\n\
             model.set_weights([np.array([[{w:?}]]), np.array([{b:?}])])  # the page's first weight and bias\n\
             model.compile(optimizer={}, loss=\"mse\")\nmodel.summary()\n",
            optimizer(self.optimizer)
        );
        let results = "w, b = model.get_weights()\nprint(\"w =\", w.item(), \" b =\", b.item())\n".to_owned()
            + if test > 0 { "print(\"test loss:\", model.evaluate(x_test, y_test, verbose=0))\n" } else { "" };
        Script { data, model, fit: self.fit(), results }
    }

    fn fit(&self) -> String {
        let validation = if self.parts[1] > 0 { "validation_data=(x_val, y_val), " } else { "" };
        let (batch, epochs) = (self.batch, self.epochs);
        let Some(seed) = self.shuffle else {
            return format!(
                "history = model.fit(\n    x_train, y_train, batch_size={batch}, epochs={epochs}, {validation}shuffle=False, \
                 verbose=0\n).history\n"
            );
        };
        let order = ORDER.replace("{n}", &self.parts[0].to_string()).replace("{seed}", &seed.to_string());
        let order = order.replace("{stream}", &crate::model::fit::SHUFFLING.to_string());
        let names = if self.parts[1] > 0 { "{\"loss\": [], \"val_loss\": []}" } else { "{\"loss\": []}" };
        format!(
            "{order}history = {names}\nfor epoch in range({epochs}):\n    rows = order(epoch)\n    run = model.fit(\n        \
             x_train[rows], y_train[rows], batch_size={batch}, {validation}shuffle=False, verbose=0\n    )\n    for name, \
             values in run.history.items():\n        history[name] += values\n"
        )
    }
}

impl Script {
    /// The script as one file.
    pub fn text(&self) -> String {
        [&self.data, &self.model, &self.fit, &self.results].map(String::as_str).join("\n")
    }
}

fn optimizer(optimizer: Optimizer) -> String {
    match optimizer {
        Optimizer::Sgd { rate, momentum: 0.0 } => format!("keras.optimizers.SGD(learning_rate={rate:?})"),
        Optimizer::Sgd { rate, momentum } => {
            format!("keras.optimizers.SGD(learning_rate={rate:?}, momentum={momentum:?})")
        }
        Optimizer::Adam { rate, .. } => format!("keras.optimizers.Adam(learning_rate={rate:?})"),
    }
}

/// Numbers as a Python list, a few to a line. Single precision reads each back to the bit.
fn list(values: &[f32]) -> String {
    let lines = values.chunks(12).map(|line| {
        let line = line.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>();
        format!("    {},\n", line.join(", "))
    });
    format!("[\n{}]", lines.collect::<String>())
}
