//! Formulas as the panels write them, read back and worked out with the uncertainty of each number's last digit.

/// From the least to the greatest number that a text may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    low: f64,
    high: f64,
}

/// The significant digits that a number has at least, idle zeros included, which are not written.
const DIGITS: i32 = 4;

impl Interval {
    fn of(ends: &[f64]) -> Self {
        let [low, high] = [f64::min as fn(f64, f64) -> f64, f64::max].map(|f| ends.iter().copied().fold(ends[0], f));
        Self { low, high }
    }

    fn each(self, f: impl Fn(f64) -> f64) -> Self {
        Self::of(&[f(self.low), f(self.high)])
    }

    fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let pairs = [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        Self::of(&pairs.map(|(a, b)| f(a, b)))
    }

    fn squared(self) -> Self {
        let product = self.each(|x| x * x);
        if self.low < 0.0 && self.high > 0.0 { Self { low: 0.0, ..product } } else { product }
    }

    /// A little wider: by what single precision may be off.
    #[must_use]
    pub fn widened(self, share: f64) -> Self {
        let by = share * self.low.abs().max(self.high.abs()) + 1e-30;
        Self { low: self.low - by, high: self.high + by }
    }

    /// Wider by so much on both sides.
    #[must_use]
    pub fn around(self, by: f64) -> Self {
        Self { low: self.low - by, high: self.high + by }
    }

    /// Whether both have a number in common.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether a number is in it.
    pub fn has(self, value: f64) -> bool {
        self.widened(1e-9).meets(Self { low: value, high: value })
    }
}

/// A number as it is written, with half a unit of its last digit to both sides.
pub fn number(text: &str) -> Interval {
    let mut reader = Reader { rest: text };
    let value = reader.factor();
    assert!(reader.rest.is_empty(), "{text}");
    value
}

/// A formula worked out.
///
/// # Panics
/// When it is none.
pub fn evaluate(text: &str) -> Interval {
    let mut reader = Reader { rest: text };
    let value = reader.sum();
    assert!(reader.rest.is_empty(), "{text}: {}", reader.rest);
    value
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn take(&mut self, start: &str) -> bool {
        let rest = self.rest.strip_prefix(start);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn sum(&mut self) -> Interval {
        let first = self.product();
        self.further(first)
    }

    fn further(&mut self, mut sum: Interval) -> Interval {
        loop {
            if self.take(" + ") {
                sum = sum.with(self.product(), |a, b| a + b);
            } else if self.take(" − ") {
                sum = sum.with(self.product(), |a, b| a - b);
            } else if self.take(" −") {
                // A term that has its sign itself.
                sum = sum.with(self.product(), |a, b| a - b);
            } else {
                return sum;
            }
        }
    }

    fn product(&mut self) -> Interval {
        let mut product = self.factor();
        loop {
            if self.take("×") {
                product = product.with(self.factor(), |a, b| a * b);
            } else if self.take("/") {
                product = product.with(self.factor(), |a, b| a / b);
            } else {
                return product;
            }
        }
    }

    fn factor(&mut self) -> Interval {
        if self.take("−") {
            return self.factor().each(|x| -x);
        }
        let value = self.plain();
        if self.take("²") {
            return value.squared();
        }
        if self.take("^") {
            let digits = self.rest.len() - self.rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let exponent: i32 = self.rest[..digits].parse().unwrap();
            self.rest = &self.rest[digits..];
            return value.each(|x| x.powi(exponent));
        }
        value
    }

    fn plain(&mut self) -> Interval {
        if self.take("ln(1 − ") {
            let inside = self.sum();
            assert!(self.take(")"));
            return inside.each(|x| (-x).ln_1p());
        }
        for (name, f) in FUNCTIONS {
            if self.take(name) {
                let inside = if name == "√" { self.plain() } else { self.inside() };
                return inside.each(f);
            }
        }
        if self.take("max(0, ") {
            let inside = self.sum();
            assert!(self.take(")"));
            return inside.each(|x| x.max(0.0));
        }
        if self.take("softmax(") {
            // It depends on other sums too.
            self.sum();
            assert!(self.take(")"));
            return Interval { low: 0.0, high: 1.0 };
        }
        if self.take("|") {
            let inside = self.sum();
            assert!(self.take("|"));
            let size = inside.each(f64::abs);
            return if inside.low < 0.0 && inside.high > 0.0 { Interval { low: 0.0, ..size } } else { size };
        }
        if self.take("½") {
            return Interval { low: 0.5, high: 0.5 };
        }
        if self.rest.starts_with('(') { self.inside() } else { self.literal() }
    }

    fn inside(&mut self) -> Interval {
        assert!(self.take("("), "{}", self.rest);
        // In parentheses a 1 in front of a number near to it is the whole number: 1 − h, 1 − β. Else it may have been rounded.
        let before = self.rest;
        let lacks = if self.take("1 − ") { Some(self.product()).filter(|x| x.low > 0.5) } else { None };
        let first = if let Some(lacks) = lacks {
            lacks.each(|x| 1.0 - x)
        } else {
            self.rest = before;
            self.product()
        };
        let inside = self.further(first);
        assert!(self.take(")"), "{}", self.rest);
        inside
    }

    fn literal(&mut self) -> Interval {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        let mantissa: f64 = digits.parse().unwrap_or_else(|_| panic!("{digits:?} before {rest:?}"));
        let significant = digits.replace('.', "").trim_start_matches('0').trim_end_matches('0').len();
        let mut power = 0;
        if let Some(raised) = self.rest.strip_prefix("×10").filter(|rest| rest.starts_with(raised_digit)) {
            let end = raised.find(|c| !raised_digit(c)).unwrap_or(raised.len());
            power = raised[..end].chars().fold(String::new(), |text, c| text + plain_digit(c)).parse().unwrap();
            self.rest = &raised[end..];
        }
        let value = mantissa * 10_f64.powi(power);
        if value == 0.0 {
            return Interval { low: 0.0, high: 0.0 };
        }
        let digits = DIGITS.max(i32::try_from(significant).unwrap());
        #[allow(clippy::cast_possible_truncation)] // an exponent
        let exponent = value.log10().floor() as i32;
        let half = 0.5 * 10_f64.powi(exponent + 1 - digits) * (1.0 + 1e-9);
        Interval { low: value - half, high: value + half }
    }
}

type Function = fn(f64) -> f64;

const FUNCTIONS: [(&str, Function); 4] =
    [("tanh", f64::tanh), ("sigmoid", |x| 1.0 / (1.0 + (-x).exp())), ("ln", f64::ln), ("√", f64::sqrt)];

fn raised_digit(c: char) -> bool {
    "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c)
}

fn plain_digit(c: char) -> &'static str {
    const PLAIN: [&str; 11] = ["-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    PLAIN["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c).unwrap()]
}
