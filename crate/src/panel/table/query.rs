//! The table in a link's query, and back.

use super::problem::shorten;
use super::{Field, Problem, Table, Value, Wrong};

/// The longest link that is read, in bytes.
const LONGEST_LINK: usize = 16_384;

impl Table {
    /// Reads a link's query, `name=value&name=value`, with `%XX` escapes. Each good pair is taken, each bad one reported;
    /// of a name that stands twice the later value counts.
    pub fn read_query(&self, query: &str) -> (Vec<(&'static Field, Value)>, Vec<Problem>) {
        if query.len() > LONGEST_LINK {
            let (given, allowed) = (shorten(query), LONGEST_LINK.to_string());
            return (Vec::new(), vec![Problem { wrong: Wrong::TooLong, name: String::new(), given, allowed }]);
        }
        let (mut values, mut problems) = (Vec::new(), Vec::new());
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, text) = (unescape(name), unescape(text));
            match self.read(&name, &text) {
                Ok((field, value, note)) => {
                    values.push((field, value));
                    problems.extend(note);
                }
                Err(problem) => problems.push(problem),
            }
        }
        (values, problems)
    }

    /// A query that carries every linked field whose value is not its default, in the table's order.
    pub fn write_query(&self, value: impl Fn(&'static Field) -> Value) -> String {
        let pairs = self.0.iter().filter(|field| field.in_link).filter_map(|field| {
            let value = value(field);
            (value != field.default).then(|| format!("{}={}", field.name, field.ascii(&value)))
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// Undoes `%XX` escapes and `+` for a space. What is no escape stays as it is; what is not UTF-8 shows as `�`.
pub(super) fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(if first == b'+' { b' ' } else { first }));
        rest = &after[if escaped.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
