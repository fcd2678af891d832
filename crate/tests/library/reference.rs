//! Held against real `PyTorch` and Keras: the losses of every epoch and the final parameters of recorded runs.
//!
//! Both compute in single precision, as the engine does, but sum in another order and have other exponentials. So two
//! correct runs part by some 10⁻⁷ a step, and where training is steep a difference grows on before it shrinks again. Every
//! tolerance below is 10⁻⁵ relative but where a comment says what single precision itself allows.

#![allow(clippy::cast_possible_truncation)] // the files have the figures of single precision

use perceptron_playground::model::activation::Activation;
use perceptron_playground::model::fit::{Fit, Settings};
use perceptron_playground::model::loss::Loss;
use perceptron_playground::model::network::Network;
use perceptron_playground::model::optimizer::Optimizer;
use perceptron_playground::model::samples::{Points, Samples};
use serde_json::Value;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn floats(run: &Value, name: &str) -> Vec<f32> {
    run[name].as_array().unwrap().iter().map(|number| number.as_f64().unwrap() as f32).collect()
}

fn whole(number: &Value) -> usize {
    usize::try_from(number.as_u64().unwrap()).unwrap()
}

/// The greatest difference of `got` from `wanted`, relative to `wanted` or, for numbers near 0, to `least`.
fn difference(got: &[f32], wanted: &[f32], least: f32) -> f32 {
    assert_eq!(got.len(), wanted.len());
    got.iter().zip(wanted).map(|(g, w)| (g - w).abs() / w.abs().max(least)).fold(0.0, f32::max)
}

/// Runs what a file describes and gives the greatest relative differences of the losses and of the final parameters.
fn pytorch(text: &str) -> (f32, f32) {
    let run: Value = serde_json::from_str(text).unwrap();
    let sizes: Vec<usize> = run["sizes"].as_array().unwrap().iter().map(whole).collect();
    let names = run["activations"].as_array().unwrap();
    let activations: Vec<_> =
        names.iter().map(|name| name.as_str().unwrap().parse::<Activation>().ok().unwrap()).collect();
    let mut network = Network::new(&sizes, &activations).unwrap();
    network.set_parameters(&floats(&run, "initial")).unwrap();

    let scale = floats(&run, "inputs").iter().map(|x| x / 16.0).collect::<Vec<_>>();
    let inputs = if run["scale"] == 16 { scale } else { floats(&run, "inputs") };
    let samples = match run["labels"].as_array() {
        Some(labels) => {
            let labels: Vec<_> = labels.iter().map(|label| u32::try_from(label.as_u64().unwrap()).unwrap()).collect();
            Samples::of_classes(sizes[0], &inputs, 10, &labels).unwrap()
        }
        None => Samples::new(sizes[0], &inputs, &floats(&run, "targets")).unwrap(),
    };
    let loss = run["loss"].as_str().unwrap().parse::<Loss>().ok().unwrap();
    let optimizer = Optimizer::sgd(run["rate"].as_f64().unwrap());
    let mut fit = Fit::new(network, samples, None, Settings::new(loss, optimizer, whole(&run["batch"]))).unwrap();

    let wanted = floats(&run, "losses");
    let mut losses = vec![fit.training_loss().unwrap() as f32];
    for _ in 1..wanted.len() {
        fit.epoch().unwrap();
        losses.push(fit.training_loss().unwrap() as f32);
    }
    (difference(&losses, &wanted, 0.0), difference(fit.network().parameters(), &floats(&run, "final"), 0.1))
}

#[test]
fn xor_by_sigmoids_and_mse() {
    let (losses, parameters) = pytorch(include_str!("reference/xor_2_2_1_sigmoid_mse.json"));
    println!("{losses} {parameters}");
    assert!(losses < 1e-5 && parameters < 1e-5, "{losses} {parameters}");
}

#[test]
fn circle_by_tanh_and_binary_cross_entropy() {
    let (losses, parameters) = pytorch(include_str!("reference/circle_2_4_2_1_tanh_bce.json"));
    println!("{losses} {parameters}");
    assert!(losses < 1e-5 && parameters < 1e-5, "{losses} {parameters}");
}

#[test]
fn digits_by_relu_and_softmax_cross_entropy() {
    let (losses, parameters) = pytorch(include_str!("reference/digits_64_16_10_softmax.json"));
    println!("{losses} {parameters}");
    assert!(losses < 1e-5 && parameters < 1e-5, "{losses} {parameters}");
}

fn keras(text: &str) {
    let run: Value = serde_json::from_str(text).unwrap();
    let (x, y) = (floats(&run, "inputs"), floats(&run, "targets"));
    let train = whole(&run["n_train"]);
    let fitted = train - train / 5;
    let samples = |from: usize, to: usize| Samples::new(1, &x[from..to], &y[from..to]).unwrap();
    let mut network = Network::new(&[1, 1], &[Activation::Identity]).unwrap();
    network.set_parameters(&floats(&run, "initial")).unwrap();
    let optimizer = Optimizer::sgd(run["rate"].as_f64().unwrap());
    let settings = Settings::new(Loss::MeanSquared, optimizer, whole(&run["batch"]));
    let mut fit = Fit::new(network, samples(0, fitted), Some(&samples(fitted, train)), settings).unwrap();
    let losses = floats(&run, "losses");
    fit.run(losses.len() as u64, |_| true).unwrap();

    let history = fit.history().entries();
    let seen: Vec<f32> = history.iter().map(|entry| entry.loss as f32).collect();
    let validation: Vec<f32> = history.iter().map(|entry| entry.validation.unwrap() as f32).collect();
    assert!(difference(&seen, &losses, 0.0) < 1e-5);
    assert!(difference(&validation, &floats(&run, "validation"), 0.0) < 1e-5);
    assert!(difference(fit.network().parameters(), &floats(&run, "final"), 0.0) < 1e-5);
    let predictions = fit.network().predict(&Points::new(1, &x[train..]).unwrap()).unwrap();
    assert!(difference(&predictions, &floats(&run, "predictions"), 0.01) < 1e-5);
    let settings = *fit.settings();
    let mut test = Fit::new(fit.network().clone(), samples(train, x.len()), None, settings).unwrap();
    assert!((test.training_loss().unwrap() / run["test_loss"].as_f64().unwrap() - 1.0).abs() < 1e-5);
}

#[test]
fn keras_history_with_full_batches() {
    keras(include_str!("reference/lab_default.json"));
}

#[test]
fn keras_history_with_a_short_last_batch() {
    keras(include_str!("reference/lab_batch30.json"));
}
