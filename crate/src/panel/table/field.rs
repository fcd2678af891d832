//! One line of the table, and the check of a text against it.

use super::problem::shorten;
use super::{Kind, Problem, RealNotation, Value, Wrong};
use crate::model::decimal::Decimal;
use crate::panel::notation::{read_decimal, read_real, read_whole};

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in links, attributes and texts.
    pub name: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// The value a panel opens with.
    pub default: Value,
    /// Whether a copied link carries it. A field that is not carried can still be read from a link.
    pub in_link: bool,
    /// Whether it is only about what is looked at: a change of it is no step to undo, and a run that plays goes on.
    pub for_view: bool,
    /// Usual values, as text in ascending order, for buttons beside a number's box; empty where a slider serves.
    pub usual: &'static [&'static str],
    /// Whether buttons go on by its steps, since a slider would not do: for a seed.
    pub in_steps: bool,
    /// What it is, in a line of English.
    pub doc: &'static str,
}

/// A number in five figures, without what single precision adds to the digits typed.
fn show_real(value: f32) -> String {
    crate::text::significant(value.into(), 5)
}

fn write_real(value: f32) -> String {
    value.to_string()
}

/// The next 1, 2 or 5 times a power of ten from `rough` on downwards; a hundredth for what is none.
fn round_step(rough: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let step = [5.0, 2.0, 1.0].into_iter().map(|factor| factor * power).find(|step| *step <= rough * 1.001);
    step.filter(|step| step.is_normal()).unwrap_or(0.01)
}

impl Field {
    const fn new(name: &'static str, kind: Kind, default: Value) -> Self {
        Self { name, kind, default, in_link: true, for_view: false, usual: &[], in_steps: false, doc: "" }
    }

    /// A number field that opens with `default`, with slider travel and hard limits in whole numbers.
    pub const fn number(name: &'static str, default: Decimal, travel: [i32; 2], limits: [i32; 2]) -> Self {
        let [min, max] = [Decimal::whole(limits[0]), Decimal::whole(limits[1])];
        let travel = [Decimal::whole(travel[0]), Decimal::whole(travel[1])];
        Self::new(name, Kind::Number { min, max, travel }, Value::Number(default))
    }

    /// A field with a list of names, of which the first is the default.
    pub const fn choice(name: &'static str, names: &'static [&'static str]) -> Self {
        Self::new(name, Kind::Choice(names), Value::Choice(names[0]))
    }

    /// A whole-number field that opens with `default`.
    pub const fn count(name: &'static str, default: u32, min: u32, max: u32) -> Self {
        Self::new(name, Kind::Count { min, max }, Value::Count(default))
    }

    /// A single-precision field that opens with `default`, with slider travel and hard limits.
    pub const fn real(name: &'static str, default: f32, travel: [f32; 2], limits: [f32; 2]) -> Self {
        let [min, max] = limits;
        let notation = RealNotation { read: read_real, show: show_real, write: write_real };
        let kind = Kind::Real { min, max, travel, notation };
        Self::new(name, kind, Value::Real(default))
    }

    /// A packed text, empty by default.
    pub const fn packed(name: &'static str, longest: usize) -> Self {
        Self::new(name, Kind::Packed { longest, is_good: |_| true }, Value::Packed(String::new()))
    }

    /// The same packed field, of which only those texts are taken that `is_good` says so of.
    #[must_use]
    pub const fn checked(mut self, is_good: fn(&str) -> bool) -> Self {
        if let Kind::Packed { longest, .. } = self.kind {
            self.kind = Kind::Packed { longest, is_good };
        }
        self
    }

    /// The same field, not carried by copied links.
    #[must_use]
    pub const fn unlinked(mut self) -> Self {
        self.in_link = false;
        self
    }

    /// The same field, about what is looked at alone.
    #[must_use]
    pub const fn for_view(mut self) -> Self {
        self.for_view = true;
        self
    }

    /// The same field with usual values for buttons beside its box.
    #[must_use]
    pub const fn usual(mut self, values: &'static [&'static str]) -> Self {
        self.usual = values;
        self
    }

    /// The same field with buttons beside its box that go on by its steps.
    #[must_use]
    pub const fn in_steps(mut self) -> Self {
        self.in_steps = true;
        self
    }

    /// The same field under a name, with what it is.
    #[must_use]
    pub const fn declared(mut self, name: &'static str, doc: &'static str) -> Self {
        self.name = name;
        self.doc = doc;
        self
    }

    /// The same number field with other limits and travel, in hundredths.
    #[must_use]
    pub const fn within(mut self, min: i32, max: i32) -> Self {
        let (min, max) = (Decimal::hundredths(min), Decimal::hundredths(max));
        self.kind = Kind::Number { min, max, travel: [min, max] };
        self
    }

    /// How far a slider must reach for `value`, where that is beyond its usual travel: to the next whole numbers.
    pub fn reach(&self, value: &Value) -> Option<[f64; 2]> {
        let ([low, high], value) = match (&self.kind, value) {
            (Kind::Number { travel, .. }, Value::Number(value)) => (travel.map(Decimal::to_f64), value.to_f64()),
            (Kind::Real { travel, .. }, Value::Real(value)) => (travel.map(f64::from), f64::from(*value)),
            _ => return None,
        };
        (value < low || value > high).then(|| [low.min(value.floor()), high.max(value.ceil())])
    }

    /// A value as its control writes it: with a real minus, hundredths with both their places.
    pub fn text(&self, value: &Value) -> String {
        match (&self.kind, value) {
            (Kind::Real { notation, .. }, Value::Real(value)) => (notation.show)(*value),
            (_, Value::Number(value)) => value.padded(),
            _ => self.ascii(value),
        }
    }

    /// A value as links and attributes write it. Reading it back gives the same value, to the bit.
    pub fn ascii(&self, value: &Value) -> String {
        match (&self.kind, value) {
            (Kind::Real { notation, .. }, Value::Real(value)) => (notation.write)(*value),
            (_, Value::Number(value)) => value.ascii(),
            (_, Value::Count(value)) => value.to_string(),
            (_, Value::Packed(text)) => text.clone(),
            (_, Value::Choice(name)) => (*name).to_owned(),
            // No field of another kind has such a value.
            (_, Value::Real(_)) => String::new(),
        }
    }

    /// How far apart the values of its slider are: a thousandth of its way or so, a round number.
    pub fn slider_step(&self) -> f64 {
        match self.kind {
            Kind::Number { .. } => 0.01,
            Kind::Real { travel: [low, high], .. } => round_step(f64::from(high - low) / 1000.0),
            _ => 1.0,
        }
    }

    /// The value so many steps from `value`, as far as the limits go: by hundredths, by ones, or from one usual value to the next.
    pub fn stepped(&self, value: &Value, steps: i32) -> Value {
        if !self.usual.is_empty() {
            return (0..steps.unsigned_abs()).fold(value.clone(), |value, _| self.next_usual(&value, steps > 0));
        }
        match (&self.kind, value) {
            (Kind::Number { min, max, .. }, Value::Number(value)) => {
                let moved = value.count().saturating_add(steps);
                Value::Number(Decimal::hundredths(moved.clamp(min.count(), max.count())))
            }
            (Kind::Count { min, max }, Value::Count(value)) => {
                Value::Count(value.saturating_add_signed(steps).clamp(*min, *max))
            }
            (Kind::Real { min, max, travel, .. }, Value::Real(value)) => {
                let step = round_step(f64::from(travel[1] - travel[0]) / 100.0);
                let moved = (f64::from(*value) / step).round() + f64::from(steps);
                #[allow(clippy::cast_possible_truncation)] // to single precision is what is wanted
                let moved = (moved * step) as f32;
                Value::Real(moved.clamp(*min, *max))
            }
            _ => value.clone(),
        }
    }

    /// The usual value next to `value`, upwards or downwards; `value` itself where there is none.
    fn next_usual(&self, value: &Value, up: bool) -> Value {
        let number = |value: &Value| match value {
            Value::Number(value) => value.to_f64(),
            Value::Real(value) => f64::from(*value),
            Value::Count(value) => f64::from(*value),
            Value::Packed(_) | Value::Choice(_) => f64::NAN,
        };
        let now = number(value);
        let usual = self.usual.iter().filter_map(|text| self.read(text).ok()).map(|(value, _)| value);
        // A value that is a usual one but for its last bit is that one.
        let mut beyond =
            usual.filter(|one| if up { number(one) > now * (1.0 + 1e-6) } else { number(one) < now * (1.0 - 1e-6) });
        let next = if up { beyond.next() } else { beyond.next_back() };
        next.unwrap_or_else(|| value.clone())
    }

    /// The allowed values, in words a message can show.
    pub fn allowed(&self) -> String {
        match self.kind {
            Kind::Number { min, max, .. } => format!("{min} … {max}"),
            Kind::Real { min, max, notation, .. } => [min, max].map(notation.write).join(" … ").replace('-', "−"),
            Kind::Count { min, max } => format!("{min} … {max}"),
            Kind::Packed { longest, .. } => format!("A-Z a-z 0-9 - . _ ~ (≤ {longest})"),
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
        match self.kind {
            Kind::Number { min, max, .. } => {
                let reading = read_decimal(text).map_err(|why| self.problem(why.into(), text))?;
                if reading.value < min || reading.value > max {
                    return Err(self.problem(Wrong::OutOfRange, text));
                }
                let note = reading.rounded.then(|| self.problem(Wrong::Rounded, text));
                Ok((Value::Number(reading.value), note))
            }
            Kind::Real { min, max, notation, .. } => {
                let value = (notation.read)(text).map_err(|why| self.problem(why.into(), text))?;
                if (min..=max).contains(&value) {
                    Ok((Value::Real(value), None))
                } else {
                    Err(self.problem(Wrong::OutOfRange, text))
                }
            }
            Kind::Packed { longest, is_good } => {
                let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
                if text.len() > longest {
                    Err(Problem { allowed: longest.to_string(), ..self.problem(Wrong::TooLong, text) })
                } else if text.bytes().all(is_plain) && is_good(text) {
                    Ok((Value::Packed(text.to_owned()), None))
                } else {
                    Err(self.problem(Wrong::Damaged, text))
                }
            }
            Kind::Count { min, max } => {
                match u32::try_from(read_whole(text).map_err(|why| self.problem(why.into(), text))?) {
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
