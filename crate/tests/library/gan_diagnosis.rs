//! What goes well and what goes wrong is named: scripted runs of each kind, each script with several seeds. A usual run takes a few of
//! them; with `PLAYGROUND_RUNS` in the environment, as `cargo xtask test --full` sets it, there are so many of each kind.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::data::distributions::Distribution::{
    self, Disjoint, Gaussians, Line, Moons, Ring, Skewed, Spiral, TwoBumps, Uniform,
};
use perceptron_playground::data::distributions::VIEW;
use perceptron_playground::model::activation::Activation::{Identity, Relu, Tanh};
use perceptron_playground::model::gan::diagnosis::Condition;
use perceptron_playground::model::gan::grid::Grid;
use perceptron_playground::model::gan::measures::{PointReference, Reference};
use perceptron_playground::model::gan::run::Run;
use perceptron_playground::model::gan::settings::adam;
use perceptron_playground::model::gan::shape::Shape;
use perceptron_playground::model::gan::{Gan, GanLoss, Noise, NoiseDistribution, Settings, TrainingData};
use perceptron_playground::model::init::Init;
use perceptron_playground::model::optimizer::Optimizer;
use perceptron_playground::model::timeline::Replay as _;

/// How long each run is.
const ITERATIONS: u64 = 2500;

type Script = (Distribution, Shape, Settings);

fn relu() -> Shape {
    Shape::alike(&[24, 24], Relu, Identity)
}

/// A generator with one layer, which with few units can't reach all of the data.
fn narrow(units: usize) -> Shape {
    Shape { generator: vec![(units, Tanh)], init: Init::GlorotUniform, ..relu() }
}

/// What goes well: two numbers of normal noise, and Adam with a rate of 0.003.
fn good() -> Settings {
    Settings {
        noise: Noise { distribution: NoiseDistribution::Normal, numbers: 2 },
        generator: adam(0.003),
        discriminator: adam(0.003),
        ..Settings::default()
    }
}

fn healthy() -> Vec<Script> {
    let plain = [Ring, Gaussians(5), Line, Moons, Spiral, Disjoint, TwoBumps, Uniform, Skewed];
    let mut scripts: Vec<_> = plain.into_iter().map(|distribution| (distribution, relu(), good())).collect();
    // Not five normal distributions with least squares: from 2 of 12 seeds that ends in a mode collapse.
    scripts.extend(
        [Ring, Moons].map(|distribution| (distribution, relu(), Settings { loss: GanLoss::LeastSquares, ..good() })),
    );
    let smoothed = Settings { discriminator_steps: 2, real_label: 0.9, ..good() };
    let uniform = Settings { noise: Noise::default(), batch_size: 256, ..good() };
    for settings in [smoothed, uniform] {
        scripts.extend([Ring, Gaussians(5)].map(|distribution| (distribution, relu(), settings)));
    }
    scripts.push((Ring, relu(), Settings { loss: GanLoss::Minimax, ..good() }));
    scripts
}

/// A generator that draws a short curve of one number of noise.
fn mode_collapse() -> Vec<Script> {
    let one = Noise { distribution: NoiseDistribution::Uniform, numbers: 1 };
    let settings = Settings { noise: one, ..good() };
    [(Gaussians(5), 4), (Gaussians(8), 3), (Gaussians(5), 3), (Gaussians(7), 3), (Gaussians(6), 3)]
        .into_iter()
        .map(|(distribution, units)| (distribution, narrow(units), settings))
        .collect()
}

/// A G that hardly moves against a D that makes three steps to its one.
fn discriminator_wins() -> Vec<Script> {
    let settings = |loss, rate| Settings {
        loss,
        discriminator_steps: 3,
        generator: adam(rate),
        discriminator: adam(0.005),
        ..good()
    };
    let cross_entropy = settings(GanLoss::NonSaturating, 0.00001);
    vec![
        (Disjoint, relu(), cross_entropy),
        (Gaussians(3), narrow(24), cross_entropy),
        (Gaussians(3), narrow(24), settings(GanLoss::Minimax, 0.00001)),
        (Gaussians(5), narrow(4), cross_entropy),
        (Disjoint, narrow(4), settings(GanLoss::LeastSquares, 0.000_003)),
    ]
}

/// A G whose steps are so great, or so many, that D is always late.
fn oscillation() -> Vec<Script> {
    let with = |generator, discriminator, generator_steps| Settings {
        generator: adam(generator),
        discriminator: adam(discriminator),
        generator_steps,
        ..good()
    };
    vec![
        (Gaussians(5), relu(), with(0.05, 0.001, 1)),
        (Gaussians(8), relu(), with(0.03, 0.001, 3)),
        (Gaussians(5), relu(), with(0.03, 0.001, 3)),
        (Gaussians(5), relu(), with(0.02, 0.0005, 5)),
        (Gaussians(8), relu(), with(0.02, 0.0005, 2)),
    ]
}

/// Rates far too great.
fn divergence() -> Vec<Script> {
    let with = |loss, optimizer| Settings { loss, generator: optimizer, discriminator: optimizer, ..good() };
    let heavy = |rate| Optimizer::Sgd { rate, momentum: 0.9 };
    vec![
        (Gaussians(5), relu(), with(GanLoss::LeastSquares, Optimizer::sgd(1.0))),
        (Ring, relu(), with(GanLoss::NonSaturating, heavy(10.0))),
        (Moons, relu(), with(GanLoss::LeastSquares, Optimizer::sgd(1.0))),
        (Disjoint, relu(), with(GanLoss::LeastSquares, heavy(0.3))),
        (Moons, relu(), with(GanLoss::LeastSquares, heavy(0.3))),
    ]
}

/// The first that is said of a script's run, with a seed of its own, but that it goes well; `None` where nothing else is.
fn said((distribution, shape, settings): &Script, seed: u64) -> Option<Condition> {
    let samples = distribution.samples(5000, 1);
    let data = TrainingData::new(distribution.dimensions(), &samples.rows).unwrap();
    let settings = Settings { seed, ..*settings };
    let [generator, discriminator] = shape.networks(&data, &settings, seed).unwrap();
    let gan = Gan::new(generator, discriminator, data, settings).unwrap();
    let grid = Grid::new(&vec![VIEW; distribution.dimensions()], 25).unwrap();
    let reference = PointReference::new(gan.data(), grid, vec![], 500, 1).unwrap();
    let mut run = Run::new(gan, Reference::Points(reference)).unwrap();
    for _ in 0..ITERATIONS {
        let is_stopped = run.go_on().is_err();
        if !is_stopped {
            run.reached();
        }
        let condition = run.condition();
        if !matches!(condition, Condition::Early | Condition::Healthy) {
            return Some(condition);
        }
    }
    None
}

/// How many runs of each kind are asked for, where it is not the usual number.
fn asked_for() -> Option<usize> {
    std::env::var("PLAYGROUND_RUNS").ok()?.parse().ok()
}

/// Plays all scripts in turn, each with the next seed when it comes again, and asks for what is said of each run.
fn assert_said(scripts: &[Script], expected: Option<Condition>) {
    let runs = asked_for().unwrap_or(scripts.len());
    let mut wrong = vec![];
    for number in 0..runs {
        let (script, seed) = (number % scripts.len(), (number / scripts.len() + 1) as u64);
        let said = said(&scripts[script], seed);
        if said != expected {
            wrong.push(format!("script {script} of {}, seed {seed}: {said:?}", scripts[script].0.name()));
        }
    }
    assert!(wrong.is_empty(), "{expected:?} is not said of {} of {runs} runs: {wrong:#?}", wrong.len());
}

#[test]
fn nothing_is_said_of_runs_that_go_well() {
    assert_said(&healthy(), None);
}

#[test]
fn a_mode_collapse_is_named() {
    assert_said(&mode_collapse(), Some(Condition::ModeCollapse));
}

#[test]
fn a_discriminator_that_wins_is_named() {
    assert_said(&discriminator_wins(), Some(Condition::DiscriminatorWins));
}

#[test]
fn an_oscillation_is_named() {
    assert_said(&oscillation(), Some(Condition::Oscillation));
}

#[test]
fn a_divergence_is_named() {
    assert_said(&divergence(), Some(Condition::Divergence));
}
