//! The learning engine for JavaScript, in a page or in Node.js: networks, and the points to draw them at.
//!
//! ```js
//! const network = new NeuralNetwork(new Uint32Array([2, 4, 2, 1]), ['tanh', 'tanh', 'sigmoid']);
//! network.initialize('glorot', 7);
//! network.compile('binary-cross-entropy', Optimizer.sgd(0.03), 10);
//! network.setData(inputs, targets); // Float32Arrays, row by row
//! network.train(100);
//! const { loss, parameters } = network;
//! network.free();
//! ```

#![allow(clippy::missing_errors_doc)] // every error is a sentence for JavaScript to show

mod optimizer;
mod points;
mod population;
mod run;

use js_sys::Float32Array;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};
use wide::f32x4;

use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::fit::{Fit, Settings};
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::{Optimizer, Regularization};
use crate::model::samples::Samples;
pub use optimizer::JsOptimizer;
pub use points::JsPoints;
pub use population::JsPopulation;

/// What stands ready: a network alone, or one with data to learn from.
enum Stage {
    Bare(Network),
    Ready(Box<Fit>),
}

/// A network of dense layers, and its training: make it, `initialize` it or `setParameters`, `compile` what it learns by,
/// `setData` once, `train`, read, and `free` it. Numbers are handed over and read as copies, in single precision. A call
/// that makes no sense throws a sentence that says why, and changes nothing; a run that diverges throws, and keeps the last
/// state that was one.
#[wasm_bindgen(js_name = NeuralNetwork)]
pub struct JsNetwork {
    stage: Stage,
    settings: Settings,
    validation: Option<Samples>,
    scratch: Vec<f32x4>,
    values: Vec<f32>,
}

#[wasm_bindgen(js_class = NeuralNetwork)]
impl JsNetwork {
    /// A network for `sizes[0]` inputs with layers of `sizes[1]`, `sizes[2]`, … units, and an activation for each, such as `tanh`;
    /// `softmax` is for the last layer. A name that is none is answered with all there are. All parameters are 0.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value)] // JavaScript hands lists of strings over whole
    pub fn new(sizes: &[u32], activations: Vec<String>) -> Result<Self, JsError> {
        let sizes: Vec<usize> = sizes.iter().map(|&size| size as usize).collect();
        let named = |name: &String| {
            known(name.parse::<Activation>().ok(), "an activation", name, &Activation::ALL.map(Activation::name))
        };
        let activations = activations.iter().map(named).collect::<Result<Vec<_>, _>>()?;
        let network = Network::new(&sizes, &activations)?;
        let settings = Settings::new(Loss::MeanSquared, Optimizer::sgd(0.01), 32);
        let (scratch, values) = (Vec::new(), Vec::new());
        Ok(Self { stage: Stage::Bare(network), settings, validation: None, scratch, values })
    }

    fn network(&self) -> &Network {
        match &self.stage {
            Stage::Bare(network) => network,
            Stage::Ready(fit) => fit.network(),
        }
    }

    fn fit(&mut self) -> Result<&mut Fit, JsError> {
        match &mut self.stage {
            Stage::Bare(_) => Err(JsError::new("The network has no data yet: call setData first.")),
            Stage::Ready(fit) => Ok(fit),
        }
    }

    fn edit(&mut self, change: impl FnOnce(&mut Network) -> Result<(), Error>) -> Result<(), JsError> {
        match &mut self.stage {
            Stage::Bare(network) => change(network)?,
            Stage::Ready(fit) => fit.edit(change)?,
        }
        Ok(())
    }

    fn adjust(&mut self, settings: Settings) -> Result<(), JsError> {
        if let Stage::Ready(fit) = &mut self.stage {
            fit.set_settings(settings)?;
        }
        self.settings = settings;
        Ok(())
    }

    /// Gives the weights their first values: `glorot`, `he` or `zeros`; biases begin at 0.
    pub fn initialize(&mut self, rule: &str, seed: u32) -> Result<(), JsError> {
        let init = known(rule.parse::<Init>().ok(), "a rule for the first weights", rule, &Init::ALL.map(Init::name))?;
        self.edit(|network| {
            init.apply(network, u64::from(seed));
            Ok(())
        })
    }

    /// All parameters, copied out: layer after layer its weights, unit by unit ([out][in]), and then its biases.
    #[wasm_bindgen(getter)]
    pub fn parameters(&self) -> Float32Array {
        Float32Array::from(self.network().parameters())
    }

    /// Takes all parameters, in that order.
    #[wasm_bindgen(js_name = setParameters)]
    pub fn set_parameters(&mut self, values: &[f32]) -> Result<(), JsError> {
        self.edit(|network| network.set_parameters(values))
    }

    /// Sets one parameter.
    #[wasm_bindgen(js_name = setParameter)]
    pub fn set_parameter(&mut self, index: usize, value: f32) -> Result<(), JsError> {
        self.edit(|network| network.set_parameter(index, value))
    }

    /// Freezes a parameter, which training then leaves alone, or lets it loose again.
    #[wasm_bindgen(js_name = setFrozen)]
    pub fn set_frozen(&mut self, index: usize, frozen: bool) -> Result<(), JsError> {
        self.edit(|network| network.set_frozen(index, frozen))
    }

    /// Says what to make small (`mse`, `half-squared`, `mae`, `huber`, `binary-cross-entropy` after a sigmoid, `categorical-cross-entropy`
    /// after softmax), how, and with how many samples a step.
    pub fn compile(&mut self, loss: &str, optimizer: &JsOptimizer, batch_size: usize) -> Result<(), JsError> {
        let loss = known(loss.parse::<Loss>().ok(), "a loss", loss, &Loss::ALL.map(Loss::name))?;
        self.adjust(Settings { loss, optimizer: optimizer.0, batch_size, ..self.settings })
    }

    /// Adds l1·Σ|w| + l2·Σw² over the weights to the loss.
    pub fn regularize(&mut self, l1: f64, l2: f64) -> Result<(), JsError> {
        self.adjust(Settings { regularization: Regularization { l1, l2 }, ..self.settings })
    }

    /// Gives the samples a new order in each epoch, made from `seed`; without one they keep the order they have.
    pub fn shuffle(&mut self, seed: Option<u32>) -> Result<(), JsError> {
        self.adjust(Settings { shuffle: seed.map(u64::from), ..self.settings })
    }

    /// Whether losses are measured while training and kept in the history; at first they are.
    pub fn record(&mut self, record: bool) -> Result<(), JsError> {
        self.adjust(Settings { record, ..self.settings })
    }

    /// Hands over the samples to learn from, row by row, and begins a run.
    #[wasm_bindgen(js_name = setData)]
    pub fn set_data(&mut self, inputs: &[f32], targets: &[f32]) -> Result<(), JsError> {
        let samples = Samples::new(self.network().inputs(), inputs, targets)?;
        self.begin(samples)
    }

    /// Hands over samples with a class each, counted from 0, and begins a run.
    #[wasm_bindgen(js_name = setClasses)]
    pub fn set_classes(&mut self, inputs: &[f32], labels: &[u32]) -> Result<(), JsError> {
        let network = self.network();
        let samples = Samples::of_classes(network.inputs(), inputs, network.outputs(), labels)?;
        self.begin(samples)
    }

    /// Hands over the samples that each epoch ends with being measured on. If there is a run, it begins again from the
    /// present parameters.
    #[wasm_bindgen(js_name = setValidation)]
    pub fn set_validation(&mut self, inputs: &[f32], targets: &[f32]) -> Result<(), JsError> {
        self.validation = Some(Samples::new(self.network().inputs(), inputs, targets)?);
        match &self.stage {
            Stage::Bare(_) => Ok(()),
            Stage::Ready(fit) => self.begin(fit.samples().clone()),
        }
    }

    fn begin(&mut self, samples: Samples) -> Result<(), JsError> {
        let fit = Fit::new(self.network().clone(), samples, self.validation.as_ref(), self.settings)?;
        self.stage = Stage::Ready(Box::new(fit));
        Ok(())
    }
}

/// What `name` stands for, or a sentence with the names allowed.
fn known<T>(found: Option<T>, what: &str, name: &str, names: &[&str]) -> Result<T, JsError> {
    found.ok_or_else(|| JsError::new(&format!("`{name}` is not {what}: choose from {}.", names.join(", "))))
}
