//! A panel's model as a JSON file: its settings, rows of the learner's own, and every weight and bias to the bit.
//!
//! Written for people to read and for [`read`] to read back; what comes from outside is checked down to the last number,
//! and the first thing that does not serve is told with its place.

use std::fmt;

use serde_json::{Map, Value};
use thiserror::Error;

use crate::model::network::Network;

/// What the files say that they are.
const FORMAT: &str = "perceptron-playground model";
/// The form that is written, and the only one that is read.
const VERSION: u64 = 1;
/// The longest file that is read, in bytes: 200,000 rows take a third of it.
const MAX_BYTES: usize = 32 << 20;
/// How much of a text from outside is shown again.
const EXCERPT_LENGTH: usize = 40;

/// What a file holds. Lists of numbers have been checked for numbers only; what they must fit, the panel knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelFile {
    /// The panel that it belongs to.
    pub panel: String,
    /// The settings' names and values, as links write them.
    pub settings: Vec<(String, String)>,
    /// Rows of the learner's own.
    pub rows: Option<Vec<Vec<f64>>>,
    /// The layers as they are.
    pub layers: Vec<Layer>,
    /// The layers as the run began, where that does not follow from the settings.
    pub start: Option<Vec<Layer>>,
    /// What the optimizer remembers for each parameter: nothing, velocities, or Adam's m and v.
    pub memory: Vec<Vec<f32>>,
    /// The numbers of the parameters that training leaves alone.
    pub frozen: Vec<usize>,
}

/// The numbers of a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Its activation's name.
    pub activation: String,
    /// Its weights, a row a unit.
    pub weights: Vec<Vec<f32>>,
    /// Its biases.
    pub biases: Vec<f32>,
}

/// What a place in the file should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `{…}`
    Object,
    /// `[…]`
    List,
    /// A number.
    Number,
    /// A whole number from 0 on.
    Count,
    /// A text.
    Text,
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ModelFileError {
    /// It is longer than any model.
    #[error("the file is larger than {} MB", MAX_BYTES >> 20)]
    TooLong,
    /// It is no JSON; a place from 1.
    #[error("line {line}, column {column}: this is no JSON")]
    Syntax {
        /// The line.
        line: usize,
        /// The character of the line.
        column: usize,
    },
    /// `NaN` or `Infinity` stands where JSON has none; a place from 1.
    #[error("line {line}, column {column}: this is no finite number")]
    NotFinite {
        /// The line.
        line: usize,
        /// The character of the line.
        column: usize,
    },
    /// It is JSON of another kind.
    #[error("the file is no model of this playground")]
    OtherFormat,
    /// It has a form that is not known here.
    #[error("the file has version {given}, not {VERSION}")]
    Version {
        /// The version that it names.
        given: String,
    },
    /// It belongs to another panel.
    #[error("the file belongs to the panel {given}, not {wanted}")]
    Panel {
        /// The panel that it names.
        given: String,
        /// The one that reads it.
        wanted: String,
    },
    /// Something is not there.
    #[error("{path} is missing")]
    Missing {
        /// What.
        path: String,
    },
    /// Something of another kind stands in its place.
    #[error("{path} must be {wanted:?}")]
    Kind {
        /// Where.
        path: String,
        /// What should be there.
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
    /// A value that is out of range or not one of those allowed.
    #[error("{path}: {given} does not serve; allowed: {allowed}")]
    Value {
        /// Where.
        path: String,
        /// What stands there, cut short.
        given: String,
        /// What would do.
        allowed: String,
    },
    /// Weights and biases that the run which the settings describe does not give.
    #[error("the weights do not follow from the settings")]
    OtherWeights,
}

impl Layer {
    /// The layers of a network with its present parameters, or others of the same number.
    pub fn all(network: &Network, parameters: &[f32]) -> Vec<Self> {
        let layer = |layer: &crate::model::dense::Dense| Self {
            activation: layer.activation.name().to_owned(),
            weights: parameters[layer.weights()].chunks_exact(layer.inputs).map(<[f32]>::to_vec).collect(),
            biases: parameters[layer.biases()].to_vec(),
        };
        network.layers().iter().map(layer).collect()
    }

    /// The parameters of `layers` in a network's order, once they have its shape; `path` is where they stand in the file.
    ///
    /// # Errors
    /// The first thing that differs from the network's shape.
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

/// Reads the file of a panel.
///
/// # Errors
/// The first thing in it that does not serve.
pub fn read(text: &[u8], panel: &str) -> Result<ModelFile, ModelFileError> {
    if text.len() > MAX_BYTES {
        return Err(ModelFileError::TooLong);
    }
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let value: Value = serde_json::from_slice(text).map_err(|error| syntax(text, &error))?;
    let file = value.as_object().filter(|file| file.get("format").is_some_and(|format| *format == FORMAT));
    let file = file.ok_or(ModelFileError::OtherFormat)?;
    let version = member(file, "version")?;
    if *version != VERSION {
        return Err(ModelFileError::Version { given: shown(&version.to_string()) });
    }
    let given = text_of(member(file, "panel")?, "panel")?;
    if given != panel {
        return Err(ModelFileError::Panel { given: shown(given), wanted: panel.to_owned() });
    }
    let list = |name: &str| file.get(name).map(|value| list_of(value, name)).transpose();
    Ok(ModelFile {
        panel: panel.to_owned(),
        settings: settings(member(file, "settings")?)?,
        rows: list("rows")?.map(|rows| each(rows, "rows", doubles)).transpose()?,
        layers: each(list_of(member(file, "layers")?, "layers")?, "layers", layer)?,
        start: list("start")?.map(|layers| each(layers, "start", layer)).transpose()?,
        memory: list("memory")?.map(|memory| each(memory, "memory", singles)).transpose()?.unwrap_or_default(),
        frozen: list("frozen")?.map(|frozen| each(frozen, "frozen", count)).transpose()?.unwrap_or_default(),
    })
}

/// Where the text stops being JSON, and whether it is a number's name that stands there.
fn syntax(text: &[u8], error: &serde_json::Error) -> ModelFileError {
    let (line, column) = (error.line(), error.column());
    let bytes = text.split(|b| *b == b'\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let before = &bytes[..column.min(bytes.len())];
    // The column is that of the byte at which it was noticed: somewhere within the word.
    let word = before.iter().rposition(|b| !b.is_ascii_alphanumeric() && !b"+-.".contains(b)).map_or(0, |at| at + 1);
    let rest = bytes[word..].trim_ascii_start();
    let rest = rest.strip_prefix(b"-").unwrap_or(rest);
    let is_name = [&b"NaN"[..], b"nan", b"Infinity", b"inf"].iter().any(|name| rest.starts_with(name));
    let column = String::from_utf8_lossy(before).chars().count().max(1);
    if is_name { ModelFileError::NotFinite { line, column } } else { ModelFileError::Syntax { line, column } }
}

fn member<'a>(object: &'a Map<String, Value>, name: &str) -> Result<&'a Value, ModelFileError> {
    object.get(name).ok_or_else(|| ModelFileError::Missing { path: name.to_owned() })
}

fn of_kind<T>(value: Option<T>, path: &str, wanted: Wanted) -> Result<T, ModelFileError> {
    value.ok_or_else(|| ModelFileError::Kind { path: path.to_owned(), wanted })
}

fn text_of<'a>(value: &'a Value, path: &str) -> Result<&'a str, ModelFileError> {
    of_kind(value.as_str(), path, Wanted::Text)
}

fn list_of<'a>(value: &'a Value, path: &str) -> Result<&'a [Value], ModelFileError> {
    of_kind(value.as_array().map(Vec::as_slice), path, Wanted::List)
}

/// Reads every item of a list.
fn each<T>(
    items: &[Value],
    path: &str,
    read: impl Fn(&Value, &str) -> Result<T, ModelFileError>,
) -> Result<Vec<T>, ModelFileError> {
    items.iter().enumerate().map(|(at, item)| read(item, &format!("{path}[{at}]"))).collect()
}

fn settings(value: &Value) -> Result<Vec<(String, String)>, ModelFileError> {
    let settings = of_kind(value.as_object(), "settings", Wanted::Object)?;
    let setting = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        Ok((name.clone(), of_kind(value, &format!("settings.{}", shown(name)), Wanted::Text)?))
    };
    settings.iter().map(setting).collect()
}

fn double(value: &Value, path: &str) -> Result<f64, ModelFileError> {
    finite(value, path, "−1.8·10³⁰⁸ … 1.8·10³⁰⁸")
}

/// A number from its own digits, so that it is rounded once.
fn finite<T: std::str::FromStr + Into<f64> + Copy>(
    value: &Value,
    path: &str,
    allowed: &str,
) -> Result<T, ModelFileError> {
    let text = of_kind(value.as_number(), path, Wanted::Number)?.to_string();
    let number = text.parse::<T>().ok().filter(|number| (*number).into().is_finite());
    let refused = || ModelFileError::Value { path: path.to_owned(), given: shown(&text), allowed: allowed.to_owned() };
    number.ok_or_else(refused)
}

fn doubles(value: &Value, path: &str) -> Result<Vec<f64>, ModelFileError> {
    each(list_of(value, path)?, path, double)
}

fn single(value: &Value, path: &str) -> Result<f32, ModelFileError> {
    finite(value, path, "−3.4·10³⁸ … 3.4·10³⁸")
}

fn singles(value: &Value, path: &str) -> Result<Vec<f32>, ModelFileError> {
    each(list_of(value, path)?, path, single)
}

fn count(value: &Value, path: &str) -> Result<usize, ModelFileError> {
    of_kind(value.as_u64().and_then(|count| usize::try_from(count).ok()), path, Wanted::Count)
}

fn layer(value: &Value, path: &str) -> Result<Layer, ModelFileError> {
    let object = of_kind(value.as_object(), path, Wanted::Object)?;
    let place = |name: &str| format!("{path}.{name}");
    let part = |name: &str| object.get(name).ok_or_else(|| ModelFileError::Missing { path: place(name) });
    Ok(Layer {
        activation: text_of(part("activation")?, &place("activation"))?.to_owned(),
        weights: each(list_of(part("weights")?, &place("weights"))?, &place("weights"), singles)?,
        biases: singles(part("biases")?, &place("biases"))?,
    })
}
