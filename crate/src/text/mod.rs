//! How numbers are written for people: one notation, wherever a learner reads one.
//!
//! | what | how |
//! |---|---|
//! | sign | a real minus, `−0.5`; zero has none |
//! | rounding | to the nearest, ties to even; `=` before an exact number, `≈` before a rounded one |
//! | very small and very large | `2.2×10⁻⁵`, `1.2×10⁶` |
//! | a factor behind × | negative numbers in parentheses: `0.5×(−1)` |
//! | a share | `97.5%`; never 0% or 100% for what only comes near |
//!
//! The functions print by whole numbers: what formats binary floating point in the standard library costs the first figure
//! some 20 kB.

mod number;

pub use number::{
    equals, factor, fixed, grouped, percent, power_of_ten, probability, rounded, scaled, scaled_padded, significant,
    superscript, term,
};
