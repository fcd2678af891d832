//! What the perceptron rule did and where it led.

use wasm_bindgen::prelude::wasm_bindgen;

use super::GatesDoor;
use crate::model::training::Verdict;
use crate::panel::gates::words::UpdateText;
use crate::panel::played::Played;
use crate::web::contradiction::ContradictionReport;

#[wasm_bindgen(js_class = Gates)]
impl GatesDoor {
    /// The most rows right so far in the run.
    #[wasm_bindgen(getter)]
    pub fn best(&self) -> usize {
        self.0.training().best(self.0.position())
    }

    /// What became of the run by the step shown: empty while open, else `converged` or `cycles`.
    #[wasm_bindgen(getter)]
    pub fn verdict(&self) -> String {
        match self.shown_verdict() {
            None => "",
            Some(Verdict::Converged { .. }) => "converged",
            Some(Verdict::Cycles { .. }) => "cycles",
        }
        .to_owned()
    }

    /// The verdict's numbers: the epoch that changed nothing; or the epoch first come back to, the epoch that came back
    /// to it, and the epochs between.
    #[wasm_bindgen(getter, js_name = verdictEpochs)]
    pub fn verdict_epochs(&self) -> Vec<usize> {
        match self.shown_verdict() {
            None => Vec::new(),
            Some(Verdict::Converged { epoch }) => vec![epoch],
            Some(Verdict::Cycles { first, length }) => vec![first, first + length, length],
        }
    }

    fn shown_verdict(&self) -> Option<Verdict> {
        self.0.training().verdict().filter(|_| self.0.past_verdict())
    }

    /// What the last step did; nothing at the start.
    #[wasm_bindgen(getter)]
    pub fn update(&self) -> Option<StepReport> {
        self.0.update_text().map(StepReport)
    }

    /// Why no line can do the gate; nothing for the fourteen gates that a line can do.
    #[wasm_bindgen(getter)]
    pub fn contradiction(&self) -> Option<ContradictionReport> {
        self.0.contradiction().map(ContradictionReport)
    }
}

/// What one step of training did.
#[wasm_bindgen]
pub struct StepReport(UpdateText);

#[wasm_bindgen]
impl StepReport {
    /// The row looked at.
    #[wasm_bindgen(getter)]
    pub fn row(&self) -> usize {
        self.0.row
    }

    /// t − y worked out.
    #[wasm_bindgen(getter)]
    pub fn error(&self) -> String {
        self.0.error.clone()
    }

    /// Whether anything changed.
    #[wasm_bindgen(getter)]
    pub fn changed(&self) -> bool {
        self.0.changed
    }

    /// w1, w2, and θ or b, each worked out.
    #[wasm_bindgen(getter)]
    pub fn parameters(&self) -> Vec<String> {
        self.0.parameters.to_vec()
    }
}
