//! The sigmoid σ(k·a) over the step: the steeper it is, the less they differ, but for a window around the jump.

use super::numbers::{percent, rounded};
use super::words::Said;
use super::{Activations, REACH};
use crate::model::activation_function::ActivationFunction;
use crate::model::decimal::Product;
use crate::model::probability::sigmoid;

impl Activations {
    /// The greatest difference between σ(k·a) and the step for |a| at or beyond the window's edge c, where it lies:
    /// σ(−k·c) = 1/(1 + e^(k·c)). It falls from there on to both sides.
    pub fn greatest_gap(&self) -> f64 {
        let settings = self.settings();
        sigmoid(-settings.k.to_f64() * settings.window.to_f64())
    }

    /// The greatest difference worked out, and the area between the two curves, 2·ln 2/k, with none for k = 0.
    pub fn steep_worked(&self) -> Vec<String> {
        let settings = self.settings();
        let (k, c) = (settings.k, settings.window);
        let product = Product::of(k, c);
        let mut lines = vec![
            format!("1 − σ({k}×{c}) = 1/(1 + exp({product})) ≈ {}", rounded(self.greatest_gap())),
            format!("h′(0) = k/4 = {k}/4 = {}", Product::of(k, crate::model::decimal::Decimal::hundredths(25))),
        ];
        if k.count() > 0 {
            let area = 2.0 * std::f64::consts::LN_2 / k.to_f64();
            lines.push(format!("2·ln 2/k ≈ 1.3863/{k} ≈ {}", rounded(area)));
        }
        lines
    }

    /// The share of the axis shown on which σ(k·a) is flat: its slope under a hundredth of the greatest.
    fn flat_share(&self) -> String {
        let reach = f64::from(REACH) / 2.0;
        let parts =
            ActivationFunction::Sigmoid(self.settings().k.to_f64()).saturated_intervals([-reach, reach], super::FLAT);
        let flat: f64 = parts.iter().map(|[from, to]| to - from).sum();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share in thousandths
        percent((flat / (2.0 * reach) * 1000.0).round() as usize, 1000)
    }

    pub(super) fn said_of_steepness(&self) -> Said {
        let settings = self.settings();
        let values = vec![
            ("k", settings.k.to_string()),
            ("c", settings.window.to_string()),
            ("gap", rounded(self.greatest_gap())),
            ("share", self.flat_share()),
        ];
        let key = if settings.k.count() == 0 {
            "level"
        } else if settings.window.count() == 0 {
            "no-window"
        } else {
            "window"
        };
        Said { key, values }
    }
}
