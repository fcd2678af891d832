//! Training on each of the sixteen functions of two bits, from anywhere and with either rule for the line: what a line
//! can do is learnt, what none can do runs in circles, and the circle named is one.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::data::gates::{Gate, ROWS};
use perceptron_playground::model::decimal::Decimal;
use perceptron_playground::model::perceptron::{Perceptron, Sample, TieRule};
use perceptron_playground::model::training::{Training, Verdict, linearly_separable};
use perceptron_playground::panel::gates::separable;
use proptest::prelude::*;

fn samples(gate: Gate) -> [Sample; 4] {
    let targets = gate.outputs();
    std::array::from_fn(|row| Sample { input: ROWS[row], target: targets[row] })
}

/// Whether some line separates the function's ones from its zeros, by trying: every line that splits the corners of the
/// square is as good as one with weights and bias among these.
fn a_line_is_found(gate: Gate) -> bool {
    let tries = [-2, -1, 0, 1, 2];
    let perceptrons = tries.into_iter().flat_map(|w1| {
        tries.into_iter().flat_map(move |w2| (-7..=7).map(move |b| Perceptron::hundredths(w1 * 100, w2 * 100, b * 50)))
    });
    perceptrons.into_iter().any(|p| p.rows_right(&samples(gate), TieRule::Above) == 4)
}

fn a_start() -> impl Strategy<Value = Perceptron> {
    let weights = -1000..=1000;
    (weights.clone(), weights.clone(), weights).prop_map(|(w1, w2, b)| Perceptron::hundredths(w1, w2, b))
}

fn a_tie_rule() -> impl Strategy<Value = TieRule> {
    prop::sample::select(&[TieRule::Above, TieRule::AtOrAbove])
}

#[test]
fn separable_is_what_a_search_for_lines_finds() {
    for gate in Gate::all() {
        assert_eq!(linearly_separable(&samples(gate)), a_line_is_found(gate), "{}", gate.name());
        assert_eq!(separable(gate), a_line_is_found(gate), "{}", gate.name());
    }
    let inseparable: Vec<_> = Gate::all().filter(|gate| !separable(*gate)).map(Gate::name).collect();
    assert_eq!(inseparable, ["xor", "xnor"]);
}

proptest! {
    // Each case trains all sixteen functions.
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_a_line_can_do_is_learnt(start in a_start(), rate in 1..=100, tie in a_tie_rule()) {
        for gate in Gate::all().filter(|gate| separable(*gate)) {
            let mut training = Training::new(start, &samples(gate), Decimal::hundredths(rate), tie);
            let Verdict::Converged { epoch } = training.run() else { panic!("{} cycled", gate.name()) };
            let learnt = training.state(training.steps()).unwrap();
            prop_assert_eq!(learnt.rows_right(&samples(gate), tie), 4);
            prop_assert_eq!(training.best(training.steps()), 4);

            // It is the first epoch that changed nothing, and no later one changes anything.
            let end_of = |epoch: usize| training.state(epoch * 4).unwrap();
            prop_assert!((1..epoch).all(|e| (e * 4 - 3..=e * 4).any(|step| training.update(step).unwrap().error != 0)));
            prop_assert_eq!((training.steps(), end_of(epoch - 1)), (epoch * 4, learnt));
            for _ in 0..8 {
                prop_assert_eq!(training.step().after, learnt);
            }
            prop_assert_eq!(training.verdict(), Some(Verdict::Converged { epoch }));
        }
    }

    #[test]
    fn what_no_line_can_do_runs_in_circles(start in a_start(), rate in 1..=100, tie in a_tie_rule(), not: bool) {
        let gate = if not { "xnor" } else { "xor" }.parse::<Gate>().ok().unwrap();
        let mut training = Training::new(start, &samples(gate), Decimal::hundredths(rate), tie);
        let Verdict::Cycles { first, length } = training.run() else { panic!("no line can do {}", gate.name()) };
        prop_assert_eq!(training.verdict_step(), Some(training.steps()));

        // The epoch named is the first that ends where an earlier one ended.
        let mut ends: Vec<_> = (0..=first + length).map(|epoch| training.state(epoch * 4).unwrap()).collect();
        prop_assert_eq!(ends[first], ends.pop().unwrap());
        prop_assert!(ends.iter().enumerate().all(|(i, end)| !ends[..i].contains(end)));

        // Two more turns go through the very same states, step by step.
        for _ in 0..2 * length * 4 {
            training.step();
        }
        for step in first * 4..training.steps() - length * 4 {
            prop_assert_eq!(training.state(step), training.state(step + length * 4));
        }
        prop_assert!(training.best(training.steps()) <= 3);
        prop_assert_eq!(training.verdict(), Some(Verdict::Cycles { first, length }));
    }

    #[test]
    fn no_perceptron_gets_more_than_three_rows_of_xor_right(p in a_start(), tie in a_tie_rule(), not: bool) {
        let gate = if not { "xnor" } else { "xor" }.parse::<Gate>().ok().unwrap();
        prop_assert!(p.rows_right(&samples(gate), tie) <= 3);
    }
}
