//! Reads a model file: serde finds the values, and its errors become errors with a place.

use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::{FORMAT, MAX_BYTES, ModelFile, ModelFileError, OBJECT, VERSION, Wanted, shown};

/// Reads the file of a panel.
///
/// # Errors
/// The first thing in the file that is wrong.
pub fn read(file: &[u8], panel: &str) -> Result<ModelFile, ModelFileError> {
    if file.len() > MAX_BYTES {
        return Err(ModelFileError::TooLong);
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let value: Value = serde_json::from_slice(file).map_err(|error| syntax(file, &error))?;
    if value.get("format").is_none_or(|format| *format != FORMAT) {
        return Err(ModelFileError::OtherFormat);
    }
    let member = |name: &str| value.get(name).ok_or_else(|| ModelFileError::Missing { path: name.to_owned() });
    let version = member("version")?;
    if *version != VERSION {
        return Err(ModelFileError::Version { given: shown(&version.to_string()) });
    }
    if let Some(given) = member("panel")?.as_str().filter(|given| *given != panel) {
        return Err(ModelFileError::Panel { given: shown(given), wanted: panel.to_owned() });
    }
    serde_path_to_error::deserialize(value).map_err(|error| refusal(error.path(), &error.inner().to_string()))
}

/// What is wrong, from the words of serde: `missing field`, `invalid type` and `invalid value`.
fn refusal(path: &Path, message: &str) -> ModelFileError {
    let path = written(path);
    if let Some((name, _)) = message.strip_prefix("missing field `").and_then(|rest| rest.split_once('`')) {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        return ModelFileError::Missing { path };
    }
    let found = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    let Some((given, expected)) = found.and_then(|rest| rest.rsplit_once(", expected ")) else {
        return ModelFileError::OtherFormat;
    };
    let wanted = match expected {
        OBJECT | "a map" => Wanted::Object,
        "a sequence" => Wanted::List,
        "a JSON number" => Wanted::Number,
        "usize" => Wanted::Count,
        "a string" => Wanted::Text,
        allowed => return ModelFileError::Value { path, given: shown(given), allowed: allowed.to_owned() },
    };
    ModelFileError::Kind { path, wanted }
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
