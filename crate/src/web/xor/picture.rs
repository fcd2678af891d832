//! The pictures, and what is dragged in them.

use nalgebra::Point2;
use wasm_bindgen::prelude::wasm_bindgen;

use super::XorDoor;
use crate::plot::palette::Palette;
use crate::web::canvas::PictureCanvas;

#[wasm_bindgen(js_class = Xor)]
impl XorDoor {
    /// Draws the plane of the inputs.
    #[wasm_bindgen(js_name = drawInputs)]
    pub fn draw_inputs(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.plane_of_inputs());
    }

    /// Draws the plane of the hidden outputs, where there is one.
    #[wasm_bindgen(js_name = drawHidden)]
    pub fn draw_hidden(&self, canvas: &PictureCanvas) {
        if let Some(plane) = self.0.plane_of_hidden() {
            canvas.draw(&plane);
        }
    }

    /// Draws σ(k·a) and its slope.
    #[wasm_bindgen(js_name = drawSlope)]
    pub fn draw_slope(&self, canvas: &PictureCanvas) {
        self.0.with_slope(|slope| canvas.draw(slope));
    }

    /// Draws the loss by epoch; the names of the axes and of the line across.
    #[wasm_bindgen(js_name = drawLoss)]
    pub fn draw_loss(&self, canvas: &PictureCanvas, epoch: String, loss: String, half: String) {
        canvas.draw(&self.0.loss_chart([epoch, loss, half]));
    }

    /// The planes side by side as an SVG document.
    pub fn svg(&self, side: u32) -> String {
        self.0.svg(side.clamp(100, 4000), &Palette::LIGHT)
    }

    /// The foot and the tip of the arrow of a line that can be moved, as x, y, x, y; empty when there is none to be seen.
    #[wasm_bindgen(js_name = lineHandles)]
    pub fn line_handles(&self, unit: usize) -> Vec<f64> {
        self.0.line_handles(unit).map_or_else(Vec::new, |[foot, tip]| vec![foot.x, foot.y, tip.x, tip.y])
    }

    /// The direction in which a line that can be moved has its ones, in whole degrees.
    #[wasm_bindgen(js_name = lineDegrees)]
    pub fn line_degrees(&self, unit: usize) -> Option<u32> {
        self.0.line_degrees(unit)
    }

    /// Moves a line in parallel through a point.
    #[wasm_bindgen(js_name = dragLine)]
    pub fn drag_line(&mut self, unit: usize, x: f64, y: f64) {
        self.0.drag_line(unit, Point2::new(x, y));
    }

    /// Turns a line about its foot so that its side of the ones lies towards a point.
    #[wasm_bindgen(js_name = turnLine)]
    pub fn turn_line(&mut self, unit: usize, x: f64, y: f64) {
        self.0.turn_line(unit, Point2::new(x, y));
    }

    /// Turns a line about its foot by so many degrees, counter-clockwise when positive.
    #[wasm_bindgen(js_name = turnLineBy)]
    pub fn turn_line_by(&mut self, unit: usize, degrees: f64) {
        self.0.turn_line_by(unit, degrees);
    }
}
