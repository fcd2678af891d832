//! Two networks that learn against each other as code, which draws the page's own batches and noise.

use std::fmt::Write;

use super::code::{RANDOM, list, row};
use super::library::Library;
use super::notebook::loss_curves;
use super::training_run::Script;
use super::{keras, pytorch};
use crate::data::digits::{CELLS, CLASSES, FULL};
use crate::model::gan::readouts::{SHOWN_CLASSES, SHOWN_NOISE};
use crate::model::gan::settings::{Learners, Settings};
use crate::model::gan::steps::{GENERATOR_NOISE_STREAMS, GENERATOR_REAL_STREAMS, NOISE_STREAMS, REAL_STREAMS};
use crate::model::gan::{NoiseDistribution, TrainingData};
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::Optimizer;

/// How many of G's samples the code makes at the end: as many as the page shows.
const SHOWN: usize = 1000;

/// A run of a generator against a discriminator.
#[derive(Clone, Debug)]
pub struct GanRun<'a> {
    /// The samples to learn from.
    pub data: &'a TrainingData,
    /// Which of scikit-learn's handwritten digits they are, in its order; `None` for rows that the code lists.
    pub digits: Option<Vec<usize>>,
    /// G and D before they learn.
    pub networks: [Network; 2],
    /// How they learn.
    pub settings: Settings,
    /// For how many iterations.
    pub iterations: u64,
}

/// When a network learns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    Never,
    /// In iterations of which this is true, in Python.
    If(&'static str),
}

/// The script of a run. It ends with the page's losses and with the samples that the page shows.
pub fn script(library: Library, run: &GanRun) -> Script {
    let model = match library {
        Library::Keras => keras_models(run),
        Library::PyTorch => pytorch_models(run),
    };
    Script {
        data: data(library, run),
        model,
        fit: fit(library, run),
        results: results(library, run),
        plot: Some(plot(run)),
        ..Script::default()
    }
}

impl GanRun<'_> {
    fn classes(&self) -> usize {
        if self.settings.conditional { self.data.classes() } else { 0 }
    }

    /// The loss of verdicts against their targets.
    fn loss(&self) -> Loss {
        self.settings.loss.of_verdicts()
    }

    /// When D and when G learn.
    fn learners(&self) -> [When; 2] {
        let has_head_start = self.settings.head_start > 0;
        let discriminator = match self.settings.learners {
            Learners::Both | Learners::Discriminator => When::Always,
            Learners::Generator if has_head_start => When::If("iteration < head_start"),
            Learners::Generator => When::Never,
        };
        let generator = match self.settings.learners {
            Learners::Discriminator => When::Never,
            Learners::Both | Learners::Generator if has_head_start => When::If("iteration >= head_start"),
            Learners::Both | Learners::Generator => When::Always,
        };
        [discriminator, generator]
    }

    /// `values` with the classes of `rows` behind them where the networks are told classes.
    fn told(&self, values: &str) -> String {
        if self.classes() > 0 { format!("with_classes({values}, rows)") } else { values.to_owned() }
    }
}

/// The imports, the samples, and where the networks are told classes the function that does so.
fn data(library: Library, run: &GanRun) -> String {
    let uses_math = run.settings.noise.distribution == NoiseDistribution::Normal
        || run.learners().iter().any(|when| matches!(when, When::If(_)));
    let mut code = if uses_math { "import math\n\n".to_owned() } else { String::new() };
    let sklearn = if run.digits.is_some() { "from sklearn.datasets import load_digits\n" } else { "" };
    let (tensor, single) = match library {
        Library::Keras => {
            let _ = write!(code, "import keras\nimport numpy as np\n{sklearn}\n");
            ("np.array", "astype(\"float32\")")
        }
        Library::PyTorch => {
            let _ = write!(code, "import torch\n{sklearn}from torch import nn\n\n");
            ("torch.tensor", "float()")
        }
    };
    code += &match &run.digits {
        Some(digits) => self::digits(library, digits, tensor, single),
        None => format!("data = {tensor}({}).{single}.reshape(-1, {})\n", list(run.data.rows()), run.data.width()),
    };
    let classes = run.classes();
    if classes == 0 {
        return code;
    }
    if run.digits.is_none() {
        let _ = writeln!(code, "\nlabel = {tensor}({})", list(run.data.labels()));
    }
    let joined = match library {
        Library::Keras => {
            format!("np.concatenate([values, np.eye({classes}, dtype=\"float32\")[label[rows]]], axis=1)")
        }
        Library::PyTorch => format!("torch.cat([values, torch.eye({classes})[label[rows]]], dim=1)"),
    };
    code + "\n\ndef with_classes(values, rows):\n    \"\"\"Tells the classes of rows, one-hot.\"\"\"\n    return "
        + &joined
        + "\n"
}

/// The images of some digits, in scikit-learn's order.
fn digits(library: Library, digits: &[usize], tensor: &str, single: &str) -> String {
    let code = format!(
        "# Pictures by E. Alpaydin and C. Kaynak, 1998, CC BY 4.0\ndigits = load_digits()\ndata, label = \
         {tensor}(digits.data / {FULL}).{single}, {tensor}(digits.target)\n"
    );
    if digits.len() == CLASSES {
        return code;
    }
    let taught = match library {
        Library::Keras => format!("np.isin(label, {})", row(digits)),
        Library::PyTorch => format!("torch.isin(label, torch.tensor({}))", row(digits)),
    };
    format!("{code}taught = {taught}\ndata, label = data[taught], label[taught]\n")
}

/// G's loss as a factor and the target of its fakes.
fn of_generator(run: &GanRun) -> (&'static str, f32) {
    let (target, sign) = run.settings.loss.of_generator();
    (if sign < 0.0 { "-" } else { "" }, target)
}

fn keras_models(run: &GanRun) -> String {
    let network = |name, network: &Network, loss| {
        keras::layers(name, network, (loss, None), |_| String::new()) + &keras::weights(name, network)
    };
    let [generator, discriminator] = [run.settings.generator, run.settings.discriminator].map(keras::optimizer);
    let measure = match run.loss() {
        Loss::BinaryCrossEntropy => "keras.losses.binary_crossentropy(targets, verdicts, from_logits=True)",
        _ => "keras.losses.mean_squared_error(targets, verdicts) / 2",
    };
    let (sign, _) = of_generator(run);
    let fakes = match run.classes() {
        0 => "generator(z)".to_owned(),
        _ => format!("keras.layers.Concatenate()([generator(z), z[:, {}:]])", run.settings.noise.numbers),
    };
    format!(
        "{}{}\n\ndef measure(targets, verdicts):\n    return {measure}\n\n\n# D gets as many fakes as samples: twice the \
         mean is the mean of these plus the mean of those.\ndiscriminator.compile(optimizer={discriminator}, loss=lambda \
         targets, verdicts: 2 * measure(targets, verdicts))\n# G learns through D.\nz = \
         keras.Input(({},))\nchain = keras.Model(z, discriminator({fakes}))\nchain.compile(optimizer={generator}, \
         loss=lambda targets, verdicts: {sign}measure(targets, verdicts))\ngenerator.summary()\ndiscriminator.summary()\n",
        network("generator", &run.networks[0], None),
        network("discriminator", &run.networks[1], Some(run.loss())),
        run.networks[0].inputs(),
    )
}

fn pytorch_models(run: &GanRun) -> String {
    let network = |name, network: &Network, loss| {
        pytorch::layers(name, network, (loss, None))
            + &pytorch::weights(name, network, None)
            + &format!("print({name})\n")
    };
    network("generator", &run.networks[0], None) + &network("discriminator", &run.networks[1], Some(run.loss()))
}

/// Functions that draw the page's own rows and noise.
fn drawing(library: Library, run: &GanRun) -> String {
    let (count, batch, seed) = (run.data.count(), run.settings.batch_size, run.settings.seed);
    let numbers = run.settings.noise.numbers;
    let array = match library {
        Library::Keras => format!("np.array(numbers, dtype=\"float32\").reshape(count, {numbers})"),
        Library::PyTorch => format!("torch.tensor(numbers).reshape(count, {numbers})"),
    };
    let (what, values) = match run.settings.noise.distribution {
        NoiseDistribution::Uniform => (
            "uniform from -1 to 1",
            format!("    numbers = [(next(bits) >> 8) / 2**23 - 1 for _ in range({numbers} * count)]\n"),
        ),
        NoiseDistribution::Normal => (
            "standard normal: two numbers at a time by Box and Muller",
            format!(
                "    numbers = []\n    while len(numbers) < {numbers} * count:\n        distance = math.sqrt(-2 * math.log(1 - \
                 (next(bits) >> 8) / 2**24))\n        turn = next(bits)\n        angle = ((turn >> 8) / 2**24 - 0.5 + (turn & 3)) \
                 * math.pi / 2\n        numbers += [distance * math.cos(angle), distance * math.sin(angle)]\n    numbers = \
                 numbers[: {numbers} * count]\n"
            ),
        ),
    };
    format!(
        "{RANDOM}def batch(stream, count={batch}):\n    \"\"\"Row numbers, drawn with replacement.\"\"\"\n    bits = \
         random_bits({seed}, stream)\n    return [below({count}, bits) for _ in range(count)]\n\n\ndef noise(stream, \
         count={batch}):\n    \"\"\"Noise, {what}.\"\"\"\n    bits = random_bits({seed}, stream)\n{values}    return {array}\n\n\n"
    )
}

/// A stream in Python, whose number is `base` and what is `added`.
fn stream(base: u64, added: &str) -> String {
    format!("{} * 2**32{added}", base >> 32)
}

fn fit(library: Library, run: &GanRun) -> String {
    let before = match library {
        Library::Keras => keras_targets(run),
        Library::PyTorch => pytorch_steps(run),
    };
    let [of_discriminator, of_generator] = run.learners();
    let (learn_discriminator, learn_generator) = match library {
        Library::Keras => keras_learning(run),
        Library::PyTorch => pytorch_learning(run),
    };
    let settings = run.settings;
    let draw = format!(
        "rows, z = batch({}), noise({})",
        stream(REAL_STREAMS, " + d_steps"),
        stream(NOISE_STREAMS, " + d_steps")
    );
    let step = [draw].into_iter().chain(tell(run)).chain(["d_steps += 1".to_owned()]);
    let step: Vec<_> = step.chain(when(of_discriminator, learn_discriminator)).collect();
    let mut lines = times(settings.discriminator_steps, "_", step);
    if settings.generator_steps > 1 {
        let mut own = vec![format!("z = noise({})", stream(GENERATOR_NOISE_STREAMS, " + g_steps"))];
        if run.classes() > 0 {
            own.insert(0, format!("rows = batch({})", stream(GENERATOR_REAL_STREAMS, " + g_steps")));
            own.extend(tell(run));
        }
        let own = block("if step > 0:  # the first one goes on with D's last noise", own);
        let steps: Vec<_> = own.into_iter().chain(learn_generator).chain(["g_steps += 1".to_owned()]).collect();
        lines.extend(when(of_generator, times(settings.generator_steps, "step", steps)));
    } else {
        let steps = learn_generator.into_iter().chain(["g_steps += 1".to_owned()]);
        lines.extend(when(of_generator, steps.collect()));
    }
    let (mut names, mut start) = (Vec::new(), String::new());
    for (name, when) in [("d_loss", of_discriminator), ("g_loss", of_generator)] {
        if when == When::Never {
            continue;
        }
        if matches!(when, When::If(_)) {
            lines.insert(0, format!("{name} = math.nan  # where it does not learn"));
            start = format!("head_start = {}\n", settings.head_start);
        }
        lines.push(format!("history[\"{name}\"].append({name})"));
        names.push(format!("\"{name}\": []"));
    }
    lines.extend(block(
        "if iteration % 100 == 99:",
        vec![
            "print(iteration + 1, *[f\"{name}: {losses[-1]:.4f}\" for name, losses in history.items()], sep=\"  \")"
                .to_owned(),
        ],
    ));
    let lines = block(&format!("for iteration in range({}):", run.iterations), lines);
    format!(
        "{}{before}{start}history = {{{}}}\nd_steps = g_steps = 0\n{}\n",
        drawing(library, run),
        names.join(", "),
        lines.join("\n")
    )
}

/// Noise with the classes of its rows.
fn tell(run: &GanRun) -> Option<String> {
    (run.classes() > 0).then(|| format!("z = {}", run.told("z")))
}

/// Lines below a head.
fn block(head: &str, lines: Vec<String>) -> Vec<String> {
    [head.to_owned()].into_iter().chain(lines.into_iter().map(|line| format!("    {line}"))).collect()
}

/// Lines that are gone through so many times.
fn times(count: usize, counter: &str, lines: Vec<String>) -> Vec<String> {
    if count == 1 { lines } else { block(&format!("for {counter} in range({count}):"), lines) }
}

fn when(when: When, lines: Vec<String>) -> Vec<String> {
    match when {
        When::Always => lines,
        When::Never => Vec::new(),
        When::If(condition) => block(&format!("if {condition}:"), lines),
    }
}

fn keras_targets(run: &GanRun) -> String {
    let batch = run.settings.batch_size;
    let (_, target) = of_generator(run);
    format!(
        "d_targets = np.array([[{:?}]] * {batch} + [[0.0]] * {batch}, dtype=\"float32\")\ng_targets = np.full(({batch}, 1), \
         {target:?}, dtype=\"float32\")\n\n\ndef learn(model, inputs, targets):\n    \"\"\"One step. D's weights stay as they are \
         while G learns through it.\"\"\"\n    discriminator.trainable = model is discriminator\n    \
         model.reset_metrics()\n    return float(model.train_on_batch(inputs, targets))\n\n\n",
        run.settings.real_label
    )
}

fn keras_learning(run: &GanRun) -> (Vec<String>, Vec<String>) {
    let (samples, fakes) = (run.told("data[rows]"), run.told("generator.predict_on_batch(z)"));
    (
        vec![format!("d_loss = learn(discriminator, np.concatenate([{samples}, {fakes}]), d_targets)")],
        vec!["g_loss = learn(chain, z, g_targets)".to_owned()],
    )
}

fn pytorch_steps(run: &GanRun) -> String {
    let settings = run.settings;
    let measure = match run.loss() {
        Loss::BinaryCrossEntropy => {
            "nn.functional.binary_cross_entropy_with_logits(verdicts, torch.full_like(verdicts, target))"
        }
        _ => "((verdicts - target) ** 2).mean() / 2",
    };
    let is_adam = matches!(settings.generator, Optimizer::Adam { .. });
    let adam = if is_adam { "    as_in_keras(optimizer, steps)\n" } else { "" };
    let steps = if is_adam { ", steps" } else { "" };
    format!(
        "def measure(verdicts, target):\n    return {measure}\n\n\n{}def learn(optimizer, loss{steps}):\n    \
         optimizer.zero_grad()\n    loss.backward()\n{adam}    optimizer.step()\n    return loss.item()\n\n\n\
         d_optimizer = {}\ng_optimizer = {}\n",
        pytorch::adams_corrections(settings.generator),
        pytorch::optimizer("discriminator", settings.discriminator),
        pytorch::optimizer("generator", settings.generator),
    )
}

fn pytorch_learning(run: &GanRun) -> (Vec<String>, Vec<String>) {
    let is_adam = matches!(run.settings.generator, Optimizer::Adam { .. });
    let steps = |steps: &str| if is_adam { format!(", {steps}") } else { String::new() };
    let (samples, fakes) = (run.told("data[rows]"), run.told("generator(z).detach()"));
    let (sign, target) = of_generator(run);
    (
        vec![
            format!(
                "loss = measure(discriminator({samples}), {:?}) + measure(discriminator({fakes}), 0.0)",
                run.settings.real_label
            ),
            format!("d_loss = learn(d_optimizer, loss{})", steps("d_steps")),
        ],
        vec![
            format!("loss = {sign}measure(discriminator({}), {target:?})", run.told("generator(z)")),
            format!("g_loss = learn(g_optimizer, loss{})", steps("g_steps + 1")),
        ],
    )
}

fn results(library: Library, run: &GanRun) -> String {
    let mut code = "for name, losses in history.items():\n    print(name, losses[-1])\n".to_owned();
    if run.classes() > 0 {
        let _ = writeln!(code, "rows = batch({}, {SHOWN})", stream(SHOWN_CLASSES, ""));
    }
    let noise = run.told(&format!("noise({}, {SHOWN})", stream(SHOWN_NOISE, "")));
    match library {
        Library::Keras => {
            let _ = writeln!(code, "fakes = generator.predict_on_batch({noise})");
        }
        Library::PyTorch => {
            let _ = writeln!(code, "with torch.no_grad():\n    fakes = generator({noise})");
        }
    }
    code + "print(fakes[:4])\n"
}

/// Both losses, and G's samples among those of the data.
fn plot(run: &GanRun) -> String {
    let samples = match run.data.width() {
        1 => {
            "plt.hist([data[:, 0].tolist(), fakes[:, 0].tolist()], bins=50, density=True, label=[\"data\", \
             \"fakes\"])\nplt.legend()\n"
        }
        2 => {
            "for name, (x1, x2) in {\"data\": data[:1000].T, \"fakes\": fakes.T}.items():\n    \
             plt.scatter(x1, x2, s=4, label=name)\nplt.legend()\n"
        }
        CELLS => {
            "figure, axes = plt.subplots(4, 8)\nfor image, axis in zip(fakes, axes.flat):\n    axis.imshow(image.reshape(8, 8), \
             cmap=\"gray_r\")\n    axis.axis(\"off\")\n"
        }
        _ => "",
    };
    format!("{}\n{samples}plt.show()\n", loss_curves("iteration"))
}
