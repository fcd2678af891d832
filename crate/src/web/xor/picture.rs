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

    /// The planes side by side as an SVG document.
    pub fn svg(&self, side: u32) -> String {
        self.0.svg(side.clamp(100, 4000), &Palette::LIGHT)
    }

    /// Where the handle of a line that can be moved is; empty when there is none to be seen.
    #[wasm_bindgen(js_name = lineMiddle)]
    pub fn line_middle(&self, unit: usize) -> Vec<f64> {
        self.0.line_middle(unit).map_or_else(Vec::new, |point| vec![point.x, point.y])
    }

    /// Moves a line in parallel through a point.
    #[wasm_bindgen(js_name = dragLine)]
    pub fn drag_line(&mut self, unit: usize, x: f64, y: f64) {
        self.0.drag_line(unit, Point2::new(x, y));
    }
}
