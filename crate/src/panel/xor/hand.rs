//! XOR by hand: networks to begin with, and what is wrong with one that does not work.

use super::{Xor, samples};
use crate::data::gates::{Gate, ROWS};
use crate::model::perceptron::{Perceptron, Sample, TieRule};
use crate::model::training::linearly_separable;
use crate::model::two_layers::TwoLayers;

const AND: Perceptron = Perceptron::hundredths(50, 50, -70);
const OR: Perceptron = Perceptron::hundredths(50, 50, -20);
const NAND: Perceptron = Perceptron::hundredths(-50, -50, 70);
const NOR: Perceptron = Perceptron::hundredths(-50, -50, 20);
const FIRST_ALONE: Perceptron = Perceptron::hundredths(50, -50, -20);
const SECOND_ALONE: Perceptron = Perceptron::hundredths(-50, 50, -20);

/// Networks that compute XOR, by name: the course's own first.
pub const PRESETS: [(&str, TwoLayers); 4] = [
    ("or-nand", TwoLayers { hidden: [OR, NAND], output: AND }),
    ("and-or", TwoLayers { hidden: [AND, OR], output: SECOND_ALONE }),
    ("one-alone", TwoLayers { hidden: [FIRST_ALONE, SECOND_ALONE], output: OR }),
    ("nor-and", TwoLayers { hidden: [NOR, AND], output: NOR }),
];

/// What stands between a network and XOR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// Nothing: all four rows are right.
    Solved,
    /// These two rows, which want different outputs, share a place in the hidden plane.
    Collision([usize; 2]),
    /// No two rows that differ share a place, but no line parts them: the hidden plane is the input plane over again.
    NoLine,
    /// A line could part the places, but the output's does not.
    OutputLine,
}

impl Xor {
    /// The functions that h1, h2 and y compute of their own two inputs.
    pub fn gates(&self) -> [Gate; 3] {
        let settings = self.settings();
        let TwoLayers { hidden: [h1, h2], output } = settings.hand();
        [h1, h2, output].map(|unit| gate(&unit, settings.tie))
    }

    /// How many places of the hidden plane the four rows fall onto.
    pub fn places(&self) -> usize {
        let settings = self.settings();
        let mut places = ROWS.map(|row| settings.hand().hidden_outputs(row, settings.tie));
        places.sort_unstable();
        1 + places.windows(2).filter(|pair| pair[0] != pair[1]).count()
    }

    /// What is wrong with the network by hand.
    pub fn diagnosis(&self) -> Diagnosis {
        let settings = self.settings();
        diagnosis(&settings.hand(), settings.tie)
    }
}

/// The function of two bits that a perceptron computes.
pub fn gate(unit: &Perceptron, tie: TieRule) -> Gate {
    Gate::from_outputs(ROWS.map(|row| unit.output(row, tie)))
}

fn diagnosis(hand: &TwoLayers, tie: TieRule) -> Diagnosis {
    let rows = samples();
    if hand.rows_right(&rows, tie) == rows.len() {
        return Diagnosis::Solved;
    }
    let seen = hand.seen_by_output(&rows, tie);
    let clash = |a: &Sample, b: &Sample| a.input == b.input && a.target != b.target;
    let pairs = (0..rows.len()).flat_map(|second| (0..second).map(move |first| [first, second]));
    match pairs.into_iter().find(|[first, second]| clash(&seen[*first], &seen[*second])) {
        Some(pair) => Diagnosis::Collision(pair),
        None if linearly_separable(&seen) => Diagnosis::OutputLine,
        None => Diagnosis::NoLine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    const TIES: [TieRule; 2] = [TieRule::Above, TieRule::AtOrAbove];

    #[test]
    fn every_preset_computes_xor_and_merges_two_rows() {
        for (name, network) in PRESETS {
            for tie in TIES {
                assert_eq!(ROWS.map(|row| network.output(row, tie)), Gate::XOR.outputs(), "{name}");
                let mut panel = Xor::default();
                panel.place(network);
                assert_eq!((panel.places(), panel.diagnosis()), (3, Diagnosis::Solved), "{name}");
            }
        }
    }

    #[test]
    fn the_presets_are_the_gates_they_are_named_for() {
        let names = PRESETS.map(|(_, network)| {
            let mut panel = Xor::default();
            panel.place(network);
            panel.gates().map(Gate::name)
        });
        assert_eq!(
            names,
            [
                ["or", "nand", "and"],
                ["and", "or", "x2-and-not-x1"],
                ["x1-and-not-x2", "x2-and-not-x1", "or"],
                ["nor", "and", "nor"]
            ]
        );
    }

    #[test]
    fn each_way_to_break_it_is_told_apart() {
        let with = |h1, h2, output| diagnosis(&TwoLayers { hidden: [h1, h2], output }, TieRule::Above);
        assert_eq!(with(OR, NAND, OR), Diagnosis::OutputLine);
        assert_eq!(with(OR, OR, AND), Diagnosis::Collision([1, 3]));
        assert_eq!(with(Perceptron::default(), Perceptron::default(), AND), Diagnosis::Collision([0, 1]));
        // h1 = x1 and h2 = x2: the hidden plane is the input plane.
        let [x1, x2] = [Perceptron::hundredths(100, 0, -50), Perceptron::hundredths(0, 100, -50)];
        assert_eq!(with(x1, x2, AND), Diagnosis::NoLine);
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn a_diagnosis_is_true_of_what_the_output_sees(
            n in prop::array::uniform9(-20..=20), at_or_above: bool
        ) {
            let unit = |i: usize| Perceptron::hundredths(n[i] * 10, n[i + 1] * 10, n[i + 2] * 10);
            let network = TwoLayers { hidden: [unit(0), unit(3)], output: unit(6) };
            let tie = TIES[usize::from(at_or_above)];
            let seen = network.seen_by_output(&samples(), tie);
            match diagnosis(&network, tie) {
                Diagnosis::Solved => prop_assert!(linearly_separable(&seen)),
                Diagnosis::Collision([a, b]) => {
                    prop_assert!(seen[a].input == seen[b].input && seen[a].target != seen[b].target);
                }
                Diagnosis::NoLine => prop_assert!(!linearly_separable(&seen)),
                Diagnosis::OutputLine => prop_assert!(network.rows_right(&samples(), tie) < 4),
            }
        }
    }
}
