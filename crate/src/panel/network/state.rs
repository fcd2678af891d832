//! The table of the panel's state, and the values of its settings.

use super::goals::GOAL_NAMES;
use super::points::{DATA_NAMES, OWN};
use super::shape::{self, Feature, Hidden, Output};
use crate::model::decimal::Decimal;
use crate::model::fit;
use crate::model::init::Init;
use crate::model::optimizer::{Optimizer, Regularization};
use crate::panel::table::{Field, Table, Value};

/// The longest query that a link may have, and so the longest of its texts, in bytes; the table reads up to 16,384.
pub(super) const LONGEST_LINK: usize = 16_000;

/// The state of the panel. `weights`, `epochs` and `steps` are the run's: a link carries them once it has gone anywhere.
pub static TABLE: Table = Table(&[
    Field::choice("data", &DATA_NAMES),
    Field::number("noise", Decimal::hundredths(20), [0, 2], [0, 5]),
    Field::count("count", 200, 2, 5000),
    Field::count("dataseed", 1, 0, 999_999),
    Field::number("test", Decimal::hundredths(20), [0, 1], [0, 1]).within(0, 90),
    Field::number("validation", Decimal::ZERO, [0, 1], [0, 1]).within(0, 90),
    Field::packed("points", LONGEST_LINK),
    Field::packed("inputs", 40),
    Field::packed("layers", 80),
    Field::choice("output", &Output::NAMES),
    Field::choice("init", &["glorot", "he", "zeros"]),
    Field::count("seed", 1, 0, 999_999),
    Field::choice("optimizer", &["sgd", "adam"]),
    Field::real("rate", 0.03, [0.0, 1.0], [0.0, 1000.0]),
    Field::real("momentum", 0.0, [0.0, 1.0], [0.0, 0.99]),
    Field::count("batch", 10, 1, 5000),
    Field::choice("shuffle", &["on", "off"]),
    Field::real("l1", 0.0, [0.0, 0.1], [0.0, 10.0]),
    Field::real("l2", 0.0, [0.0, 0.1], [0.0, 10.0]),
    Field::packed("weights", LONGEST_LINK),
    Field::packed("frozen", 400),
    Field::count("epochs", 0, 0, u32::MAX),
    Field::count("steps", 0, 0, u32::MAX),
    Field::choice("speed", &["20", "1", "5", "60", "300", "1000", "100000"]),
    Field::count("stop", 0, 0, 1_000_000),
    Field::real("goalloss", 0.0, [0.0, 1.0], [0.0, 10.0]),
    Field::choice("discretize", &["off", "on"]),
    Field::choice("testpoints", &["off", "on"]),
    Field::count("node", 0, 0, 200),
    Field::count("point", 0, 0, 200_000),
    Field::choice("goal", &GOAL_NAMES),
]);

/// What must be made anew when a setting changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: the setting is about what is shown.
    View,
    /// The run goes on from the same weights.
    Branch,
    /// The run begins again.
    Restart,
}

/// What a change of the setting called `name` asks for.
pub fn effect(name: &str) -> Effect {
    match name {
        "noise" | "count" | "dataseed" | "test" | "validation" | "points" | "optimizer" | "rate" | "momentum"
        | "batch" | "shuffle" | "l1" | "l2" => Effect::Branch,
        "data" | "inputs" | "layers" | "output" | "init" | "seed" => Effect::Restart,
        _ => Effect::View,
    }
}

/// A checked value for each field of [`TABLE`], but for those that belong to the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    values: Vec<Value>,
    /// The network's inputs.
    pub inputs: Vec<Feature>,
    /// Its hidden layers.
    pub layers: Vec<Hidden>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            values: TABLE.0.iter().map(|field| field.default.clone()).collect(),
            inputs: shape::USUAL_INPUTS.to_vec(),
            layers: shape::USUAL_LAYERS.to_vec(),
        }
    }
}

impl Settings {
    /// The value of the field called `name`.
    ///
    /// # Panics
    /// When the table has no such field.
    pub fn get(&self, name: &str) -> &Value {
        let at = TABLE.0.iter().position(|field| field.name == name);
        &self.values[at.expect("the table has every name that the panel asks for")]
    }

    /// Sets a field. False when its text is of a form that the table cannot check, and damaged.
    pub fn set(&mut self, field: &Field, value: Value) -> bool {
        match (field.name, &value) {
            ("inputs", Value::Packed(text)) => match shape::read_inputs(text).filter(|inputs| !inputs.is_empty()) {
                Some(inputs) => self.inputs = inputs,
                None => return false,
            },
            ("layers", Value::Packed(text)) => match shape::read_layers(text) {
                Some(layers) => self.layers = layers,
                None => return false,
            },
            _ => {}
        }
        let value = match field.name {
            "inputs" => Value::Packed(shape::write_inputs(&self.inputs)),
            "layers" => Value::Packed(shape::write_layers(&self.layers)),
            _ => value,
        };
        if let Some(at) = TABLE.0.iter().position(|other| other.name == field.name) {
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
        if let Value::Count(count) = self.get(name) { *count } else { 0 }
    }

    /// A number of any kind.
    pub fn number(&self, name: &str) -> f64 {
        match self.get(name) {
            Value::Number(number) => number.to_f64(),
            // By way of the shortest text, so that 0.03 is the double nearest to 0.03.
            Value::Real(number) => number.to_string().parse().unwrap_or(f64::from(*number)),
            Value::Count(count) => f64::from(*count),
            _ => 0.0,
        }
    }

    /// How the output is read.
    pub fn output(&self) -> Output {
        Output::named(self.choice("output")).unwrap_or(Output::SigmoidCrossEntropy)
    }

    /// How the weights begin.
    pub fn init(&self) -> Init {
        self.choice("init").parse::<Init>().ok().unwrap_or(Init::GlorotUniform)
    }

    /// Whether the points are the learner's own.
    pub fn has_own_points(&self) -> bool {
        self.choice("data") == OWN
    }

    /// How the run learns.
    pub fn training(&self) -> fit::Settings {
        let (rate, momentum) = (self.number("rate"), self.number("momentum"));
        let optimizer = match self.choice("optimizer") {
            "adam" => Optimizer::adam(rate),
            _ => Optimizer::Sgd { rate, momentum },
        };
        fit::Settings {
            loss: self.output().loss(),
            optimizer,
            regularization: Regularization { l1: self.number("l1"), l2: self.number("l2") },
            batch_size: self.count("batch") as usize,
            shuffle: (self.choice("shuffle") == "on").then(|| u64::from(self.count("seed"))),
            record: true,
        }
    }
}
