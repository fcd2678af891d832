//! One perceptron with two binary inputs (Rosenblatt 1958; Minsky and Papert, *Perceptrons*, 1969).

use super::decimal::Decimal;

/// The output for a weighted sum that is exactly zero, where the two rules in use differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TieRule {
    /// y = 1 when w·x + b > 0: a point on the line gets 0.
    #[default]
    Above,
    /// y = 1 when w·x + b ≥ 0: a point on the line gets 1.
    AtOrAbove,
}

impl TieRule {
    /// The step function: 1 (true) when `sum` passes the threshold.
    pub fn step(self, sum: Decimal) -> bool {
        match self {
            Self::Above => sum > Decimal::ZERO,
            Self::AtOrAbove => sum >= Decimal::ZERO,
        }
    }
}

/// Two binary inputs x1, x2.
pub type Input = [bool; 2];

/// The rows of a truth table, in their usual order.
pub const ROWS: [Input; 4] = [[false, false], [false, true], [true, false], [true, true]];

/// One labelled example: the inputs and the wanted output t.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// x1 and x2.
    pub input: Input,
    /// The wanted output t.
    pub target: bool,
}

/// A perceptron: y = step(w1·x1 + w2·x2 + b), with every parameter an exact decimal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Perceptron {
    /// w1 and w2.
    pub weights: [Decimal; 2],
    /// b = −θ.
    pub bias: Decimal,
}

impl Perceptron {
    /// The perceptron with weights `w1`, `w2` and bias `b`, all in hundredths.
    pub const fn hundredths(w1: i32, w2: i32, b: i32) -> Self {
        Self { weights: [Decimal::hundredths(w1), Decimal::hundredths(w2)], bias: Decimal::hundredths(b) }
    }

    /// θ = −b: the value w·x has to exceed. Threshold and bias are one number seen from the two sides of the inequality.
    pub fn threshold(&self) -> Decimal {
        -self.bias
    }

    /// w·x = w1·x1 + w2·x2, what the threshold is compared with.
    pub fn weighted_inputs(&self, input: Input) -> Decimal {
        self.weights[0] * i32::from(input[0]) + self.weights[1] * i32::from(input[1])
    }

    /// w·x + b.
    pub fn weighted_sum(&self, input: Input) -> Decimal {
        self.weighted_inputs(input) + self.bias
    }

    /// y = step(w·x + b).
    pub fn output(&self, input: Input, tie: TieRule) -> bool {
        tie.step(self.weighted_sum(input))
    }

    /// How many of `samples` get the output they want.
    pub fn rows_right(&self, samples: &[Sample], tie: TieRule) -> usize {
        samples.iter().filter(|s| self.output(s.input, tie) == s.target).count()
    }

    /// The perceptron learning rule for one sample: w ← w + η·(t − y)·x and b ← b + η·(t − y), with `rate` η.
    ///
    /// # Example
    /// ```
    /// use perceptron_model::{decimal::Decimal, perceptron::{Perceptron, Sample, TieRule}};
    /// let sample = Sample { input: [true, true], target: true };
    /// let update = Perceptron::default().learn(sample, Decimal::hundredths(10), TieRule::Above);
    /// assert_eq!(update.after, Perceptron::hundredths(10, 10, 10));
    /// ```
    pub fn learn(&self, sample: Sample, rate: Decimal, tie: TieRule) -> Update {
        let output = self.output(sample.input, tie);
        let error = i32::from(sample.target) - i32::from(output);
        Update { sample, output, error, before: *self, after: self.moved(sample.input, rate * error) }
    }

    /// w + step·x and b + step.
    fn moved(self, input: Input, step: Decimal) -> Self {
        let [w1, w2] = self.weights;
        let [x1, x2] = input.map(i32::from);
        Self { weights: [w1 + step * x1, w2 + step * x2], bias: self.bias + step }
    }

    /// Applies the rule to the rows (0,0), (0,1), (1,0), (1,1) of a truth table in turn, over and over, `updates` times in all.
    /// Returns the perceptron after that and how many outputs were wrong on the way.
    #[must_use]
    pub fn learn_table(&self, targets: [bool; 4], rate: Decimal, tie: TieRule, updates: u64) -> (Self, u64) {
        let (mut perceptron, mut mistakes) = (*self, 0);
        let mut look_at = |sample: &Sample| {
            if perceptron.output(sample.input, tie) != sample.target {
                // Told to be rare, a mistake is compiled to a branch: the processor guesses it and does not wait for the sum.
                std::hint::cold_path();
                perceptron = perceptron.moved(sample.input, if sample.target { rate } else { -rate });
                mistakes += 1;
            }
        };
        // Inputs that are known when this is compiled need no multiplication by them.
        let samples: [_; 4] = std::array::from_fn(|row| Sample { input: ROWS[row], target: targets[row] });
        for _ in 0..updates / 4 {
            samples.iter().for_each(&mut look_at);
        }
        samples.iter().zip(0..updates % 4).for_each(|(sample, _)| look_at(sample));
        (perceptron, mistakes)
    }
}

/// What one application of the learning rule did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Update {
    /// The sample it looked at.
    pub sample: Sample,
    /// y, the output before the update.
    pub output: bool,
    /// t − y: −1, 0 or 1.
    pub error: i32,
    /// The perceptron before.
    pub before: Perceptron,
    /// The perceptron after; the same when the error is 0.
    pub after: Perceptron,
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    fn sums(p: Perceptron) -> [i32; 4] {
        ROWS.map(|x| p.weighted_sum(x).count())
    }

    #[test]
    fn the_sums_worked_out_in_class() {
        assert_eq!(sums(Perceptron::hundredths(100, 100, -150)), [-150, -50, -50, 50]);
        assert_eq!(sums(Perceptron::hundredths(100, 100, -50)), [-50, 50, 50, 150]);
        assert_eq!(sums(Perceptron::hundredths(-100, -100, 150)), [150, 50, 50, -50]);
        assert_eq!(sums(Perceptron::hundredths(50, 50, -70)), [-70, -20, -20, 30]);
        assert_eq!(sums(Perceptron::hundredths(50, 50, -20)), [-20, 30, 30, 80]);
        assert_eq!(sums(Perceptron::hundredths(-50, -50, 70)), [70, 20, 20, -30]);
    }

    #[test]
    fn the_two_tie_rules_differ_only_on_the_line() {
        let on_line = Perceptron::hundredths(10, 20, -30);
        assert_eq!(on_line.weighted_sum([true, true]), Decimal::ZERO);
        assert!(!on_line.output([true, true], TieRule::Above));
        assert!(on_line.output([true, true], TieRule::AtOrAbove));
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn learning_a_table_is_learning_its_rows_one_by_one() {
        let targets = [false, false, false, true];
        let rate = Decimal::hundredths(10);
        for (updates, tie) in [0, 1, 6, 50].into_iter().flat_map(|n| [(n, TieRule::Above), (n, TieRule::AtOrAbove)]) {
            let (mut one_by_one, mut mistakes) = (Perceptron::default(), 0);
            for at in 0..updates {
                let update = one_by_one.learn(Sample { input: ROWS[at % 4], target: targets[at % 4] }, rate, tie);
                one_by_one = update.after;
                mistakes += u64::from(update.error != 0);
            }
            let in_turn = Perceptron::default().learn_table(targets, rate, tie, updates as u64);
            assert_eq!(in_turn, (one_by_one, mistakes));
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn threshold_and_bias_say_the_same(w1 in -1000..=1000, w2 in -1000..=1000, b in -1000..=1000, row in 0..4usize) {
            let p = Perceptron::hundredths(w1, w2, b);
            let x = ROWS[row];
            prop_assert_eq!(p.output(x, TieRule::Above), p.weighted_inputs(x) > p.threshold());
            prop_assert_eq!(p.output(x, TieRule::AtOrAbove), p.weighted_inputs(x) >= p.threshold());
            let differ = p.output(x, TieRule::Above) != p.output(x, TieRule::AtOrAbove);
            prop_assert_eq!(differ, p.weighted_sum(x) == Decimal::ZERO);
        }

        #[test]
        fn a_wrong_row_moves_its_own_sum_towards_its_target(
            w1 in -300..=300, w2 in -300..=300, b in -300..=300, row in 0..4usize, target: bool, rate in 1..=100
        ) {
            let (p, input) = (Perceptron::hundredths(w1, w2, b), ROWS[row]);
            let update = p.learn(Sample { input, target }, Decimal::hundredths(rate), TieRule::Above);
            let moved = update.after.weighted_sum(input).count() - p.weighted_sum(input).count();
            // η·(t − y)·(x·x + 1): the input's ones and the bias each add η.
            let ones = i32::from(input[0]) + i32::from(input[1]);
            prop_assert_eq!(moved, rate * update.error * (ones + 1));
            prop_assert_eq!(update.error == 0, p == update.after);
        }
    }
}
