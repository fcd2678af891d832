//! Texts as letters: a vocabulary with a number for each, and Hangul as syllables or taken apart into jamo.

use std::collections::HashSet;

/// How Hangul is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hangul {
    /// Not at all: a syllable is a letter.
    Syllables,
    /// Into jamo, such as ㅎ, ㅏ and ㄴ.
    Jamo,
}

/// The kinds of letters of a text, in the order of Unicode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary(Vec<char>);

impl Vocabulary {
    /// The kinds of letters that a text has.
    pub fn of(text: &str) -> Self {
        let mut kinds: Vec<char> = text.chars().collect();
        kinds.sort_unstable();
        kinds.dedup();
        Self(kinds)
    }

    /// The letters, in the order of their numbers.
    pub fn letters(&self) -> &[char] {
        &self.0
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The number of a letter, from 0.
    pub fn number(&self, letter: char) -> Option<usize> {
        self.0.binary_search(&letter).ok()
    }

    /// A text as numbers; letters that are no part of the vocabulary are left out.
    pub fn numbers(&self, text: &str) -> Vec<usize> {
        text.chars().filter_map(|letter| self.number(letter)).collect()
    }
}

// The Unicode Standard, section 3.12: a syllable's number is (initial·21 + vowel)·28 + final, where final 0 is none.
const FIRST_SYLLABLE: u32 = 0xAC00;
const SYLLABLES: u32 = 11_172;
const VOWELS: u32 = 21;
const FINALS: u32 = 28;
/// The consonants that a syllable begins with, in the order of their numbers.
pub const INITIAL_JAMO: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
/// Those that it ends with, from 1.
pub const FINAL_JAMO: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
/// The jamo of the first vowel, ㅏ. All of them follow one another.
const FIRST_VOWEL: u32 = 0x314F;

fn place(letter: char, list: &str) -> Option<u32> {
    list.chars().position(|known| known == letter).and_then(|at| u32::try_from(at).ok())
}

fn vowel(letter: char) -> Option<u32> {
    u32::from(letter).checked_sub(FIRST_VOWEL).filter(|vowel| *vowel < VOWELS)
}

/// A text with its Hangul syllables taken apart into jamo.
pub fn taken_apart(text: &str) -> String {
    let mut out = String::with_capacity(2 * text.len());
    for letter in text.chars() {
        match u32::from(letter).checked_sub(FIRST_SYLLABLE).filter(|number| *number < SYLLABLES) {
            None => out.push(letter),
            Some(number) => {
                let at = |list: &str, place: u32| list.chars().nth(place as usize);
                out.extend(at(INITIAL_JAMO, number / FINALS / VOWELS));
                out.extend(char::from_u32(FIRST_VOWEL + number / FINALS % VOWELS));
                out.extend((number % FINALS).checked_sub(1).and_then(|place| at(FINAL_JAMO, place)));
            }
        }
    }
    out
}

/// A text with its jamo put together into syllables where they make some. A consonant before a vowel begins a syllable; so what
/// [`taken_apart`] gives comes back as it was.
pub fn put_together(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |at: usize| letters.get(at).copied();
    let begins = |from: usize| {
        let initial = at(from).and_then(|letter| place(letter, INITIAL_JAMO))?;
        Some((initial, at(from + 1).and_then(vowel)?))
    };
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    while let Some(letter) = at(from) {
        let Some((initial, vowel)) = begins(from) else {
            out.push(letter);
            from += 1;
            continue;
        };
        let last = at(from + 2).and_then(|letter| place(letter, FINAL_JAMO)).filter(|_| begins(from + 2).is_none());
        let number = (initial * VOWELS + vowel) * FINALS + last.map_or(0, |last| last + 1);
        out.extend(char::from_u32(FIRST_SYLLABLE + number));
        from += if last.is_some() { 3 } else { 2 };
    }
    out
}

impl Hangul {
    /// A text as this takes it apart.
    pub fn letters(self, text: &str) -> String {
        match self {
            Self::Syllables => text.to_owned(),
            Self::Jamo => taken_apart(text),
        }
    }

    /// The text that letters are of.
    pub fn text(self, letters: &str) -> String {
        match self {
            Self::Syllables => letters.to_owned(),
            Self::Jamo => put_together(letters),
        }
    }
}

/// A text with each stretch of white space as one space, and none at its ends.
pub fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The share of the different words of `text` that are words of `source`; `None` where there are none. Its first word and its last one
/// may be cut off and do not count.
pub fn known_words(text: &str, source: &str) -> Option<f64> {
    let known: HashSet<&str> = source.split(' ').collect();
    let words: Vec<&str> = text.split(' ').collect();
    let whole = words.get(1..words.len().max(2) - 1)?.iter().copied();
    let different: HashSet<&str> = whole.filter(|word| !word.is_empty()).collect();
    let count = different.iter().filter(|word| known.contains(**word)).count();
    (!different.is_empty()).then(|| count as f64 / different.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hangul_comes_apart_and_together_again() {
        assert_eq!(taken_apart("한글, 읽다!"), "ㅎㅏㄴㄱㅡㄹ, ㅇㅣㄺㄷㅏ!");
        let all: String = (FIRST_SYLLABLE..FIRST_SYLLABLE + SYLLABLES).filter_map(char::from_u32).collect();
        assert_eq!(put_together(&taken_apart(&all)), all);
        for loose in ["ㅋㅋㅋ", "ㅏㅏ", "ㄳㅏ", "", "abc"] {
            assert_eq!(taken_apart(&put_together(loose)), loose);
        }
        assert_eq!(put_together("ㄱㅏㄱㅏㄱ ㅎ"), "가각 ㅎ");
    }

    #[test]
    fn a_vocabulary_numbers_the_letters_of_its_text() {
        let vocabulary = Vocabulary::of("banana 한");
        assert_eq!(vocabulary.letters(), [' ', 'a', 'b', 'n', '한']);
        assert_eq!(vocabulary.numbers("nab?"), [3, 1, 2]);
    }

    #[test]
    fn words_of_the_text_are_told_from_others() {
        assert_eq!(known_words("xx rain snow rxin rain yy", "when rain and snow"), Some(2.0 / 3.0));
        assert_eq!(known_words("one two", "one two"), None);
        assert_eq!(known_words("", "one"), None);
        assert_eq!(in_one_line("  a\n\t b "), "a b");
    }
}
