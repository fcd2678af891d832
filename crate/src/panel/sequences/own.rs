//! What a learner gives to read: numbers, or a text.

use std::rc::Rc;

use super::settings::LONGEST_TEXT;
use crate::data::letters::{Vocabulary, in_one_line, taken_apart};
use crate::panel::network::packed::{pack_numbers, pack_text, unpack_numbers, unpack_text};
use crate::panel::table::{SettingValue, Value};
use crate::panel::view::Message;
use crate::text::grouped;

/// The fewest values to learn from.
pub const FEWEST: usize = 10;
/// The most values that are read.
pub const LONGEST: usize = 2000;
/// The largest value that is read.
const LARGEST: f32 = 1e6;
/// The fewest letters of a text.
const FEWEST_LETTERS: usize = 20;
/// The most kinds of letters of a text.
pub const MOST_KINDS: usize = 128;

/// Numbers that a learner gave; none where nothing was given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnSeries(pub Vec<f32>);

/// Why a text is not taken as a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is nothing in it.
    Empty,
    /// It has only so many values.
    Short(usize),
    /// It has so many values, more than are read.
    Long(usize),
    /// The value of this number from 1 is none.
    Text(usize, String),
    /// The value of this number from 1 is beyond a million.
    Large(usize, String),
}

/// Whether it is a number up to the largest one.
fn is_in_range(number: f32) -> bool {
    number.is_finite() && number.abs() <= LARGEST
}

impl OwnSeries {
    /// Reads numbers with spaces, line breaks, tabs, commas or semicolons between them.
    ///
    /// # Errors
    /// [`Refused`], which says which value is wrong.
    pub fn read(text: &str) -> Result<Self, Refused> {
        let words = text.split(|c: char| c.is_whitespace() || ",;、，".contains(c)).filter(|word| !word.is_empty());
        let mut numbers = Vec::new();
        for word in words.take(LONGEST + 1) {
            let at = numbers.len() + 1;
            let cut = || word.chars().take(20).collect::<String>();
            let number = crate::panel::notation::read_real(word).map_err(|_| Refused::Text(at, cut()))?;
            if !is_in_range(number) {
                return Err(Refused::Large(at, cut()));
            }
            numbers.push(number);
        }
        Self::check(&numbers)?;
        Ok(Self(numbers))
    }

    /// Whether numbers make a series.
    ///
    /// # Errors
    /// As [`OwnSeries::read`].
    pub fn check(numbers: &[f32]) -> Result<(), Refused> {
        if let Some(at) = numbers.iter().position(|number| !is_in_range(*number)) {
            return Err(Refused::Large(at + 1, numbers[at].to_string()));
        }
        match numbers.len() {
            0 => Err(Refused::Empty),
            few if few < FEWEST => Err(Refused::Short(few)),
            many if many > LONGEST => Err(Refused::Long(many)),
            _ => Ok(()),
        }
    }

    /// Whether a text of a link holds a series.
    pub fn is_packed(text: &str) -> bool {
        text.is_empty() || unpack_numbers(text).is_some_and(|numbers| Self::check(&numbers).is_ok())
    }

    /// The numbers as a text that [`OwnSeries::read`] reads back.
    pub fn write(&self) -> String {
        self.0.iter().map(f32::to_string).collect::<Vec<_>>().join(", ")
    }
}

impl SettingValue for OwnSeries {
    fn to_value(&self) -> Value {
        Value::Packed(pack_numbers(&self.0))
    }

    fn from_value(value: Value) -> Self {
        Self(if let Value::Packed(text) = value { unpack_numbers(&text).unwrap_or_default() } else { Vec::new() })
    }
}

/// A text that a learner gave; none where nothing was given. White space is one space each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnText(pub Rc<str>);

/// Why a text is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusedText {
    /// It has only so many letters.
    Short(usize),
    /// It has so many letters, more than are read.
    Long(usize),
    /// It has so many kinds of letters, though Hangul is taken apart.
    Kinds(usize),
    /// All its letters are the same.
    Alike,
}

impl OwnText {
    /// Reads a text.
    ///
    /// # Errors
    /// [`RefusedText`], which says what is wrong.
    pub fn read(text: &str) -> Result<Self, RefusedText> {
        // What is far too long is not gone through.
        if text.len() > 64 * LONGEST_TEXT {
            return Err(RefusedText::Long(text.chars().count()));
        }
        let text = in_one_line(text);
        // A letter of two units takes the room of two in a link.
        match text.encode_utf16().count() {
            few if few < FEWEST_LETTERS => return Err(RefusedText::Short(few)),
            many if many > LONGEST_TEXT => return Err(RefusedText::Long(many)),
            _ => {}
        }
        match Vocabulary::of(&taken_apart(&text)).count() {
            _ if Vocabulary::of(&text).count() == 1 => Err(RefusedText::Alike),
            many if many > MOST_KINDS => Err(RefusedText::Kinds(many)),
            _ => Ok(Self(text.into())),
        }
    }

    /// Whether a text of a link holds one.
    pub fn is_packed(text: &str) -> bool {
        text.is_empty() || unpack_text(text).is_some_and(|text| Self::read(&text).is_ok())
    }
}

impl SettingValue for OwnText {
    fn to_value(&self) -> Value {
        Value::Packed(if self.0.is_empty() { String::new() } else { pack_text(&self.0) })
    }

    fn from_value(value: Value) -> Self {
        let text = if let Value::Packed(text) = value { unpack_text(&text).unwrap_or_default() } else { String::new() };
        Self(in_one_line(&text).into())
    }
}

impl From<RefusedText> for Message {
    fn from(refused: RefusedText) -> Self {
        let counted = |key, count: usize| Self::new(key).with("count", grouped(count as u64));
        match refused {
            RefusedText::Short(count) => counted("text-short", count).with("fewest", FEWEST_LETTERS),
            RefusedText::Long(count) => counted("text-long", count).with("most", grouped(LONGEST_TEXT as u64)),
            RefusedText::Kinds(count) => counted("text-kinds", count).with("most", MOST_KINDS),
            RefusedText::Alike => Self::new("text-alike"),
        }
    }
}

impl From<Refused> for Message {
    fn from(refused: Refused) -> Self {
        let counted = |key, count: usize| Self::new(key).with("count", grouped(count as u64));
        match refused {
            Refused::Empty => Self::new("series-empty").with("fewest", FEWEST),
            Refused::Short(count) => counted("series-short", count).with("fewest", FEWEST),
            Refused::Long(_) => Self::new("series-long").with("most", LONGEST),
            Refused::Text(at, given) => counted("series-text", at).with("given", given),
            Refused::Large(at, given) => counted("series-large", at).with("given", given),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_paste_them() {
        let expected = OwnSeries((1..=10).map(|n| n as f32).collect());
        for text in ["1 2 3 4 5 6 7 8 9 10", "1,2,3,4,5,6,7,8,9,10", "1\n2\r\n3;4\t5, 6 ,7,,8 9 １０\n"] {
            assert_eq!(OwnSeries::read(text), Ok(expected.clone()), "{text}");
        }
        assert_eq!(OwnSeries::read(&expected.write()), Ok(expected));
    }

    #[test]
    fn what_is_no_series_is_refused_and_named() {
        assert_eq!(OwnSeries::read(" \n, "), Err(Refused::Empty));
        assert_eq!(OwnSeries::read("1 2 3"), Err(Refused::Short(3)));
        assert_eq!(OwnSeries::read(&"1 ".repeat(5000)), Err(Refused::Long(LONGEST + 1)));
        assert_eq!(OwnSeries::read("1 2 NaN"), Err(Refused::Text(3, "NaN".to_owned())));
        assert_eq!(OwnSeries::read("1 <b> 3"), Err(Refused::Text(2, "<b>".to_owned())));
        assert_eq!(OwnSeries::read("1 2e9 3"), Err(Refused::Large(2, "2e9".to_owned())));
        assert_eq!(OwnSeries::read("1e999"), Err(Refused::Large(1, "1e999".to_owned())));
        assert!(OwnSeries::check(&[f32::NAN; 12]).is_err() && OwnSeries::check(&[f32::INFINITY; 12]).is_err());
    }

    #[test]
    fn texts_survive_a_link_and_what_is_none_is_refused() {
        let text = OwnText::read("비가 오면  우산을 써요.\n눈이 오면\t장갑을 껴요.").unwrap();
        assert_eq!(&*text.0, "비가 오면 우산을 써요. 눈이 오면 장갑을 껴요.");
        assert_eq!(OwnText::from_value(text.to_value()), text);
        let longest = OwnText::read(&"가나다라마바사아자차".repeat(500)).unwrap();
        assert_eq!((OwnText::from_value(longest.to_value()) == longest, pack_text(&longest.0).len()), (true, 13_335));
        assert_eq!(OwnText::read(&"가".repeat(30)), Err(RefusedText::Alike));
        assert_eq!(OwnText::read(" \n "), Err(RefusedText::Short(0)));
        assert_eq!(OwnText::read(&"ab".repeat(3000)), Err(RefusedText::Long(6000)));
        assert_eq!(OwnText::read(&"a".repeat(30)), Err(RefusedText::Alike));
        let many: String = (0x4E00..0x4E00 + 200).filter_map(char::from_u32).collect();
        assert_eq!(OwnText::read(&many), Err(RefusedText::Kinds(200)));
        assert!(!OwnText::is_packed("u_w") && !OwnText::is_packed("wYQ") && !OwnText::is_packed("xYWI"));
    }
}
