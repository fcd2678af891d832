//! Training a network, and what it then gives.

use js_sys::Float32Array;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use super::JsPoints;
use super::{JsNetwork, Stage};

#[wasm_bindgen(js_class = NeuralNetwork)]
impl JsNetwork {
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
    pub fn predict(&mut self, points: &JsPoints) -> Result<Float32Array, JsError> {
        self.predict_values(points)?;
        Ok(Float32Array::from(&self.values[..]))
    }

    /// `predict` into an array of the right length, so that a drawing page makes no garbage.
    #[wasm_bindgen(js_name = predictInto)]
    #[allow(clippy::needless_pass_by_value)] // a handle on a JavaScript object
    pub fn predict_into(&mut self, points: &JsPoints, outputs: &Float32Array) -> Result<(), JsError> {
        self.predict_values(points)?;
        if outputs.length() as usize != self.values.len() {
            return Err(JsError::new(&format!("There must be {} places for outputs.", self.values.len())));
        }
        outputs.copy_from(&self.values);
        Ok(())
    }

    fn predict_values(&mut self, points: &JsPoints) -> Result<(), JsError> {
        let network = match &self.stage {
            Stage::Bare(network) => network,
            Stage::Ready(fit) => fit.network(),
        };
        self.values.resize(points.0.count() * network.outputs(), 0.0);
        Ok(network.predict_into(&points.0, &mut self.scratch, &mut self.values)?)
    }

    /// What every unit gives for every point, unit after unit from the first layer's.
    #[wasm_bindgen(js_name = predictUnits)]
    pub fn predict_units(&mut self, points: &JsPoints) -> Result<Float32Array, JsError> {
        let network = match &self.stage {
            Stage::Bare(network) => network,
            Stage::Ready(fit) => fit.network(),
        };
        self.values.resize(points.0.count() * network.units(), 0.0);
        network.predict_units_into(&points.0, &mut self.scratch, &mut self.values)?;
        Ok(Float32Array::from(&self.values[..]))
    }
}
