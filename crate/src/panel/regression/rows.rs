//! Rows of the learner's own, as a link carries them.

use std::rc::Rc;

use super::settings::MAX_DATA;
use crate::data::lab::Observation;
use crate::panel::table::{SettingValue, Value};

/// Rows of the learner's own; `None` for those of the lab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnRows(pub Option<Rc<[Observation]>>);

impl OwnRows {
    /// Whether a link can carry them.
    pub fn fit_link(&self) -> bool {
        self.0.as_ref().is_none_or(|rows| pack(rows).is_some())
    }

    /// The rows that a link carries; nothing for a text that does not unpack.
    pub fn read(text: &str) -> Option<Self> {
        let number = |text: &str| text.parse::<f64>().ok().filter(|value| value.abs() <= f64::from(f32::MAX));
        let row = |text: &str| {
            let (x, y) = text.split_once('_')?;
            Some(Observation { x: number(x)?, y: number(y)? })
        };
        Some(Self(match text {
            "" => None,
            "~" => Some(Rc::from([])),
            text => Some(text.split('~').map(row).collect::<Option<Rc<[_]>>>()?),
        }))
    }
}

/// Rows that are too many for a link stay behind: it opens with the lab's.
impl SettingValue for OwnRows {
    fn to_value(&self) -> Value {
        Value::Packed(self.0.as_deref().and_then(pack).unwrap_or_default())
    }

    fn from_value(value: Value) -> Self {
        if let Value::Packed(text) = value { Self::read(&text).unwrap_or_default() } else { Self::default() }
    }
}

/// Rows as a link carries them, `x_y~x_y`; nothing when that would be too long.
pub fn pack(rows: &[Observation]) -> Option<String> {
    if rows.len() > MAX_DATA / 4 {
        return None;
    }
    // 10⁻³⁰⁰ written out would fill a link alone.
    let short = |value: f64| {
        let (plain, scientific) = (value.to_string(), format!("{value:e}"));
        if scientific.len() < plain.len() { scientific } else { plain }
    };
    let text = rows.iter().map(|row| format!("{}_{}", short(row.x), short(row.y))).collect::<Vec<_>>().join("~");
    // No rows at all are data too; an empty text would mean the lab's.
    let text = if rows.is_empty() { "~".to_owned() } else { text };
    (text.len() <= MAX_DATA).then_some(text)
}
