//! The values of a model file: finite numbers and settings.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};

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

pub(super) fn some_table<'de, D: Deserializer<'de>, T: Real>(deserializer: D) -> Result<Option<Vec<Vec<T>>>, D::Error> {
    table(deserializer).map(Some)
}

/// A value that may be missing, but not `null`.
pub(super) fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
