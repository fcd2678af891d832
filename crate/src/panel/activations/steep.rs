//! The sigmoid σ(k·a) over the step: the steeper it is, the less they differ, but for a window around the jump.

use super::numbers::rounded;
use super::{FLAT, REACH, Settings};
use crate::model::activation_function::ActivationFunction;
use crate::model::decimal::{Decimal, Product};
use crate::model::probability::sigmoid;
use crate::text::percent;

impl Settings {
    /// The greatest difference between σ(k·a) and the step for |a| at or beyond the window's edge c, where it lies:
    /// σ(−k·c) = 1/(1 + e^(k·c)). It falls from there on to both sides.
    pub fn greatest_gap(&self) -> f64 {
        sigmoid(-self.k.to_f64() * self.window.to_f64())
    }

    /// The greatest difference, worked out.
    pub fn gap_worked(&self) -> String {
        let (k, c) = (self.k, self.window);
        let product = Product::of(k, c);
        format!("1 − σ({k}×{c}) = 1/(1 + exp({product})) ≈ {}", rounded(self.greatest_gap()))
    }

    /// The same in short.
    pub fn gap_short(&self) -> String {
        format!("1 − σ({}×{}) ≈ {}", self.k, self.window, rounded(self.greatest_gap()))
    }

    /// The slope at 0, worked out.
    pub fn steepest_worked(&self) -> String {
        format!("h′(0) = k/4 = {}/4 = {}", self.k, Product::of(self.k, Decimal::hundredths(25)))
    }

    /// The area between the two curves, 2·ln 2/k, worked out; there is none for k = 0.
    pub fn area_worked(&self) -> Option<String> {
        let area = 2.0 * std::f64::consts::LN_2 / self.k.to_f64();
        (self.k.count() > 0).then(|| format!("2·ln 2/k ≈ 1.3863/{} ≈ {}", self.k, rounded(area)))
    }

    /// The share of the axis shown on which σ(k·a) is flat: its slope under a hundredth of the greatest.
    pub fn flat_share(&self) -> String {
        let reach = f64::from(REACH) / 2.0;
        let parts = ActivationFunction::Sigmoid(self.k.to_f64()).saturated_intervals([-reach, reach], FLAT);
        percent(parts.iter().map(|[from, to]| to - from).sum::<f64>() / (2.0 * reach))
    }
}
