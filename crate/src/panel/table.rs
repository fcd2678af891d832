//! The table of a panel's state: name, kind, default, allowed values, whether a link carries it.
//!
//! Controls, links, an element's attributes and the checks on whatever comes from outside are all read off the one table,
//! so a value that is not in it cannot get in.

use crate::model::decimal::Decimal;
use crate::panel::notation::{NotANumber, read_decimal, read_real};

/// What values a field takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A decimal number of whole hundredths between two limits, both included.
    Number {
        /// The least value allowed.
        min: Decimal,
        /// The greatest value allowed.
        max: Decimal,
        /// How far a slider for it usually reaches: from the first to the second.
        travel: [Decimal; 2],
    },
    /// A number of single precision, as networks compute with, between two limits, both included.
    Real {
        /// The least value allowed.
        min: f32,
        /// The greatest value allowed.
        max: f32,
        /// How far a slider for it usually reaches: from the first to the second.
        travel: [f32; 2],
    },
    /// A whole number between two limits, both included.
    Count {
        /// The least value allowed.
        min: u32,
        /// The greatest value allowed.
        max: u32,
    },
    /// A text of its own form, such as packed weights: letters, digits and `-._~` only, which links carry as they are.
    /// The panel reads it.
    Packed {
        /// The most bytes allowed.
        longest: usize,
    },
    /// One of a list of names.
    Choice(&'static [&'static str]),
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name in links, attributes and texts.
    pub name: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// The value a panel opens with.
    pub default: Value,
    /// Whether a copied link carries it. A field that is not carried can still be read from a link.
    pub in_link: bool,
}

/// A checked value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// For [`Kind::Number`].
    Number(Decimal),
    /// For [`Kind::Real`].
    Real(f32),
    /// For [`Kind::Count`].
    Count(u32),
    /// For [`Kind::Packed`].
    Packed(String),
    /// For [`Kind::Choice`].
    Choice(&'static str),
}

impl Value {
    /// The value as links and attributes write it. Reading it back gives the same value, to the bit.
    pub fn ascii(&self) -> String {
        match self {
            Self::Number(value) => value.ascii(),
            Self::Real(value) => value.to_string(),
            Self::Count(value) => value.to_string(),
            Self::Packed(text) => text.clone(),
            Self::Choice(name) => (*name).to_owned(),
        }
    }
}

/// What was wrong with something from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The table has no such name.
    UnknownName,
    /// No value was given.
    Empty,
    /// A decimal comma instead of a point.
    Comma,
    /// Not a number.
    NotANumber,
    /// Below or above the limits.
    OutOfRange,
    /// Digits beyond hundredths were rounded off; the value was taken all the same.
    Rounded,
    /// Not one of the names allowed.
    NotAChoice,
    /// The text as a whole is too long to be read.
    TooLong,
    /// A packed text that does not unpack.
    Damaged,
}

impl Wrong {
    /// The name under which the page's texts explain it.
    pub fn key(self) -> &'static str {
        match self {
            Self::UnknownName => "unknown-name",
            Self::Empty => "empty",
            Self::Comma => "comma",
            Self::NotANumber => "not-a-number",
            Self::OutOfRange => "out-of-range",
            Self::Rounded => "rounded",
            Self::NotAChoice => "not-a-choice",
            Self::TooLong => "too-long",
            Self::Damaged => "damaged",
        }
    }
}

impl From<NotANumber> for Wrong {
    fn from(why: NotANumber) -> Self {
        match why {
            NotANumber::Empty => Self::Empty,
            NotANumber::Comma => Self::Comma,
            NotANumber::Other => Self::NotANumber,
        }
    }
}

/// A complaint about one name and value, with all that a helpful message needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub wrong: Wrong,
    /// The name it was given under, cut short.
    pub name: String,
    /// The value given, cut short.
    pub given: String,
    /// What would be right: limits, or the names allowed; empty where the table has nothing to say.
    pub allowed: String,
}

/// How much of a text from outside is ever shown again.
const SHOWN: usize = 24;
/// The longest link that is read, in bytes.
const LONGEST_LINK: usize = 16_384;

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}

impl Field {
    /// A number field that opens with `default`, with slider travel and hard limits in whole numbers.
    pub const fn number(name: &'static str, default: Decimal, travel: [i32; 2], limits: [i32; 2]) -> Self {
        Self {
            name,
            kind: Kind::Number {
                min: Decimal::whole(limits[0]),
                max: Decimal::whole(limits[1]),
                travel: [Decimal::whole(travel[0]), Decimal::whole(travel[1])],
            },
            default: Value::Number(default),
            in_link: true,
        }
    }

    /// A field with a list of names, of which the first is the default.
    pub const fn choice(name: &'static str, names: &'static [&'static str]) -> Self {
        Self { name, kind: Kind::Choice(names), default: Value::Choice(names[0]), in_link: true }
    }

    /// A whole-number field that opens with `default`.
    pub const fn count(name: &'static str, default: u32, min: u32, max: u32) -> Self {
        Self { name, kind: Kind::Count { min, max }, default: Value::Count(default), in_link: true }
    }

    /// A single-precision field that opens with `default`, with slider travel and hard limits.
    pub const fn real(name: &'static str, default: f32, travel: [f32; 2], limits: [f32; 2]) -> Self {
        let [min, max] = limits;
        Self { name, kind: Kind::Real { min, max, travel }, default: Value::Real(default), in_link: true }
    }

    /// A packed text, empty by default.
    pub const fn packed(name: &'static str, longest: usize) -> Self {
        Self { name, kind: Kind::Packed { longest }, default: Value::Packed(String::new()), in_link: true }
    }

    /// The same field, not carried by copied links.
    #[must_use]
    pub const fn unlinked(mut self) -> Self {
        self.in_link = false;
        self
    }

    /// The same number field with other limits and travel, in hundredths.
    #[must_use]
    pub const fn within(mut self, min: i32, max: i32) -> Self {
        let (min, max) = (Decimal::hundredths(min), Decimal::hundredths(max));
        self.kind = Kind::Number { min, max, travel: [min, max] };
        self
    }

    /// The allowed values, in words a message can show.
    pub fn allowed(&self) -> String {
        match self.kind {
            Kind::Number { min, max, .. } => format!("{min} … {max}"),
            Kind::Real { min, max, .. } => format!("{min} … {max}").replace('-', "−"),
            Kind::Count { min, max } => format!("{min} … {max}"),
            Kind::Packed { longest } => format!("A-Z a-z 0-9 - . _ ~ (≤ {longest})"),
            Kind::Choice(names) => names.join(", "),
        }
    }

    /// A complaint about `given` as a value of this field.
    pub fn problem(&self, wrong: Wrong, given: &str) -> Problem {
        Problem { wrong, name: self.name.to_owned(), given: shorten(given), allowed: self.allowed() }
    }

    /// Checks a text from outside. A number with too many digits is rounded, and the note says so.
    ///
    /// # Errors
    /// A [`Problem`] that says what is wrong and what would be right.
    pub fn read(&self, text: &str) -> Result<(Value, Option<Problem>), Problem> {
        let number = || read_decimal(text).map_err(|why| self.problem(why.into(), text));
        match self.kind {
            Kind::Number { min, max, .. } => {
                let reading = number()?;
                if reading.value < min || reading.value > max {
                    return Err(self.problem(Wrong::OutOfRange, text));
                }
                let note = reading.rounded.then(|| self.problem(Wrong::Rounded, text));
                Ok((Value::Number(reading.value), note))
            }
            Kind::Real { min, max, .. } => {
                let value = read_real(text).map_err(|why| self.problem(why.into(), text))?;
                if (min..=max).contains(&value) {
                    Ok((Value::Real(value), None))
                } else {
                    Err(self.problem(Wrong::OutOfRange, text))
                }
            }
            Kind::Packed { longest } => {
                let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
                if text.len() > longest {
                    Err(Problem { allowed: longest.to_string(), ..self.problem(Wrong::TooLong, text) })
                } else if text.bytes().all(is_plain) {
                    Ok((Value::Packed(text.to_owned()), None))
                } else {
                    Err(self.problem(Wrong::Damaged, text))
                }
            }
            Kind::Count { min, max } => {
                let reading = number()?;
                if reading.rounded || reading.value.count() % 100 != 0 {
                    return Err(self.problem(Wrong::NotANumber, text));
                }
                match u32::try_from(reading.value.count() / 100) {
                    Ok(count) if (min..=max).contains(&count) => Ok((Value::Count(count), None)),
                    _ => Err(self.problem(Wrong::OutOfRange, text)),
                }
            }
            Kind::Choice(names) => match names.iter().find(|name| **name == text.trim()) {
                Some(name) => Ok((Value::Choice(name), None)),
                None => Err(self.problem(if text.trim().is_empty() { Wrong::Empty } else { Wrong::NotAChoice }, text)),
            },
        }
    }
}

/// The table of one panel.
#[derive(Clone, Copy, Debug)]
pub struct Table(pub &'static [Field]);

impl Table {
    /// The field called `name`.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.0.iter().find(|field| field.name == name)
    }

    /// Checks one name and value from outside.
    ///
    /// # Errors
    /// A [`Problem`] for an unknown name or a value the field does not take.
    pub fn read(&self, name: &str, text: &str) -> Result<(&'static Field, Value, Option<Problem>), Problem> {
        let field = self.known(name, text)?;
        let (value, note) = field.read(text)?;
        Ok((field, value, note))
    }

    fn known(&self, name: &str, text: &str) -> Result<&'static Field, Problem> {
        self.field(name).ok_or_else(|| {
            let allowed = self.0.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
            Problem { wrong: Wrong::UnknownName, name: shorten(name), given: shorten(text), allowed }
        })
    }

    /// Reads a link's query, `name=value&name=value`, with `%XX` escapes. Each good pair is taken, each bad one reported;
    /// of a name that stands twice the later value counts.
    pub fn read_query(&self, query: &str) -> (Vec<(&'static Field, Value)>, Vec<Problem>) {
        if query.len() > LONGEST_LINK {
            let (given, allowed) = (shorten(query), LONGEST_LINK.to_string());
            return (Vec::new(), vec![Problem { wrong: Wrong::TooLong, name: String::new(), given, allowed }]);
        }
        self.read_pairs(query, Field::read)
    }

    /// Reads what [`Table::read_query`] reads from a file, which may be longer than a link, packed texts included.
    pub fn read_file(&self, query: &str) -> (Vec<(&'static Field, Value)>, Vec<Problem>) {
        self.read_pairs(query.trim(), |field, text| match field.kind {
            Kind::Packed { .. } => Field { kind: Kind::Packed { longest: usize::MAX }, ..field.clone() }.read(text),
            _ => field.read(text),
        })
    }

    fn read_pairs(
        &self,
        query: &str,
        read: impl Fn(&Field, &str) -> Result<(Value, Option<Problem>), Problem>,
    ) -> (Vec<(&'static Field, Value)>, Vec<Problem>) {
        let (mut values, mut problems) = (Vec::new(), Vec::new());
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, text) = (unescape(name), unescape(text));
            let field = self.known(&name, &text);
            match field.and_then(|field| read(field, &text).map(|(value, note)| (field, value, note))) {
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
    pub fn write_query(&self, value: impl Fn(&Field) -> Value) -> String {
        let pairs = self.0.iter().filter(|field| field.in_link).filter_map(|field| {
            let value = value(field);
            (value != field.default).then(|| format!("{}={}", field.name, value.ascii()))
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// Undoes `%XX` escapes and `+` for a space. What is no escape stays as it is; what is not UTF-8 shows as `�`.
fn unescape(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    static TABLE: Table = Table(&[
        Field::choice("gate", &["and", "or"]),
        Field::number("w1", Decimal::hundredths(50), [-2, 2], [-10, 10]),
        Field::count("steps", 0, 0, 1000),
        Field::real("alpha", 0.03, [0.0, 1.0], [-1e6, 1e6]),
        Field::packed("weights", 12),
        Field::number("theta", Decimal::hundredths(70), [-2, 2], [-10, 10]).unlinked(),
    ]);

    fn wrong(query: &str) -> Vec<Wrong> {
        TABLE.read_query(query).1.iter().map(|problem| problem.wrong).collect()
    }

    #[test]
    fn takes_the_good_and_reports_the_bad() {
        let (values, problems) = TABLE.read_query("gate=or&w1=-1.25&steps=12&theta=0.3");
        assert_eq!(problems, []);
        let shown: Vec<_> = values.iter().map(|(field, value)| (field.name, value.ascii())).collect();
        let expected = [("gate", "or"), ("w1", "-1.25"), ("steps", "12"), ("theta", "0.3")];
        assert_eq!(shown, expected.map(|(name, value)| (name, value.to_owned())));

        for (query, expected) in [
            ("gate=nope", Wrong::NotAChoice),
            ("gate=", Wrong::Empty),
            ("gate", Wrong::Empty),
            ("w1=1e999", Wrong::NotANumber),
            ("w1=NaN", Wrong::NotANumber),
            ("w1=10.01", Wrong::OutOfRange),
            ("w1=1,5", Wrong::Comma),
            ("w1=0.333", Wrong::Rounded),
            ("steps=-1", Wrong::OutOfRange),
            ("steps=1.5", Wrong::NotANumber),
            ("alpha=1e999", Wrong::OutOfRange),
            ("alpha=inf", Wrong::NotANumber),
            ("alpha=NaN", Wrong::NotANumber),
            ("alpha=0,5", Wrong::Comma),
            ("alpha=", Wrong::Empty),
            ("weights=0123456789abc", Wrong::TooLong),
            ("weights=<b>", Wrong::Damaged),
            ("<script>=1", Wrong::UnknownName),
            ("%zz=%", Wrong::UnknownName),
            ("__proto__=1", Wrong::UnknownName),
        ] {
            assert_eq!(wrong(query), [expected], "{query}");
        }
        assert_eq!(wrong("&&"), []);
        assert_eq!(wrong(&"w1=1&".repeat(4000)), [Wrong::TooLong]);
    }

    #[test]
    fn escapes_mean_what_they_mean_in_a_url() {
        assert_eq!(unescape("%EF%BC%91%EF%BC%8E5"), "１．5");
        assert_eq!(unescape("a+b%2Bc"), "a b+c");
        assert_eq!(unescape("%"), "%");
        assert_eq!(unescape("%f"), "%f");
        assert_eq!(unescape("%+1"), "% 1");
        assert_eq!(unescape("%ff"), "\u{fffd}");
        assert_eq!(wrong("w1=%EF%BC%91%EF%BC%8E5"), []);
    }

    #[test]
    fn a_message_shows_only_the_beginning_of_a_long_text() {
        let problem = TABLE.read("w1", &"x".repeat(100_000)).unwrap_err();
        assert_eq!(problem.given.chars().count(), SHOWN + 1);
        assert_eq!(problem.allowed, "−10 … 10");
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn whatever_the_link_nothing_breaks(query in "\\PC*") {
            let (_, problems) = TABLE.read_query(&query);
            for problem in problems {
                prop_assert!(problem.given.chars().count() <= SHOWN + 1 && problem.name.chars().count() <= SHOWN + 1);
            }
        }

        #[test]
        fn what_is_written_is_read_back(
            w1 in -1000..=1000, steps in 0..=1000u32, alpha in -1e6_f32..1e6, weights in "[a-zA-Z0-9._~-]{0,12}", or: bool
        ) {
            let gate = if or { "or" } else { "and" };
            let of = |field: &Field| match field.name {
                "w1" | "theta" => Value::Number(Decimal::hundredths(w1)),
                "steps" => Value::Count(steps),
                "alpha" => Value::Real(alpha),
                "weights" => Value::Packed(weights.clone()),
                _ => Value::Choice(gate),
            };
            let query = TABLE.write_query(of);
            let (values, problems) = TABLE.read_query(&query);
            prop_assert_eq!(problems, []);
            for (field, value) in values {
                prop_assert_eq!(&of(field), &value);
                prop_assert_ne!(&field.default, &value);
            }
        }
    }
}
