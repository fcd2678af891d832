//! What training promises: the gradient is the loss's, a step is a step however it is taken, nothing diverges unseen.

#![allow(clippy::cast_possible_truncation)] // single precision is what the engine computes in
#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::model::activation::Activation::{self, Identity, Relu, Sigmoid, Softmax, Step, Tanh};
use perceptron_playground::model::dropout::Dropout;
use perceptron_playground::model::error::Error;
use perceptron_playground::model::fit::{Fit, Settings};
use perceptron_playground::model::history::MAX_ENTRIES;
use perceptron_playground::model::init::Init;
use perceptron_playground::model::loss::Loss;
use perceptron_playground::model::network::Network;
use perceptron_playground::model::optimizer::{Optimizer, Regularization};
use perceptron_playground::model::random::Random;
use perceptron_playground::model::samples::{Points, Samples};
use perceptron_playground::model::schedule::Schedule;
use proptest::prelude::*;

use crate::common::plain;

/// A network of the given sizes with weights as Glorot and small biases, and as many samples.
fn task(sizes: &[usize], hidden: Activation, last: Activation, count: usize, seed: u64) -> (Network, Samples) {
    let mut activations = vec![hidden; sizes.len() - 2];
    activations.push(last);
    let mut network = Network::new(sizes, &activations).unwrap();
    Init::GlorotUniform.apply(&mut network, seed);
    let mut random = Random::new(seed);
    for layer in network.layers().to_vec() {
        for index in layer.biases() {
            network.set_parameter(index, random.between_f32(-0.5, 0.5)).unwrap();
        }
    }
    let inputs: Vec<f32> = (0..count * sizes[0]).map(|_| random.between_f32(-2.0, 2.0)).collect();
    let outputs = sizes[sizes.len() - 1];
    let labels: Vec<u32> = (0..count).map(|_| random.below(outputs.max(2)) as u32).collect();
    let samples = if outputs == 1 {
        Samples::new(sizes[0], &inputs, &labels.iter().map(|label| *label as f32).collect::<Vec<_>>()).unwrap()
    } else {
        Samples::of_classes(sizes[0], &inputs, outputs, &labels).unwrap()
    };
    (network, samples)
}

/// The network and its loss once more, plainly and in double precision: the mean loss of all samples.
fn plain_loss(network: &Network, parameters: &[f64], samples: &Samples, loss: Loss) -> f64 {
    plain_loss_of_step(network, parameters, samples, loss, None)
}

/// The same in the first step, with dropout.
fn plain_loss_of_step(
    network: &Network,
    parameters: &[f64],
    samples: &Samples,
    loss: Loss,
    dropout: Option<Dropout>,
) -> f64 {
    let mut total = 0.0;
    for sample in 0..samples.count() {
        let mut dropped = dropout.map(|dropout| dropout.factors(0, sample));
        let mut values: Vec<f64> = samples.input(sample).iter().map(|x| f64::from(*x)).collect();
        for layer in network.layers() {
            let rows = parameters[layer.weights()].chunks_exact(layer.inputs).zip(&parameters[layer.biases()]);
            let sums = rows.map(|(row, b)| row.iter().zip(&values).map(|(w, x)| w * x).sum::<f64>() + b);
            values = plain::outputs(layer.activation, &sums.collect::<Vec<_>>());
            if layer != network.layers().last().unwrap() {
                let factor = || dropped.as_mut().and_then(Iterator::next).map_or(1.0, f64::from);
                values.iter_mut().zip(std::iter::repeat_with(factor)).for_each(|(value, factor)| *value *= factor);
            }
        }
        let pairs = values.iter().zip(samples.target(sample)).map(|(o, t)| (*o, f64::from(*t)));
        let n = values.len() as f64;
        total += match loss {
            Loss::MeanSquared => pairs.map(|(o, t)| (o - t).powi(2)).sum::<f64>() / n,
            Loss::MeanAbsolute => pairs.map(|(o, t)| (o - t).abs()).sum::<f64>() / n,
            Loss::Huber => {
                let huber = |d: f64| if d <= 1.0 { d * d / 2.0 } else { d - 0.5 };
                pairs.map(|(o, t)| huber((o - t).abs())).sum::<f64>() / n
            }
            Loss::HalfSquared => pairs.map(|(o, t)| 0.5 * (o - t).powi(2)).sum::<f64>(),
            Loss::BinaryCrossEntropy => pairs.map(|(o, t)| -t * o.ln() - (1.0 - t) * (1.0 - o).ln()).sum::<f64>() / n,
            Loss::CategoricalCrossEntropy => pairs.map(|(o, t)| -t * o.ln()).sum::<f64>(),
        };
    }
    total / samples.count() as f64
}

fn any_task() -> impl Strategy<Value = (Vec<usize>, Activation, Activation, Loss)> {
    let ends = prop_oneof![
        (prop::sample::select(vec![Identity, Sigmoid, Tanh, Softmax]), Just(Loss::MeanSquared)),
        (prop::sample::select(vec![Identity, Sigmoid, Tanh, Relu, Softmax]), Just(Loss::HalfSquared)),
        (prop::sample::select(vec![Identity, Sigmoid, Tanh, Softmax]), Just(Loss::MeanAbsolute)),
        (prop::sample::select(vec![Identity, Sigmoid, Tanh, Softmax]), Just(Loss::Huber)),
        Just((Sigmoid, Loss::BinaryCrossEntropy)),
        Just((Softmax, Loss::CategoricalCrossEntropy)),
    ];
    let sizes = prop::collection::vec(1..=7_usize, 2..=5);
    // Where a function has a corner, a finite difference means nothing; smooth ones go through the same code.
    (sizes, prop::sample::select(plain::smooth()), ends).prop_map(|(mut sizes, hidden, (last, loss))| {
        // One unit's softmax is 1, whatever goes in.
        if let (Softmax, Some(units)) = (last, sizes.last_mut()) {
            *units = 2.max(*units);
        }
        (sizes, hidden, last, loss)
    })
}

/// Dropping more would saturate the outputs, whose cross-entropy double precision then can't tell plainly.
fn any_dropout() -> impl Strategy<Value = Option<Dropout>> {
    prop::option::of((0.0..0.25, any::<u64>()).prop_map(|(rate, seed)| Dropout { rate, seed }))
}

proptest! {
    #[test]
    fn gradients_are_the_finite_differences_of_the_loss(
        (sizes, hidden, last, loss) in any_task(), count in 1..=23_usize, seed: u64, dropout in any_dropout()
    ) {
        let (network, samples) = task(&sizes, hidden, last, count, seed);
        let dropout = dropout.filter(|_| loss != Loss::MeanAbsolute);
        if loss == Loss::MeanAbsolute {
            // It has a corner where an output is its target.
            let inputs: Vec<f32> = (0..count).flat_map(|sample| samples.input(sample).to_vec()).collect();
            let outputs = network.predict(&Points::new(sizes[0], &inputs).unwrap()).unwrap();
            let targets = (0..count).flat_map(|sample| samples.target(sample).to_vec());
            prop_assume!(outputs.iter().zip(targets).all(|(o, t)| (o - t).abs() > 1e-4));
        }
        let before: Vec<f64> = network.parameters().iter().map(|w| f64::from(*w)).collect();
        let settings = Settings { dropout, ..Settings::new(loss, Optimizer::sgd(1.0), count) };
        let mut fit = Fit::new(network, samples.clone(), None, settings).unwrap();
        let measured = fit.training_loss().unwrap();
        let plain = plain_loss(fit.network(), &before, &samples, loss);
        prop_assert!((measured - plain).abs() < 2e-6 * plain.max(0.1), "loss {measured} {plain}");
        fit.step().unwrap();
        let (learned, plain) = (fit.history().entries()[0].loss, plain_loss_of_step(fit.network(), &before, &samples, loss, dropout));
        prop_assert!((learned - plain).abs() < 4e-6 * plain.max(0.1), "loss of the step {learned} {plain}");
        for index in 0..before.len() {
            let step = 1e-6;
            let moved = |by: f64| {
                let mut moved = before.clone();
                moved[index] += by;
                plain_loss_of_step(fit.network(), &moved, &samples, loss, dropout)
            };
            let wanted = (moved(step) - moved(-step)) / (2.0 * step);
            let gradient = before[index] - f64::from(fit.network().parameters()[index]);
            prop_assert!((gradient - wanted).abs() < 4e-6 * (1.0 + before[index].abs() + wanted.abs()), "{index}: {gradient} {wanted}");
        }
    }

    #[test]
    fn however_a_step_is_taken_it_gives_the_same_bits(
        (sizes, hidden, last, loss) in any_task(), count in 1..=40_usize, batch in 1..=40_usize, seed: u64, adam: bool, dropout in any_dropout()
    ) {
        let (network, samples) = task(&sizes, hidden, last, count, seed);
        let optimizer = if adam { Optimizer::adam(0.01) } else { Optimizer::Sgd { rate: 0.002, momentum: 0.9 } };
        let schedule = Schedule::Exponential { epochs: 1, factor: 0.5 };
        let settings = Settings { shuffle: Some(seed), dropout, schedule, ..Settings::new(loss, optimizer, batch) };
        let mut by_epoch = Fit::new(network, samples, None, settings).unwrap();
        let (mut by_step, mut by_sample) = (by_epoch.clone(), by_epoch.clone());
        for _ in 0..2 {
            by_epoch.epoch().unwrap();
            for _ in 0..by_step.steps_per_epoch() {
                by_step.step().unwrap();
            }
            for _ in 0..count {
                by_sample.sample().unwrap();
            }
        }
        prop_assert_eq!(by_epoch.network(), by_step.network());
        prop_assert_eq!(by_epoch.network(), by_sample.network());
        prop_assert_eq!(by_epoch.position().steps, by_sample.position().steps);
        let losses = |fit: &Fit| fit.history().entries().iter().map(|entry| entry.loss).collect::<Vec<_>>();
        prop_assert_eq!(losses(&by_epoch), losses(&by_step));
    }

    #[test]
    fn no_learning_rate_lets_anything_but_numbers_out(
        (sizes, hidden, last, loss) in any_task(), relu: bool, seed: u64, rate in prop::sample::select(vec![0.1, 1.0, 10.0, 1000.0]),
        batch in 1..=8_usize, kind in 0..3
    ) {
        let (network, samples) = task(&sizes, if relu { Relu } else { hidden }, last, 20, seed);
        let optimizer = match kind {
            0 => Optimizer::sgd(rate),
            1 => Optimizer::Sgd { rate, momentum: 0.9 },
            _ => Optimizer::adam(rate),
        };
        let settings = Settings { shuffle: Some(seed), ..Settings::new(loss, optimizer, batch) };
        let mut fit = Fit::new(network, samples.clone(), Some(&samples), settings).unwrap();
        let result = fit.run(50, |_| true);
        prop_assert!(fit.network().parameters().iter().all(|w| w.is_finite()));
        for entry in fit.history().entries() {
            prop_assert!(entry.loss.is_finite() && entry.validation.is_none_or(f64::is_finite));
        }
        prop_assert!(fit.training_loss().is_ok_and(f64::is_finite) || fit.training_loss() == Err(Error::Overflow));
        let points = Points::new(sizes[0], &vec![1.5; sizes[0] * 5]).unwrap();
        prop_assert!(fit.network().predict(&points).map_or_else(|e| e == Error::Overflow, |o| o.iter().all(|o| o.is_finite())));
        if let Err(error) = result {
            let Error::Diverged { step, value, .. } = &error else { panic!("{error}") };
            prop_assert!(*step == fit.position().steps + 1 && value.is_finite());
            prop_assert_eq!(fit.step(), Err(error));
        }
    }

    #[test]
    fn a_forward_pass_shows_the_numbers_that_training_works_with(
        (sizes, hidden, last, loss) in any_task(), seed: u64, adam: bool
    ) {
        let (network, samples) = task(&sizes, hidden, last, 1, seed);
        let optimizer = if adam { Optimizer::adam(0.01) } else { Optimizer::Sgd { rate: 0.01, momentum: 0.5 } };
        let regularization = Regularization { l1: 0.01, l2: 0.02 };
        let settings = Settings { regularization, ..Settings::new(loss, optimizer, 1) };
        let mut fit = Fit::new(network, samples.clone(), None, settings).unwrap();
        fit.edit(|network| network.set_frozen(0, true)).unwrap();
        for _ in 0..3 {
            let signals = fit.network().forward(samples.input(0)).unwrap();
            let outputs = fit.network().predict(&Points::new(sizes[0], samples.input(0)).unwrap()).unwrap();
            prop_assert_eq!(&signals[signals.len() - 1].outputs, &outputs);
            prop_assert_eq!(signals.len(), fit.network().layers().len());
            for (layer, signals) in fit.network().layers().iter().zip(&signals) {
                for (sum, output) in signals.sums.iter().zip(&signals.outputs) {
                    if let Some((h, _)) = layer.activation.at(*sum) {
                        prop_assert_eq!(h.to_bits(), output.to_bits());
                    }
                }
            }
            fit.step().unwrap();
            // ∂L/∂w = x·∂L/∂z and ∂L/∂b = ∂L/∂z, with the inputs x of the forward pass.
            let gradients = fit.gradients();
            for (layer, signals) in fit.network().layers().iter().zip(&signals) {
                for (weights, delta) in gradients[layer.weights()].chunks_exact(layer.inputs).zip(&gradients[layer.biases()]) {
                    for (gradient, x) in weights.iter().zip(&signals.inputs) {
                        prop_assert_eq!(*gradient, x * delta);
                    }
                }
            }
        }
    }
}

fn circle() -> (Network, Samples) {
    task(&[2, 4, 2, 1], Tanh, Sigmoid, 50, 3)
}

fn run_of(settings: Settings) -> Fit {
    let (network, samples) = circle();
    Fit::new(network, samples, None, settings).unwrap()
}

const PLAIN: Settings = Settings::new(Loss::BinaryCrossEntropy, Optimizer::sgd(0.3), 8);

#[test]
fn an_epoch_has_a_step_for_each_batch_and_the_last_batch_may_be_smaller() {
    let steps = |batch_size| {
        let (network, samples) = task(&[2, 1], Tanh, Sigmoid, 128, 3);
        Fit::new(network, samples, None, Settings { batch_size, ..PLAIN }).unwrap().steps_per_epoch()
    };
    assert_eq!([32, 30, 1000, 1].map(steps), [4, 5, 1, 128]);
}

#[test]
fn frozen_parameters_stay_while_others_move() {
    for optimizer in [Optimizer::sgd(0.3), Optimizer::adam(0.1), Optimizer::Sgd { rate: 0.1, momentum: 0.9 }] {
        let mut fit = run_of(Settings { optimizer, ..PLAIN });
        let bits = |fit: &Fit| fit.network().parameters().iter().map(|w| w.to_bits()).collect::<Vec<_>>();
        let before = bits(&fit);
        fit.edit(|network| network.set_frozen(3, true).and_then(|()| network.set_frozen(24, true))).unwrap();
        fit.run(3, |_| true).unwrap();
        let after = bits(&fit);
        for index in 0..before.len() {
            assert_eq!(before[index] == after[index], [3, 24].contains(&index), "{index}");
        }
        fit.edit(|network| network.set_frozen(3, false)).unwrap();
        fit.epoch().unwrap();
        assert!(bits(&fit)[3] != before[3] && bits(&fit)[24] == before[24]);
    }
}

#[test]
fn penalties_pull_weights_but_not_biases() {
    let l2 = Regularization { l1: 0.0, l2: 0.05 };
    let l1 = Regularization { l1: 0.05, l2: 0.0 };
    for (regularization, pull) in [(l2, (|w| 0.1 * w) as fn(f32) -> f32), (l1, |w| 0.05 * w.signum())] {
        let (mut free, mut pulled) = (run_of(PLAIN), run_of(Settings { regularization, ..PLAIN }));
        let before = free.network().parameters().to_vec();
        let squares = |p: &[f32]| f64::from(p.iter().map(|w| w * w).sum::<f32>());
        assert!(pulled.training_loss().unwrap() > free.training_loss().unwrap());
        free.step().unwrap();
        pulled.step().unwrap();
        for layer in free.network().layers() {
            for index in layer.weights() {
                let moved = free.network().parameters()[index] - pulled.network().parameters()[index];
                assert!((moved - 0.3 * pull(before[index])).abs() < 1e-6, "{index}");
            }
            assert_eq!(free.network().parameters()[layer.biases()], pulled.network().parameters()[layer.biases()]);
        }
        assert!(squares(pulled.network().parameters()) < squares(&before));
    }
}

#[test]
fn a_run_goes_on_from_a_checkpoint_just_as_it_did() {
    for optimizer in [Optimizer::sgd(0.3), Optimizer::adam(0.01), Optimizer::Sgd { rate: 0.1, momentum: 0.9 }] {
        let (dropout, schedule) = (Some(Dropout { rate: 0.3, seed: 4 }), Schedule::Step { epochs: 2, factor: 0.5 });
        let mut fit = run_of(Settings { optimizer, dropout, schedule, shuffle: Some(9), ..PLAIN });
        fit.run(5, |_| true).unwrap();
        fit.step().unwrap();
        let checkpoint = fit.checkpoint();
        fit.run(7, |_| true).unwrap();
        let (network, losses) = (fit.network().clone(), fit.history().entries().to_vec());
        fit.restore(&checkpoint).unwrap();
        assert_eq!((fit.position().epochs, fit.position().batch, fit.history().entries().len()), (5, 1, 5));
        fit.run(7, |_| true).unwrap();
        assert_eq!((fit.network(), fit.history().entries()), (&network, &losses[..]));
    }
}

#[test]
fn each_epoch_has_the_learning_rate_of_its_schedule() {
    let schedule = Schedule::Step { epochs: 2, factor: 0.1 };
    for optimizer in [Optimizer::sgd(0.3), Optimizer::adam(0.01), Optimizer::Sgd { rate: 0.1, momentum: 0.9 }] {
        let mut scheduled = run_of(Settings { optimizer, schedule, ..PLAIN });
        let mut by_hand = run_of(Settings { optimizer, ..PLAIN });
        for epoch in 0..6 {
            scheduled.epoch().unwrap();
            let rate = optimizer.rate() * [1.0, 0.1, 0.01][epoch / 2];
            by_hand.set_settings(Settings { optimizer: optimizer.with_rate(rate), ..PLAIN }).unwrap();
            by_hand.epoch().unwrap();
            let pairs = scheduled.network().parameters().iter().zip(by_hand.network().parameters());
            assert!(pairs.into_iter().all(|(a, b)| (a - b).abs() < 1e-6));
        }
    }
    let ended = Schedule::Cosine { epochs: 3 };
    let mut fit = run_of(Settings { schedule: ended, ..PLAIN });
    fit.run(3, |_| true).unwrap();
    let before = fit.network().clone();
    fit.run(3, |_| true).unwrap();
    assert_eq!(fit.network(), &before, "from there on the rate is 0");
}

#[test]
fn dropout_drops_its_share_anew_each_step_and_never_when_measured() {
    let dropout = Dropout { rate: 0.25, seed: 7 };
    let taken = |steps, place| dropout.factors(steps, place).take(4000).collect::<Vec<_>>();
    let kept = |factors: &[f32]| factors.iter().filter(|factor| **factor > 0.0).count();
    assert!(taken(0, 0).iter().all(|factor| [0.0, 1.0 / 0.75].contains(factor)));
    for other in [taken(1, 0), taken(0, 1), taken(900, 4)] {
        assert!((2900..3100).contains(&kept(&other)) && other != taken(0, 0));
    }
    let (mut plain, mut fit) = (run_of(PLAIN), run_of(Settings { dropout: Some(dropout), ..PLAIN }));
    assert_eq!(plain.training_loss(), fit.training_loss());
    fit.epoch().unwrap();
    let now = fit.network().parameters().to_vec();
    plain.edit(|network| network.set_parameters(&now)).unwrap();
    assert_eq!(plain.training_loss(), fit.training_loss());
    assert_eq!(plain.validation_loss(), fit.validation_loss());
    fit.set_settings(PLAIN).unwrap();
    plain.go_on_from(&now, 1, 7).unwrap();
    assert!(plain.epoch().is_ok() && fit.epoch().is_ok());
    assert_eq!(plain.network(), fit.network(), "once it is off nothing is dropped");
}

#[test]
fn a_run_that_is_restarted_does_the_same_again() {
    let mut fit = run_of(Settings { optimizer: Optimizer::adam(0.01), shuffle: Some(9), ..PLAIN });
    let start = fit.network().parameters().to_vec();
    fit.run(5, |_| true).unwrap();
    let (network, losses) = (fit.network().clone(), fit.history().entries().to_vec());
    fit.step().unwrap();
    fit.restart(&start).unwrap();
    assert_eq!(fit.network().parameters(), start);
    fit.run(5, |_| true).unwrap();
    assert_eq!((fit.network(), fit.history().entries()), (&network, &losses[..]));
}

#[test]
fn each_epoch_has_an_order_of_its_own_and_every_sample_once() {
    let mut fit = run_of(Settings { shuffle: Some(1), ..PLAIN });
    let mut orders = Vec::new();
    for _ in 0..3 {
        let mut order = Vec::new();
        for _ in 0..fit.steps_per_epoch() {
            order.extend_from_slice(fit.batch_samples());
            fit.step().unwrap();
        }
        orders.push(order);
    }
    assert!(orders[0] != orders[1] && orders[1] != orders[2]);
    for mut order in orders {
        order.sort_unstable();
        assert_eq!(order, (0..50).collect::<Vec<_>>());
    }
    fit.set_settings(PLAIN).unwrap();
    assert_eq!(fit.batch_samples(), [0, 1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn a_long_run_keeps_its_extremes_in_a_history_of_constant_size() {
    let (network, samples) = task(&[1, 1, 1], Identity, Identity, 4, 2);
    let settings = Settings { shuffle: Some(2), ..Settings::new(Loss::MeanSquared, Optimizer::sgd(0.02), 1) };
    let mut fit = Fit::new(network, samples.clone(), Some(&samples), settings).unwrap();
    let mut all = Vec::new();
    for epoch in 1..=3 * MAX_ENTRIES as u64 {
        fit.epoch().unwrap();
        let last = fit.history().entries().last().unwrap();
        assert_eq!(last.epoch, epoch);
        all.push(last.loss);
    }
    let entries = fit.history().entries();
    assert!(entries.len() <= MAX_ENTRIES && fit.history().stride() == 4);
    let mut from = 0;
    for entry in entries {
        let until = usize::try_from(entry.epoch).unwrap();
        let seen = &all[from..until];
        let least = seen.iter().copied().fold(f64::MAX, f64::min);
        let most = seen.iter().copied().fold(f64::MIN, f64::max);
        assert_eq!((entry.loss, entry.loss_range), (all[until - 1], [least, most]));
        from = until;
    }
}

#[test]
fn work_can_be_ended_early_and_settings_changed_on_the_way() {
    let mut fit = run_of(PLAIN);
    assert_eq!(fit.run(100, |fit| fit.position().epochs < 4), Ok(4));
    fit.set_settings(Settings { optimizer: Optimizer::adam(0.01), batch_size: 50, ..PLAIN }).unwrap();
    assert_eq!(fit.run(2, |_| true), Ok(2));
    assert_eq!((fit.position().epochs, fit.position().steps), (6, 4 * 7 + 2));
}

#[test]
fn what_can_not_work_is_refused_in_words() {
    let sentence = |result: Result<Fit, Error>| result.unwrap_err().to_string();
    let new = |activations: &[Activation], loss, batch| {
        let (_, samples) = circle();
        let network = Network::new(&[2, 3, 1], activations)?;
        Fit::new(network, samples, None, Settings::new(loss, Optimizer::sgd(0.1), batch))
    };
    assert!(sentence(new(&[Step, Sigmoid], Loss::MeanSquared, 1)).contains("no slope to learn from"));
    assert!(sentence(new(&[Softmax, Sigmoid], Loss::MeanSquared, 1)).contains("only be the activation of the last"));
    assert!(sentence(new(&[Tanh, Tanh], Loss::BinaryCrossEntropy, 1)).contains("needs sigmoid"));
    assert!(sentence(new(&[Tanh, Tanh], Loss::MeanSquared, 0)).contains("batch size"));
    assert!(sentence(new(&[Tanh], Loss::MeanSquared, 1)).contains("2 layers of weights"));
    assert!(Network::new(&[], &[]).is_err() && Network::new(&[2, 0], &[Tanh]).is_err());
    assert!(Network::new(&[1024, 1024, 1024], &[Tanh, Tanh]).unwrap_err().to_string().contains("parameters"));
    for rows in [&[1.0, f32::NAN][..], &[f32::INFINITY, 1.0], &[1.0], &[]] {
        assert!(Points::new(2, rows).is_err());
    }
    assert!(Samples::new(2, &[1.0, 2.0], &[f32::NAN]).is_err() && Samples::new(2, &[1.0, 2.0], &[]).is_err());
    assert!(Samples::of_classes(1, &[1.0], 2, &[2]).is_err());
    let mut network = Network::new(&[2, 1], &[Tanh]).unwrap();
    assert!(network.set_parameter(3, 0.0).is_err() && network.set_parameters(&[0.0; 4]).is_err());
    assert!(network.set_parameter(0, 1e13).unwrap_err().to_string().contains("Parameter number 1"));
}

#[test]
fn divergence_names_its_step_and_parameter_and_keeps_the_state_before() {
    let (network, samples) = task(&[1, 1], Identity, Identity, 10, 1);
    let mut fit = Fit::new(network, samples, None, Settings::new(Loss::MeanSquared, Optimizer::sgd(10.0), 10)).unwrap();
    let error = fit.run(1000, |_| true).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("layer 1") && text.contains("diverged in step"), "{text}");
    let steps = fit.position().steps;
    assert!(steps > 3 && fit.network().parameters().iter().all(|w| w.abs() <= 1e12));
    assert_eq!(fit.diverged(), Some(&error));
    fit.set_settings(Settings { optimizer: Optimizer::sgd(0.1), ..*fit.settings() }).unwrap();
    fit.run(500, |_| true).unwrap();
    assert!(fit.training_loss().unwrap() < 1.0);
}

#[test]
fn a_line_learns_with_the_bits_of_any_other_network() {
    // Batches with empty lanes, batches that fill their blocks, and both in an epoch.
    let sizes = [(77, 30), (96, 32), (77, 16), (80, 64)];
    for (loss, (count, batch)) in
        [Loss::MeanSquared, Loss::HalfSquared].into_iter().flat_map(|loss| sizes.map(|size| (loss, size)))
    {
        let (network, samples) = task(&[1, 1], Identity, Identity, count, 4);
        let settings = Settings { shuffle: Some(2), ..Settings::new(loss, Optimizer::sgd(0.05), batch) };
        let mut line = Fit::new(network, samples.clone(), Some(&samples), settings).unwrap();
        let mut by_sample = line.clone();
        line.run(3, |_| true).unwrap();
        while by_sample.position().epochs < 3 {
            by_sample.sample().unwrap();
        }
        assert_eq!(line.network(), by_sample.network());
        for (one, other) in line.history().entries().iter().zip(by_sample.history().entries()) {
            assert!((one.loss / other.loss - 1.0).abs() < 1e-6 && one.validation == other.validation);
        }
    }
}
