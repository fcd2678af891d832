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
        // An odd number of hundredths has two middles. The one nearer to the end that belongs to the interval is in it
        // even where the interval is a single hundredth wide.
        let middle = |low: Decimal, high: Decimal| {
            let sum = low.count() + high.count();
            let odd = if self.tie == TieRule::AtOrAbove { sum.rem_euclid(2) } else { 0 };
            Decimal::hundredths(sum.div_euclid(2) + odd)
        };
        let limit = Decimal::whole(LIMIT);
        let settable = middle(low.max(-limit), high.min(limit));
        // An interval that lies beyond the limits, or touches them with an end that does not belong to it, has no such part.
        if self.contains(settable) { settable } else { middle(low, high) }
    }
}

impl Gates {
    /// The intervals of θ for the weights shown.
    pub fn intervals(&self) -> Vec<Interval> {
        intervals(&self.perceptron(), self.settings().tie)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    fn names(w1: i32, w2: i32, tie: TieRule) -> Vec<&'static str> {
        intervals(&Perceptron::hundredths(w1, w2, 0), tie).iter().map(|interval| interval.gate.name()).collect()
    }

    #[test]
    fn with_equal_weights_theta_runs_from_true_through_or_and_and_to_false() {
        for tie in [TieRule::Above, TieRule::AtOrAbove] {
            assert_eq!(names(100, 100, tie), ["true", "or", "and", "false"]);
            assert_eq!(names(-100, -100, tie), ["true", "nand", "nor", "false"]);
        }
        let ends: Vec<_> = intervals(&Perceptron::hundredths(100, 100, 0), TieRule::Above)
            .iter()
            .map(|interval| (interval.from, interval.to))
            .collect();
        let [zero, one, two] = [0, 1, 2].map(|end| Some(Decimal::whole(end)));
        assert_eq!(ends, [(None, zero), (zero, one), (one, two), (two, None)]);
    }

    #[test]
    fn without_weights_theta_alone_decides() {
        assert_eq!(names(0, 0, TieRule::Above), ["true", "false"]);
        assert_eq!(names(0, 0, TieRule::AtOrAbove), ["true", "false"]);
    }

    #[test]
    fn an_interval_that_only_touches_the_range_is_not_taken_for_its_neighbour() {
        // θ < −10 can't be set, and −10 itself already makes the next function.
        let below = intervals(&Perceptron::hundredths(-1000, 0, 0), TieRule::Above)[0];
        assert!(below.middle() < Decimal::whole(-LIMIT) && below.contains(below.middle()));
        let above = intervals(&Perceptron::hundredths(1000, 0, 0), TieRule::AtOrAbove)[2];
        assert!(above.middle() > Decimal::whole(LIMIT) && above.contains(above.middle()));
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn a_tie_rule() -> impl Strategy<Value = TieRule> {
        prop::sample::select(&[TieRule::Above, TieRule::AtOrAbove])
    }

    /// Any weight, and often one that brings an end of an interval onto a limit or beside it.
    #[cfg(not(target_arch = "wasm32"))]
    fn a_weight() -> impl Strategy<Value = i32> {
        prop_oneof![-1000..=1000, prop::sample::select(&[-1000, -999, -500, -1, 0, 1, 500, 999, 1000])]
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn every_theta_lies_in_one_interval_which_says_what_it_computes(
            w1 in -1000..=1000, w2 in -1000..=1000, near in 0..4usize, beside in -2..=2, any in -2500..=2500,
            at_an_end: bool, tie in a_tie_rule()
        ) {
            let weights = Perceptron::hundredths(w1, w2, 0);
            // The ends are where it could go wrong, so half of all thresholds are at one or beside it.
            let end = weights.weighted_inputs(ROWS[near]) + Decimal::hundredths(beside);
            let theta = if at_an_end { end } else { Decimal::hundredths(any) };
            let all = intervals(&weights, tie);
            let holding: Vec<_> = all.iter().filter(|interval| interval.contains(theta)).collect();
            prop_assert_eq!(holding.len(), 1);
            let at = Perceptron { bias: -theta, ..weights };
            prop_assert_eq!(holding[0].gate, Gate::from_outputs(ROWS.map(|row| at.output(row, tie))));
        }

        #[test]
        fn intervals_follow_one_another_and_their_functions_differ(
            w1 in -1000..=1000, w2 in -1000..=1000, tie in a_tie_rule()
        ) {
            let all = intervals(&Perceptron::hundredths(w1, w2, 0), tie);
            prop_assert_eq!((all[0].from, all[all.len() - 1].to), (None, None));
            for pair in all.windows(2) {
                prop_assert_eq!(pair[0].to, pair[1].from);
                prop_assert_ne!(pair[0].gate, pair[1].gate);
            }
        }

        #[test]
        fn the_middle_is_inside_and_settable_wherever_a_settable_threshold_is_inside(
            w1 in a_weight(), w2 in a_weight(), tie in a_tie_rule()
        ) {
            for interval in intervals(&Perceptron::hundredths(w1, w2, 0), tie) {
                let settable = (-100 * LIMIT..=100 * LIMIT).map(Decimal::hundredths);
                let can_be_set = settable.clone().any(|theta| interval.contains(theta));
                prop_assert!(interval.contains(interval.middle()), "{:?}: {}", interval, interval.middle());
                prop_assert_eq!(settable.clone().any(|theta| theta == interval.middle()), can_be_set);
            }
        }
    }
}
