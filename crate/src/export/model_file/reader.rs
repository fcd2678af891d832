//! Reads a model file: serde finds the values, and its errors become errors with a place.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};
use serde_path_to_error::{Path, Segment};

use super::{FORMAT, Layer, MAX_BYTES, ModelFile, ModelFileError, VERSION, Wanted, shown};

/// Reads the file of a panel.
///
/// # Errors
/// The first thing in the file that is wrong.
pub fn read(file: &[u8], panel: &str) -> Result<ModelFile, ModelFileError> {
    if file.len() > MAX_BYTES {
        return Err(ModelFileError::TooLong);
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    // First of all it must be JSON. Whether it is a file of ours comes before everything in it.
    serde_json::from_slice::<IgnoredAny>(file).map_err(|error| syntax(file, &error))?;
    let header: Object<Header> = serde_json::from_slice(file).map_err(|_| ModelFileError::OtherFormat)?;
    header.0.check(panel)?;
    let mut reader = serde_json::Deserializer::from_slice(file);
    serde_path_to_error::deserialize(&mut reader)
        .map(|Object(file)| file)
        .map_err(|error| refusal(file, error.path(), error.inner()))
}

/// What says whether the rest of a file can be read.
#[derive(Deserialize)]
struct Header {
    format: Value,
    version: Option<Value>,
    panel: Option<Value>,
}

impl Header {
    fn check(self, panel: &str) -> Result<(), ModelFileError> {
        let missing = |name: &str| ModelFileError::Missing { path: name.to_owned() };
        if self.format != FORMAT {
            return Err(ModelFileError::OtherFormat);
        }
        let version = self.version.ok_or_else(|| missing("version"))?;
        if version != VERSION {
            return Err(ModelFileError::Version { given: shown(&version.to_string()) });
        }
        match self.panel {
            Some(Value::String(given)) if given != panel => {
                Err(ModelFileError::Panel { given: shown(&given), wanted: panel.to_owned() })
            }
            Some(_) => Ok(()),
            None => Err(missing("panel")),
        }
    }
}

/// What is wrong, from the words of serde: `missing field`, `invalid type` and `invalid value`.
fn refusal(file: &[u8], path: &Path, error: &serde_json::Error) -> ModelFileError {
    let message = error.to_string();
    if let Some((name, _)) = message.strip_prefix("missing field `").and_then(|rest| rest.split_once('`')) {
        let place = written(path);
        let path = if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
        return ModelFileError::Missing { path };
    }
    let found = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    let Some((given, expected)) = found.and_then(|rest| rest.rsplit_once(", expected ")) else {
        return syntax(file, error);
    };
    let expected = expected.split(" at line ").next().unwrap_or_default();
    let wanted = match expected {
        OBJECT | "a map" => Wanted::Object,
        "a sequence" => Wanted::List,
        "a JSON number" => Wanted::Number,
        "usize" => Wanted::Count,
        "a string" => Wanted::Text,
        allowed => {
            let (given, allowed) = (shown(given), allowed.to_owned());
            return ModelFileError::Value { path: written(path), given, allowed };
        }
    };
    ModelFileError::Kind { path: written(path), wanted }
}

/// A path such as `layers[0].biases`. Names from the file are cut short.
fn written(path: &Path) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => text += &format!("[{index}]"),
            Segment::Map { key } if text.is_empty() => text += &shown(key),
            Segment::Map { key } => text += &format!(".{}", shown(key)),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    text
}

/// Where the file stops being JSON, and whether there is the name of a number that is not finite.
fn syntax(file: &[u8], error: &serde_json::Error) -> ModelFileError {
    let (line, column) = (error.line(), error.column());
    let bytes = file.split(|b| *b == b'\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let before = &bytes[..column.min(bytes.len())];
    // The column is that of a byte somewhere within the word.
    let word = before.iter().rposition(|b| !b.is_ascii_alphanumeric() && !b"+-.".contains(b)).map_or(0, |at| at + 1);
    let rest = bytes[word..].trim_ascii_start();
    let rest = rest.strip_prefix(b"-").unwrap_or(rest);
    let is_name = [&b"NaN"[..], b"nan", b"Infinity", b"inf"].iter().any(|name| rest.starts_with(name));
    let column = String::from_utf8_lossy(before).chars().count().max(1);
    if is_name { ModelFileError::NotFinite { line, column } } else { ModelFileError::Syntax { line, column } }
}

/// How [`Object`] is called in serde's errors.
const OBJECT: &str = "an object";

/// A `{…}` with the fields of `T`. Serde itself would take a list of their values as well.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(OBJECT)
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Object<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(fields)).map(Object)
            }
        }
        deserializer.deserialize_map(Fields(PhantomData))
    }
}

/// A finite number, rounded once from its own digits.
struct Finite<T>(T);

/// A precision that numbers are read in.
pub(super) trait Real: FromStr + Into<f64> + Copy {
    /// The range of its finite numbers.
    const RANGE: &str;
}

impl Real for f32 {
    const RANGE: &str = "−3.4×10³⁸ … 3.4×10³⁸";
}

impl Real for f64 {
    const RANGE: &str = "−1.8×10³⁰⁸ … 1.8×10³⁰⁸";
}

impl<'de, T: Real> Deserialize<'de> for Finite<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        let value = number.as_str().parse::<T>().ok().filter(|value| (*value).into().is_finite());
        value.map(Self).ok_or_else(|| D::Error::invalid_value(Unexpected::Other(number.as_str()), &T::RANGE))
    }
}

/// A text or a number, as a link writes it.
struct Setting(String);

impl<'de> Deserialize<'de> for Setting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self(text)),
            Value::Number(number) => Ok(Self(number.to_string())),
            _ => Err(D::Error::invalid_type(Unexpected::Other("neither a text nor a number"), &"a string")),
        }
    }
}

pub(super) fn settings<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, String)>, D::Error> {
    let settings = BTreeMap::<String, Setting>::deserialize(deserializer)?;
    Ok(settings.into_iter().map(|(name, Setting(value))| (name, value)).collect())
}

fn bare<T>(numbers: Vec<Finite<T>>) -> Vec<T> {
    numbers.into_iter().map(|Finite(number)| number).collect()
}

pub(super) fn numbers<'de, D: Deserializer<'de>, T: Real>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Vec::deserialize(deserializer).map(bare)
}

pub(super) fn table<'de, D: Deserializer<'de>, T: Real>(deserializer: D) -> Result<Vec<Vec<T>>, D::Error> {
    let rows = Vec::<Vec<Finite<T>>>::deserialize(deserializer)?;
    Ok(rows.into_iter().map(bare).collect())
}

pub(super) fn rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Vec<f64>>>, D::Error> {
    table(deserializer).map(Some)
}

pub(super) fn layers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Layer>, D::Error> {
    let layers = Vec::<Object<Layer>>::deserialize(deserializer)?;
    Ok(layers.into_iter().map(|Object(layer)| layer).collect())
}

pub(super) fn start<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Layer>>, D::Error> {
    layers(deserializer).map(Some)
}
