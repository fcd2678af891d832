//! Same weights, another threshold: which gate each interval of θ computes.

use super::Gates;
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
            Interval { from, to, gate: Gate::from_outputs(ROWS.map(|row| at.output(row, tie))) }
        })
        .collect()
}

impl Interval {
    /// Whether `theta` lies in the interval.
    pub fn contains(&self, theta: Decimal, tie: TieRule) -> bool {
        match tie {
            TieRule::Above => self.from.is_none_or(|from| theta >= from) && self.to.is_none_or(|to| theta < to),
            TieRule::AtOrAbove => self.from.is_none_or(|from| theta > from) && self.to.is_none_or(|to| theta <= to),
        }
    }

    /// A threshold well inside: the middle to the nearest hundredth, or half a unit beyond the only end.
    pub fn middle(&self) -> Decimal {
        match (self.from, self.to) {
            (Some(from), Some(to)) => Decimal::hundredths((from.count() + to.count()).div_euclid(2)),
            (Some(from), None) => from + Decimal::hundredths(50),
            (None, Some(to)) => to - Decimal::hundredths(50),
            (None, None) => Decimal::ZERO,
        }
    }
}

impl Gates {
    /// The intervals of θ for the weights shown.
    pub fn intervals(&self) -> Vec<Interval> {
        intervals(&self.perceptron(), self.settings().tie)
    }
}
