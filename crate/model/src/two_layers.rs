//! Two perceptrons whose outputs are the inputs of a third: the smallest network that can do what one perceptron can't
//! (Minsky and Papert, *Perceptrons*, 1969).

use super::decimal::{Decimal, Product};
use super::perceptron::{Input, Perceptron, Sample, TieRule};

/// A network 2-2-1 of perceptrons, with every parameter an exact decimal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TwoLayers {
    /// The hidden layer: h1 and h2, which look at x1 and x2.
    pub hidden: [Perceptron; 2],
    /// The output y, which looks at h1 and h2.
    pub output: Perceptron,
}

/// Two layers without an activation function between them, as one exact weighted sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collapsed {
    /// W2·W1, one weight an input.
    pub weights: [Product; 2],
    /// W2·b1 + b2.
    pub bias: Product,
}

impl TwoLayers {
    /// h1 and h2.
    pub fn hidden_outputs(&self, input: Input, tie: TieRule) -> Input {
        self.hidden.map(|unit| unit.output(input, tie))
    }

    /// y.
    pub fn output(&self, input: Input, tie: TieRule) -> bool {
        self.output.output(self.hidden_outputs(input, tie), tie)
    }

    /// How many of `samples` are classified correctly.
    pub fn rows_right(&self, samples: &[Sample], tie: TieRule) -> usize {
        samples.iter().filter(|sample| self.output(sample.input, tie) == sample.target).count()
    }

    /// The samples as the output unit sees them: inputs (h1, h2) with the same targets.
    pub fn seen_by_output(&self, samples: &[Sample], tie: TieRule) -> Vec<Sample> {
        samples.iter().map(|sample| Sample { input: self.hidden_outputs(sample.input, tie), ..*sample }).collect()
    }

    /// The output's sum with the identity for the hidden layer's activation: W2·(W1·x + b1) + b2, layer after layer.
    pub fn sum_without_step(&self, input: Input) -> Product {
        let [v1, v2] = self.output.weights;
        let [h1, h2] = self.hidden.map(|unit| unit.weighted_sum(input));
        Product::of(v1, h1) + Product::of(v2, h2) + self.output.bias.into()
    }

    /// The one weighted sum that equals [`TwoLayers::sum_without_step`] everywhere: (W2·W1)·x + (W2·b1 + b2).
    pub fn collapsed(&self) -> Collapsed {
        let [v1, v2] = self.output.weights;
        let [h1, h2] = self.hidden;
        let through = |of: fn(&Perceptron) -> Decimal| Product::of(v1, of(&h1)) + Product::of(v2, of(&h2));
        Collapsed {
            weights: [through(|unit| unit.weights[0]), through(|unit| unit.weights[1])],
            bias: through(|unit| unit.bias) + self.output.bias.into(),
        }
    }
}

impl Collapsed {
    /// The weighted sum of a row.
    pub fn weighted_sum(&self, input: Input) -> Product {
        let [w1, w2] = self.weights;
        w1 * i32::from(input[0]) + w2 * i32::from(input[1]) + self.bias
    }

    /// The output for a row.
    pub fn output(&self, input: Input, tie: TieRule) -> bool {
        let sum = self.weighted_sum(input);
        match tie {
            TieRule::Above => sum > Product::default(),
            TieRule::AtOrAbove => sum >= Product::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::perceptron::ROWS;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    #[test]
    fn or_and_nand_into_and_make_xor() {
        let network = TwoLayers {
            hidden: [Perceptron::hundredths(50, 50, -20), Perceptron::hundredths(-50, -50, 70)],
            output: Perceptron::hundredths(50, 50, -70),
        };
        for tie in [TieRule::Above, TieRule::AtOrAbove] {
            assert_eq!(ROWS.map(|x| network.output(x, tie)), [false, true, true, false]);
            assert_eq!(
                ROWS.map(|x| network.hidden_outputs(x, tie)),
                [[false, true], [true, true], [true, true], [true, false]]
            );
        }
        let Collapsed { weights, bias } = network.collapsed();
        assert_eq!([weights[0], weights[1], bias].map(|value| value.to_string()), ["0", "0", "−0.45"]);
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn a_unit() -> impl Strategy<Value = Perceptron> {
        (-1000..=1000, -1000..=1000, -1000..=1000).prop_map(|(w1, w2, b)| Perceptron::hundredths(w1, w2, b))
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn without_a_step_two_layers_are_one(h1 in a_unit(), h2 in a_unit(), output in a_unit()) {
            let network = TwoLayers { hidden: [h1, h2], output };
            let collapsed = network.collapsed();
            for input in ROWS {
                prop_assert_eq!(network.sum_without_step(input), collapsed.weighted_sum(input));
            }
            // One line gets at most three of XOR's rows right.
            for tie in [TieRule::Above, TieRule::AtOrAbove] {
                let right = ROWS.into_iter().filter(|x| collapsed.output(*x, tie) == (x[0] != x[1])).count();
                prop_assert!(right <= 3);
            }
        }
    }
}
