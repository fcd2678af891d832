//! The sixteen functions of two bits, the logic gates among them.

use std::str::FromStr;

use crate::model::names::UnknownName;

/// The four rows of every truth table, in the order of the course: (0,0), (0,1), (1,0), (1,1).
pub const ROWS: [[bool; 2]; 4] = [[false, false], [false, true], [true, false], [true, true]];

/// One of the sixteen functions of two bits, as its column of outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gate([bool; 4]);

/// The names of all functions in links and texts, and their outputs. The six gates of the course come first. The order must not
/// change.
const NAMES: [(&str, u8); 16] = [
    ("and", 0b0001),
    ("or", 0b0111),
    ("nand", 0b1110),
    ("xor", 0b0110),
    ("nor", 0b1000),
    ("xnor", 0b1001),
    ("false", 0b0000),
    ("true", 0b1111),
    ("x1", 0b0011),
    ("x2", 0b0101),
    ("not-x1", 0b1100),
    ("not-x2", 0b1010),
    ("x1-and-not-x2", 0b0010),
    ("x2-and-not-x1", 0b0100),
    ("x1-implies-x2", 0b1101),
    ("x2-implies-x1", 0b1011),
];

/// The sixteen names alone, in the same order.
pub const GATE_NAMES: [&str; 16] = {
    let mut names = [""; 16];
    let mut i = 0;
    while i < 16 {
        names[i] = NAMES[i].0;
        i += 1;
    }
    names
};

impl Gate {
    /// Both inputs are 1.
    pub const AND: Self = Self::from_bits(0b0001);
    /// At least one input is 1.
    pub const OR: Self = Self::from_bits(0b0111);
    /// Not both inputs are 1.
    pub const NAND: Self = Self::from_bits(0b1110);
    /// Exactly one input is 1.
    pub const XOR: Self = Self::from_bits(0b0110);

    /// The function whose outputs for the rows of [`ROWS`] are the four low bits of `bits`, the first row's highest.
    const fn from_bits(bits: u8) -> Self {
        Self([bits & 8 != 0, bits & 4 != 0, bits & 2 != 0, bits & 1 != 0])
    }

    /// The function with these outputs for the rows of [`ROWS`].
    pub const fn from_outputs(outputs: [bool; 4]) -> Self {
        Self(outputs)
    }

    /// All sixteen.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|&(_, bits)| Self::from_bits(bits))
    }

    /// Its name, one of [`GATE_NAMES`].
    ///
    /// # Panics
    /// Never: each of the sixteen columns has a name.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|&&(_, bits)| Self::from_bits(bits) == self).expect("all sixteen are named").0
    }

    /// The outputs for the rows of [`ROWS`].
    pub const fn outputs(self) -> [bool; 4] {
        self.0
    }

    /// The function with the opposite output for `row`.
    #[must_use]
    pub fn with_flipped(mut self, row: usize) -> Self {
        self.0[row] = !self.0[row];
        self
    }
}

/// The function with a name of [`GATE_NAMES`].
impl FromStr for Gate {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        NAMES.iter().find(|(n, _)| *n == name).map(|&(_, bits)| Self::from_bits(bits)).ok_or(UnknownName)
    }
}

/// The name of a row: its two inputs, such as `01`.
pub fn row_name(row: [bool; 2]) -> &'static str {
    match row {
        [false, false] => "00",
        [false, true] => "01",
        [true, false] => "10",
        [true, true] => "11",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_sixteen_has_one_name() {
        let mut columns: Vec<_> = Gate::all().map(Gate::outputs).collect();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(columns.len(), 16);
        for gate in Gate::all() {
            assert_eq!(gate.name().parse(), Ok(gate));
        }
        assert_eq!("and ".parse::<Gate>(), Err(UnknownName));
    }

    #[test]
    fn each_name_says_what_it_computes() {
        type Function = fn(bool, bool) -> bool;
        let meaning: [(&str, Function); 16] = [
            ("and", |a, b| a && b),
            ("or", |a, b| a || b),
            ("nand", |a, b| !(a && b)),
            ("xor", |a, b| a != b),
            ("nor", |a, b| !(a || b)),
            ("xnor", |a, b| a == b),
            ("false", |_, _| false),
            ("true", |_, _| true),
            ("x1", |a, _| a),
            ("x2", |_, b| b),
            ("not-x1", |a, _| !a),
            ("not-x2", |_, b| !b),
            ("x1-and-not-x2", |a, b| a && !b),
            ("x2-and-not-x1", |a, b| b && !a),
            ("x1-implies-x2", |a, b| !a || b),
            ("x2-implies-x1", |a, b| !b || a),
        ];
        for (name, function) in meaning {
            assert_eq!(name.parse::<Gate>().unwrap().outputs(), ROWS.map(|[a, b]| function(a, b)), "{name}");
        }
    }
}
