//! Two networks that learn against each other: gradients against finite differences, losses against PyTorch, divergences against
//! NumPy, and whatever way leads to a state.

use perceptron_playground::data::distributions::{Distribution, VIEW};
use perceptron_playground::model::activation::Activation::{self, Identity, Relu, Sigmoid, Tanh};
use perceptron_playground::model::error::Error;
use perceptron_playground::model::gan::grid::Grid;
use perceptron_playground::model::gan::measures::{Mode, PointReference, Reference, js, kl};
use perceptron_playground::model::gan::run::Run;
use perceptron_playground::model::gan::settings::{Learners, adam};
use perceptron_playground::model::gan::shape::Shape;
use perceptron_playground::model::gan::{
    Gan, GanLoss, Noise, NoiseDistribution, Part, Player, Position, Settings, TrainingData,
};
use perceptron_playground::model::init::Init;
use perceptron_playground::model::network::Network;
use perceptron_playground::model::optimizer::Optimizer;
use perceptron_playground::model::random::Random;
use perceptron_playground::model::timeline::{Replay as _, Timeline};
use serde_json::Value;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A parabola of 300 points, in two classes.
fn parabola(seed: u64) -> TrainingData {
    let mut random = Random::new(seed);
    let points: Vec<[f32; 2]> = (0..300).map(|_| random.between_f32(-1.0, 1.0)).map(|x1| [x1, x1 * x1 - 0.5]).collect();
    let labels: Vec<_> = points.iter().map(|point| u32::from(point[0] >= 0.0)).collect();
    TrainingData::of_classes(2, points.as_flattened(), 2, &labels).unwrap()
}

fn gan(data: TrainingData, shape: &Shape, settings: Settings) -> Gan {
    let [generator, discriminator] = shape.networks(&data, &settings, settings.seed).unwrap();
    Gan::new(generator, discriminator, data, settings).unwrap()
}

fn reference_of(distribution: Distribution, gan: &Gan) -> Reference {
    #[allow(clippy::cast_possible_truncation)] // the networks are single precision
    let mode = |centre: &[f64], radius: f64| Mode {
        centre: centre.iter().map(|x| *x as f32).collect(),
        radius: radius as f32,
    };
    let modes = distribution.clusters().iter().map(|cluster| mode(&cluster.centre, cluster.radius)).collect();
    let grid = Grid::new(&vec![VIEW; distribution.dimensions()], 25).unwrap();
    Reference::Points(PointReference::new(gan.data(), grid, modes, 500, 1).unwrap())
}

fn ring_of_gaussians(settings: Settings) -> Run {
    let distribution = Distribution::Gaussians(5);
    let samples = distribution.samples(2000, 1);
    let data = TrainingData::of_classes(2, &samples.rows, 5, &samples.labels).unwrap();
    let gan = gan(data, &Shape::alike(&[16], Relu, Identity), settings);
    let reference = reference_of(distribution, &gan);
    Run::new(gan, reference).unwrap()
}

/// A network in double precision, written once more from the textbook: the sums of the last layer for one sample.
fn logit(network: &Network, parameters: &[f64], input: &[f64]) -> Vec<f64> {
    let (mut values, mut at) = (input.to_vec(), 0);
    for (number, layer) in network.layers().iter().enumerate() {
        let (weights, biases) = parameters[at..].split_at(layer.inputs * layer.units);
        at += layer.parameter_count();
        let sums = weights.chunks_exact(layer.inputs).zip(biases);
        let last = number + 1 == network.layers().len();
        values = sums
            .map(|(row, bias)| row.iter().zip(&values).map(|(w, x)| w * x).sum::<f64>() + bias)
            .map(|z| match layer.activation {
                Activation::Tanh => z.tanh(),
                Activation::Sigmoid if !last => 1.0 / (1.0 + (-z).exp()),
                Activation::Relu => z.max(0.0),
                _ => z,
            })
            .collect();
    }
    values
}

fn doubles(values: &[f32]) -> Vec<f64> {
    values.iter().map(|value| f64::from(*value)).collect()
}

/// The rows of a batch in double precision: noise, samples of the data, and the class as one-hot for both.
struct Batch {
    noise: Vec<Vec<f64>>,
    real: Vec<Vec<f64>>,
    classes: Vec<Vec<f64>>,
}

impl Batch {
    fn of(gan: &Gan) -> Self {
        let numbers = gan.settings().noise.numbers;
        let one_hot =
            |label: u32| (0..gan.classes()).map(|class| f64::from(u8::from(class == label as usize))).collect();
        let labels = gan.batch_labels();
        Self {
            noise: gan.batch_noise().chunks_exact(numbers).map(doubles).collect(),
            real: gan.batch_real().iter().map(|number| doubles(gan.data().row(*number))).collect(),
            classes: gan
                .batch_real()
                .iter()
                .enumerate()
                .map(|(at, _)| labels.get(at).map_or(vec![], |l| one_hot(*l)))
                .collect(),
        }
    }

    fn joined(sample: &[f64], class: &[f64]) -> Vec<f64> {
        [sample, class].concat()
    }

    /// The losses of D and of G as the papers have them.
    fn losses(&self, gan: &Gan, generator: &[f64], discriminator: &[f64]) -> [f64; 2] {
        let settings = gan.settings();
        let count = self.noise.len() as f64;
        let softplus = |z: f64| z.max(0.0) + (-z.abs()).exp().ln_1p();
        let (mut of_d, mut of_g) = (0.0, 0.0);
        for ((noise, real), class) in self.noise.iter().zip(&self.real).zip(&self.classes) {
            let fake = logit(gan.generator(), generator, &Self::joined(noise, class));
            let [on_real, on_fake] =
                [real, &fake].map(|sample| logit(gan.discriminator(), discriminator, &Self::joined(sample, class))[0]);
            let label = settings.real_label;
            match settings.loss {
                GanLoss::LeastSquares => {
                    of_d += 0.5 * ((on_real - label).powi(2) + on_fake.powi(2)) / count;
                    of_g += 0.5 * (on_fake - 1.0).powi(2) / count;
                }
                loss => {
                    // −ln σ(z) = softplus(−z), −ln(1 − σ(z)) = softplus(z).
                    of_d +=
                        (label * softplus(-on_real) + (1.0 - label) * softplus(on_real) + softplus(on_fake)) / count;
                    of_g += if loss == GanLoss::Minimax { -softplus(on_fake) } else { softplus(-on_fake) } / count;
                }
            }
        }
        [of_d, of_g]
    }
}

fn assert_near(got: &[f32], wanted: &[f64], what: &str) {
    let largest = wanted.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    for (at, (got, wanted)) in got.iter().zip(wanted).enumerate() {
        let difference = (f64::from(*got) - wanted).abs();
        assert!(difference < 2e-5 * largest + 1e-7, "{what} {at}: {got} instead of {wanted}");
    }
    assert_eq!(got.len(), wanted.len(), "{what}");
}

/// Central differences of `f` at `x`.
fn differences(x: &[f64], f: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    const H: f64 = 1e-5;
    (0..x.len())
        .map(|at| {
            let mut moved = x.to_vec();
            let mut value = |x: f64| {
                moved[at] = x;
                f(&moved)
            };
            (value(x[at] + H) - value(x[at] - H)) / (2.0 * H)
        })
        .collect()
}

/// D's gradients with respect to its parameters and to its inputs, and G's through D, for every loss, with classes and without.
#[test]
fn gradients_are_the_slopes_of_the_losses() {
    for (at, loss) in GanLoss::ALL.into_iter().enumerate() {
        for (conditional, hidden) in [(false, Tanh), (true, Sigmoid), (false, Relu)] {
            let settings = Settings {
                loss,
                conditional,
                real_label: if at == 1 { 1.0 } else { 0.85 },
                batch_size: 13,
                noise: Noise { distribution: NoiseDistribution::ALL[at % 2], numbers: 3 },
                seed: 3 + at as u64,
                ..Settings::default()
            };
            let shape = Shape {
                generator: vec![(5, hidden), (4, hidden)],
                output: if at == 0 { Tanh } else { Identity },
                discriminator: vec![(6, hidden), (3, hidden)],
                init: Init::GlorotUniform,
            };
            let mut gan = gan(parabola(1), &shape, settings);
            let what = format!("{} {conditional} {}", loss.name(), hidden.name());
            (0..5).for_each(|_| gan.iterate().unwrap());
            for part in [Part::Noise, Part::Fakes, Part::Verdicts] {
                assert_eq!(gan.part(), Ok(part));
            }
            let (batch, before) = (Batch::of(&gan), gan.clone());
            let [g, d] = [before.generator(), before.discriminator()].map(|network| doubles(network.parameters()));
            assert_eq!(gan.part(), Ok(Part::Discriminator));
            let loss_of_d = |d: &[f64]| batch.losses(&before, &g, d)[0];
            assert_near(&gan.gradients(Player::Discriminator), &differences(&d, loss_of_d), &what);
            let measured = gan.measures();
            assert!((measured.discriminator_loss - loss_of_d(&d)).abs() < 1e-5, "{what}");

            let d = doubles(gan.discriminator().parameters());
            assert_eq!(gan.part(), Ok(Part::Generator));
            let loss_of_g = |g: &[f64]| batch.losses(&before, g, &d)[1];
            let slopes = differences(&g, loss_of_g);
            assert_near(&gan.gradients(Player::Generator), &slopes, &what);
            let length = slopes.iter().map(|slope| slope * slope).sum::<f64>().sqrt();
            let measured = gan.measures();
            assert!((measured.generator_loss - loss_of_g(&g)).abs() < 1e-5, "{what}");
            assert!((measured.generator_gradient / length - 1.0).abs() < 1e-4, "{what}");

            // The push on a fake is minus the slope of its own part of G's loss.
            let fakes: Vec<f32> = gan.batch_fakes()[..8].to_vec();
            let labels = if conditional { gan.batch_labels()[..4].to_vec() } else { vec![] };
            let pushes = gan.pushes(&fakes, &labels).unwrap();
            for (number, fake) in fakes.chunks_exact(2).enumerate() {
                let of_one = |x: &[f64]| {
                    let z = logit(gan.discriminator(), &d, &[x, &batch.classes[number][..]].concat())[0];
                    let softplus = |z: f64| z.max(0.0) + (-z.abs()).exp().ln_1p();
                    match loss {
                        GanLoss::LeastSquares => 0.5 * (z - 1.0).powi(2),
                        GanLoss::Minimax => -softplus(z),
                        GanLoss::NonSaturating => softplus(-z),
                    }
                };
                let slopes: Vec<_> = differences(&doubles(fake), of_one).iter().map(|slope| -slope).collect();
                assert_near(&pushes[2 * number..][..2], &slopes, &what);
            }
            let numbers = batch.noise.len();
            let noise: Vec<f32> = before.batch_noise().to_vec();
            let real: Vec<f32> = before.batch_real().iter().flat_map(|at| before.data().row(*at)).copied().collect();
            let [of_d, of_g] = before.losses_on(&noise, &real, &before.batch_labels()).unwrap();
            let wanted = batch.losses(&before, &g, &doubles(before.discriminator().parameters()));
            assert!((of_d - wanted[0]).abs() < 1e-5 && (of_g - wanted[1]).abs() < 1e-5, "{what} {numbers}");
        }
    }
}

/// reference/gan.py trained these in PyTorch.
#[test]
fn five_hundred_iterations_have_the_losses_of_pytorch() {
    let reference: Value = serde_json::from_str(include_str!("reference/gan.json")).unwrap();
    for run in reference["runs"].as_array().unwrap() {
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let text = |name: &str| run[name].as_str().unwrap();
        let rate = run["rate"].as_f64().unwrap();
        let optimizer = match text("optimizer") {
            "adam" => adam(rate),
            "momentum" => Optimizer::Sgd { rate, momentum: 0.9 },
            _ => Optimizer::sgd(rate),
        };
        let seed = run["seed"].as_u64().unwrap();
        let settings = Settings {
            loss: text("loss").parse().ok().unwrap(),
            real_label: run["label"].as_f64().unwrap(),
            generator: optimizer,
            discriminator: optimizer,
            batch_size: 30,
            discriminator_steps: number(&run["steps"][0]),
            generator_steps: number(&run["steps"][1]),
            noise: Noise { distribution: text("noise").parse().ok().unwrap(), numbers: number(&run["numbers"]) },
            conditional: number(&run["classes"]) > 0,
            seed,
            learners: Learners::Both,
            head_start: 0,
        };
        let hidden: Vec<_> = run["hidden"].as_array().unwrap().iter().map(number).collect();
        let mut gan = gan(parabola(seed), &Shape::alike(&hidden, Tanh, Identity), settings);
        let wanted = |name: &str| run[name].as_array().unwrap().iter().map(|loss| loss.as_f64().unwrap());
        let mut largest = 0.0_f64;
        for (of_d, of_g) in wanted("discriminator_losses").zip(wanted("generator_losses")) {
            gan.iterate().unwrap();
            let measures = gan.measures();
            largest = largest.max((measures.discriminator_loss - of_d).abs());
            largest = largest.max((measures.generator_loss - of_g).abs());
        }
        assert!(largest < 1e-4, "{}: {largest:e}", text("loss"));
        assert_eq!(gan.position().iterations, 500);
    }
}

/// reference/divergences.py computed these by NumPy.
#[test]
fn divergences_are_those_of_numpy() {
    let reference: Value = serde_json::from_str(include_str!("reference/divergences.json")).unwrap();
    let cases = reference["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 20);
    for case in cases {
        let counts = |name: &str| -> Vec<u32> {
            case[name].as_array().unwrap().iter().map(|n| u32::try_from(n.as_u64().unwrap()).unwrap()).collect()
        };
        let (p, q) = (counts("p"), counts("q"));
        let [of_kl, of_js] = ["kl", "js"].map(|name| case[name].as_f64().unwrap());
        assert!((kl(&p, &q) - of_kl).abs() < 1e-12, "{} instead of {of_kl}", kl(&p, &q));
        assert!((js(&p, &q) - of_js).abs() < 1e-12, "{} instead of {of_js}", js(&p, &q));
        assert!(kl(&p, &p).abs() < 1e-12 && js(&p, &p).abs() < 1e-12);
        assert!((js(&p, &q) - js(&q, &p)).abs() < 1e-12);
    }
    assert!((js(&[5, 0], &[0, 9]) - std::f64::consts::LN_2).abs() < 1e-12);
}

/// What lies outside the grid is counted too: the mass of the reference is 1.
#[test]
fn no_sample_is_lost_between_the_cells() {
    let grid = Grid::new(&[[-1.0, 1.0]; 2], 4).unwrap();
    let counts = grid.counts(&[-1.0, -1.0, 1.0, 1.0, 0.99, -0.99, 1.01, 0.0, f32::NAN, 0.0, 0.0, f32::INFINITY]);
    assert_eq!((counts.len(), counts[0], counts[15], counts[3], counts[16]), (17, 1, 1, 1, 3));
    for distribution in Distribution::ALL {
        let samples = distribution.samples(5000, 2);
        let grid = Grid::new(&vec![VIEW; distribution.dimensions()], 25).unwrap();
        let counts = grid.counts(&samples.rows);
        assert_eq!(counts.iter().sum::<u32>(), 5000, "{}", distribution.name());
        assert!(*counts.last().unwrap() < 10, "{}", distribution.name());
    }
    assert!(Grid::new(&[[1.0, 1.0]], 4).is_err() && Grid::new(&[[0.0, 1.0]; 3], 4).is_err());
}

/// A sample of the data itself is what the floor says, and one that misses modes is told from it.
#[test]
fn samples_of_the_data_reach_the_floor_and_others_do_not() {
    let distribution = Distribution::Gaussians(5);
    let run = ring_of_gaussians(Settings::default());
    let (reference, floor) = (run.reference(), run.reference().floor());
    let all = distribution.samples(500, 77).rows;
    let of_all = reference.measure(&all);
    let near = |got: f64, [mean, deviation]: [f64; 2]| (got - mean).abs() < 6.0 * deviation;
    assert!(near(of_all.kl, floor.kl) && near(of_all.js, floor.js), "{of_all:?} {floor:?}");
    assert!(of_all.near > 0.96 && of_all.reached > 0.96 && floor.near > 0.97 && floor.reached > 0.97, "{of_all:?}");
    assert_eq!((of_all.covered, of_all.modes.len()), (5, 5));
    assert!(of_all.modes.iter().all(|share| (share - 0.2).abs() < 0.02), "{of_all:?}");

    let two: Vec<f32> = all.chunks_exact(10).flat_map(|five| five[..4].repeat(3)[..10].to_vec()).collect();
    let of_two = reference.measure(&two);
    assert_eq!(of_two.covered, 2);
    assert!(of_two.near > 0.96 && (0.33..0.47).contains(&of_two.reached), "{of_two:?}");
    assert!(of_two.js > floor.js[0] + 20.0 * floor.js[1] && of_two.kl > floor.kl[0] + 20.0 * floor.kl[1]);

    let none = reference.measure(&vec![1e30; 1000]);
    assert_eq!((none.near, none.reached, none.covered), (0.0, 0.0, 0));
    assert!((none.js - std::f64::consts::LN_2).abs() < 1e-9 && none.kl.is_finite(), "{none:?}");
}

fn bits(gan: &Gan) -> Vec<u32> {
    let players = [Player::Generator, Player::Discriminator];
    players.iter().flat_map(|player| gan.numbers(*player)).map(f32::to_bits).collect()
}

/// Part by part, by going back, from the numbers of a link, or all at once: the same bits.
#[test]
fn whatever_way_leads_to_a_state_it_has_the_same_bits() {
    let settings = Settings {
        discriminator_steps: 2,
        generator_steps: 2,
        batch_size: 37,
        conditional: true,
        noise: Noise { distribution: NoiseDistribution::Normal, numbers: 2 },
        ..Settings::default()
    };
    let mut straight = ring_of_gaussians(settings);
    let mut states = vec![bits(straight.gan())];
    for _ in 0..130 {
        straight.go_on().unwrap();
        straight.reached();
        states.push(bits(straight.gan()));
    }

    let mut timeline = Timeline::new(ring_of_gaussians(settings), 4);
    timeline.advance(100, &mut || true, |_| false).unwrap();
    assert_eq!(bits(timeline.run().gan()), states[100]);
    for wanted in [37_u16, 99, 1, 0, 64] {
        timeline.seek(wanted.into());
        timeline.catch_up(&mut || true).unwrap();
        assert_eq!(bits(timeline.run().gan()), states[usize::from(wanted)], "{wanted}");
    }
    let mut parts = vec![];
    for _ in 0..10 {
        parts.push(timeline.make(|run| run.gan_mut().part()).unwrap());
    }
    let of_discriminator = [Part::Noise, Part::Fakes, Part::Verdicts, Part::Discriminator];
    let expected = [&of_discriminator[..], &of_discriminator, &[Part::Generator, Part::Noise]].concat();
    assert_eq!(parts, expected);
    timeline.go_on().unwrap();
    assert_eq!((timeline.position(), bits(timeline.run().gan())), (66, states[66].clone()));
    timeline.want(130);
    timeline.catch_up(&mut || true).unwrap();
    assert_eq!(bits(timeline.run().gan()), states[130]);
    assert_eq!(timeline.run().history().entries(), straight.history().entries());
    assert_eq!(timeline.run().history().checks(), straight.history().checks());

    let mut linked = ring_of_gaussians(settings);
    let (now, from) = (straight.gan(), Position { part: Part::Noise, ..straight.gan().position() });
    let numbers = [Player::Generator, Player::Discriminator].map(|player| now.numbers(player));
    linked.edit(|gan| gan.go_on_from([&numbers[0], &numbers[1]], from)).unwrap();
    for run in [&mut linked, &mut straight] {
        (0..3).for_each(|_| run.go_on().unwrap());
    }
    assert_eq!(bits(linked.gan()), bits(straight.gan()));
}

/// The same bits natively and in every browser, after 10,000 iterations.
#[test]
fn ten_thousand_iterations_have_the_same_bits_everywhere() {
    let hash = |numbers: &[u32]| {
        let bytes = numbers.iter().flat_map(|number| number.to_le_bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let cases = [
        (GanLoss::NonSaturating, NoiseDistribution::Normal, adam(0.003), Relu),
        (GanLoss::Minimax, NoiseDistribution::Uniform, Optimizer::sgd(0.05), Tanh),
        (GanLoss::LeastSquares, NoiseDistribution::Normal, Optimizer::Sgd { rate: 0.01, momentum: 0.5 }, Tanh),
    ];
    let got = cases.map(|(loss, distribution, optimizer, hidden)| {
        let settings = Settings {
            loss,
            noise: Noise { distribution, numbers: 2 },
            generator: optimizer,
            discriminator: optimizer,
            batch_size: 30,
            ..Settings::default()
        };
        let samples = Distribution::Ring.samples(1000, 3);
        let data = TrainingData::new(2, &samples.rows).unwrap();
        let mut gan = gan(data, &Shape::alike(&[8], hidden, Identity), settings);
        (0..10_000).for_each(|_| gan.iterate().unwrap());
        hash(&bits(&gan))
    });
    assert_eq!(got, [0x1b72_7056_7e10_370e, 0xca85_68e0_8b01_cd31, 0x5f7a_7aa5_f26d_448c], "{got:#018x?}");
}

/// However hard it is driven, every number that shows is one, and what stops it has a name.
#[test]
fn a_rate_of_ten_never_shows_what_is_no_number() {
    let optimizers =
        [10.0, 1000.0].map(|rate| [Optimizer::sgd(rate), Optimizer::Sgd { rate, momentum: 0.9 }, adam(rate)]);
    for (loss, optimizer) in
        GanLoss::ALL.into_iter().flat_map(|l| optimizers.as_flattened().iter().map(move |o| (l, *o)))
    {
        let mut run =
            ring_of_gaussians(Settings { loss, generator: optimizer, discriminator: optimizer, ..Settings::default() });
        let mut stopped = None;
        for _ in 0..300 {
            let before = bits(run.gan());
            match run.go_on() {
                Ok(()) => run.reached(),
                Err(diverged) => {
                    // D's steps before the one that failed are kept.
                    assert!(diverged.player == Player::Generator || bits(run.gan()) == before);
                    assert!(diverged.value.is_finite() && diverged.iteration > 0, "{diverged}");
                    stopped = Some(diverged);
                    break;
                }
            }
        }
        assert_eq!(run.gan().diverged(), stopped);
        assert_eq!(run.go_on().err(), stopped, "it stays where it is");
        let [g, d] = [run.gan().generator(), run.gan().discriminator()];
        assert!(g.parameters().iter().chain(d.parameters()).all(|value| value.is_finite()));
        let (fakes, check) = run.look();
        assert_eq!(fakes.len(), 1000);
        let measures = &check.measures;
        assert!(
            [measures.kl, measures.js, check.verdict_real, check.verdict_fake].iter().all(|value| value.is_finite())
        );
        for entry in run.history().entries() {
            let steps = entry.last;
            assert!(steps.discriminator_loss.is_finite() && steps.generator_loss.is_finite());
        }
    }
}

#[test]
fn what_does_not_fit_is_refused_with_a_reason() {
    let data = parabola(1);
    let shape = Shape::alike(&[4], Tanh, Identity);
    let good = Settings::default();
    let [generator, discriminator] = shape.networks(&data, &good, 1).unwrap();
    let error = |settings: Settings| {
        Gan::new(generator.clone(), discriminator.clone(), data.clone(), settings).err().map(|error| error.to_string())
    };
    assert_eq!(error(good), None);
    let none = Noise { numbers: 0, ..good.noise };
    for (settings, word) in [
        (Settings { discriminator_steps: 0, ..good }, "D's steps"),
        (Settings { generator_steps: 21, ..good }, "G's steps"),
        (Settings { batch_size: 0, ..good }, "batch size"),
        (Settings { noise: none, ..good }, "noise"),
        (Settings { real_label: f64::NAN, ..good }, "label"),
        (Settings { generator: adam(-1.0), ..good }, "learning rate"),
        (Settings { loss: GanLoss::LeastSquares, ..good }, "identity"),
        (Settings { conditional: true, ..good }, "inputs of the generator"),
    ] {
        assert!(error(settings).is_some_and(|text| text.contains(word)), "{word}: {:?}", error(settings));
    }
    let told = |rows: &[f32]| TrainingData::new(2, rows).err();
    assert!(matches!(told(&[]), Some(Error::Size { .. })));
    assert!(matches!(told(&[1.0, 2.0, 3.0]), Some(Error::Length { .. })));
    assert!(matches!(told(&[1.0, f32::NAN]), Some(Error::Value { .. })));
    assert!(TrainingData::of_classes(1, &[0.0, 1.0], 2, &[0, 2]).is_err());

    // One point, and a batch larger than the data, are enough to learn from.
    let one = TrainingData::new(2, &[0.3, -0.2]).unwrap();
    let mut gan = gan(one, &shape, Settings { batch_size: 64, ..good });
    let before = gan.generator().clone();
    assert!(gan.set_settings(Settings { discriminator_steps: 0, ..good }).is_err());
    (0..200).for_each(|_| gan.iterate().unwrap());
    assert_ne!(&before, gan.generator());
    let grid = Grid::new(&[VIEW; 2], 25).unwrap();
    let reference = PointReference::new(gan.data(), grid, vec![], 100, 1).unwrap();
    assert_eq!(Reference::Points(reference).floor().near, 1.0);
}

/// One network alone: the other one stays as it is.
#[test]
fn each_network_learns_alone_too() {
    let mut run = ring_of_gaussians(Settings { seed: 4, ..Settings::default() });
    let start = run.look().1;
    let generator = run.gan().generator().clone();
    run.edit(|gan| (0..400).try_for_each(|_| gan.step_discriminator())).unwrap();
    assert_eq!(run.gan().generator(), &generator);
    let (_, told_apart) = run.look();
    assert!(told_apart.verdict_real - told_apart.verdict_fake > 0.5 + start.verdict_real - start.verdict_fake);
    let discriminator = run.gan().discriminator().clone();
    run.edit(|gan| (0..400).try_for_each(|_| gan.step_generator())).unwrap();
    assert_eq!(run.gan().discriminator(), &discriminator);
    assert!(run.look().1.verdict_fake > told_apart.verdict_fake + 0.3);
    assert_eq!((run.gan().position().iterations, run.gan().position().discriminator_steps), (0, 400));
}

/// The bent grid is what G makes of the noise at its corners, and what shows stays the same for a seed.
#[test]
fn the_manifold_and_the_samples_are_those_of_the_noise() {
    let run = ring_of_gaussians(Settings { seed: 9, ..Settings::default() });
    let gan = run.gan();
    let bent = gan.generator().predict(&gan.manifold(10, 0).unwrap()).unwrap();
    assert_eq!(bent.len(), 2 * 121);
    let corner = gan.generator().predict(&gan.generator_points(&[1.0, -1.0], &[]).unwrap()).unwrap();
    assert_eq!(bent[20..22], corner[..]);
    assert_eq!(gan.samples(20).unwrap()[..10], gan.samples(5).unwrap()[..]);
    let verdicts = gan.verdicts(&[0.0, 0.0, 5.0, 5.0], &[]).unwrap();
    assert!(verdicts.len() == 2 && verdicts.iter().all(|verdict| (0.0..=1.0).contains(verdict)));
    assert!(gan.verdicts(&[0.0, 0.0], &[1]).is_err());
}

#[test]
fn a_network_that_does_not_learn_stays_as_it_is_and_each_iteration_draws_another_batch() {
    let begun = |learners: Learners, head_start: u64| {
        gan(parabola(2), &Shape::alike(&[6], Tanh, Identity), Settings { learners, head_start, ..Settings::default() })
    };
    let parameters = |gan: &Gan| [gan.generator(), gan.discriminator()].map(|network| network.parameters().to_vec());
    for (learners, moves) in
        [(Learners::Both, [true, true]), (Learners::Discriminator, [false, true]), (Learners::Generator, [true, false])]
    {
        let mut gan = begun(learners, 0);
        let (start, mut noises) = (parameters(&gan), Vec::new());
        for _ in 0..3 {
            gan.iterate().unwrap();
            noises.push(gan.batch_noise().to_vec());
        }
        let end = parameters(&gan);
        assert_eq!([start[0] != end[0], start[1] != end[1]], moves, "{learners:?}");
        assert!(noises[0] != noises[1] && noises[1] != noises[2], "{learners:?}");
        assert_eq!(gan.position().iterations, 3);
    }
    // After the head start of D a run goes on as its settings say.
    let mut gan = begun(Learners::Generator, 2);
    let start = parameters(&gan);
    (0..2).for_each(|_| gan.iterate().unwrap());
    let ahead = parameters(&gan);
    assert!(start[0] == ahead[0] && start[1] != ahead[1]);
    gan.iterate().unwrap();
    let end = parameters(&gan);
    assert!(ahead[0] != end[0] && ahead[1] == end[1]);
}
