//! The panel `activations` for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use super::canvas::PictureCanvas;
use super::door::door;
use crate::panel::activations::goals::Goal;
use crate::panel::activations::values::Values;
use crate::panel::activations::words::Said;
use crate::panel::activations::{Activations, TABLE};
use crate::plot::palette::Palette;

/// Activation functions.
#[wasm_bindgen(js_name = Activations)]
#[derive(Default)]
pub struct ActivationsDoor(Activations);

door!(ActivationsDoor, "Activations", Activations, TABLE);

#[wasm_bindgen(js_class = Activations)]
impl ActivationsDoor {
    /// Draws the picture of the part shown; of a batch the one before.
    pub fn draw(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.picture());
    }

    /// Draws the batch after, where a batch is shown.
    #[wasm_bindgen(js_name = drawSecond)]
    pub fn draw_second(&self, canvas: &PictureCanvas) {
        if let Some(picture) = self.0.second_picture() {
            canvas.draw(&picture);
        }
    }

    /// The pictures side by side as an SVG document, each of this size in CSS pixels.
    pub fn svg(&self, width: u32, height: u32) -> String {
        self.0.svg([width, height].map(|length| length.clamp(100, 4000)), &Palette::LIGHT)
    }

    /// The field that the handle moves to the right and to the left; nothing where there is no handle.
    #[wasm_bindgen(getter)]
    pub fn handle(&self) -> Option<String> {
        self.0.handle().map(str::to_owned)
    }

    /// Where the handle is; empty where there is none.
    #[wasm_bindgen(getter, js_name = handlePlace)]
    pub fn handle_place(&self) -> Vec<f64> {
        self.0.handle_place().map_or_else(Vec::new, |place| vec![place.x, place.y])
    }

    /// Moves the handle to a place on the axis to the right.
    pub fn drag(&mut self, place: f64) {
        self.0.drag(place);
    }

    /// Back to how the panel opens.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// What the sentence under the picture says.
    #[wasm_bindgen(getter)]
    pub fn said(&self) -> SaidReport {
        SaidReport(self.0.said())
    }

    /// h(a) and h′(a), worked out.
    #[wasm_bindgen(getter)]
    pub fn worked(&self) -> Vec<String> {
        self.0.worked().to_vec()
    }

    /// The slope at the point once for each layer, multiplied; nothing where there is no slope.
    #[wasm_bindgen(getter)]
    pub fn power(&self) -> Option<String> {
        self.0.power()
    }

    /// The same with the greatest slope.
    #[wasm_bindgen(getter, js_name = bestPower)]
    pub fn best_power(&self) -> String {
        self.0.best_power()
    }

    /// The greatest difference between sigmoid and step, the slope at 0 and the area between them, worked out.
    #[wasm_bindgen(getter, js_name = steepWorked)]
    pub fn steep_worked(&self) -> Vec<String> {
        self.0.steep_worked()
    }

    /// Each layer of the stack, worked out.
    #[wasm_bindgen(getter, js_name = stackWorked)]
    pub fn stack_worked(&self) -> Vec<String> {
        let settings = self.0.settings();
        settings.stack.worked(settings.x)
    }

    /// The one layer that the stack is without its activations: weight, bias and output, worked out.
    #[wasm_bindgen(getter, js_name = oneLayerWorked)]
    pub fn one_layer_worked(&self) -> Vec<String> {
        let settings = self.0.settings();
        let [weight, bias] = settings.stack.multiplied_out();
        vec![weight, bias, settings.stack.one_layer_worked(settings.x)]
    }

    /// The picture's values as a table.
    #[wasm_bindgen(getter)]
    pub fn values(&self) -> ValuesReport {
        ValuesReport(self.0.values())
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
}

/// What a sentence says.
#[wasm_bindgen]
pub struct SaidReport(Said);

#[wasm_bindgen]
impl SaidReport {
    /// The text's name.
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        self.0.key.to_owned()
    }

    /// The names of its places.
    #[wasm_bindgen(getter)]
    pub fn names(&self) -> Vec<String> {
        self.0.values.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    /// What they are filled with.
    #[wasm_bindgen(getter)]
    pub fn values(&self) -> Vec<String> {
        self.0.values.iter().map(|(_, value)| value.clone()).collect()
    }
}

/// A table of values.
#[wasm_bindgen]
pub struct ValuesReport(Values);

#[wasm_bindgen]
impl ValuesReport {
    /// The heads of its columns.
    #[wasm_bindgen(getter)]
    pub fn heads(&self) -> Vec<String> {
        self.0.heads.iter().map(|head| (*head).to_owned()).collect()
    }

    /// Its cells, row by row.
    #[wasm_bindgen(getter)]
    pub fn cells(&self) -> Vec<String> {
        self.0.cells.clone()
    }
}
