//! The recurrent network held against PyTorch and against finite differences.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unreadable_literal, reason = "numbers as PyTorch prints them")]

use std::rc::Rc;

use perceptron_playground::data::series::Series;
use perceptron_playground::model::random::Random;
use perceptron_playground::model::recurrent::baseline::{Frequent, today};
use perceptron_playground::model::recurrent::learner::{Halt, Learner, Learning, Rule};
use perceptron_playground::model::recurrent::{Element, Elements, RecurrentNetwork, Sequence};
use perceptron_playground::model::timeline::Replay as _;
use proptest::prelude::*;

const ADAM: Learning = Learning { rule: Rule::Adam, rate: 0.02, window: None, clip: None };

fn close(given: &[f64], expected: &[f64]) {
    assert_eq!(given.len(), expected.len());
    for (a, b) in given.iter().zip(expected) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }
}

fn letters(letters: &[usize], kinds: usize) -> Sequence {
    Sequence::Letters { letters: letters.to_vec(), kinds }
}

/// `RNN(1, 2)` and `Linear(2, 1)` of PyTorch 1.13 in double precision with the same parameters: states, outputs, the mean
/// squared error, and what `backward()` gives.
#[test]
fn states_and_gradients_are_those_of_pytorch() {
    // PyTorch's recurrent weights are [[0.2, −0.4], [0.7, 0.1]], from column to row.
    let parameters = vec![0.5, -0.3, 0.2, 0.7, -0.4, 0.1, 0.05, -0.1, 0.8, -0.6, 0.15];
    let network = RecurrentNetwork::new(Elements::Numbers, 2, parameters);
    let sequence = Sequence::Numbers(vec![0.3, -1.2, 0.8, 0.5, -0.7, 0.1]);
    let run = network.run(&sequence);
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
        &run.forecasts,
        &[0.4205479797008944, -0.39518259420009005, 0.6438510118847722, 0.6429977767744055, -0.21352666860807148],
    );
    let (loss, gradient) = network.gradient(&sequence);
    close(&[loss], &[1.1954544603922503]);
    close(
        &gradient,
        &[
            0.8536644657521157,
            -0.6634475668993413,
            -0.027370713810860647,
            0.08150880750588069,
            -0.11326031920675751,
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
fn a_network_has_the_weights_of_its_width() {
    assert_eq!(RecurrentNetwork::parameter_count(Elements::Numbers, 2), 11);
    assert_eq!(RecurrentNetwork::parameter_count(Elements::Letters(5), 3), 3 * (5 + 3 + 1) + 5 * 4);
    let places = RecurrentNetwork::initialized(Elements::Letters(5), 3, 1.0, 1).places();
    assert_eq!((places.bias, places.output_bias), (24..27, 42..47));
}

#[test]
fn a_gain_scales_the_recurrent_weights_alone() {
    let [one, two] = [1.0, 2.0].map(|gain| RecurrentNetwork::initialized(Elements::Numbers, 4, gain, 3));
    let places = one.places();
    for (at, (a, b)) in one.parameters().iter().zip(two.parameters()).enumerate() {
        let factor = if places.recurrent.contains(&at) { 2.0 } else { 1.0 };
        assert!((a * factor - b).abs() < 1e-15, "{at}");
    }
}

/// Two steps of Adam written out from the paper, with ε beside √v as Keras has it, on the gradients that the network has there.
#[test]
fn adam_and_clipping_move_as_the_papers_say() {
    let sequence = Rc::new(Sequence::Numbers(vec![0.5, -1.0, 0.25, 2.0, -0.5]));
    let start = RecurrentNetwork::initialized(Elements::Numbers, 2, 1.0, 5);
    let clip = 0.1;
    let learning = Learning { rate: 0.1, clip: Some(clip), ..ADAM };
    let mut learner = Learner::new(start.clone(), sequence.clone(), 4, learning, 10);
    let (mut m, mut v) = (vec![0.0; 11], vec![0.0; 11]);
    let mut parameters = start.parameters().to_vec();
    for step in 1..=2 {
        let (_, gradient) = RecurrentNetwork::new(Elements::Numbers, 2, parameters.clone()).gradient(&sequence);
        let length = gradient.iter().map(|g| g * g).sum::<f64>().sqrt();
        assert!(length > clip, "there is something to cut");
        for (at, g) in gradient.iter().enumerate() {
            let g = g * clip / length;
            m[at] = 0.9 * m[at] + 0.1 * g;
            v[at] = 0.999 * v[at] + 0.001 * g * g;
            let pace = 0.1 * (1.0 - 0.999_f64.powi(step)).sqrt() / (1.0 - 0.9_f64.powi(step));
            parameters[at] -= pace * m[at] / (v[at].sqrt() + 1e-7);
        }
        learner.go_on().unwrap();
        assert!((learner.gradient_length() - length).abs() < 1e-12);
        for (a, b) in learner.network().parameters().iter().zip(&parameters) {
            assert!((a - b).abs() < 1e-12, "{a} {b}");
        }
    }
}

/// A window's gradient knows nothing of what was before it but the state.
#[test]
fn windows_hand_on_their_state_and_an_epoch_begins_without_one() {
    let values = vec![0.5, -1.0, 0.25, 2.0, -0.5, 1.0];
    let sequence = Rc::new(Sequence::Numbers(values.clone()));
    let start = RecurrentNetwork::initialized(Elements::Numbers, 2, 1.0, 5);
    let learning = Learning { rule: Rule::Sgd, rate: 0.0, window: Some(2), clip: None };
    let mut learner = Learner::new(start.clone(), sequence.clone(), 5, learning, 100);
    assert_eq!(learner.steps_an_epoch(), 3);
    // Without learning the losses of the windows add up to that of the whole: the state is handed on.
    for _ in 0..3 {
        learner.go_on().unwrap();
        learner.reached();
    }
    let whole = start.run(&sequence).loss(&sequence, 0..5);
    let seen = learner.history().entries()[0].loss;
    assert!((seen - whole).abs() < 1e-12, "{seen} {whole}");
    assert_eq!((learner.epochs(), learner.place()), (1, 0));
    learner.go_on().unwrap();
    let first = start.gradient(&Sequence::Numbers(values[..3].to_vec())).1;
    let length = first.iter().map(|g| g * g).sum::<f64>().sqrt();
    assert!((learner.gradient_length() - length).abs() < 1e-12, "an epoch begins with the state 0");
}

#[test]
fn a_noisy_sine_is_forecast_better_than_tomorrow_is_today() {
    for units in [2, 3] {
        for seed in [1, 2, 3] {
            let values = Series::Sine.values(0.1, seed);
            let (pairs, sequence) = (values.len() - 1, Rc::new(Sequence::Numbers(values.clone())));
            let network = RecurrentNetwork::initialized(Elements::Numbers, units, 1.0, seed);
            let mut learner = Learner::new(network, sequence.clone(), 63, ADAM, 500);
            (0..500).for_each(|_| learner.go_on().unwrap());
            assert_eq!(learner.go_on(), Err(Halt::Finished));
            let error = learner.network().run(&sequence).loss(&sequence, 63..pairs);
            let baseline = today(&values, 63..pairs);
            assert!(error < 0.5 * baseline, "{units} units, seed {seed}: {error} {baseline}");
        }
    }
}

#[test]
fn sequences_of_every_kind_leave_only_finite_numbers() {
    let huge: Vec<f64> = (0..40).map(|t| if t % 2 == 0 { 1e6 } else { -1e6 }).collect();
    let late: Vec<f64> = (0..40).map(|t| f64::from(u8::from(t == 39))).collect();
    let sequences = [
        Sequence::Numbers(vec![3.5; 40]),
        Sequence::Numbers(huge),
        Sequence::Numbers(late),
        letters(&[0, 1, 0, 1, 1, 0, 2, 0, 1, 2], 3),
        letters(&[0; 12], 2),
    ];
    for sequence in sequences {
        let elements = sequence.elements();
        for (rule, rate, gain) in [(Rule::Adam, 0.2, 1.0), (Rule::Sgd, 10.0, 10.0), (Rule::Sgd, 0.1, 0.0)] {
            let learning = Learning { rule, rate, window: Some(3), clip: None };
            let network = RecurrentNetwork::initialized(elements, 4, gain, 1);
            let mut learner = Learner::new(network, Rc::new(sequence.clone()), 8, learning, 1000);
            // Where it halts, the last good state is kept.
            let _ = (0..300).try_for_each(|_| learner.go_on());
            let outputs = learner.network().run(&sequence);
            assert!(outputs.forecasts.iter().chain(&outputs.states).all(|value| value.is_finite()), "{sequence:?}");
            assert!(outputs.loss(&sequence, 0..sequence.pairs()).is_finite());
            let reach = learner.network().reach(&sequence, &outputs.states, 8, 20);
            assert!(reach.len() == 9 && reach.iter().all(|length| length.is_finite()));
        }
    }
}

#[test]
fn what_comes_most_often_is_counted_in_the_part_learned_from() {
    // a b a b a c | a a: after a comes b most often.
    let text = [0, 1, 0, 1, 0, 2, 0, 0];
    let frequent = Frequent::of(&text, 3, 5);
    assert_eq!(frequent, Frequent { letter: 0, followers: vec![1, 0, 0] });
    let [single, follower] = frequent.accuracies(&letters(&text, 3), 0..5);
    assert_eq!((single, follower), (0.4, 0.8));
    assert_eq!(today(&[1.0, 2.0, 4.0], 0..2), 2.5);
    assert_eq!(today(&[1.0], 0..0), 0.0);
}

#[test]
fn what_a_network_has_learned_by_heart_it_writes() {
    let text: Vec<usize> = (0..120).map(|at| [0, 1, 2, 3, 1, 3][at % 6]).collect();
    let sequence = Rc::new(letters(&text, 4));
    let network = RecurrentNetwork::initialized(sequence.elements(), 12, 1.0, 1);
    let learning = Learning { rate: 0.01, window: Some(12), clip: Some(5.0), ..ADAM };
    let mut learner = Learner::new(network, sequence.clone(), 100, learning, 10_000);
    (0..1200).for_each(|_| learner.go_on().unwrap());
    let outputs = learner.network().run(&sequence);
    assert!(outputs.accuracy(&sequence, 6..119) > 0.99);
    // 1 comes after 0 and after 3: what follows it only the state knows.
    let written = learner.network().write(0, 60, 0.2, &mut Random::stream(1, 1));
    assert_eq!(written[..], text[1..61]);
    let wild = learner.network().write(0, 60, 50.0, &mut Random::stream(1, 1));
    assert!(
        (0..4).all(|letter| wild.iter().filter(|one| **one == letter).count() > 5),
        "at a high temperature all come"
    );
}

/// From a state that was kept the run goes on to the same bits.
#[test]
fn a_state_goes_on_to_the_same_bits() {
    let text: Vec<usize> = (0..90).map(|at| (at * at) % 5).collect();
    let sequence = Rc::new(letters(&text, 5));
    let network = RecurrentNetwork::initialized(sequence.elements(), 6, 1.0, 2);
    let learning = Learning { rate: 0.01, window: Some(7), clip: Some(1.0), ..ADAM };
    let mut learner = Learner::new(network, sequence, 70, learning, 10_000);
    (0..33).for_each(|_| learner.go_on().unwrap());
    let kept = learner.save();
    (0..40).for_each(|_| learner.go_on().unwrap());
    let there = learner.save();
    learner.load(&kept);
    (0..40).for_each(|_| learner.go_on().unwrap());
    assert_eq!(learner.save(), there);
}

fn sequence() -> impl Strategy<Value = Sequence> {
    let numbers = prop::collection::vec(-2.0..2.0_f64, 2..12).prop_map(Sequence::Numbers);
    let text = prop::collection::vec(0..4_usize, 2..12).prop_map(|text| letters(&text, 4));
    prop_oneof![numbers, text]
}

proptest! {
    #[test]
    fn gradients_are_those_of_finite_differences(units in 1..=5_usize, seed in 0..1000_u64, sequence in sequence()) {
        let network = RecurrentNetwork::initialized(sequence.elements(), units, 1.5, seed);
        let (_, gradient) = network.gradient(&sequence);
        for at in 0..gradient.len() {
            let loss = |shift: f64| {
                let mut parameters = network.parameters().to_vec();
                parameters[at] += shift;
                RecurrentNetwork::new(sequence.elements(), units, parameters).gradient(&sequence).0
            };
            let difference = (loss(1e-5) - loss(-1e-5)) / 2e-5;
            prop_assert!((gradient[at] - difference).abs() < 1e-6 * (1.0 + difference.abs()), "{at}: {} {difference}", gradient[at]);
        }
    }

    /// Probabilities are above 0 and add up to 1, and the loss is that of the forecasts.
    #[test]
    fn forecasts_of_letters_are_probabilities(units in 1..=5_usize, seed in 0..1000_u64, text in prop::collection::vec(0..6_usize, 2..20)) {
        let sequence = letters(&text, 6);
        let network = RecurrentNetwork::initialized(sequence.elements(), units, 1.0, seed);
        let outputs = network.run(&sequence);
        for at in 0..sequence.pairs() {
            let chances = outputs.of(&sequence, at);
            prop_assert!(chances.iter().all(|p| *p > 0.0) && (chances.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(chances[outputs.likeliest(&sequence, at)] >= chances[0]);
            prop_assert!(matches!(sequence.element(at), Element::Letter(letter) if letter == text[at]));
        }
        prop_assert!((outputs.loss(&sequence, 0..sequence.pairs()) - network.gradient(&sequence).0).abs() < 1e-12);
    }
}
