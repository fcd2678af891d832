//! The recurrent layer held against PyTorch and against finite differences.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unreadable_literal, reason = "numbers as PyTorch prints them")]

use perceptron_playground::model::recurrent::{Adam, SimpleRnn};
use perceptron_playground::model::timeline::Replay as _;
use perceptron_playground::panel::layers::forecast::{Forecast, Halt};
use perceptron_playground::panel::layers::series::sine;
use proptest::prelude::*;

const INPUTS: [f64; 5] = [0.3, -1.2, 0.8, 0.5, -0.7];
const TARGETS: [f64; 5] = [-1.2, 0.8, 0.5, -0.7, 0.1];

fn close(given: &[f64], expected: &[f64]) {
    assert_eq!(given.len(), expected.len());
    for (a, b) in given.iter().zip(expected) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }
}

/// `RNN(1, 2)` and `Linear(2, 1)` of PyTorch 1.13 in double precision with the same parameters: states, outputs, the mean
/// squared error, and what `backward()` gives.
#[test]
fn states_and_gradients_are_those_of_pytorch() {
    let layer = SimpleRnn::new(2, vec![0.5, -0.3, 0.2, -0.4, 0.7, 0.1, 0.05, -0.1, 0.8, -0.6, 0.15]);
    let run = layer.run(&INPUTS);
    close(
        &run.states,
        &[
            0.197375320224904,
            -0.18774620586828542,
            -0.40984627850252775,
            0.36217595233011296,
            0.21952819701719842,
            -0.5303807571183558,
            0.5050467344839742,
            -0.14826731531204349,
            -0.13878228006466847,
            0.4208347409272279,
        ],
    );
    close(
        &run.outputs,
        &[0.4205479797008944, -0.39518259420009005, 0.6438510118847722, 0.6429977767744055, -0.21352666860807148],
    );
    let (loss, gradient) = layer.gradient(&INPUTS, &TARGETS);
    close(&[loss], &[1.1954544603922503]);
    close(
        &gradient,
        &[
            0.8536644657521157,
            -0.6634475668993413,
            -0.027370713810860647,
            -0.11326031920675751,
            0.08150880750588069,
            0.03398830753131697,
            0.34992110610807753,
            -0.27882281431026423,
            0.6252261022340044,
            -0.45779181066587066,
            0.6394750022207644,
        ],
    );
}

#[test]
fn nothing_to_learn_from_moves_nothing() {
    let layer = SimpleRnn::initialized(3, 1);
    assert_eq!(layer.gradient(&[], &[]), (0.0, vec![0.0; SimpleRnn::parameter_count(3)]));
    assert_eq!((SimpleRnn::parameter_count(1), SimpleRnn::parameter_count(2)), (5, 11));
}

/// Two steps of Adam written out from the paper, with ε beside √v as Keras has it.
#[test]
fn adam_moves_as_the_paper_says() {
    let mut layer = SimpleRnn::new(1, vec![0.0; 5]);
    let mut adam = Adam::default();
    assert!(adam.step(&mut layer, &[2.0, -0.5, 0.0, 1.0, 1e-3], 0.1));
    // After one step m/(√v·correction) is the gradient's sign, but for ε.
    for (w, sign) in layer.parameters().iter().zip([-1.0, 1.0, 0.0, -1.0, -1.0]) {
        assert!((w - 0.1 * sign).abs() < 1e-3, "{w}");
    }
    assert!(adam.step(&mut layer, &[1.0, 0.0, 0.0, 0.0, 0.0], 0.1));
    let (m, v) = (0.9 * 0.2 + 0.1, 0.999 * 0.004 + 0.001);
    let pace = 0.1 * (1.0_f64 - 0.999 * 0.999).sqrt() / (1.0 - 0.81);
    let first = 0.1 * (1.0_f64 - 0.999).sqrt() / 0.1 * 0.2 / (0.004_f64.sqrt() + 1e-7);
    assert!((layer.parameters()[0] + first + pace * m / (f64::sqrt(v) + 1e-7)).abs() < 1e-12);
    let before = (layer.clone(), adam.clone());
    assert!(!adam.step(&mut layer, &[f64::NAN, 0.0, 0.0, 0.0, 0.0], 0.1));
    assert!(!adam.step(&mut layer, &[1e300, 0.0, 0.0, 0.0, 0.0], 0.1));
    assert_eq!((layer, adam), before, "what would not be finite is not taken");
}

#[test]
fn a_noisy_sine_is_forecast_better_than_tomorrow_is_today() {
    for units in [2, 3] {
        for seed in [1, 2, 3] {
            let mut forecast = Forecast::new(sine(0.1, seed), units, 0.02, seed);
            (0..500).for_each(|_| forecast.go_on().unwrap());
            assert_eq!(forecast.go_on(), Err(Halt::Finished));
            let (errors, baseline) = (forecast.errors_now(), forecast.baseline());
            assert!(errors.test < 0.5 * baseline.test, "{units} units, seed {seed}: {errors:?} {baseline:?}");
        }
    }
}

#[test]
fn series_of_every_kind_leave_only_finite_numbers() {
    let steady = vec![3.5; 40];
    let huge: Vec<f64> = (0..40).map(|t| if t % 2 == 0 { 1e6 } else { -1e6 }).collect();
    let tiny: Vec<f64> = (0..40).map(|t| 1e-6 * f64::from(t % 3)).collect();
    let late: Vec<f64> = (0..40).map(|t| f64::from(u8::from(t == 39))).collect();
    for values in [steady, huge, tiny, late] {
        for rate in [0.01, 0.2] {
            let mut forecast = Forecast::new(values.clone(), 4, rate, 1);
            // Where it halts, the last good state is kept.
            let _ = (0..300).try_for_each(|_| forecast.go_on());
            let errors = forecast.errors_now();
            assert!(errors.training.is_finite() && errors.test.is_finite(), "{values:?}");
            assert!(forecast.forecasts().iter().all(|y| y.is_finite()));
        }
    }
    let steady = Forecast::new(vec![3.5; 40], 2, 0.02, 1);
    assert!(steady.is_constant() && steady.baseline().test == 0.0);
}

proptest! {
    #[test]
    fn gradients_are_those_of_finite_differences(
        units in 1..=4_usize, seed in 0..1000_u64,
        series in prop::collection::vec(-2.0..2.0_f64, 2..12)
    ) {
        let layer = SimpleRnn::initialized(units, seed);
        let (inputs, targets) = (&series[..series.len() - 1], &series[1..]);
        let (_, gradient) = layer.gradient(inputs, targets);
        for at in 0..gradient.len() {
            let loss = |shift: f64| {
                let mut parameters = layer.parameters().to_vec();
                parameters[at] += shift;
                SimpleRnn::new(units, parameters).gradient(inputs, targets).0
            };
            let difference = (loss(1e-5) - loss(-1e-5)) / 2e-5;
            prop_assert!((gradient[at] - difference).abs() < 1e-6 * (1.0 + difference.abs()), "{at}: {} {difference}", gradient[at]);
        }
    }
}
