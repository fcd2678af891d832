//! The panel `regression` for JavaScript.

mod pictures;
mod rows;
mod run;

use wasm_bindgen::prelude::wasm_bindgen;

use super::along::{along, model_file};
use super::door::door;
use crate::data::split::SplitError;
use crate::model::loss::Loss;
use crate::model::roc::ConfusionMatrix;
use crate::panel::regression::Regression;
use crate::panel::regression::data::Unfit;
use crate::panel::regression::fields::TABLE;
use crate::panel::regression::goals::Goal;
use crate::panel::regression::results::{Line, MEASURES};
use crate::panel::regression::words::{figure, second_summary};

/// The lab: rows of data, a line, and gradient descent.
#[wasm_bindgen(js_name = Regression)]
#[derive(Default)]
pub struct RegressionDoor(Regression);

door!(RegressionDoor, "Regression", Regression, TABLE);
along!(RegressionDoor, "Regression");
model_file!(RegressionDoor, "Regression");

#[wasm_bindgen(js_class = Regression)]
impl RegressionDoor {
    /// The line as an equation.
    #[wasm_bindgen(getter)]
    pub fn equation(&self) -> String {
        self.0.equation()
    }

    /// The weight and the bias of the line shown.
    #[wasm_bindgen(getter)]
    pub fn line(&self) -> Vec<f64> {
        self.0.line().map(f64::from).to_vec()
    }

    /// Puts the line elsewhere, by hand.
    pub fn place(&mut self, w: f64, b: f64) {
        self.0.place([w, b]);
    }

    /// Starts from another weight drawn by chance.
    #[wasm_bindgen(js_name = drawStart)]
    pub fn draw_start(&mut self) {
        self.0.draw_start();
    }

    /// Whether the line was put where it is by hand and nothing has been trained since.
    #[wasm_bindgen(getter, js_name = byHand)]
    pub fn by_hand(&self) -> bool {
        self.0.settings().by_hand && self.0.position() == 0
    }

    /// All rows, training and validation together, test, training, validation, rows a batch, steps an epoch, epochs,
    /// updates.
    #[wasm_bindgen(getter)]
    pub fn sizes(&self) -> Vec<f64> {
        self.0.sizes().map(|size| size as f64).to_vec()
    }

    /// A number as text: `loss`, `least` (of least squares on the training rows), `floor`, `bound` (the learning rate where
    /// divergence begins), or a measure; nothing where there is none.
    pub fn number(&self, name: &str) -> Option<String> {
        match name {
            "loss" => self.0.training_loss(),
            "squared" => self.0.shown_loss(Loss::MeanSquared),
            "entropy" => self.0.shown_loss(Loss::BinaryCrossEntropy),
            "cut" => self.0.cut(),
            "least" => self.0.data().least_loss(),
            "floor" => self.0.noise_floor(),
            "bound" => self.0.divergence_rate(),
            _ => None,
        }
        .map(figure)
    }

    /// The names of the measures, in the order of the table of results.
    pub fn measures() -> Vec<String> {
        MEASURES.map(str::to_owned).to_vec()
    }

    /// Whether the table of results has a measure for what is fitted.
    #[wasm_bindgen(js_name = hasMeasure)]
    pub fn has_measure(&self, name: &str) -> bool {
        self.0.has_measure(name)
    }

    /// Of the test rows: ones predicted 1, ones predicted 0, zeros predicted 1, zeros predicted 0, and how many are right.
    #[wasm_bindgen(getter)]
    pub fn confusion(&self) -> Vec<usize> {
        let confusion = self.0.confusion(&self.0.data().test, &self.0.parameters());
        let ConfusionMatrix { true_positives, false_negatives, false_positives, true_negatives } = confusion;
        vec![true_positives, false_negatives, false_positives, true_negatives, confusion.correct()]
    }

    /// A measure of a line: 0 the one shown, 1 that of least squares, 2 the law of the data.
    pub fn measure(&self, name: &str, line: u8) -> Option<String> {
        let line = *[Line::Shown, Line::Best, Line::Law].get(usize::from(line))?;
        self.0.measure(name, line)
    }

    /// Why there can be no run: a key, and after a space a number it speaks of. Empty when there can.
    #[wasm_bindgen(getter)]
    pub fn unfit(&self) -> String {
        match self.0.run().err() {
            None => String::new(),
            Some(Unfit::TooLarge(row)) => format!("too-large {row}"),
            Some(Unfit::NoLabel(row)) => format!("no-label {row}"),
            Some(Unfit::Split(SplitError::NoTest { rows })) => format!("no-test {rows}"),
            Some(Unfit::Split(SplitError::NoValidation { rows })) => format!("no-validation {rows}"),
            Some(Unfit::Split(SplitError::NoTraining { rows })) => format!("no-training {rows}"),
            Some(Unfit::Split(SplitError::Fraction)) => "share".to_owned(),
        }
    }

    /// Begins a question to try. False for an unknown name, which puts the present question away.
    pub fn begin(&mut self, goal: &str) -> bool {
        match Goal::named(goal) {
            Some(goal) => self.0.begin(goal),
            None => self.0.leave_goal(),
        }
        Goal::named(goal).is_some()
    }

    /// Whether the state now reaches the goal for the first time.
    #[wasm_bindgen(js_name = checkGoal)]
    pub fn check_goal(&mut self) -> bool {
        self.0.check_goal()
    }

    /// Whether the goal has been reached.
    #[wasm_bindgen(getter, js_name = goalReached)]
    pub fn goal_reached(&self) -> bool {
        self.0.goal_reached()
    }

    /// The two places on the line where it can be taken hold of, as x, y, x, y; empty for a
    /// curve.
    #[wasm_bindgen(getter)]
    pub fn handles(&self) -> Vec<f64> {
        self.0.handles().into_iter().flatten().flat_map(|place| [place.x, place.y]).collect()
    }

    /// Turns the line about one of its handles by bringing the other, the left one (0) or the right (1), to a height.
    #[wasm_bindgen(js_name = dragHandle)]
    pub fn drag_handle(&mut self, handle: usize, y: f64) {
        self.0.drag_handle(handle, y);
    }

    /// The model as Keras prints it with its numbers of parameters.
    #[wasm_bindgen(getter)]
    pub fn summary(&self) -> String {
        self.0.summary()
    }

    /// The course's second model likewise: two units on three inputs.
    #[wasm_bindgen(js_name = secondSummary)]
    pub fn second_summary() -> String {
        second_summary()
    }
}
