//! A picture of 8 × 8 cells: a digit or a drawing.

pub use crate::data::digits::{FULL, SIDE};
use crate::model::convolution::FeatureMap;

/// Values from 0 (white) to 16 (black), row by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing(pub [u8; SIDE * SIDE]);

/// The first ten pictures of the test part of "Optical Recognition of Handwritten Digits" (E. Alpaydin and C. Kaynak, 1998, UCI
/// Machine Learning Repository, <https://doi.org/10.24432/C50P49>, CC BY 4.0), which show 0 to 9; in the form of
/// [`Drawing::write`]. They are here so that this panel need not fetch all of [`crate::data::digits`].
const DIGITS: [&str; 10] = [
    "005d910000dfaf5003f20b8004c008800580098004b01c7002e5ac00006da000",
    "000cd500000bg900003fg60007fgg200001gg300001gg600001gg600000bga00",
    "0004fc00003gfe00008d8g000016fb00018df10009gg500003dggb500003bg90",
    "007fd10008d6f400021dd000002fb1000001cc1000001a8000845e90007dd900",
    "0001b00000078000001d6220007f098005ga0g6004fgdg100003fa000002g400",
    "00ca000000egge0000dgfa1000bgg70000047g7000004g900054cg40009gga00",
    "000cd000005g800000dg300000ed000000fc720000dgdg30007gbf800019fb30",
    "0078dgf100774bc000008d100488ff6002bff400000g5000009f100000d50000",
    "009e810000ceec00009a0f40003gce20004gg20003g8ad2001f13g8000bgfb10",
    "00bc000002gggd0003gcae0001g1cf0000dg9f20000309b000009f40009cd300",
];

impl Drawing {
    /// The picture of a digit.
    ///
    /// # Panics
    /// From 10 on.
    pub fn digit(digit: usize) -> Self {
        Self::read(DIGITS[digit]).expect("the pictures above are whole")
    }

    /// The picture of a text that [`Drawing::write`] gave. `None` for any other.
    pub fn read(text: &str) -> Option<Self> {
        let values: Option<Vec<u8>> =
            text.chars().map(|c| c.to_digit(17).and_then(|value| u8::try_from(value).ok())).collect();
        Some(Self(values?.try_into().ok()?))
    }

    /// The picture as a letter a cell: 0 to 9, then a to g for 10 to 16.
    pub fn write(&self) -> String {
        self.0.iter().filter_map(|value| char::from_digit(u32::from(*value), 17)).collect()
    }

    /// The value of a cell.
    pub fn at(&self, row: usize, column: usize) -> u8 {
        self.0[row * SIDE + column]
    }

    /// As what a convolution reads.
    pub fn plane(&self) -> FeatureMap<i32> {
        FeatureMap { shape: [SIDE; 2], values: self.0.iter().map(|value| i32::from(*value)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_written_and_read() {
        for (digit, text) in DIGITS.into_iter().enumerate() {
            let drawing = Drawing::digit(digit);
            assert_eq!(Drawing::read(&drawing.write()), Some(drawing));
            assert_eq!(drawing.write(), text);
        }
        assert_eq!(Drawing::digit(0).at(0, 2), 5);
        for text in ["", "0", &"h".repeat(64), &"0".repeat(63), &"0".repeat(65)] {
            assert_eq!(Drawing::read(text), None, "{text}");
        }
    }
}
