//! The table of the panel's state, and the values of its settings.

use super::pad::Pad;
use crate::data::digits::CELLS;
use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::fit;
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::Optimizer;
use crate::panel::table::{Field, Table, Value};

/// The names of the questions in links, "no question" first.
pub const GOAL_NAMES: [&str; 4] = ["none", "ninety-seven", "find-fives", "sure-of-little"];
/// The most epochs.
pub const MOST_EPOCHS: u32 = 1000;
/// The most units of a hidden layer.
pub const MOST_UNITS: u32 = 128;
/// All ten digits, a bit each.
const ALL_CLASSES: u32 = 0b11_1111_1111;

/// The state of the panel. The learned weights follow, to the bit, from the settings of training, the seeds, `epochs` and `batches` (of the
/// epoch under way).
pub static TABLE: Table = Table(&[
    Field::choice("task", &["digit", "five"]),
    Field::count("hidden1", 32, 0, MOST_UNITS),
    Field::count("hidden2", 0, 0, MOST_UNITS),
    Field::choice("activation", &["relu", "tanh", "sigmoid"]),
    Field::choice("optimizer", &["adam", "sgd"]),
    Field::real("rate", 0.01, [0.0, 1.0], [0.0, 10.0]),
    Field::count("batch", 32, 1, 1437),
    Field::count("seed", 1, 0, 999_999),
    Field::count("dataseed", 1, 0, 999_999),
    Field::choice("lessons", &["digits", "shuffled", "constant"]),
    Field::count("classes", ALL_CLASSES, 1, ALL_CLASSES),
    Field::count("epochs", 0, 0, MOST_EPOCHS),
    Field::count("batches", 0, 0, 1436),
    Field::packed("pad", 200),
    Field::count("width", 4, 1, 8),
    Field::choice("ink", &["draw", "erase"]),
    Field::choice("fit", &["off", "on"]),
    Field::count("cell", 0, 0, 100),
    Field::count("node", 1, 1, MOST_UNITS),
    Field::choice("speed", &["20", "1", "5", "100000"]),
    Field::choice("goal", &GOAL_NAMES),
]);

/// The settings that decide a run of training.
const OF_THE_RUN: [&str; 11] = [
    "task",
    "hidden1",
    "hidden2",
    "activation",
    "optimizer",
    "rate",
    "batch",
    "seed",
    "dataseed",
    "lessons",
    "classes",
];

/// A checked value for each field of [`TABLE`].
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    values: Vec<Value>,
    /// What is drawn.
    pub pad: Pad,
}

impl Default for Settings {
    fn default() -> Self {
        Self { values: TABLE.0.iter().map(|field| field.default.clone()).collect(), pad: Pad::default() }
    }
}

impl Settings {
    /// The value of the field called `name`.
    ///
    /// # Panics
    /// When the table has no such field.
    pub fn get(&self, name: &str) -> Value {
        if name == "pad" {
            return Value::Packed(self.pad.pack());
        }
        let at = TABLE.0.iter().position(|field| field.name == name);
        self.values[at.expect("the table has every name that the panel asks for")].clone()
    }

    /// Sets a field. False when its text is of a form that the table cannot check, and damaged.
    pub fn set(&mut self, name: &str, value: Value) -> bool {
        if let ("pad", Value::Packed(text)) = (name, &value) {
            let pad = Pad::unpack(text);
            self.pad = pad.unwrap_or(self.pad);
            return pad.is_some();
        }
        if let Some(at) = TABLE.0.iter().position(|field| field.name == name) {
            self.values[at] = value;
        }
        true
    }

    /// A choice's name.
    pub fn choice(&self, name: &str) -> &'static str {
        if let Value::Choice(choice) = self.get(name) { choice } else { "" }
    }

    /// A whole number.
    pub fn count(&self, name: &str) -> u32 {
        if let Value::Count(count) = self.get(name) { count } else { 0 }
    }

    /// The learning rate η, by way of its shortest text, so that 0.01 is the double nearest to 0.01.
    pub fn rate(&self) -> f64 {
        if let Value::Real(rate) = self.get("rate") { rate.to_string().parse().unwrap_or(f64::from(rate)) } else { 0.0 }
    }

    /// The epochs and the batches beyond them that are to be shown.
    pub fn place(&self) -> [u32; 2] {
        ["epochs", "batches"].map(|name| self.count(name))
    }

    /// Shows another place in the run.
    pub fn set_place(&mut self, [epochs, batches]: [u32; 2]) {
        self.set("epochs", Value::Count(epochs));
        self.set("batches", Value::Count(batches));
    }

    /// Whether the question is "is it a 5?".
    pub fn asks_for_five(&self) -> bool {
        self.choice("task") == "five"
    }

    /// Whether pictures of a digit are among the lessons.
    pub fn teaches(&self, digit: usize) -> bool {
        self.count("classes") >> digit & 1 == 1
    }

    /// Whether a run of the `other` settings is one of these too.
    pub fn trains_like(&self, other: &Self) -> bool {
        OF_THE_RUN.iter().all(|name| self.get(name) == other.get(name))
    }

    /// The units of the hidden layers.
    pub fn hidden(&self) -> Vec<usize> {
        ["hidden1", "hidden2"].map(|name| self.count(name) as usize).into_iter().filter(|units| *units > 0).collect()
    }

    fn activation(&self) -> Activation {
        self.choice("activation").parse::<Activation>().ok().unwrap_or(Activation::Relu)
    }

    /// The rule for the first weights: He's for `ReLU`, else Glorot's.
    pub fn init(&self) -> Init {
        if self.activation() == Activation::Relu { Init::HeUniform } else { Init::GlorotUniform }
    }

    /// The network before it learns.
    ///
    /// # Errors
    /// As [`Network::new`]; the table allows no sizes for which there are any.
    pub fn network(&self) -> Result<Network, Error> {
        let (hidden, five) = (self.hidden(), self.asks_for_five());
        let (last, outputs) = if five { (Activation::Sigmoid, 1) } else { (Activation::Softmax, 10) };
        let activations = [vec![self.activation(); hidden.len()], vec![last]].concat();
        let mut network = Network::new(&[vec![CELLS], hidden, vec![outputs]].concat(), &activations)?;
        self.init().apply(&mut network, u64::from(self.count("seed")));
        Ok(network)
    }

    /// How the run learns.
    pub fn training(&self) -> fit::Settings {
        let loss = if self.asks_for_five() { Loss::BinaryCrossEntropy } else { Loss::CategoricalCrossEntropy };
        let rate = self.rate();
        let optimizer = if self.choice("optimizer") == "sgd" { Optimizer::sgd(rate) } else { Optimizer::adam(rate) };
        let shuffle = Some(u64::from(self.count("seed")));
        fit::Settings { shuffle, ..fit::Settings::new(loss, optimizer, self.count("batch") as usize) }
    }
}
