//! Any calls of the learning engine in any order, as a page's script may make them: a call that makes no sense is refused and
//! changes nothing, and no parameter is ever out of range.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use perceptron_playground::model::activation::Activation;
use perceptron_playground::model::error::Error;
use perceptron_playground::model::fit::{Fit, Settings};
use perceptron_playground::model::init::Init;
use perceptron_playground::model::limits::MAX_MAGNITUDE;
use perceptron_playground::model::loss::Loss;
use perceptron_playground::model::network::Network;
use perceptron_playground::model::optimizer::{Optimizer, Regularization};
use perceptron_playground::model::samples::{Points, Samples};

#[derive(Arbitrary, Debug)]
enum Call {
    Initialize(u8, u32),
    SetParameters(Vec<f32>),
    /// All parameters alike.
    Fill(f32),
    SetParameter(u8, f32),
    SetFrozen(u8, bool),
    Sgd {
        loss: u8,
        rate: f64,
        momentum: f64,
        batch: u8,
    },
    Adam {
        loss: u8,
        rate: f64,
        beta1: f64,
        beta2: f64,
        epsilon: f64,
        batch: u8,
    },
    /// With settings as they usually are.
    Usual {
        loss: u8,
        adam: bool,
        batch: u8,
    },
    Regularize(f64, f64),
    Shuffle(Option<u32>),
    Record(bool),
    SetData(Vec<f32>, Vec<f32>),
    /// So many samples of numbers that suit the network.
    Samples(u8, Vec<i8>),
    SetClasses(Vec<f32>, Vec<u8>),
    SetValidation(Vec<f32>, Vec<f32>),
    Restart(Vec<f32>),
    Train(u8),
    Step,
    Sample,
    GoOn(Vec<f32>, u32, u32),
    Predict(Vec<f32>),
    Grid([f32; 4], u8, u8),
}

/// A network alone, or one with data to learn from: what stands behind `NeuralNetwork` of the page.
struct Engine {
    bare: Network,
    fit: Option<Fit>,
    settings: Settings,
    validation: Option<Samples>,
}

impl Engine {
    fn network(&self) -> &Network {
        self.fit.as_ref().map_or(&self.bare, Fit::network)
    }

    fn edit(&mut self, change: impl FnOnce(&mut Network) -> Result<(), Error>) -> Result<(), Error> {
        match &mut self.fit {
            Some(fit) => fit.edit(change),
            None => change(&mut self.bare),
        }
    }

    fn adjust(&mut self, settings: Settings) -> Result<(), Error> {
        if let Some(fit) = &mut self.fit {
            fit.set_settings(settings)?;
        }
        self.settings = settings;
        Ok(())
    }

    fn begin(&mut self, samples: Samples) -> Result<(), Error> {
        self.fit = Some(Fit::new(self.network().clone(), samples, self.validation.as_ref(), self.settings)?);
        Ok(())
    }

    fn loss(which: u8) -> Loss {
        Loss::ALL[usize::from(which) % Loss::ALL.len()]
    }

    fn call(&mut self, call: &Call) -> Result<(), Error> {
        let count = self.network().parameters().len();
        match call {
            Call::Initialize(rule, seed) => {
                let init = Init::ALL[usize::from(*rule) % Init::ALL.len()];
                self.edit(|network| {
                    init.apply(network, u64::from(*seed));
                    Ok(())
                })
            }
            Call::SetParameters(values) => self.edit(|network| network.set_parameters(values)),
            Call::Fill(value) => self.edit(|network| network.set_parameters(&vec![*value; count])),
            Call::SetParameter(at, value) => self.edit(|network| network.set_parameter(usize::from(*at), *value)),
            Call::SetFrozen(at, frozen) => self.edit(|network| network.set_frozen(usize::from(*at), *frozen)),
            Call::Sgd { loss, rate, momentum, batch } => {
                let optimizer = Optimizer::Sgd { rate: *rate, momentum: *momentum };
                let batch_size = usize::from(*batch);
                self.adjust(Settings { loss: Self::loss(*loss), optimizer, batch_size, ..self.settings })
            }
            Call::Adam { loss, rate, beta1, beta2, epsilon, batch } => {
                let optimizer = Optimizer::Adam { rate: *rate, beta1: *beta1, beta2: *beta2, epsilon: *epsilon };
                let batch_size = usize::from(*batch);
                self.adjust(Settings { loss: Self::loss(*loss), optimizer, batch_size, ..self.settings })
            }
            Call::Usual { loss, adam, batch } => {
                let optimizer = if *adam { Optimizer::adam(0.01) } else { Optimizer::sgd(0.1) };
                let batch_size = usize::from(*batch % 8);
                self.adjust(Settings { loss: Self::loss(*loss), optimizer, batch_size, ..self.settings })
            }
            Call::Regularize(l1, l2) => {
                self.adjust(Settings { regularization: Regularization { l1: *l1, l2: *l2 }, ..self.settings })
            }
            Call::Shuffle(seed) => self.adjust(Settings { shuffle: seed.map(u64::from), ..self.settings }),
            Call::Record(record) => self.adjust(Settings { record: *record, ..self.settings }),
            Call::SetData(inputs, targets) => {
                let samples = Samples::new(self.network().inputs(), inputs, targets)?;
                self.begin(samples)
            }
            Call::Samples(count, numbers) => {
                let (count, network) = (usize::from(*count % 9), self.network());
                let number = |at: usize| numbers.get(at % numbers.len().max(1)).map_or(0.0, |n| f32::from(*n) / 16.0);
                let inputs: Vec<_> = (0..count * network.inputs()).map(number).collect();
                let targets: Vec<_> = (0..count * network.outputs()).map(|at| (at % 2) as f32).collect();
                let samples = Samples::new(network.inputs(), &inputs, &targets)?;
                self.begin(samples)
            }
            Call::SetClasses(inputs, labels) => {
                let (network, labels) =
                    (self.network(), labels.iter().map(|label| u32::from(*label)).collect::<Vec<_>>());
                let samples = Samples::of_classes(network.inputs(), inputs, network.outputs(), &labels)?;
                self.begin(samples)
            }
            Call::SetValidation(inputs, targets) => {
                self.validation = Some(Samples::new(self.network().inputs(), inputs, targets)?);
                match &self.fit {
                    None => Ok(()),
                    Some(fit) => self.begin(fit.samples().clone()),
                }
            }
            Call::Predict(rows) => {
                let outputs = self.network().predict(&Points::new(self.network().inputs(), rows)?)?;
                assert!(outputs.iter().all(|output| output.is_finite()));
                Ok(())
            }
            Call::Grid([left, right, bottom, top], columns, rows) => {
                let [columns, rows] = [columns, rows].map(|count| usize::from(*count % 20));
                let width = self.network().inputs();
                let fill = |x: [f32; 2], row: &mut [f32]| row.iter_mut().zip(x).for_each(|(place, x)| *place = x);
                let points = Points::grid([*left, *right], [*bottom, *top], columns, rows, width, fill)?;
                let mut units = vec![0.0; points.count() * self.network().units()];
                self.network().predict_units_into(&points, &mut Vec::new(), &mut units)
            }
            _ => match &mut self.fit {
                None => Ok(()),
                Some(fit) => Self::learn(fit, call),
            },
        }
    }

    fn learn(fit: &mut Fit, call: &Call) -> Result<(), Error> {
        match call {
            Call::Restart(parameters) => fit.restart(parameters),
            Call::Train(epochs) => fit.run(u64::from(*epochs % 8), |_| true).map(|_| ()),
            Call::Step => fit.step(),
            Call::Sample => fit.sample().map(|_| ()),
            Call::GoOn(numbers, epochs, steps) => fit.go_on_from(numbers, u64::from(*epochs), u64::from(*steps)),
            _ => Ok(()),
        }
    }
}

fuzz_target!(|input: (Vec<u8>, Vec<u8>, Vec<Call>)| {
    let (sizes, activations, calls) = input;
    let sizes: Vec<_> = sizes.iter().take(5).map(|size| usize::from(*size % 12)).collect();
    let activation = |which: &u8| Activation::ALL[usize::from(*which) % Activation::ALL.len()];
    let activations: Vec<_> = activations.iter().take(5).map(activation).collect();
    let Ok(bare) = Network::new(&sizes, &activations) else { return };
    let settings = Settings::new(Loss::MeanSquared, Optimizer::sgd(0.01), 32);
    let mut engine = Engine { bare, fit: None, settings, validation: None };
    for call in calls.iter().take(40) {
        let before = engine.network().parameters().to_vec();
        let result = engine.call(call);
        let after = engine.network().parameters();
        assert!(after.iter().all(|parameter| parameter.abs() <= MAX_MAGNITUDE), "{call:?}");
        // A long training keeps its last good state; all else that is refused changes nothing.
        let is_same = before.iter().map(|w| w.to_bits()).eq(after.iter().map(|w| w.to_bits()));
        assert!(result.is_ok() || is_same || matches!(call, Call::Train(_)), "{call:?}: {result:?}");
        if let Some(fit) = &mut engine.fit {
            assert!(fit.training_loss().is_ok_and(f64::is_finite) || fit.training_loss().is_err());
            assert!(fit.validation_loss().is_none_or(f64::is_finite));
            assert!(fit.history().entries().iter().all(|entry| entry.loss.is_finite()));
        }
    }
});
