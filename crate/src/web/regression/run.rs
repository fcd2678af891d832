//! The panel's run, and what is said of it, for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use super::RegressionDoor;
use crate::panel::regression::Halt;
use crate::panel::regression::remarks::Remark;
use crate::panel::regression::run::Run;

#[wasm_bindgen(js_class = Regression)]
impl RegressionDoor {
    /// One step. Says what stopped it: nothing, `diverged`, `too-many-steps` or `unfit`.
    pub fn step(&mut self) -> Option<String> {
        halted(self.0.step())
    }

    /// As many steps, or fewer when the planned epochs end before.
    pub fn advance(&mut self, steps: u32) -> Option<String> {
        halted(self.0.advance(steps.into()))
    }

    /// Training to the end of the epoch.
    pub fn epoch(&mut self) -> Option<String> {
        halted(self.0.epoch())
    }

    /// Training to the end of the planned epochs, or a part of it: see `unfinished`.
    pub fn finish(&mut self) -> Option<String> {
        halted(self.0.finish())
    }

    /// Whether `finish` has more to do.
    #[wasm_bindgen(getter)]
    pub fn unfinished(&self) -> bool {
        self.0.unfinished()
    }

    /// Gives up what `finish` has begun.
    pub fn pause(&mut self) {
        self.0.pause();
    }

    /// Shows the state after `step` steps of the run.
    pub fn seek(&mut self, step: f64) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates at both ends
        self.0.seek(step as u64);
    }

    /// Back to the start of the run.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// The step shown.
    #[wasm_bindgen(getter)]
    pub fn position(&self) -> f64 {
        self.0.position() as f64
    }

    /// How many steps the run has been taken to.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> f64 {
        self.0.run().map_or(0, Run::furthest) as f64
    }

    /// The epoch that the step shown belongs to, from 1; 0 at the start.
    #[wasm_bindgen(getter)]
    pub fn epochs(&self) -> f64 {
        self.0.run().map_or(0, |run| run.steps().div_ceil(run.steps_per_epoch())) as f64
    }

    /// The batch of the last step in its epoch, from 1; 0 at the start.
    #[wasm_bindgen(getter)]
    pub fn batch(&self) -> f64 {
        let batch = self.0.run().map_or(0, |run| match (run.steps(), run.batch() as u64) {
            (0, _) => 0,
            (_, 0) => run.steps_per_epoch(),
            (_, batch) => batch,
        });
        batch as f64
    }

    /// Whether the step shown ends the planned epochs.
    #[wasm_bindgen(getter, js_name = atVerdict)]
    pub fn at_verdict(&self) -> bool {
        self.0.at_end()
    }

    /// The last update of weight and bias in numbers; empty before the first step.
    #[wasm_bindgen(getter)]
    pub fn update(&self) -> Vec<String> {
        self.0.update().map_or_else(Vec::new, Vec::from)
    }

    /// What the run calls for an explanation of.
    pub fn remarks(&self) -> Vec<RemarkInfo> {
        self.0.remarks().into_iter().map(RemarkInfo).collect()
    }
}

fn halted(result: Result<(), Halt>) -> Option<String> {
    match result.err()? {
        Halt::Unfit(_) => Some("unfit".to_owned()),
        Halt::Diverged => Some("diverged".to_owned()),
        Halt::TooManySteps => Some("too-many-steps".to_owned()),
    }
}

/// Something about the run that deserves an explanation.
#[wasm_bindgen(js_name = Remark)]
pub struct RemarkInfo(Remark);

#[wasm_bindgen(js_class = Remark)]
impl RemarkInfo {
    /// Which text explains it.
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        self.0.key.to_owned()
    }

    /// The numbers in it: name, number, name, number, …
    #[wasm_bindgen(getter)]
    pub fn numbers(&self) -> Vec<String> {
        self.0.numbers.iter().flat_map(|(name, number)| [(*name).to_owned(), number.clone()]).collect()
    }
}
