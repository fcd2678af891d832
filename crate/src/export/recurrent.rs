//! A recurrent network that forecasts a series or the next letter of a text, as code.
//!
//! The code computes in double precision, like the page, and goes window by window: a state goes on from each window to the next, a
//! gradient does not.

use std::fmt::Write;

use super::code::{RANDOM_BITS, list, row, rows, transposed};
use super::library::Library;
use super::notebook::{loss_curves, quoted};
use super::training_run::Script;
use crate::data::letters::{FINAL_JAMO, Hangul, INITIAL_JAMO};
use crate::model::recurrent::RecurrentNetwork;
use crate::model::recurrent::learner::{Learning, Rule};

/// How many first weights are listed at most; the code draws more.
const MOST_LISTED: usize = 200;
/// How many letters a line of a text has, if its words allow.
const LINE: usize = 100;
/// How many letters the network writes at the end.
const WRITTEN: usize = 200;

/// A run of a recurrent network.
#[derive(Clone, Debug)]
pub struct RecurrentRun<'a> {
    /// What it reads.
    pub reading: Reading<'a>,
    /// How many pairs of an element and the next one are learned from; the rest is for testing.
    pub split: usize,
    /// The network before it learned.
    pub network: &'a RecurrentNetwork,
    /// What its first recurrent weights were multiplied by.
    pub gain: f64,
    /// What its first weights were drawn from.
    pub seed: u64,
    /// How it learns.
    pub learning: Learning,
    /// For how many epochs.
    pub epochs: u64,
}

/// What a recurrent network reads.
#[derive(Clone, Debug)]
pub enum Reading<'a> {
    /// Numbers.
    Series {
        /// The values.
        values: &'a [f64],
        /// Whether those that are learned from are all the same: then there is no spread to divide by.
        is_constant: bool,
    },
    /// A text.
    Text {
        /// The letters, with Hangul taken apart where the network reads it so.
        letters: String,
        /// How it is taken apart.
        hangul: Hangul,
        /// The letter that the network goes on from when it writes, by its number.
        first: usize,
        /// What the sums are divided by before softmax then.
        temperature: f64,
    },
}

/// The script of a run. It ends with how good the forecasts are, beside forecasts without learning, and with a text that the network
/// writes.
pub fn script(library: Library, run: &RecurrentRun) -> Script {
    let (model, fit) = match library {
        Library::Keras => (keras_model(run), keras_fit(run)),
        Library::PyTorch => (pytorch_model(run), pytorch_fit(run)),
    };
    let (results, plot) = match &run.reading {
        Reading::Series { .. } => (errors(library), Some(loss_curves("epoch") + FORECASTS)),
        Reading::Text { hangul, first, temperature, .. } => {
            (accuracies(library) + &writing(library, run, *hangul, *first, *temperature), None)
        }
    };
    Script { data: data(library, run), model, fit, results, plot, ..Script::default() }
}

impl RecurrentRun<'_> {
    fn reads_text(&self) -> bool {
        matches!(self.reading, Reading::Text { .. })
    }

    fn draws(&self) -> bool {
        self.network.parameters().len() > MOST_LISTED
    }

    /// Whether the Keras model takes a state and gives one. A series that is one window does without.
    fn hands_states_on(&self) -> bool {
        self.reads_text() || self.learning.window.is_some_and(|window| window < self.split)
    }

    /// How many numbers go in for an element, in Python.
    fn width(&self) -> &'static str {
        if self.reads_text() { "len(letters)" } else { "1" }
    }

    /// A matrix of the first network: the numbers of `value` by row and column.
    fn matrix(rows: usize, columns: usize, value: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
        (0..rows).map(|row| (0..columns).map(|column| value(row, column)).collect()).collect()
    }

    /// W, U and V as Keras has them, and the biases b and c.
    fn start(&self) -> ([Vec<Vec<f64>>; 3], [Vec<f64>; 2]) {
        let (network, units) = (self.network, self.network.units());
        let width = network.elements().width();
        let matrices = [
            Self::matrix(width, units, |from, to| network.input_weight(from, to)),
            Self::matrix(units, units, |from, to| network.recurrent_weight(from, to)),
            Self::matrix(units, width, |from, to| network.output_weight(from, to)),
        ];
        let biases =
            [(0..units).map(|to| network.bias(to)).collect(), (0..width).map(|to| network.output_bias(to)).collect()];
        (matrices, biases)
    }

    /// The window in Python, with a remark.
    fn window(&self) -> String {
        match self.learning.window {
            Some(window) if window < self.split => {
                format!("window = {window}  # so many steps does a gradient go back")
            }
            _ => "window = split  # a gradient goes back to the start".to_owned(),
        }
    }
}

/// The imports, the sequence, and what goes in and is to come out.
fn data(library: Library, run: &RecurrentRun) -> String {
    let jamo = matches!(run.reading, Reading::Text { hangul: Hangul::Jamo, .. });
    let modules = match (run.draws(), jamo) {
        (false, false) => "",
        (true, false) => "import math\n\n",
        (false, true) => "import re\n\n",
        (true, true) => "import math\nimport re\n\n",
    };
    let imports = match library {
        Library::Keras => {
            r#"import keras
import numpy as np

# In double precision, like the page: a state that is handed on for many steps drifts in single precision.
keras.config.set_floatx("float64")
if keras.backend.backend() == "jax":
    import jax

    jax.config.update("jax_enable_x64", True)
"#
        }
        Library::PyTorch => {
            "import torch\nfrom torch import nn\n\n# In double precision, like the page: a state that is handed on for many steps \
             drifts in single precision.\ntorch.set_default_dtype(torch.float64)\n"
        }
    };
    let sequence = match &run.reading {
        Reading::Series { values, is_constant } => series(library, values, *is_constant, run.split),
        Reading::Text { letters, hangul, .. } => text(library, letters, *hangul, run.split),
    };
    format!("{modules}{imports}\n{sequence}")
}

fn series(library: Library, values: &[f64], is_constant: bool, split: usize) -> String {
    let (tensor, spread, shape) = match library {
        Library::Keras => ("np.array", "known.std()", "(1, -1, 1)"),
        Library::PyTorch => ("torch.tensor", "known.std(unbiased=False)", "(-1, 1)"),
    };
    let scale = if is_constant { "1.0" } else { spread };
    let pairs = match library {
        Library::Keras => "z[:, :-1], z[:, 1:]",
        Library::PyTorch => "z[:-1], z[1:]",
    };
    format!(
        "series = {tensor}({})\nsplit = {split}  # so many pairs of a value and the next one are learned from, the rest is for \
         testing\nknown = series[: split + 1]\nmean, scale = known.mean(), {scale}\nz = ((series - mean) / \
         scale).reshape{shape}\nx, y = {pairs}  # each value, and the next one to forecast\n",
        list(values)
    )
}

fn text(library: Library, letters: &str, hangul: Hangul, split: usize) -> String {
    let jamo = if hangul == Hangul::Jamo { "# Its Hangul is taken apart into jamo.\n" } else { "" };
    let (tensor, eye, pairs) = match library {
        Library::Keras => ("np.array", "np.eye", ["[numbers[:-1]].reshape(1, -1, len(letters))", ".reshape(1, -1)"]),
        Library::PyTorch => ("torch.tensor", "torch.eye", ["[numbers[:-1]]", ""]),
    };
    format!(
        "{jamo}text = {}\nletters = sorted(set(text))\nnumbers = {tensor}([letters.index(letter) for letter in text])\nsplit = \
         {split}  # so many pairs of a letter and the next one are learned from, the rest is for testing\nx = \
         {eye}(len(letters)){}  # each letter, one-hot\ny = numbers[1:]{}  # the number of the next one\n",
        string(letters),
        pairs[0],
        pairs[1],
    )
}

/// A text as a Python string on several lines.
fn string(text: &str) -> String {
    let mut lines = vec![(0, String::new())];
    for word in text.split_inclusive(' ') {
        let length = word.chars().count();
        match lines.last_mut() {
            Some((count, line)) if *count == 0 || *count + length <= LINE => {
                *count += length;
                line.push_str(word);
            }
            _ => lines.push((length, word.to_owned())),
        }
    }
    let lines = lines.iter().map(|(_, line)| format!("    {}\n", quoted(line)));
    format!("(\n{})", lines.collect::<String>())
}

/// The function that draws first weights as the page does. They are those of [`RecurrentNetwork::initialized`].
fn drawing(library: Library, run: &RecurrentRun) -> String {
    let array = match library {
        Library::Keras => "np.array(numbers)",
        Library::PyTorch => "torch.tensor(numbers)",
    };
    format!(
        r#"{RANDOM_BITS}bits = random_bits({seed}, 7)
bound = 1 / math.sqrt({units})


def drawn(rows, columns):
    """The page's own first weights, from -bound to bound."""
    numbers = [((next(bits) << 32 | next(bits)) >> 11) / 2**53 for _ in range(rows * columns)]
    return (2 * bound * {array} - bound).reshape(rows, columns)


"#,
        seed = run.seed,
        units = run.network.units(),
    )
}

/// The factor of the recurrent weights in Python.
fn gain(run: &RecurrentRun) -> String {
    if run.gain == 1.0 { String::new() } else { format!("{:?} * ", run.gain) }
}

const NO_BIASES: &str = "# numbers are drawn for the biases too, which are 0 all the same";

fn keras_model(run: &RecurrentRun) -> String {
    let (width, units) = (run.width(), run.network.units());
    let (measure, remark) = if run.reads_text() {
        ("SparseCategoricalCrossentropy(from_logits=True)", "  # its softmax is part of the loss")
    } else {
        ("MeanSquaredError()", "")
    };
    let drawing = if run.draws() { drawing(Library::Keras, run) } else { String::new() };
    let weights = if run.draws() {
        format!(
            "kernel, recurrent = drawn({width}, {units}), {}drawn({units}, {units}).T\ndrawn(1, {units})  {NO_BIASES}\nmodel\
             .set_weights([kernel, recurrent, np.zeros({units}), drawn({width}, {units}).T, np.zeros({width})])\n",
            gain(run)
        )
    } else {
        let ([input, recurrent, output], [bias, output_bias]) = run.start();
        let matrix = |values: &[Vec<f64>]| format!("    np.array({}),\n", rows(values, "    "));
        let vector = |values: &[f64]| format!("    np.array({}),\n", row(values));
        let all = [matrix(&input), matrix(&recurrent), vector(&bias), matrix(&output), vector(&output_bias)];
        format!("model.set_weights([  # the page's own first weights and biases\n{}])\n", all.concat())
    };
    let rule = match run.learning.rule {
        Rule::Sgd => "SGD",
        Rule::Adam => "Adam",
    };
    let clip = run.learning.clip.map_or(String::new(), |clip| format!(", global_clipnorm={clip:?}"));
    let layers = if run.hands_states_on() {
        format!(
            r"elements, state = keras.Input((None, {width})), keras.Input(({units},))
layer = keras.layers.SimpleRNN({units}, activation=tanh, return_sequences=True, return_state=True)
states, last = layer(elements, initial_state=state)
outputs = keras.layers.Dense({width})(states){remark}
model = keras.Model([elements, state], outputs)
reader = keras.Model([elements, state], [outputs, last])  # the same layers, with the last state
"
        )
    } else {
        format!(
            r"model = keras.Sequential([
    keras.Input((None, {width})),
    keras.layers.SimpleRNN({units}, activation=tanh, return_sequences=True),
    keras.layers.Dense({width}),{remark}
])
"
        )
    };
    format!(
        r#"def tanh(z):
    """tanh in double precision, which Keras's own has with TensorFlow alone."""
    return 2 * keras.ops.sigmoid(2 * z) - 1


{drawing}{layers}{weights}measure = keras.losses.{measure}
model.compile(optimizer=keras.optimizers.{rule}(learning_rate={:?}{clip}), loss=measure)
model.summary()
"#,
        run.learning.rate,
    )
}

fn keras_fit(run: &RecurrentRun) -> String {
    let (units, epochs) = (run.network.units(), run.epochs);
    let (start, learn, predict) = if run.hands_states_on() {
        (
            format!("{}\nstart = np.zeros((1, {units}))\n", run.window()),
            r#"    state, total = start, 0.0
    for first in range(0, split, window):
        part = slice(first, min(first + window, split))
        _, last = reader.predict_on_batch([x[:, part], state])  # before the weights change
        model.reset_metrics()
        total += float(model.train_on_batch([x[:, part], state], y[:, part])) * (part.stop - first)
        state = last  # the next window goes on from here
    history["loss"].append(total / split)
"#,
            "outputs, _ = reader.predict_on_batch([x, start])",
        )
    } else {
        (
            String::new(),
            r#"    model.reset_metrics()
    history["loss"].append(float(model.train_on_batch(x[:, :split], y[:, :split])))
"#,
            "outputs = model.predict_on_batch(x)",
        )
    };
    format!(
        r#"{start}history = {{"loss": [], "test_loss": []}}
for epoch in range({epochs}):
{learn}    {predict}
    history["test_loss"].append(float(measure(y[:, split:], outputs[:, split:])))
"#
    )
}

fn pytorch_model(run: &RecurrentRun) -> String {
    let (width, units) = (run.width(), run.network.units());
    let drawing = if run.draws() { drawing(Library::PyTorch, run) } else { String::new() };
    let weights = if run.draws() {
        format!(
            "    model.layer.weight_ih_l0[:] = drawn({width}, {units}).T\n    model.layer.weight_hh_l0[:] = {}drawn({units}, \
             {units})\n    drawn(1, {units})  {NO_BIASES}\n    model.layer.bias_ih_l0.zero_()\n    model.output.weight[:] = \
             drawn({width}, {units})\n    model.output.bias.zero_()\n",
            gain(run)
        )
    } else {
        let (matrices, [bias, output_bias]) = run.start();
        let [input, recurrent, output] = matrices.map(|values| rows(&transposed(&values), "    "));
        let mut code = String::new();
        let all = [
            ("layer.weight_ih_l0", input),
            ("layer.weight_hh_l0", recurrent),
            ("layer.bias_ih_l0", row(&bias)),
            ("output.weight", output),
            ("output.bias", row(&output_bias)),
        ];
        for (name, values) in all {
            let _ = writeln!(code, "    model.{name}[:] = torch.tensor({values})");
        }
        code
    };
    format!(
        r"class Forecaster(nn.Module):
    def __init__(self, width, units):
        super().__init__()
        self.layer = nn.RNN(width, units)
        self.output = nn.Linear(units, width)
        # A second bias of each unit would do the same as the first.
        self.layer.bias_hh_l0.requires_grad_(False).zero_()

    def forward(self, x, state=None):
        states, last = self.layer(x, state)
        return self.output(states), last


{drawing}model = Forecaster({width}, {units})
with torch.no_grad():  # the page's own first weights and biases
{weights}print(model)
"
    )
}

fn pytorch_fit(run: &RecurrentRun) -> String {
    let measure = if run.reads_text() { "CrossEntropyLoss" } else { "MSELoss" };
    let (rule, steps, adam) = match run.learning.rule {
        Rule::Sgd => ("SGD", "", ""),
        Rule::Adam => (
            "Adam",
            "steps = 0\n",
            r#"        steps += 1
        # Like Keras, the page adds epsilon before Adam's correction.
        optimizer.param_groups[0]["eps"] = 1e-7 / (1 - 0.999**steps) ** 0.5
"#,
        ),
    };
    let clip = run
        .learning
        .clip
        .map_or(String::new(), |clip| format!("        nn.utils.clip_grad_norm_(model.parameters(), {clip:?})\n"));
    format!(
        r#"measure = nn.{measure}()
optimizer = torch.optim.{rule}(model.parameters(), lr={:?})
{}
history = {{"loss": [], "test_loss": []}}
{steps}for epoch in range({}):
    state, total = None, 0.0
    for first in range(0, split, window):
        part = slice(first, min(first + window, split))
        outputs, state = model(x[part], state)
        state = state.detach()  # the next window goes on from here, but no gradient comes back
        loss = measure(outputs, y[part])
        optimizer.zero_grad()
        loss.backward()
{clip}{adam}        optimizer.step()
        total += loss.item() * len(outputs)
    history["loss"].append(total / split)
    with torch.no_grad():
        outputs, _ = model(x)
    history["test_loss"].append(measure(outputs[split:], y[split:]).item())
"#,
        run.learning.rate,
        run.window(),
        run.epochs,
    )
}

/// Code for both parts, and their names.
const PARTS: &str = r#"for name, part in [("training", slice(0, split)), ("test", slice(split, None))]:
"#;

/// Code that draws the series with what was forecast.
const FORECASTS: &str = r#"
plt.plot(series[1:], label="series")
plt.plot(forecasts, label="forecast")
plt.axvline(split, linestyle=":")  # from here on it is a test
plt.legend()
plt.show()
"#;

/// Code for the mean squared errors in the units of the series, and those of the forecast "tomorrow is today".
fn errors(library: Library) -> String {
    let outputs = match library {
        Library::Keras => "outputs[0, :, 0]",
        Library::PyTorch => "outputs[:, 0]",
    };
    format!(
        r#"forecasts = {outputs} * scale + mean
errors = (forecasts - series[1:]) ** 2
errors_of_today = (series[:-1] - series[1:]) ** 2
{PARTS}    print(f"{{name}} MSE: {{errors[part].mean():.4g}}, of tomorrow is today: {{errors_of_today[part].mean():.4g}}")
"#
    )
}

/// Code for the shares of letters that are right, and those of the most frequent follower.
fn accuracies(library: Library) -> String {
    let body = match library {
        Library::Keras => {
            r"right = outputs[0].argmax(axis=1) == y[0]
follows = np.zeros((len(letters), len(letters)))  # how often each letter follows each other
np.add.at(follows, (numbers[:split], numbers[1 : split + 1]), 1)
followers = np.where(follows.any(axis=1), follows.argmax(axis=1), follows.sum(axis=0).argmax())
right_by_follower = followers[numbers[:-1]] == y[0]
"
        }
        Library::PyTorch => {
            r"right = (outputs.argmax(dim=1) == y).double()
follows = torch.zeros(len(letters), len(letters))  # how often each letter follows each other
follows.index_put_((numbers[:split], numbers[1 : split + 1]), torch.tensor(1.0), accumulate=True)
followers = torch.where(follows.any(dim=1), follows.argmax(dim=1), follows.sum(dim=0).argmax())
right_by_follower = (followers[numbers[:-1]] == y).double()
"
        }
    };
    format!(
        r#"{body}{PARTS}    print(f"{{name}} letters right: {{right[part].mean():.3f}}, the most frequent follower: {{right_by_follower[part].mean():.3f}}")
"#
    )
}

/// Code that lets the network write.
fn writing(library: Library, run: &RecurrentRun, hangul: Hangul, first: usize, temperature: f64) -> String {
    let seed = run.seed;
    let (begin, body) = match library {
        Library::Keras => (
            format!("state = start\nrandom = np.random.default_rng({seed})\n"),
            format!(
                r"    sums, state = reader.predict_on_batch([np.eye(len(letters))[letter].reshape(1, 1, -1), state])
    sums = sums[0, 0] / {temperature:?}
    chances = np.exp(sums - sums.max())
    letter = random.choice(len(letters), p=chances / chances.sum())
"
            ),
        ),
        Library::PyTorch => (
            format!("state = None\ntorch.manual_seed({seed})\n"),
            format!(
                r"    with torch.no_grad():
        sums, state = model(torch.eye(len(letters))[[letter]], state)
    letter = torch.multinomial(torch.softmax(sums[0] / {temperature:?}, dim=0), 1).item()
"
            ),
        ),
    };
    let (functions, written) = match hangul {
        Hangul::Syllables => (String::new(), "written"),
        Hangul::Jamo => (together(), "together(written)"),
    };
    format!(
        r"
{functions}# The model writes: each letter that it says is the next one that it reads.
{begin}letter = {first}
written = letters[letter]
for _ in range({WRITTEN}):
{body}    written += letters[letter]
print({written})
"
    )
}

/// Code that puts jamo together.
fn together() -> String {
    format!(
        r#"initials, finals = "{INITIAL_JAMO}", "{FINAL_JAMO}"


def syllable(jamo):
    number = (initials.index(jamo[1]) * 21 + ord(jamo[2]) - ord("ㅏ")) * 28
    return chr(ord("가") + number + (finals.index(jamo[3]) + 1 if jamo[3] else 0))


def together(text):
    """Puts jamo together into syllables. A consonant before a vowel begins one."""
    return re.sub(f"([{{initials}}])([ㅏ-ㅣ])(?:([{{finals}}])(?![ㅏ-ㅣ]))?", syllable, text)


"#
    )
}
