//! Networks side by side are what each of them is alone: the same bits, whatever the shape and the settings.

use perceptron_playground::model::activation::Activation::{self, Identity, Relu, Softmax, Tanh};
use perceptron_playground::model::dropout::Dropout;
use perceptron_playground::model::fit::{Fit, Settings};
use perceptron_playground::model::init::Init;
use perceptron_playground::model::loss::Loss;
use perceptron_playground::model::network::Network;
use perceptron_playground::model::optimizer::{Optimizer, Regularization};
use perceptron_playground::model::population::Population;
use perceptron_playground::model::random::Random;
use perceptron_playground::model::samples::Samples;
#[cfg(not(target_arch = "wasm32"))]
use perceptron_playground::model::schedule::Schedule;
#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A network of the given sizes, and as many samples for it.
fn task(sizes: &[usize], hidden: Activation, last: Activation, count: usize, seed: u64) -> (Network, Samples) {
    let mut activations = vec![hidden; sizes.len() - 2];
    activations.push(last);
    let network = Network::new(sizes, &activations).unwrap();
    let mut random = Random::new(seed);
    let inputs: Vec<f32> = (0..count * sizes[0]).map(|_| random.between_f32(-2.0, 2.0)).collect();
    let outputs = sizes[sizes.len() - 1];
    let labels: Vec<u32> = (0..count).map(|n| u32::try_from((n * 7 + n / 3) % outputs.max(2)).unwrap()).collect();
    let samples = if outputs == 1 {
        let targets: Vec<f32> = labels.iter().map(|label| if *label == 1 { 1.0 } else { 0.0 }).collect();
        Samples::new(sizes[0], &inputs, &targets)
    } else {
        Samples::of_classes(sizes[0], &inputs, outputs, &labels)
    };
    (network, samples.unwrap())
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// Trains networks of the `seeds` for so many epochs side by side, with breaks after each `slice` of batches, and each one alone:
/// all numbers of a run, its losses and where it diverged are the same. Gives how many diverged.
fn assert_same(
    (network, samples): (Network, Samples),
    init: Init,
    seeds: &[u64],
    settings: Settings,
    epochs: u64,
    slice: usize,
) -> usize {
    let mut population = Population::new(&network, init, seeds, samples.clone(), settings).unwrap();
    let mut losses = vec![Vec::new(); seeds.len()];
    for epoch in 1..=epochs {
        let mut batches = 0;
        let mut in_slice = || {
            batches += 1;
            batches % slice != 0
        };
        while !population.train_to(epoch, &mut in_slice) {}
        assert!(population.has_reached(epoch));
        for (number, losses) in losses.iter_mut().enumerate() {
            let standing = population.standing(number);
            losses.extend(standing.loss.filter(|_| standing.epochs == epoch));
        }
    }
    let mut diverged = 0;
    for (number, &seed) in seeds.iter().enumerate() {
        let mut alone = network.clone();
        init.apply(&mut alone, seed);
        let dropout = settings.dropout.map(|dropout| Dropout { seed, ..dropout });
        let settings = Settings { shuffle: settings.shuffle.map(|_| seed), dropout, ..settings };
        let mut fit = Fit::new(alone, samples.clone(), None, settings).unwrap();
        let _ = fit.run(epochs, |_| true);
        let (standing, position) = (population.standing(number), fit.position());
        assert_eq!((standing.epochs, standing.steps), (position.epochs, position.steps), "seed {seed}");
        assert_eq!(standing.diverged, fit.diverged(), "seed {seed}");
        assert_eq!(bits(&population.numbers(number)), bits(&fit.numbers()), "seed {seed}");
        assert_eq!(bits(&population.parameters(number)), bits(fit.network().parameters()), "seed {seed}");
        let of_fit: Vec<_> = fit.history().entries().iter().map(|entry| entry.loss.to_bits()).collect();
        let of_population: Vec<_> = losses[number].iter().map(|loss: &f64| loss.to_bits()).collect();
        assert_eq!(of_population, of_fit, "seed {seed}");
        diverged += usize::from(standing.diverged.is_some());
    }
    diverged
}

#[cfg(not(target_arch = "wasm32"))]
fn any_ends() -> impl Strategy<Value = (Activation, Loss)> {
    let distances = vec![Loss::MeanSquared, Loss::HalfSquared, Loss::MeanAbsolute, Loss::Huber];
    let distances = prop::sample::select(distances);
    prop_oneof![
        (prop::sample::select(vec![Identity, Activation::Sigmoid, Tanh, Relu, Softmax]), distances),
        Just((Activation::Sigmoid, Loss::BinaryCrossEntropy)),
        Just((Softmax, Loss::CategoricalCrossEntropy)),
    ]
}

#[cfg(not(target_arch = "wasm32"))]
fn any_settings() -> impl Strategy<Value = Settings> {
    let rates = prop::sample::select(vec![0.0, 0.01, 0.1, 1.0, 30.0, 1000.0]);
    let strengths = || prop::sample::select(vec![0.0, 0.001, 0.3]);
    let schedules = prop::sample::select(vec![
        Schedule::Constant,
        Schedule::Step { epochs: 2, factor: 0.5 },
        Schedule::Exponential { epochs: 3, factor: 0.1 },
        Schedule::Cosine { epochs: 5 },
    ]);
    let ways = (schedules, prop::option::weighted(0.2, 0.0..0.9));
    (rates, 0..3, strengths(), strengths(), 1..=40_usize, any::<bool>(), any::<bool>(), ways).prop_map(
        |(rate, kind, l1, l2, batch, shuffles, record, (schedule, dropout))| {
            let optimizer = match kind {
                0 => Optimizer::sgd(rate),
                1 => Optimizer::Sgd { rate, momentum: 0.9 },
                _ => Optimizer::adam(rate),
            };
            let regularization = Regularization { l1, l2 };
            let shuffle = shuffles.then_some(0);
            // Who learns alone goes on from numbers within bounds, beyond which Adam's moments get at these rates.
            let dropout = dropout.filter(|_| rate <= 1.0).map(|rate| Dropout { rate, seed: 0 });
            let plain = Settings::new(Loss::MeanSquared, optimizer, batch);
            Settings { regularization, schedule, dropout, shuffle, record, ..plain }
        },
    )
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #[test]
    fn each_of_many_has_the_bits_that_it_has_alone(
        mut sizes in prop::collection::vec(1..=6_usize, 2..=5),
        hidden in prop::sample::select(vec![Identity, Activation::Sigmoid, Tanh, Relu]),
        (last, loss) in any_ends(),
        settings in any_settings(),
        init in prop::sample::select(vec![Init::GlorotUniform, Init::HeUniform, Init::Zeros]),
        seeds in prop::collection::vec(0..1_000_000_u64, 1..=9),
        count in 1..=40_usize,
        frozen in prop::collection::vec(0..1000_usize, 0..3),
        slice in 1..=50_usize,
        seed: u64,
    ) {
        if let (Softmax, Some(units)) = (last, sizes.last_mut()) {
            *units = 2.max(*units);
        }
        let (mut network, samples) = task(&sizes, hidden, last, count, seed);
        for index in frozen {
            network.set_frozen(index % network.parameters().len(), true).unwrap();
        }
        assert_same((network, samples), init, &seeds, Settings { loss, ..settings }, 6, slice);
    }
}

#[test]
fn those_that_diverge_leave_the_others_as_they_are() {
    let settings = Settings { shuffle: Some(0), ..Settings::new(Loss::MeanSquared, Optimizer::sgd(0.31), 3) };
    let seeds = (1..=18).collect::<Vec<_>>();
    let diverged = assert_same(task(&[2, 5, 1], Relu, Identity, 20, 3), Init::HeUniform, &seeds, settings, 40, 1000);
    assert!((1..18).contains(&diverged), "{diverged} of 18");
}

#[test]
fn the_same_bits_with_every_optimizer_and_a_short_last_batch() {
    let seeds = (100..107).collect::<Vec<_>>();
    for optimizer in [Optimizer::sgd(0.1), Optimizer::Sgd { rate: 0.05, momentum: 0.9 }, Optimizer::adam(0.02)] {
        let regularization = Regularization { l1: 1e-3, l2: 1e-3 };
        let settings = Settings { regularization, ..Settings::new(Loss::CategoricalCrossEntropy, optimizer, 19) };
        let settings = Settings { shuffle: Some(0), ..settings };
        assert_same(task(&[3, 7, 4, 3], Tanh, Softmax, 50, 1), Init::GlorotUniform, &seeds, settings, 60, 7);
    }
}

#[test]
fn what_learns_alone_learns_in_a_population_too() {
    let settings = Settings { shuffle: Some(0), ..Settings::new(Loss::MeanSquared, Optimizer::sgd(0.05), 8) };
    assert_same(task(&[1, 1], Tanh, Identity, 30, 1), Init::GlorotUniform, &[1, 2, 3, 4, 5], settings, 20, 3);
}
