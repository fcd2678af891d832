//! Writes runs of all panels into a folder: for each its code for Keras and `PyTorch`, as scripts and as notebooks, and the
//! page's own numbers beside it. `cargo run --example parity -- <folder>`; `cargo xtask parity` does so and compares. A second
//! word, `core`, leaves out all but those that stand for the rest.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use perceptron_playground::export::library::Library;
use perceptron_playground::export::notebook::{Headings, notebook};
use perceptron_playground::export::training_run::Script;
use perceptron_playground::model::dense::Dense;
use perceptron_playground::model::network::Network;
use perceptron_playground::model::recurrent::RecurrentNetwork;
use perceptron_playground::panel::classes::Classes;
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::export::Export as _;
use perceptron_playground::panel::generate::Generate;
use perceptron_playground::panel::layers::{Layers, Part};
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::playable::Playable as _;
use perceptron_playground::panel::port::Panel as _;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::regression::export::training_run;
use perceptron_playground::panel::sequences::Sequences;
use perceptron_playground::panel::sequences::material::Scores;
use perceptron_playground::panel::session::{Figure as _, Session};
use perceptron_playground::panel::xor::Xor;
use perceptron_playground::text::{grouped, significant};

/// Settings as links write them, with little and much of everything.
const REGRESSION: [&str; 25] = [
    "",
    "shuffle=none",
    "shuffle=none&batch=128&rate=0.5",
    "batch=1&epochs=10&rate=0.005",
    "batch=30&shuffle-seed=7&epochs=60",
    "optimizer=momentum&rate=0.02",
    "optimizer=momentum&momentum=0.5&shuffle=none&batch=50",
    "optimizer=adam&rate=0.1",
    "optimizer=adam&rate=0.03&shuffle=none&batch=1000",
    "split=shuffled&test=0.3&validation=0.1&start=hand&w=-2&b=3",
    "validation=0&test=0&epochs=20&seed=5",
    "points=1_1.9~2_4.2~3_5.8~4_8.1~5_10.3~6_11.8~7_14.2~8_15.9~9_18.1~10_20&rate=0.005&batch=4",
    "degree=2&rate=0.1",
    "degree=3&optimizer=adam&rate=0.05&test=0",
    "degree=5&optimizer=momentum&momentum=0.8&rate=0.05&batch=16&low=-3&high=7&shuffle=none&epochs=40",
    "degree=9&n=30&rate=0.2&batch=4&validation=0.3&split=shuffled&start-seed=5&epochs=60",
    "degree=4&start=hand&w=2&b=-1&rate=0.1&batch=1000&points=11_3~12_4.5~13_6.5~14_7~15_6~16_4~17_3.5~18_4&test=0",
    "error=mae&rate=0.02",
    "error=huber&optimizer=momentum&rate=0.02&batch=20",
    "error=huber&degree=3&optimizer=adam&rate=0.05",
    "task=logistic&optimizer=adam&rate=0.1",
    "task=logistic&loss=mse&optimizer=adam&rate=0.05&threshold=0.7&batch=16",
    "task=logistic&rate=0.05&shuffle=none&start=hand&w=0.5&b=-2",
    "task=logistic&loss=mse&rate=0.2&optimizer=momentum&epochs=50&n=90&seed=4&threshold=0.3",
    "task=logistic&batch=1&rate=0.02&epochs=8&validation=0&points=0.5_0~1_0~2_0~3_1~4_0~5_1~6_1~7_1~8_1~9_1&test=0.2",
];

/// The same of the network, with how many epochs the page trains.
const NETWORK: [(&str, u64); 28] = [
    ("", 40),
    ("validation=0.2&data=xor&inputs=x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2&layers=none&rate=0.1", 30),
    ("data=gaussians&layers=relu8.relu4&batch=32&seed=3&init=he", 30),
    ("data=spiral&layers=tanh8.sigmoid6.tanh4&optimizer=adam&rate=0.01&batch=30&test=0.3", 20),
    ("output=softmax-ce&layers=tanh5&momentum=0.9&batch=7", 20),
    ("output=softmax-ce&data=moons&layers=relu6&optimizer=adam&rate=0.02&shuffle=off&validation=0.25", 30),
    ("output=sigmoid-mse&l2=0.003&data=xor&rate=0.3&batch=1000", 60),
    ("output=tanh-half&layers=tanh4.tanh2&l1=0.001&data=circle&count=300&noise=0.1&dataseed=9", 30),
    ("output=tanh-half&layers=identity3&l1=0.01&l2=0.01&shuffle=off&batch=16&validation=0.1", 20),
    ("output=identity-mse&inputs=x1x1.x2x2&layers=none&rate=0.01&data=circle&momentum=0.5", 40),
    ("output=identity-mse&inputs=sinx1.x2&layers=sigmoid4&optimizer=adam&rate=0.05&l2=0.001&batch=25", 25),
    ("output=identity-mae&layers=tanh4&rate=0.02&batch=20&validation=0.2&l2=0.001", 30),
    ("output=identity-huber&inputs=x1.x2.x1x2&layers=tanh3&rate=0.1&momentum=0.9&batch=16", 30),
    ("dropout=0.2&layers=tanh6.relu5&batch=16&validation=0.2&data=xor&rate=0.1", 15),
    ("dropout=0.5&layers=tanh8&optimizer=adam&rate=0.02&batch=30&shuffle=off&output=softmax-ce", 15),
    ("schedule=cosine&schedule-epochs=25&optimizer=adam&rate=0.03&data=xor", 30),
    ("schedule=step&schedule-epochs=10&schedule-factor=0.2&momentum=0.9&shuffle=off&rate=0.02", 30),
    ("schedule=exponential&schedule-epochs=20&rate=0.3&validation=0.2&batch=16", 30),
    ("data=spirals&layers=tanh8.relu6&optimizer=adam&rate=0.02&validation=0.2", 25),
    ("data=blobs&classes=6&layers=none&rate=0.1&batch=32", 25),
    ("data=patches&classes=4&layers=sigmoid6&momentum=0.9&shuffle=off", 20),
    ("data=penguins&layers=tanh4&rate=0.1&validation=0.2", 25),
    ("data=wine&columns=1.7.10.11&standardize=off&layers=none&rate=0.003&test=0.3", 10),
    ("data=penguins&target=4&layers=tanh3&rate=0.05&output=identity-huber", 15),
    ("data=hills&layers=tanh8&optimizer=adam&rate=0.02&validation=0.2&inputs=x1.x2.sinx1", 25),
    ("data=gate-xor&layers=tanh2&batch=1&rate=0.5&seed=4", 100),
    ("data=gate-and&layers=none&batch=3&rate=1&shuffle=off", 80),
    ("data=checkerboard&layers=tanh3&frozen=hQE&optimizer=adam&rate=0.02&test=0", 25),
];

/// The same of XOR.
const XOR: [(&str, u64); 12] = [
    ("part=learn", 300),
    ("part=learn&seed=1&rate=0.1", 200),
    ("part=learn&seed=2&rate=1", 300),
    ("part=learn&seed=3&rate=2", 200),
    ("part=learn&seed=4&rate=5", 30),
    ("part=learn&seed=5&rate=0.01", 100),
    ("part=learn&seed=6&activation=tanh", 300),
    ("part=learn&seed=8&activation=tanh&rate=0.1", 200),
    ("part=learn&seed=9&activation=tanh&rate=1", 100),
    ("part=learn&seed=10&activation=tanh&rate=0.25", 250),
    ("part=learn&seed=9999&activation=tanh&rate=0.03", 150),
    ("part=learn&seed=777&rate=0.3", 150),
];

/// The same of classes: whole epochs of every model.
const CLASSES: [&str; 5] = [
    "seed=2&steps=180",
    "part=order&numbering=gap&rate=0.1&apples=60&steps=210",
    "part=unknown&none=on&spread=0.6&steps=240",
    "part=two&rate=0.5&steps=160",
    "part=cutoff&cats=23&dogs=70&seed=7&steps=200",
];

/// The same of digits, with how many epochs the page trains.
const DIGITS: [(&str, u64); 3] = [
    ("", 4),
    ("hidden1=0&optimizer=sgd&rate=0.2&batch=64&seed=4&dataseed=7&classes=933", 5),
    ("task=five&hidden1=12&hidden2=6&activation=tanh&rate=0.003&lessons=shuffled", 3),
];

/// The same of layers: networks for their summary, and convolutions for their output.
const LAYERS: [&str; 7] = [
    "part=dense",
    "part=dense&inputs=64&depth=2&units1=1000&units2=10",
    "part=conv&bias=0.5",
    "part=conv&digit=5&padding=same&pool=max&k22=1.25",
    "part=conv&digit=7&padding=same&stride=2&pool=average",
    "part=conv&digit=0&stride=3&k13=-0.5",
    "part=conv&padding=same&stride=3",
];

/// The same of sequences, with how many epochs the page trains: numbers, letters and jamo, both optimizers, the whole gradient and
/// truncated ones, few first weights and many.
const SEQUENCES: [(&str, u64); 8] = [
    ("", 60),
    ("units=4&noise=0.3&seed=7", 30),
    ("data=season&units=3&optimizer=sgd&rate=0.05&window=10&clip=0.5&seed=3", 30),
    ("data=walk&units=16&gain=0.5&rate=0.01&window=40&seed=2", 20),
    ("data=weather-en&units=32&rate=0.005&window=25&clip=5", 4),
    ("data=weather-ko&hangul=jamo&units=24&rate=0.01&window=50&clip=1&first=9&temperature=0.8", 2),
    ("data=neuron-ko&units=8&optimizer=sgd&rate=0.1&window=1", 1),
    (
        "data=own&units=2&window=1000&rate=0.05&own=AABgQAAAqEAAAIBAAADQQAAAQEAAAKBAAACQQAAA4EAAADBAAACwQAAAgEAAAMBAAABQQAAAoEAAAIhAAADYQAAAQEAAALBAAACAQAAA0EA",
        40,
    ),
];

/// The same of generate, with how many iterations: every loss, optimizer and noise, samples of one number, of two and of digits, classes
/// that are told, and networks that learn at times. Each step of one network answers the other's, so that rounding grows to 10⁻⁴
/// within 500 iterations where layers are large, rates high or units ReLU.
const GENERATE: [(&str, u64); 9] = [
    ("", 20),
    ("activation=tanh&d-rate=0.002&g-rate=0.002&g-units=8&d-units=8", 500),
    (
        "data=skewed&loss=minimax&activation=tanh&d-rate=0.002&g-rate=0.002&noise-size=1&batch=32&g-units=8&d-units=8",
        500,
    ),
    (
        "data=moons&loss=least-squares&activation=tanh&d-rate=0.002&g-rate=0.002&noise=normal&smoothing=0.1&d-steps=2&g-units=8\
         &d-units=8&batch=32",
        500,
    ),
    ("data=two-bumps&loss=minimax&optimizer=sgd&d-rate=0.1&g-rate=0.1&noise-size=1&activation=tanh", 500),
    (
        "data=skewed&loss=least-squares&activation=tanh&noise=normal&noise-size=3&batch=32&g-steps=2&g-units=8&d-units=8&depth=1\
         &optimizer=momentum&d-rate=0.01&g-rate=0.01",
        500,
    ),
    (
        "data=uniform&learner=generator&head-start=150&g-steps=2&activation=tanh&optimizer=sgd&d-rate=0.1&g-rate=0.05",
        500,
    ),
    ("data=spiral&learner=discriminator&d-steps=2&smoothing=0.3&batch=64&activation=tanh&d-rate=0.002", 300),
    (
        "data=digits&conditional=on&classes=11&g-steps=2&activation=tanh&batch=16&g-units=8&d-units=8&depth=1&g-rate=0.001",
        100,
    ),
];

/// Those that stand for the rest where time is short: every panel, optimizer, loss and kind of output is among them.
const CORE: [(&str, &str); 26] = [
    ("regression", ""),
    ("network", "data=penguins&layers=tanh4&rate=0.1&validation=0.2"),
    ("regression", "optimizer=momentum&momentum=0.5&shuffle=none&batch=50"),
    ("regression", "split=shuffled&test=0.3&validation=0.1&start=hand&w=-2&b=3"),
    ("regression", "degree=3&optimizer=adam&rate=0.05&test=0"),
    ("regression", "task=logistic&loss=mse&optimizer=adam&rate=0.05&threshold=0.7&batch=16"),
    ("regression", "error=huber&optimizer=momentum&rate=0.02&batch=20"),
    ("network", "output=identity-mae&layers=tanh4&rate=0.02&batch=20&validation=0.2&l2=0.001"),
    ("network", "dropout=0.2&layers=tanh6.relu5&batch=16&validation=0.2&data=xor&rate=0.1"),
    ("network", "schedule=step&schedule-epochs=10&schedule-factor=0.2&momentum=0.9&shuffle=off&rate=0.02"),
    ("network", "data=spiral&layers=tanh8.sigmoid6.tanh4&optimizer=adam&rate=0.01&batch=30&test=0.3"),
    ("network", "output=softmax-ce&data=moons&layers=relu6&optimizer=adam&rate=0.02&shuffle=off&validation=0.25"),
    ("network", "output=sigmoid-mse&l2=0.003&data=xor&rate=0.3&batch=1000"),
    ("network", "output=tanh-half&layers=identity3&l1=0.01&l2=0.01&shuffle=off&batch=16&validation=0.1"),
    ("network", "output=identity-mse&inputs=x1x1.x2x2&layers=none&rate=0.01&data=circle&momentum=0.5"),
    ("xor", "part=learn&seed=2&rate=1"),
    ("xor", "part=learn&seed=10&activation=tanh&rate=0.25"),
    ("classes", "part=unknown&none=on&spread=0.6&steps=240"),
    ("digits", "task=five&hidden1=12&hidden2=6&activation=tanh&rate=0.003&lessons=shuffled"),
    ("layers", "part=dense&inputs=64&depth=2&units1=1000&units2=10"),
    ("layers", "part=conv&digit=5&padding=same&pool=max&k22=1.25"),
    ("sequences", SEQUENCES[1].0),
    ("sequences", SEQUENCES[4].0),
    ("generate", GENERATE[1].0),
    ("generate", GENERATE[2].0),
    ("generate", GENERATE[3].0),
];

const DIGITS_FILE: &[u8] = include_bytes!("../../www/data/digits.bin");

/// One run with the page's numbers.
#[derive(Default)]
struct Case {
    name: String,
    scripts: [Script; 2],
    /// Empty where nothing is trained.
    history: String,
    /// The final parameters, or the outputs of what is not trained, with their names.
    numbers: Vec<(f64, String)>,
    /// Lines that each script prints.
    printed: [String; 2],
}

fn named(network: &Network) -> Vec<(f64, String)> {
    let numbers = network.parameters().iter().enumerate();
    numbers.map(|(index, value)| (f64::from(*value), network.name(index).to_string())).collect()
}

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/parity".to_owned()));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let core = std::env::args().nth(2).is_some_and(|word| word == "core");
    let trained = |kind, runs: &[(&'static str, u64)]| runs.iter().map(|run| (kind, run.0, run.1)).collect::<Vec<_>>();
    let drawn = |kind, links: &[&'static str]| links.iter().map(|link| (kind, *link, 0)).collect::<Vec<_>>();
    let all = [
        drawn("regression", &REGRESSION),
        trained("network", &NETWORK),
        trained("xor", &XOR),
        drawn("classes", &CLASSES),
        trained("digits", &DIGITS),
        drawn("layers", &LAYERS),
        trained("sequences", &SEQUENCES),
        trained("generate", &GENERATE),
    ]
    .concat();
    let is_in_core = |run: &(&str, &str, u64)| CORE.contains(&(run.0, run.1));
    assert_eq!(all.iter().filter(|run| is_in_core(run)).count(), CORE.len(), "the core is some of these runs");
    let chosen = all.iter().filter(|run| !core || is_in_core(run));
    chosen.enumerate().try_for_each(|(at, (kind, link, epochs))| {
        let case = match *kind {
            "regression" => regression(link),
            "network" => network(link, *epochs),
            "xor" => xor(link, *epochs),
            "classes" => classes(link),
            "digits" => digits(link, *epochs),
            "generate" => generate(link, *epochs),
            "sequences" => sequences(link, *epochs),
            _ => layers(link),
        };
        write(&folder, at, &case)
    })
}

fn regression(link: &str) -> Case {
    let mut panel = Regression::default();
    let (values, problems) = Regression::TABLE.read_query(link);
    assert!(problems.is_empty() && panel.open(values).is_empty(), "{link}");
    assert_eq!(panel.finish(&mut || true), Ok(true), "{link}");
    let values = panel.lab().single_parameters();
    let network = training_run(panel.lab()).network;
    let numbers =
        values.iter().enumerate().map(|(at, value)| (f64::from(*value), network.name(at).to_string())).collect();
    let scripts = Library::ALL.map(|library| panel.script(library));
    Case { name: format!("regression {link}"), scripts, history: panel.history_csv(), numbers, ..Case::default() }
}

fn network(link: &str, epochs: u64) -> Case {
    let mut figure = Session::<NetworkPanel>::default();
    let query = if link.is_empty() { "goal=none" } else { link };
    assert!(figure.open(query).is_empty(), "{link}");
    figure.step(epochs);
    let panel = figure.panel();
    assert_eq!(panel.learner().epochs(), epochs, "none of these stops before");
    let scripts = Library::ALL.map(|library| panel.script(library));
    let (history, numbers) = (from_the_first_epoch(&panel.history_csv()), named(panel.learner().network()));
    Case { name: format!("network {link}"), scripts, history, numbers, ..Case::default() }
}

fn digits(link: &str, epochs: u64) -> Case {
    let mut figure = Session::<DigitsPanel>::default();
    assert!(figure.open(&format!("{link}&epochs={epochs}")).is_empty(), "{link}");
    assert!(figure.take("digits", DIGITS_FILE).is_ok(), "the file in the page");
    while figure.advance(0.0, &mut || true) {}
    let export = figure.export().expect("a run");
    assert_eq!(export.epochs(), epochs, "{link}: none of these stops before");
    let scripts = Library::ALL.map(|library| export.script(library));
    let (history, numbers) = (from_the_first_epoch(&export.history_csv()), named(figure.panel().network()));
    Case { name: format!("digits {link}"), scripts, history, numbers, ..Case::default() }
}

/// Only the losses are compared: weights near 0 part sooner.
fn generate(link: &str, iterations: u64) -> Case {
    let mut figure = Session::<Generate>::default();
    assert!(figure.open(&format!("{link}&iterations={iterations}")).is_empty(), "{link}");
    assert!(!link.contains("digits") || figure.take("digits", DIGITS_FILE).is_ok(), "the file in the page");
    while figure.advance(0.0, &mut || true) {}
    let export = figure.export().expect("a run");
    assert_eq!(export.epochs(), iterations, "{link}: none of these diverges");
    let scripts = Library::ALL.map(|library| export.script(library));
    Case { name: format!("generate {link}"), scripts, history: export.history_csv(), ..Case::default() }
}

fn layers(link: &str) -> Case {
    let mut figure = Session::<Layers>::default();
    assert!(figure.open(link).is_empty(), "{link}");
    let panel = figure.panel();
    let scripts = Library::ALL.map(|library| panel.script(library));
    let case = Case { name: format!("layers {link}"), scripts, ..Case::default() };
    let counted = |number: usize| grouped(number as u64);
    if panel.settings().part == Part::Dense {
        let line = |(at, layer): (usize, &Dense)| {
            let Dense { inputs, units, .. } = layer;
            let weights = format!("{at}.weight ({units}, {inputs}) {}", counted(inputs * units));
            format!("{weights}\n{at}.bias ({units},) {}\n", counted(*units))
        };
        let lines: String = panel.dense_layers().iter().enumerate().map(line).collect();
        let sum = format!("{lines}Total params: {}\n", counted(panel.parameters()));
        return Case { printed: [panel.summary(), sum], ..case };
    }
    let output = panel.convolved();
    let values: Vec<_> = match panel.settings().pooling() {
        None => output.values.iter().map(|value| value.to_f64()).collect(),
        // Pooled values count ten-thousandths.
        Some(pooling) => pooling.apply(&output).values.iter().map(|value| *value as f64 / 1e4).collect(),
    };
    Case {
        numbers: values.into_iter().enumerate().map(|(at, value)| (value, format!("output {at}"))).collect(),
        ..case
    }
}

/// Beside losses and weights, what the code prints of its forecasts is that of the page.
fn sequences(link: &str, epochs: u64) -> Case {
    let mut figure = Session::<Sequences>::default();
    let open = |figure: &mut Session<Sequences>, steps: u64| {
        assert!(figure.open(&format!("{link}&steps={steps}")).is_empty(), "{link}");
        while figure.advance(0.0, &mut || true) {}
    };
    open(&mut figure, 0);
    let steps = epochs * figure.panel().learner().steps_an_epoch();
    open(&mut figure, steps);
    let panel = figure.panel();
    assert_eq!((panel.epochs(), panel.learner().epochs()), (epochs, epochs), "{link}: none of these stops before");
    let line = |name: &str, model: f64, baseline: f64| {
        if panel.settings().reads_text() {
            return format!("{name} letters right: {model:.3}, the most frequent follower: {baseline:.3}\n");
        }
        let [model, baseline] = [model, baseline].map(|error| significant(error, 4));
        let [model, baseline] = [&model, &baseline].map(|text| text.trim_end_matches('0'));
        format!("{name} MSE: {model}, of tomorrow is today: {baseline}\n")
    };
    let (model, baseline): (Scores, Scores) = (panel.scores(), panel.material().baseline);
    let printed = line("training", model.training, baseline.training) + &line("test", model.test, baseline.test);
    Case {
        name: format!("sequences {link}"),
        scripts: Library::ALL.map(|library| panel.script(library)),
        history: panel.history_csv(),
        numbers: parameters(panel.learner().network()),
        printed: [printed.clone(), printed],
    }
}

/// A recurrent network's parameters with their names, in the order in which `PyTorch` has them.
fn parameters(network: &RecurrentNetwork) -> Vec<(f64, String)> {
    let (units, width) = (network.units(), network.elements().width());
    let pairs = |to: usize, from: usize| (0..to).flat_map(move |to| (0..from).map(move |from| (to, from)));
    let mut all = Vec::new();
    all.extend(pairs(units, width).map(|(to, from)| (network.input_weight(from, to), format!("W {from} to {to}"))));
    all.extend(pairs(units, units).map(|(to, from)| (network.recurrent_weight(from, to), format!("U {from} to {to}"))));
    all.extend((0..units).map(|to| (network.bias(to), format!("b {to}"))));
    all.extend(pairs(width, units).map(|(to, from)| (network.output_weight(from, to), format!("V {from} to {to}"))));
    all.extend((0..width).map(|to| (network.output_bias(to), format!("c {to}"))));
    all
}

/// A history without what the page measures before the first epoch, which Keras does not.
fn from_the_first_epoch(history: &str) -> String {
    history.lines().filter(|line| !line.starts_with("0,")).fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{line}");
        text
    })
}

fn xor(link: &str, epochs: u64) -> Case {
    let mut figure = Session::<Xor>::default();
    assert!(figure.open(link).is_empty(), "{link}");
    (0..epochs).for_each(|_| figure.make("epoch"));
    let panel = figure.panel();
    let (numbers, history) = (named(panel.learned().network()), panel.history_csv());
    let scripts = Library::ALL.map(|library| panel.script(library));
    Case { name: format!("xor {link}"), scripts, history, numbers, ..Case::default() }
}

fn classes(link: &str) -> Case {
    let mut figure = Session::<Classes>::default();
    assert!(figure.open(link).is_empty(), "{link}");
    while figure.advance(0.0, &mut || true) {}
    let (panel, export) = (figure.panel(), figure.export().expect("there are things to learn from"));
    let is_whole = panel.run().fits().iter().all(|fit| fit.position().batch == 0);
    assert!(is_whole && panel.run().length() > 0, "{link}: the code trains whole epochs");
    let numbers = panel.run().fits().iter().flat_map(|fit| named(fit.network())).collect();
    let scripts = Library::ALL.map(|library| export.script(library));
    Case { name: format!("classes {link}"), scripts, history: export.history_csv(), numbers, ..Case::default() }
}

fn write(folder: &Path, at: usize, case: &Case) -> std::io::Result<()> {
    let headings = Headings { title: case.name.clone(), ..Headings::default() };
    for ((library, script), printed) in Library::ALL.iter().zip(&case.scripts).zip(&case.printed) {
        let name = library.name();
        fs::write(folder.join(format!("{at}.{name}.printed")), printed)?;
        fs::write(folder.join(format!("{at}.{name}.py")), script.text())?;
        fs::write(folder.join(format!("{at}.{name}.ipynb")), notebook(script, &headings))?;
    }
    let mut numbers = format!("{}\n", case.name);
    for (value, name) in &case.numbers {
        let _ = writeln!(numbers, "{value:?},{name}");
    }
    fs::write(folder.join(format!("{at}.csv")), &case.history)?;
    fs::write(folder.join(format!("{at}.txt")), numbers)
}
