//! What a learner can set.

use super::run::{MAX_STEPS, TRAINED_STEPS};
use crate::model::decimal::Decimal;
use crate::panel::table::{Field, choices, settings};

choices! {
    /// What is looked at.
    pub enum Part {
        /// Three sigmoids beside one softmax.
        Compare = "compare",
        /// Classes as the numbers 1, 2, 3 beside one-hot.
        Order = "order",
        /// What a model says to what it has never seen.
        Unknown = "unknown",
        /// Softmax with two outputs beside a sigmoid with one.
        Two = "two",
        /// Cat or not, at a threshold.
        Cutoff = "cutoff",
    }
}

choices! {
    /// A fruit.
    pub enum Fruit {
        /// The first class.
        Apple = "apple",
        /// The second class.
        Grape = "grape",
        /// The third class.
        Pear = "pear",
    }
}

choices! {
    /// The numbers that the fruit get as labels, named by the initials of those with 1, 2 and 3.
    pub enum Numbering {
        /// Apple 1, grape 2, pear 3.
        AppleGrapePear = "agp",
        /// Grape 1, apple 2, pear 3.
        GrapeApplePear = "gap",
        /// Grape 1, pear 2, apple 3.
        GrapePearApple = "gpa",
    }
}

choices! {
    /// Where the weights of three sigmoids and one softmax come from before they learn.
    pub enum Start {
        /// They are drawn.
        Drawn = "drawn",
        /// At (0, 0) they give the numbers of the notes: 0.8, 0.7, 0.9 beside 0.8, 0.1, 0.1.
        Notes = "notes",
    }
}

impl Numbering {
    /// For each fruit its label, from 1.
    pub const fn labels(self) -> [usize; 3] {
        match self {
            Self::AppleGrapePear => [1, 2, 3],
            Self::GrapeApplePear => [2, 1, 3],
            Self::GrapePearApple => [3, 1, 2],
        }
    }
}

const fn things() -> Field {
    Field::count("", 40, 0, 200).usual(&["0", "5", "10", "20", "40", "80", "160", "200"])
}

const fn feature(opening: i32) -> Field {
    Field::number("", Decimal::hundredths(opening), [-3, 3], [-3, 3])
}

settings! {
    /// What a learner can set. The models' weights follow, to the bit, from the settings and `steps`.
    pub struct Settings {
        /// What is looked at.
        part: Part = Field::choice("", Part::NAMES),
        /// The first feature of the point that is tried.
        x1: Decimal = feature(20),
        /// The second feature of the point that is tried.
        x2: Decimal = feature(30),
        /// The weights that three sigmoids and one softmax start from: drawn, or such that they give the notes' numbers at (0, 0).
        start: Start = Field::choice("", Start::NAMES),
        /// The class that the point tried is said to have when its loss is worked out.
        truth: Fruit = Field::choice("", Fruit::NAMES),
        /// A constant that is added to all logits.
        shift: Decimal = Field::number("", Decimal::ZERO, [-5, 5], [-5, 5]),
        /// The numbers that the fruit get as labels.
        numbering: Numbering = Field::choice("", Numbering::NAMES),
        /// Whether a fourth class, "none of these", is trained.
        none: bool = Field::choice("", &["off", "on"]),
        /// The least probability that is answered at all.
        confidence: Decimal = Field::number("", Decimal::ZERO, [0, 1], [0, 1]),
        /// The least probability of a cat at which the answer is "cat".
        cutoff: Decimal = Field::number("", Decimal::hundredths(50), [0, 1], [0, 1]),
        /// How many apples there are to learn from.
        apples: u32 = things(),
        /// How many grapes there are to learn from.
        grapes: u32 = things(),
        /// How many pears there are to learn from.
        pears: u32 = things(),
        /// How many cats there are to learn from.
        cats: u32 = things(),
        /// How many dogs there are to learn from.
        dogs: u32 = things(),
        /// The standard deviation of a class's features.
        spread: Decimal = Field::number("", Decimal::hundredths(50), [0, 1], [0, 1]).within(10, 70),
        /// The learning rate η.
        rate: Decimal = Field::number("", Decimal::hundredths(20), [0, 2], [0, 2]).within(1, 200),
        /// What data, first weights and batches are drawn from.
        seed: u32 = Field::count("", 1, 0, 999_999).usual(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
        /// How many steps of the run are shown.
        steps: u32 = Field::count("", TRAINED_STEPS, 0, MAX_STEPS),
        /// Steps a second when playing.
        speed: &'static str = Field::choice("", &["600", "4", "24", "120", "2400"]).for_view(),
    }
}

impl Settings {
    /// The point that is tried.
    pub fn probe(&self) -> [f64; 2] {
        [self.x1, self.x2].map(Decimal::to_f64)
    }

    /// Whether cats and dogs are looked at, not fruit.
    pub fn is_of_animals(&self) -> bool {
        matches!(self.part, Part::Two | Part::Cutoff)
    }
}
