//! Parameters to begin with.

use crate::data::gates::Gate;
use crate::model::perceptron::Perceptron;

/// The parameters that the course's notes and the book behind it give for a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Whole weights: (1, 1, −1.5) for AND.
    Notes,
    /// Half weights: (0.5, 0.5, −0.7) for AND.
    Book,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Notes, Self::Book];

    /// Its name for the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notes => "notes",
            Self::Book => "book",
        }
    }

    /// The parameters for `gate`: known for AND, OR and NAND.
    pub fn perceptron(self, gate: Gate) -> Option<Perceptron> {
        let (w, b) = match (self, gate) {
            (Self::Notes, Gate::AND) => (100, -150),
            (Self::Notes, Gate::OR) => (100, -50),
            (Self::Notes, Gate::NAND) => (-100, 150),
            (Self::Book, Gate::AND) => (50, -70),
            (Self::Book, Gate::OR) => (50, -20),
            (Self::Book, Gate::NAND) => (-50, 70),
            _ => return None,
        };
        Some(Perceptron::hundredths(w, w, b))
    }
}
