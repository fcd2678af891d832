//! A panel's model as a JSON file: its settings, the learner's own rows, and every weight and bias to the bit.
//!
//! The file is made for people to read, and [`read`] reads it back. A file that does not fit is refused with the first thing that
//! is wrong and the place where it is.

mod reader;
mod values;

use std::fmt;

use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use crate::model::dense::Dense;
use crate::model::network::Network;
pub use reader::read;

/// The name of the format, which each file has under `format`.
const FORMAT: &str = "perceptron-playground model";
/// The version of the format that is written, and the only one that is read.
const VERSION: u64 = 1;
/// The greatest size of a file in bytes. A file with 200,000 rows, all with all their digits, has three quarters of it.
pub const MAX_BYTES: usize = 16 << 20;
/// How many characters of a text from a file an error repeats.
const EXCERPT_LENGTH: usize = 40;

/// What serde calls an object in its errors: the `expecting` of the structures below.
const OBJECT: &str = "an object";

/// The contents of a file. All numbers are finite. Whether the lists have the right lengths, the panel checks.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(expecting = "an object")]
pub struct ModelFile {
    /// The panel that the file belongs to.
    pub panel: String,
    /// The names and values of the settings, as links write them.
    #[serde(deserialize_with = "values::settings")]
    pub settings: Vec<(String, String)>,
    /// The learner's own rows.
    #[serde(default, deserialize_with = "values::some_table")]
    pub rows: Option<Vec<Vec<f64>>>,
    /// The names of the columns of the learner's own table, with that of its labels.
    #[serde(default)]
    pub columns: Option<Vec<String>>,
    /// The names of the classes of its labels.
    #[serde(default)]
    pub classes: Option<Vec<String>>,
    /// The layers now.
    pub layers: Vec<Layer>,
    /// The layers at the start of the run, where they do not follow from the settings.
    #[serde(default, deserialize_with = "values::some")]
    pub start: Option<Vec<Layer>>,
    /// The optimizer's state for each parameter: no list, the velocities, or Adam's m and v.
    #[serde(default, deserialize_with = "values::table")]
    pub memory: Vec<Vec<f32>>,
    /// The indices of the frozen parameters.
    #[serde(default)]
    pub frozen: Vec<usize>,
}

/// The numbers of a layer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(expecting = "an object")]
pub struct Layer {
    /// The name of the activation.
    pub activation: String,
    /// The weights `[units, inputs]`.
    #[serde(deserialize_with = "values::table")]
    pub weights: Vec<Vec<f32>>,
    /// The biases `[units]`.
    #[serde(deserialize_with = "values::numbers")]
    pub biases: Vec<f32>,
}

/// The kind of value that a place in the file must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `{…}`
    Object,
    /// `[…]`
    List,
    /// A number.
    Number,
    /// A whole number, at least 0.
    Count,
    /// A text.
    Text,
}

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ModelFileError {
    /// It is larger than any model.
    #[error("the file is larger than {} MB", MAX_BYTES >> 20)]
    TooLong,
    /// It is no JSON. The place counts from 1.
    #[error("line {line}, column {column}: this is no JSON")]
    Syntax {
        /// The line.
        line: usize,
        /// The character of the line.
        column: usize,
    },
    /// It has a `NaN` or an `Infinity`, which JSON does not have. The place counts from 1.
    #[error("line {line}, column {column}: this is no finite number")]
    NotFinite {
        /// The line.
        line: usize,
        /// The character of the line.
        column: usize,
    },
    /// It is JSON, but no model of the playground.
    #[error("the file is no model of this playground")]
    OtherFormat,
    /// It has another version of the format.
    #[error("the file has version {given}, not {VERSION}")]
    Version {
        /// Its version.
        given: String,
    },
    /// It belongs to another panel.
    #[error("the file belongs to the panel {given}, not {wanted}")]
    Panel {
        /// Its panel.
        given: String,
        /// The one that reads it.
        wanted: String,
    },
    /// Something is missing.
    #[error("{path} is missing")]
    Missing {
        /// What.
        path: String,
    },
    /// Something has the wrong kind.
    #[error("{path} must be {wanted:?}")]
    Kind {
        /// Where.
        path: String,
        /// The kind that it must have.
        wanted: Wanted,
    },
    /// A list has more or fewer items than it must have.
    #[error("{path} has {given} items, not {wanted}")]
    Length {
        /// Which list.
        path: String,
        /// How many items it has.
        given: usize,
        /// How many it must have.
        wanted: usize,
    },
    /// There are more rows than a panel takes.
    #[error("rows has {given} items, more than {most}")]
    TooManyRows {
        /// How many rows there are.
        given: usize,
        /// How many there may be.
        most: usize,
    },
    /// A value is out of range or not one of those allowed.
    #[error("{path}: {given} does not serve; allowed: {allowed}")]
    Value {
        /// Where.
        path: String,
        /// The value, cut short.
        given: String,
        /// What is allowed.
        allowed: String,
    },
    /// The run that the settings describe has other weights and biases.
    #[error("the weights do not follow from the settings")]
    OtherWeights,
}

impl Layer {
    /// The layers of a network with the given parameters.
    pub fn all(network: &Network, parameters: &[f32]) -> Vec<Self> {
        let layer = |layer: &Dense| Self {
            activation: layer.activation.name().to_owned(),
            weights: parameters[layer.weights()].chunks_exact(layer.inputs).map(<[f32]>::to_vec).collect(),
            biases: parameters[layer.biases()].to_vec(),
        };
        network.layers().iter().map(layer).collect()
    }

    /// The parameters of `layers` in the order of a network of their shape; `path` is the place of the layers in the file.
    ///
    /// # Errors
    /// The first difference between the layers and the network.
    pub fn parameters(layers: &[Self], network: &Network, path: &str) -> Result<Vec<f32>, ModelFileError> {
        check_length(path, layers.len(), network.layers().len())?;
        let mut parameters = Vec::with_capacity(network.parameters().len());
        for (at, (layer, shape)) in layers.iter().zip(network.layers()).enumerate() {
            let path = format!("{path}[{at}]");
            if layer.activation != shape.activation.name() {
                let (given, allowed) = (shown(&layer.activation), shape.activation.name().to_owned());
                return Err(ModelFileError::Value { path: format!("{path}.activation"), given, allowed });
            }
            check_length(&format!("{path}.weights"), layer.weights.len(), shape.units)?;
            check_length(&format!("{path}.biases"), layer.biases.len(), shape.units)?;
            for (unit, weights) in layer.weights.iter().enumerate() {
                check_length(&format!("{path}.weights[{unit}]"), weights.len(), shape.inputs)?;
                parameters.extend(weights);
            }
            parameters.extend(&layer.biases);
        }
        Ok(parameters)
    }
}

fn check_length(path: &str, given: usize, wanted: usize) -> Result<(), ModelFileError> {
    if given == wanted { Ok(()) } else { Err(ModelFileError::Length { path: path.to_owned(), given, wanted }) }
}

fn shown(text: &str) -> String {
    text.chars().take(EXCERPT_LENGTH).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl fmt::Display for ModelFile {
    /// The file. Numbers are written in the fewest digits that read back to the bit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |text: &str| Value::from(text).to_string();
        writeln!(f, "{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION},\n  \"panel\": {},", name(&self.panel))?;
        f.write_str("  \"settings\": {")?;
        for (at, (setting, value)) in self.settings.iter().enumerate() {
            // A value that JSON has as a number, with the very same digits, is written as one.
            let number = serde_json::from_str::<serde_json::Number>(value);
            let is_number = number.is_ok_and(|number| number.to_string() == *value);
            let value = if is_number { value.clone() } else { name(value) };
            write!(f, "{}\n    {}: {value}", if at > 0 { "," } else { "" }, name(setting))?;
        }
        f.write_str("\n  }")?;
        for (key, names) in [("columns", &self.columns), ("classes", &self.classes)] {
            if let Some(names) = names {
                write!(f, ",\n  \"{key}\": {}", Value::from(names.clone()))?;
            }
        }
        if let Some(rows) = &self.rows {
            write_list(f, ",\n  \"rows\": ", "  ", rows.iter().map(|row| flat(row)))?;
        }
        write_list(f, ",\n  \"layers\": ", "  ", self.layers.iter().map(written))?;
        if let Some(start) = &self.start {
            write_list(f, ",\n  \"start\": ", "  ", start.iter().map(written))?;
        }
        if !self.memory.is_empty() {
            write_list(f, ",\n  \"memory\": ", "  ", self.memory.iter().map(|memory| flat(memory)))?;
        }
        if !self.frozen.is_empty() {
            write!(f, ",\n  \"frozen\": {}", flat(&self.frozen))?;
        }
        f.write_str("\n}\n")
    }
}

fn flat<T: fmt::Debug>(numbers: &[T]) -> String {
    format!("{numbers:?}")
}

fn written(layer: &Layer) -> String {
    let rows: Vec<_> = layer.weights.iter().map(|row| flat(row)).collect();
    let activation = Value::from(layer.activation.as_str());
    let (weights, biases) = (rows.join(",\n        "), flat(&layer.biases));
    format!(
        "{{\n      \"activation\": {activation},\n      \"weights\": [\n        {weights}\n      ],\n      \"biases\": {biases}\n    }}"
    )
}

fn write_list(
    f: &mut fmt::Formatter<'_>,
    before: &str,
    indent: &str,
    items: impl Iterator<Item = String>,
) -> fmt::Result {
    write!(f, "{before}[")?;
    for (at, item) in items.enumerate() {
        write!(f, "{}\n{indent}  {item}", if at > 0 { "," } else { "" })?;
    }
    write!(f, "\n{indent}]")
}
