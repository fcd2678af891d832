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
use crate::model::samples::{Points, Samples};

/// The rule that moves a network's parameters.
#[wasm_bindgen(js_name = Optimizer)]
pub struct OptimizerDoor(Optimizer);

#[wasm_bindgen(js_class = Optimizer)]
impl OptimizerDoor {
    /// Stochastic gradient descent with a learning rate and a momentum, 0 when left out.
    pub fn sgd(rate: f64, momentum: Option<f64>) -> Self {
        Self(Optimizer::Sgd { rate, momentum: momentum.unwrap_or(0.0) })
    }

    /// Adam as in Keras, whose numbers stand for what is left out: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁷.
    pub fn adam(rate: f64, beta1: Option<f64>, beta2: Option<f64>, epsilon: Option<f64>) -> Self {
        let (beta1, beta2) = (beta1.unwrap_or(0.9), beta2.unwrap_or(0.999));
        Self(Optimizer::Adam { rate, beta1, beta2, epsilon: epsilon.unwrap_or(1e-7) })
    }
}

/// Points to put through networks, handed over once.
#[wasm_bindgen(js_name = Points)]
pub struct PointsDoor(Points);

#[wasm_bindgen(js_class = Points)]
impl PointsDoor {
    /// Points with `inputs` numbers each, from their `rows`: point 0's numbers, point 1's numbers, …
    #[wasm_bindgen(constructor)]
    pub fn new(inputs: usize, rows: &[f32]) -> Result<Self, JsError> {
        Ok(Self(Points::new(inputs, rows)?))
    }

    /// The centres of `columns` × `rows` equal cells over the plane of two inputs, row after row from the upper edge.
    pub fn grid(left: f32, right: f32, bottom: f32, top: f32, columns: usize, rows: usize) -> Result<Self, JsError> {
        Ok(Self(Points::grid([left, right], [bottom, top], columns, rows, 2, |x, inputs| inputs.copy_from_slice(&x))?))
    }

    /// How many points there are.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> usize {
        self.0.count()
    }
}

/// What stands ready: a network alone, or one with data to learn from.
enum Stage {
    Bare(Network),
    Ready(Box<Fit>),
}

/// A network of dense layers, and its training.
#[wasm_bindgen(js_name = NeuralNetwork)]
pub struct NetworkDoor {
    stage: Stage,
    settings: Settings,
    validation: Option<Samples>,
    scratch: Vec<f32x4>,
    values: Vec<f32>,
}

#[wasm_bindgen(js_class = NeuralNetwork)]
impl NetworkDoor {
    /// A network for `sizes[0]` inputs with layers of `sizes[1]`, `sizes[2]`, … units, and an activation for each: `step`,
    /// `identity`, `sigmoid`, `tanh`, `relu`, or `softmax` for the last. All parameters are 0.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value)] // JavaScript hands lists of strings over whole
    pub fn new(sizes: &[u32], activations: Vec<String>) -> Result<Self, JsError> {
        let sizes: Vec<usize> = sizes.iter().map(|&size| size as usize).collect();
        let named = |name: &String| {
            known(Activation::named(name), "an activation", name, &Activation::ALL.map(Activation::name))
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
        let init = known(Init::named(rule), "a rule for the first weights", rule, &Init::ALL.map(Init::name))?;
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

    /// Says what to make small (`mse`, `half-squared`, `binary-cross-entropy` after a sigmoid, `categorical-cross-entropy`
    /// after softmax), how, and with how many samples a step.
    pub fn compile(&mut self, loss: &str, optimizer: &OptimizerDoor, batch_size: usize) -> Result<(), JsError> {
        let loss = known(Loss::named(loss), "a loss", loss, &Loss::ALL.map(Loss::name))?;
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

    /// Begins the run again from `parameters`, with no history and no memory of the optimizer's.
    pub fn restart(&mut self, parameters: &[f32]) -> Result<(), JsError> {
        Ok(self.fit()?.restart(parameters)?)
    }

    /// Trains for `epochs` epochs.
    pub fn train(&mut self, epochs: u32) -> Result<(), JsError> {
        self.fit()?.run(u64::from(epochs), |_| true)?;
        Ok(())
    }

    /// Trains for at most `epochs` epochs and, looking at the clock after each, about `milliseconds`. Gives the number of
    /// epochs done.
    #[wasm_bindgen(js_name = trainFor)]
    pub fn train_for(&mut self, milliseconds: f64, epochs: u32) -> Result<f64, JsError> {
        let end = js_sys::Date::now() + milliseconds;
        let done = self.fit()?.run(u64::from(epochs), |_| js_sys::Date::now() < end)?;
        Ok(done as f64)
    }

    /// One update from one batch, or from what is left of the one under way.
    pub fn step(&mut self) -> Result<(), JsError> {
        Ok(self.fit()?.step()?)
    }

    /// Looks at one sample; after a batch's last one updates the parameters, and says so.
    #[wasm_bindgen(js_name = stepSample)]
    pub fn step_sample(&mut self) -> Result<bool, JsError> {
        Ok(self.fit()?.sample()?)
    }

    /// Whole epochs done.
    #[wasm_bindgen(getter)]
    pub fn epochs(&mut self) -> Result<f64, JsError> {
        Ok(self.fit()?.position().epochs as f64)
    }

    /// Updates done.
    #[wasm_bindgen(getter)]
    pub fn steps(&mut self) -> Result<f64, JsError> {
        Ok(self.fit()?.position().steps as f64)
    }

    /// The loss on all training samples, as the network is now.
    #[wasm_bindgen(getter)]
    pub fn loss(&mut self) -> Result<f64, JsError> {
        Ok(self.fit()?.training_loss()?)
    }

    /// The loss on the validation samples, as the network is now; nothing when there are none.
    #[wasm_bindgen(getter, js_name = validationLoss)]
    pub fn validation_loss(&mut self) -> Result<Option<f64>, JsError> {
        Ok(self.fit()?.validation_loss())
    }

    /// The training losses of the history's epochs: of each the mean of the batch losses seen during it.
    pub fn losses(&mut self) -> Result<Vec<f64>, JsError> {
        Ok(self.fit()?.history().entries().iter().map(|entry| entry.loss).collect())
    }

    /// The validation losses after the history's epochs; empty without validation samples.
    #[wasm_bindgen(js_name = validationLosses)]
    pub fn validation_losses(&mut self) -> Result<Vec<f64>, JsError> {
        Ok(self.fit()?.history().entries().iter().filter_map(|entry| entry.validation).collect())
    }

    /// The outputs for every point, row by row.
    pub fn predict(&mut self, points: &PointsDoor) -> Result<Float32Array, JsError> {
        self.predict_values(points)?;
        Ok(Float32Array::from(&self.values[..]))
    }

    /// [`NetworkDoor::predict`] into an array of the right length, so that a drawing page makes no garbage.
    #[wasm_bindgen(js_name = predictInto)]
    #[allow(clippy::needless_pass_by_value)] // a handle on a JavaScript object
    pub fn predict_into(&mut self, points: &PointsDoor, outputs: &Float32Array) -> Result<(), JsError> {
        self.predict_values(points)?;
        if outputs.length() as usize != self.values.len() {
            return Err(JsError::new(&format!("There must be {} places for outputs.", self.values.len())));
        }
        outputs.copy_from(&self.values);
        Ok(())
    }

    fn predict_values(&mut self, points: &PointsDoor) -> Result<(), JsError> {
        let network = match &self.stage {
            Stage::Bare(network) => network,
            Stage::Ready(fit) => fit.network(),
        };
        self.values.resize(points.0.count() * network.outputs(), 0.0);
        Ok(network.predict_into(&points.0, &mut self.scratch, &mut self.values)?)
    }

    /// What every unit gives for every point, unit after unit from the first layer's.
    #[wasm_bindgen(js_name = predictUnits)]
    pub fn predict_units(&mut self, points: &PointsDoor) -> Result<Float32Array, JsError> {
        let network = match &self.stage {
            Stage::Bare(network) => network,
            Stage::Ready(fit) => fit.network(),
        };
        self.values.resize(points.0.count() * network.units(), 0.0);
        network.predict_units_into(&points.0, &mut self.scratch, &mut self.values)?;
        Ok(Float32Array::from(&self.values[..]))
    }
}

/// What `name` stands for, or a sentence with the names allowed.
fn known<T>(found: Option<T>, what: &str, name: &str, names: &[&str]) -> Result<T, JsError> {
    found.ok_or_else(|| JsError::new(&format!("`{name}` is not {what}: choose from {}.", names.join(", "))))
}
