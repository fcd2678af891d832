//! The picture, and what is dragged in it.

use nalgebra::Point2;
use wasm_bindgen::prelude::wasm_bindgen;

use super::GatesDoor;
use crate::plot::palette::Palette;
use crate::plot::picture::svg;
use crate::web::canvas::PictureCanvas;

#[wasm_bindgen(js_class = Gates)]
impl GatesDoor {
    /// Draws the picture.
    pub fn draw(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.plane());
    }

    /// The picture as an SVG document.
    pub fn svg(&self, side: u32) -> String {
        svg(&self.0.plane(), [side.clamp(100, 4000); 2], &Palette::LIGHT)
    }

    /// The foot and the tip of the weight vector's arrow, as x1, x2, x1, x2; empty when both weights are 0.
    #[wasm_bindgen(getter)]
    pub fn arrow(&self) -> Vec<f64> {
        self.0.plane().arrow().map_or_else(Vec::new, |[foot, tip]| vec![foot.x, foot.y, tip.x, tip.y])
    }

    /// Moves the line in parallel through a point.
    #[wasm_bindgen(js_name = dragLineThrough)]
    pub fn drag_line_through(&mut self, x1: f64, x2: f64) {
        self.0.drag_line_through(Point2::new(x1, x2));
    }

    /// Moves the line in parallel by a distance in units of the inputs, towards the ones when positive.
    #[wasm_bindgen(js_name = pushLine)]
    pub fn push_line(&mut self, distance: f64) {
        self.0.push_line(distance);
    }

    /// Turns the weight vector: its arrow from (`foot1`, `foot2`) to (`tip1`, `tip2`).
    #[wasm_bindgen(js_name = dragArrow)]
    pub fn drag_arrow(&mut self, foot1: f64, foot2: f64, tip1: f64, tip2: f64) {
        self.0.drag_arrow(Point2::new(foot1, foot2), Point2::new(tip1, tip2));
    }
}
