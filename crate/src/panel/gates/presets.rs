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
    /// The notes' line x2 = −x1 + 2/3 for OR. With (1, 1, −2/3) the bias would have to be rounded; three times as much is the same line.
    TwoThirds,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Notes, Self::Book, Self::TwoThirds];

    /// Its name for the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notes => "notes",
            Self::Book => "book",
            Self::TwoThirds => "two-thirds",
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
            (Self::TwoThirds, Gate::OR) => (300, -200),
            _ => return None,
        };
        Some(Perceptron::hundredths(w, w, b))
    }
}
