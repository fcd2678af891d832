//! The run: training, going back, and what it has come to.

use wasm_bindgen::prelude::wasm_bindgen;

use super::NetworkDoor;
use crate::panel::network::training::Halt;
use crate::panel::network::words::figure;

#[wasm_bindgen(js_class = NetworkPanel)]
impl NetworkDoor {
    /// Trains `epochs` epochs. Says what stopped it: see `haltWords`.
    pub fn train(&mut self, epochs: u32) -> Option<String> {
        halted(self.0.train(epochs))
    }

    /// One update.
    pub fn batch(&mut self) -> Option<String> {
        halted(self.0.batch())
    }

    /// One sample, which becomes the point looked at.
    pub fn sample(&mut self) -> Option<String> {
        let next = self.0.next_sample();
        let halt = halted(self.0.sample());
        if let (None, Some(point)) = (&halt, next) {
            let _ = self.0.set("point", &point.to_string());
        }
        halt
    }

    /// Why the network cannot learn, or not go on: as `train` says it; nothing when it can.
    #[wasm_bindgen(getter)]
    pub fn still(&self) -> Option<String> {
        self.0.still().map(|halt| key(&halt).to_owned())
    }

    /// The words of why: of a divergence the step, the epoch, the value, the layer of weights and the node, each from 1, and
    /// the number of the input, from 1, or 0 for a bias; of a step function its layer; of an input too large the point's
    /// number, the input and its value.
    #[wasm_bindgen(getter, js_name = haltWords)]
    pub fn halt_words(&self) -> Vec<String> {
        self.0.still().map(|halt| halt.words()).unwrap_or_default()
    }

    /// A tenth of the learning rate, from the start of the run.
    pub fn calm(&mut self) {
        self.0.calm();
    }

    /// Back to the start of the run.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// Other first weights.
    pub fn reseed(&mut self) {
        self.0.reseed();
    }

    /// Shows the network as it was after so many epochs.
    pub fn seek(&mut self, epoch: f64) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a slider's whole value
        self.0.seek(epoch.max(0.0) as u64);
    }

    /// Whole epochs done.
    #[wasm_bindgen(getter)]
    pub fn epochs(&self) -> f64 {
        self.0.epochs() as f64
    }

    /// The first and the last epoch that can be gone back to.
    #[wasm_bindgen(getter)]
    pub fn span(&self) -> Vec<f64> {
        self.0.span().map(|epoch| epoch as f64).to_vec()
    }

    /// Batches done of the epoch under way, how many it has, samples looked at in the batch under way.
    #[wasm_bindgen(getter, js_name = withinEpoch)]
    pub fn within_epoch(&self) -> Vec<usize> {
        self.0.within_epoch().to_vec()
    }

    /// The training, validation and test loss and the training and test accuracy now, as text; empty where there is none.
    #[wasm_bindgen(getter)]
    pub fn measures(&mut self) -> Vec<String> {
        let Some(measures) = self.0.measures() else { return vec![String::new(); 5] };
        let loss = |loss: Option<f64>| loss.map_or_else(String::new, figure);
        let share = |share: Option<f64>| share.map_or_else(String::new, percent);
        let [training, validation, test] = [measures.training, measures.validation, measures.test].map(loss);
        vec![training, validation, test, share(Some(measures.training_accuracy)), share(measures.test_accuracy)]
    }

    /// Of training points and then of test points: label 0 taken for 0 and for 1, label 1 taken for 0 and for 1.
    #[wasm_bindgen(getter)]
    pub fn confusion(&mut self) -> Vec<usize> {
        self.0.confusion().into_iter().flatten().flatten().collect()
    }

    /// How many earlier runs are kept.
    #[wasm_bindgen(getter)]
    pub fn kept(&self) -> usize {
        self.0.kept().len()
    }

    /// Forgets the earlier runs.
    #[wasm_bindgen(js_name = forgetKept)]
    pub fn forget_kept(&mut self) {
        self.0.forget_kept();
    }

    /// The name of this run among others.
    #[wasm_bindgen(getter, js_name = runName)]
    pub fn run_name(&self) -> String {
        self.0.run_name()
    }
}

fn percent(share: f64) -> String {
    format!("{} %", figure((share * 1000.0).round() / 10.0))
}

fn halted(result: Result<(), Halt>) -> Option<String> {
    result.err().map(|halt| key(&halt).to_owned())
}

fn key(halt: &Halt) -> &'static str {
    match halt {
        Halt::Epochs => "epochs",
        Halt::Loss => "loss",
        Halt::Diverged { .. } => "diverged",
        Halt::Step(_) => "step",
        Halt::TooLarge { .. } => "tooLarge",
        Halt::Other => "other",
    }
}
