//! What the backward pass in numbers promises: its factors multiply out to the gradient, and that to the step that training makes.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::model::activation::Activation::{self, Sigmoid, Softmax};
use perceptron_playground::model::backward::{Change, LayerTrace, Move, Trace};
use perceptron_playground::model::fit::{Ahead, Fit};
use perceptron_playground::model::loss::Loss;
use perceptron_playground::model::optimizer::Optimizer;
use perceptron_playground::model::random::Random;
use proptest::prelude::*;

use crate::common::plain;
use crate::common::run::some_run;

fn double(values: &[f32]) -> Vec<f64> {
    values.iter().map(|value| f64::from(*value)).collect()
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

fn is_finite(layer: &LayerTrace) -> bool {
    [&layer.arriving, &layer.deltas, &layer.signals.outputs].into_iter().flatten().all(|value| value.abs() < 1e30)
}

/// Whether `given` is `wanted` as far as single precision goes, in sums of numbers of the magnitude `scale`.
fn is_near(given: f64, wanted: f64, scale: f64) -> bool {
    (given - wanted).abs() <= 1.6e-5 * (scale + wanted.abs()) + 1e-30
}

/// δ of all units of a sample, worked out plainly from the forward pass in double precision, with the sums of the magnitudes that
/// went into each.
fn plain_deltas(fit: &Fit, trace: &Trace) -> Vec<Vec<(f64, f64)>> {
    let network = fit.network();
    let mut all: Vec<Vec<(f64, f64)>> = Vec::new();
    for (at, layer) in network.layers().iter().enumerate().rev() {
        let signals = &trace.layers[at].signals;
        let (z, o, t) = (double(&signals.sums), double(&signals.outputs), double(&trace.targets));
        let slope = |unit: usize| plain::slope(layer.activation, z[unit], o[unit]);
        let n = layer.units as f64;
        let by_output: Vec<f64> = match (all.last(), trace.loss) {
            (Some(_), _) => Vec::new(),
            (None, Loss::MeanSquared) => o.iter().zip(&t).map(|(o, t)| 2.0 / n * (o - t)).collect(),
            (None, Loss::MeanAbsolute) => {
                o.iter().zip(&t).map(|(o, t)| if o == t { 0.0 } else { (o - t).signum() / n }).collect()
            }
            (None, Loss::Huber) => o.iter().zip(&t).map(|(o, t)| (o - t).clamp(-1.0, 1.0) / n).collect(),
            (None, _) => o.iter().zip(&t).map(|(o, t)| o - t).collect(),
        };
        let dot: f64 = o.iter().zip(&by_output).map(|(o, d)| o * d).sum();
        let delta = |unit: usize| match all.last() {
            Some(next) => {
                let above = &network.layers()[at + 1];
                let weight =
                    |k: usize| f64::from(network.parameters()[above.weights().start + k * above.inputs + unit]);
                let sum: f64 = next.iter().enumerate().map(|(k, (delta, _))| weight(k) * delta).sum();
                let size: f64 = next.iter().enumerate().map(|(k, (_, size))| weight(k).abs() * size).sum();
                let kept = trace.layers[at].kept.get(unit).map_or(1.0, |kept| f64::from(*kept));
                (slope(unit) * sum * kept, size * kept)
            }
            None => {
                let size = o[unit].abs() + t[unit].abs();
                match trace.loss {
                    Loss::BinaryCrossEntropy => ((o[unit] - t[unit]) / n, size),
                    Loss::CategoricalCrossEntropy => (o[unit] - t[unit], size),
                    _ if layer.activation == Softmax => {
                        (o[unit] * (by_output[unit] - dot), by_output.iter().map(|d| d.abs()).sum())
                    }
                    // A loss of distances has a slope that is no smaller for a small error.
                    _ => (slope(unit) * by_output[unit], 2.0 * size + by_output[unit].abs()),
                }
            }
        };
        let here = (0..layer.units).map(delta).collect();
        all.push(here);
    }
    all.reverse();
    all
}

/// A step of the rule in double precision, from the gradient and what the optimizer remembers.
fn plain_step(change: &Change, ahead: &Ahead) -> (f64, f64) {
    let w = f64::from(change.before);
    let l2 = 2.0 * ahead.regularization.l2 * w;
    let sign = if w == 0.0 { 0.0 } else { w.signum() };
    let penalty = if change.penalties == [0.0; 2] { 0.0 } else { ahead.regularization.l1 * sign + l2 };
    let g = f64::from(change.gradient) + penalty;
    match (change.rule, ahead.optimizer) {
        (Move::Descent { .. }, Optimizer::Sgd { rate, .. }) => (-rate * g, rate * g.abs()),
        (Move::Momentum { velocity, .. }, Optimizer::Sgd { rate, momentum }) => {
            let old = f64::from(velocity[0]);
            (momentum * old - rate * g, momentum * old.abs() + rate * g.abs())
        }
        (Move::Adam { first, second, .. }, Optimizer::Adam { rate, beta1, beta2, epsilon }) => {
            let m = f64::from(first[0]) + (1.0 - beta1) * (g - f64::from(first[0]));
            let v = f64::from(second[0]) + (1.0 - beta2) * (g * g - f64::from(second[0]));
            let t = i32::try_from(ahead.number).unwrap();
            let alpha = rate * (1.0 - beta2.powi(t)).sqrt() / (1.0 - beta1.powi(t));
            let size = alpha * (f64::from(first[0]).abs() + g.abs()) / (v.sqrt() + epsilon);
            (-alpha * m / (v.sqrt() + epsilon), 1e2 * size)
        }
        other => unreachable!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_factors_multiply_out_to_the_step_that_training_makes(seed: u64) {
        let mut random = Random::new(seed);
        let mut fit = some_run(&mut random);
        let ahead = fit.ahead();
        let network = fit.network().clone();
        prop_assert_eq!(&ahead.network, &network);
        prop_assert_eq!(&ahead.batch[..], fit.batch_samples());

        // Each sample's factors.
        let count = network.parameters().len();
        let (mut sums, mut sizes, mut is_readable) = (vec![0.0; count], vec![0.0; count], true);
        for (place, &sample) in ahead.batch.iter().enumerate() {
            let (x, t) = (fit.samples().input(sample), fit.samples().target(sample));
            let trace = Trace::in_step(&ahead, place, fit.settings().loss, x, t).unwrap();
            if !trace.layers.iter().all(is_finite) {
                // The run has come so far from numbers that there is nothing to read; what the step does is compared below.
                is_readable = false;
                break;
            }
            let plain = plain_deltas(&fit, &trace);
            for (at, layer) in trace.layers.iter().enumerate() {
                let LayerTrace { signals, slopes, arriving, deltas, .. } = layer;
                if !slopes.is_empty() && !arriving.is_empty() {
                    let product: Vec<_> = slopes.iter().zip(arriving).map(|(slope, sum)| slope * sum).collect();
                    prop_assert_eq!(double(&product), double(deltas));
                }
                prop_assert_eq!(arriving.is_empty(), at + 1 == trace.layers.len() && trace.is_joint());
                for (unit, delta) in deltas.iter().enumerate() {
                    let (wanted, size) = plain[at][unit];
                    prop_assert!(is_near(f64::from(*delta), wanted, size), "δ {} {}: {} {}", at, unit, delta, wanted);
                }
                prop_assert_eq!(signals.outputs.len(), deltas.len());
            }
            for index in 0..count {
                let name = network.name(index);
                let x = name.input.map_or(1.0, |input| f64::from(trace.layers[name.layer].signals.inputs[input]));
                let (delta, size) = plain[name.layer][name.unit];
                sums[index] += delta * x;
                sizes[index] += size * x.abs();
                let gradient = f64::from(trace.gradient(&network, index));
                let product = f64::from(trace.layers[name.layer].deltas[name.unit]) * x;
                let is_too_large = gradient.is_infinite() && product.abs() > f64::from(f32::MAX);
                prop_assert!(is_too_large || is_near(gradient, product, 0.0), "{} {}", gradient, product);
            }
            if ahead.batch.len() == 1 {
                let gradients: Vec<_> = (0..count).map(|index| trace.gradient(&network, index) + 0.0).collect();
                let of_step: Vec<_> = ahead.gradients.iter().map(|gradient| gradient + 0.0).collect();
                prop_assert_eq!(bits(&gradients), bits(&of_step));
                // Both may be infinite. The step's is no number where the loss overflows in a lane that no sample fills.
                let is_same = trace.value == ahead.loss || (ahead.loss.is_nan() && trace.value > 1e20);
                prop_assert!(is_same || is_near(trace.value, ahead.loss, 0.0), "{} {}", trace.value, ahead.loss);
            }
        }

        // Their mean is the gradient of the batch, and what the rule makes of it is the step.
        for index in if is_readable { 0..count } else { 0..0 } {
            let n = ahead.batch.len() as f64;
            let gradient = f64::from(ahead.gradients[index]);
            prop_assert!(is_near(gradient, sums[index] / n, sizes[index] / n), "{}: {} {}", index, gradient, sums[index] / n);
            let change = ahead.change(index);
            let (moved, size) = plain_step(&change, &ahead);
            let (before, after) = (f64::from(change.before), f64::from(change.after));
            if change.is_frozen {
                prop_assert_eq!(bits(&[change.before]), bits(&[change.after]));
            } else {
                prop_assert!(is_near(after, before + moved, size + before.abs()), "{}: {} {}", index, after, before + moved);
                let amount = f64::from(change.rule.amount(change.total));
                prop_assert!(is_near(after, before + amount, before.abs()), "{}: {} {}", index, after, before + amount);
            }
        }

        // The step is made.
        match fit.step() {
            Ok(()) => {
                prop_assert!(ahead.is_good);
                prop_assert_eq!(bits(fit.network().parameters()), bits(&ahead.parameters));
                prop_assert_eq!(bits(&fit.gradients()), bits(&ahead.gradients));
            }
            Err(_) => prop_assert!(!ahead.is_good),
        }
    }
}

#[test]
fn within_a_batch_the_step_ahead_is_that_of_the_whole_batch() {
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let mut fit = some_run(&mut random);
        let ahead = fit.ahead();
        if ahead.batch.len() < 2 || fit.sample().is_err() {
            continue;
        }
        assert_eq!(fit.ahead(), ahead);
        while !fit.sample().unwrap_or(true) {}
        if ahead.is_good {
            assert_eq!(bits(fit.network().parameters()), bits(&ahead.parameters));
        }
    }
}

#[test]
fn the_size_of_a_layers_gradients_is_their_root_mean_square() {
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let mut fit = some_run(&mut random);
        let (ahead, sizes) = (fit.ahead(), fit.gradient_sizes_ahead());
        for (at, layer) in fit.network().layers().iter().enumerate() {
            let gradients = double(&ahead.gradients[layer.weights()]);
            let mean = gradients.iter().map(|g| g * g).sum::<f64>() / gradients.len() as f64;
            assert!(is_near(f64::from(sizes[at]), mean.sqrt(), 0.0), "{seed}");
        }
        assert!(sizes[fit.network().layers().len()..].iter().all(|size| *size == 0.0));
        if fit.step().is_ok() {
            assert_eq!(fit.gradient_sizes(), sizes);
        }
    }
}

#[test]
fn the_step_function_lets_no_gradient_through() {
    use perceptron_playground::model::network::Network;
    let mut network = Network::new(&[1, 1, 1], &[Activation::Step, Sigmoid]).unwrap();
    network.set_parameters(&[1.0, 0.5, 2.0, -0.25]).unwrap();
    let trace = Trace::new(&network, Loss::BinaryCrossEntropy, &[1.0], &[1.0]).unwrap();
    assert_eq!((trace.layers[0].slopes[0], trace.layers[0].deltas[0], trace.gradient(&network, 0)), (0.0, 0.0, 0.0));
    assert!(trace.layers[0].arriving[0] != 0.0);
}
