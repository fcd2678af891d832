//! Many networks side by side, for JavaScript.

use js_sys::Float32Array;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use super::{JsNetwork, Stage, known};
use crate::model::init::Init;
use crate::model::population::Population;

/// Networks of one shape that learn the same data by the same settings, each from its own seed. Each has, to the bit, what a
/// `NeuralNetwork` with its seed would have.
#[wasm_bindgen(js_name = Population)]
pub struct JsPopulation(Population);

#[wasm_bindgen(js_class = Population)]
impl JsPopulation {
    /// Networks like `network`, which must have its data: with its layers, its samples, and what it was compiled with. Each begins
    /// with the weights that `initialize(rule, seed)` gives, and shuffles, where `network` does, by its own seed.
    #[wasm_bindgen(constructor)]
    pub fn new(network: &JsNetwork, rule: &str, seeds: &[u32]) -> Result<Self, JsError> {
        let init = known(rule.parse::<Init>().ok(), "a rule for the first weights", rule, &Init::ALL.map(Init::name))?;
        let Stage::Ready(fit) = &network.stage else {
            return Err(JsError::new("The network has no data yet: call setData first."));
        };
        let seeds: Vec<u64> = seeds.iter().copied().map(u64::from).collect();
        Ok(Self(Population::new(fit.network(), init, &seeds, fit.samples().clone(), *fit.settings())?))
    }

    /// How many networks there are.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> usize {
        self.0.seeds().len()
    }

    /// Trains each for `epochs` epochs. One that diverges stops there, and the others go on.
    pub fn train(&mut self, epochs: u32) {
        self.0.run(u64::from(epochs));
    }

    /// All parameters of network `number`, from 0, copied out in the order of `NeuralNetwork.parameters`.
    pub fn parameters(&self, number: usize) -> Result<Float32Array, JsError> {
        self.check(number)?;
        Ok(Float32Array::from(&self.0.parameters(number)[..]))
    }

    /// The training loss of network `number` in its last epoch; nothing before the first, or where losses are not recorded.
    pub fn loss(&self, number: usize) -> Result<Option<f64>, JsError> {
        self.check(number)?;
        Ok(self.0.standing(number).loss)
    }

    /// Why network `number` diverged, if it did.
    pub fn diverged(&self, number: usize) -> Result<Option<String>, JsError> {
        self.check(number)?;
        Ok(self.0.standing(number).diverged.map(ToString::to_string))
    }

    fn check(&self, number: usize) -> Result<(), JsError> {
        if number < self.count() { Ok(()) } else { Err(JsError::new(&format!("There is no network number {number}."))) }
    }
}
