//! Same weights, another threshold: which gate each interval of θ computes.

use super::{Gates, LIMIT};
use crate::data::gates::{Gate, ROWS};
use crate::model::decimal::Decimal;
use crate::model::perceptron::{Perceptron, TieRule};

/// An interval of θ in which the perceptron computes one and the same function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end; none below the lowest weighted sum.
    pub from: Option<Decimal>,
    /// The upper end; none above the highest.
    pub to: Option<Decimal>,
    /// The function computed in it.
    pub gate: Gate,
    /// The rule that says which of the ends belong to it.
    pub tie: TieRule,
}

/// The intervals of θ for the weights of `perceptron`, from the lowest to the highest.
///
/// The output of a row changes where θ passes its w·x, so the distinct values of w·x are the ends. With `>` the lower
/// end belongs to an interval (w·x > θ fails at θ = w·x), with `≥` the upper.
pub fn intervals(perceptron: &Perceptron, tie: TieRule) -> Vec<Interval> {
    let mut ends = ROWS.map(|row| perceptron.weighted_inputs(row)).to_vec();
    ends.sort_unstable();
    ends.dedup();
    let lower = std::iter::once(None).chain(ends.iter().copied().map(Some));
    let upper = ends.iter().copied().map(Some).chain(std::iter::once(None));
    lower
        .zip(upper)
        .map(|(from, to)| {
            // An end that belongs to the interval stands for all of it. The outermost two are reached from outside.
            let inside = match (tie, from, to) {
                (TieRule::Above, Some(from), _) => from,
                (TieRule::AtOrAbove, _, Some(to)) => to,
                (_, None, Some(to)) => to - Decimal::hundredths(1),
                (_, Some(from), None) => from + Decimal::hundredths(1),
                (_, None, None) => Decimal::ZERO,
            };
            let at = Perceptron { bias: -inside, ..*perceptron };
            Interval { from, to, gate: Gate::from_outputs(ROWS.map(|row| at.output(row, tie))), tie }
        })
        .collect()
}

impl Interval {
    /// Whether `theta` lies in the interval.
    pub fn contains(&self, theta: Decimal) -> bool {
        match self.tie {
            TieRule::Above => self.from.is_none_or(|from| theta >= from) && self.to.is_none_or(|to| theta < to),
            TieRule::AtOrAbove => self.from.is_none_or(|from| theta > from) && self.to.is_none_or(|to| theta <= to),
        }
    }

    /// A threshold well inside: the middle to a hundredth, or half a unit beyond the only end. Where only a part of the
    /// interval can be set, the middle of that part; where none of it can, a threshold that is out of range.
    pub fn middle(&self) -> Decimal {
        let half = Decimal::hundredths(50);
        let (low, high) = match (self.from, self.to) {
            (Some(from), Some(to)) => (from, to),
            (Some(from), None) => (from, from + half + half),
            (None, Some(to)) => (to - half - half, to),
            (None, None) => (-half, half),
        };
        let limit = Decimal::whole(LIMIT);
        let settable = (low.max(-limit), high.min(limit));
        let (low, high) = if settable.0 <= settable.1 { settable } else { (low, high) };
        let sum = low.count() + high.count();
        // An odd number of hundredths has two middles. The one nearer to the end that belongs to the interval is in it
        // even where the interval is a single hundredth wide.
        let middle = sum.div_euclid(2) + if self.tie == TieRule::AtOrAbove { sum.rem_euclid(2) } else { 0 };
        Decimal::hundredths(middle)
    }
}

impl Gates {
    /// The intervals of θ for the weights shown.
    pub fn intervals(&self) -> Vec<Interval> {
        intervals(&self.perceptron(), self.settings().tie)
    }
}
