//! What it costs a run to note how large the gradients of each layer are:
//! `cargo run --release --package perceptron-model --example gradient_cost`. Both ways are taken in turns, and the ratio of their
//! medians is told.

use perceptron_model::activation::Activation::{Sigmoid, Tanh};
use perceptron_model::error::Error;
use perceptron_model::fit::{Fit, Settings};
use perceptron_model::init::Init;
use perceptron_model::loss::Loss;
use perceptron_model::network::Network;
use perceptron_model::optimizer::Optimizer;
use perceptron_model::random::Random;
use perceptron_model::samples::Samples;
use std::hint::black_box;
use std::time::Instant;

/// A run over points in the plane, of which 160 are learned from.
fn run(hidden: &[usize], batch: usize) -> Result<Fit, Error> {
    let sizes = [&[2], hidden, &[1]].concat();
    let activations = [vec![Tanh; hidden.len()], vec![Sigmoid]].concat();
    let mut network = Network::new(&sizes, &activations)?;
    Init::GlorotUniform.apply(&mut network, 1);
    let mut random = Random::new(1);
    let inputs: Vec<f32> = (0..320).map(|_| random.between_f32(-5.0, 5.0)).collect();
    let targets: Vec<f32> = inputs.chunks(2).map(|x| f32::from(u8::from(x[0] * x[1] > 0.0))).collect();
    let settings = Settings::new(Loss::BinaryCrossEntropy, Optimizer::sgd(0.03), batch);
    Fit::new(network, Samples::new(2, &inputs, &targets)?, None, settings)
}

/// The seconds that so many epochs take.
fn seconds(fit: &mut Fit, epochs: usize, is_noted: bool) -> Result<f64, Error> {
    let start = Instant::now();
    for _ in 0..epochs {
        fit.epoch()?;
        // What a panel does after each epoch anyway.
        black_box(fit.training_loss()?);
        if is_noted {
            black_box(fit.gradient_sizes());
        }
    }
    Ok(start.elapsed().as_secs_f64())
}

fn main() -> Result<(), Error> {
    for (hidden, batch) in [(&[4, 2][..], 10), (&[8, 8, 8, 8, 8, 8], 10), (&[16, 16], 160)] {
        let mut fit = run(hidden, batch)?;
        let mut times = [Vec::new(), Vec::new()];
        for turn in 0..80 {
            times[turn % 2].push(seconds(&mut fit, 200, turn % 2 == 1)?);
        }
        let [without, with] = times.map(|mut list| {
            list.sort_by(f64::total_cmp);
            list[list.len() / 2]
        });
        println!("hidden layers {hidden:?}, batch {batch}: {:.3} times as long", with / without);
    }
    Ok(())
}
