//! Runs of all kinds, from chance: shapes, activations, losses, rules, penalties, batches, frozen parameters, some steps on.

#![allow(clippy::cast_possible_truncation)] // small numbers

use perceptron_playground::model::activation::Activation::{self, Identity, Relu, Sigmoid, Softmax, Tanh};
use perceptron_playground::model::dropout::Dropout;
use perceptron_playground::model::fit::{Fit, Settings};
use perceptron_playground::model::init::Init;
use perceptron_playground::model::loss::Loss;
use perceptron_playground::model::network::Network;
use perceptron_playground::model::optimizer::{Optimizer, Regularization};
use perceptron_playground::model::random::Random;
use perceptron_playground::model::samples::Samples;
use perceptron_playground::model::schedule::Schedule;

fn one_of<T: Copy>(random: &mut Random, list: &[T]) -> T {
    list[random.below(list.len())]
}

/// A run before one of its steps.
///
/// # Panics
/// Never: all that is drawn fits together.
pub fn some_run(random: &mut Random) -> Fit {
    let (last, loss) = one_of(
        random,
        &[
            (Sigmoid, Loss::BinaryCrossEntropy),
            (Softmax, Loss::CategoricalCrossEntropy),
            (Identity, Loss::MeanSquared),
            (Sigmoid, Loss::MeanSquared),
            (Tanh, Loss::HalfSquared),
            (Softmax, Loss::MeanSquared),
            (Identity, Loss::MeanAbsolute),
            (Identity, Loss::Huber),
        ],
    );
    let hidden = random.below(5);
    let mut sizes: Vec<_> = (0..hidden + 2).map(|_| 1 + random.below(6)).collect();
    if last == Softmax {
        sizes[hidden + 1] = sizes[hidden + 1].max(2);
    }
    let mut activations: Vec<Activation> =
        (0..hidden).map(|_| one_of(random, &[Tanh, Sigmoid, Relu, Identity])).collect();
    activations.push(last);
    let mut network = Network::new(&sizes, &activations).unwrap();
    Init::GlorotUniform.apply(&mut network, random.below(1000) as u64);
    let scale = one_of(random, &[1.0, 1.0, 0.01, 4.0]);
    for index in 0..network.parameters().len() {
        let value = network.parameters()[index] * scale + random.between_f32(-0.3, 0.3) * scale;
        network.set_parameter(index, value).unwrap();
        if random.below(10) == 0 {
            network.set_frozen(index, true).unwrap();
        }
    }
    let count = 1 + random.below(30);
    let inputs: Vec<f32> = (0..count * sizes[0]).map(|_| random.between_f32(-2.0, 2.0)).collect();
    let outputs = sizes[hidden + 1];
    let samples = if last == Softmax {
        let labels: Vec<u32> = (0..count).map(|_| random.below(outputs) as u32).collect();
        Samples::of_classes(sizes[0], &inputs, outputs, &labels)
    } else {
        let target = |random: &mut Random| match loss {
            Loss::BinaryCrossEntropy => random.below(2) as f32,
            _ => one_of(random, &[-1.0, 0.0, 1.0, 0.37, 3.0]),
        };
        let targets: Vec<f32> = (0..count * outputs).map(|_| target(random)).collect();
        Samples::new(sizes[0], &inputs, &targets)
    };
    let rate = one_of(random, &[0.001, 0.03, 0.3]);
    let optimizer = match random.below(3) {
        0 => Optimizer::sgd(rate),
        1 => Optimizer::Sgd { rate, momentum: 0.9 },
        _ => Optimizer::adam(rate),
    };
    let regularization =
        Regularization { l1: one_of(random, &[0.0, 0.0, 0.01]), l2: one_of(random, &[0.0, 0.0, 0.003]) };
    let shuffle = (random.below(2) == 0).then(|| random.below(100) as u64);
    let batch = 1 + random.below(12);
    let dropout = (random.below(4) == 0).then(|| Dropout { rate: 0.3, seed: random.below(100) as u64 });
    let schedule = match random.below(4) {
        0 => Schedule::Exponential { epochs: 3, factor: 0.5 },
        _ => Schedule::Constant,
    };
    let settings = Settings { regularization, shuffle, dropout, schedule, ..Settings::new(loss, optimizer, batch) };
    let mut fit = Fit::new(network, samples.unwrap(), None, settings).unwrap();
    for _ in 0..one_of(random, &[0, 0, 1, 3, 20]) {
        if fit.step().is_err() {
            break;
        }
    }
    fit
}
