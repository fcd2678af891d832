//! The points, and their files.

use wasm_bindgen::prelude::wasm_bindgen;

use super::NetworkDoor;
use crate::web::csv::CsvProblem;

#[wasm_bindgen(js_class = NetworkPanel)]
impl NetworkDoor {
    /// Other points of the same kind.
    pub fn redraw(&mut self) {
        self.0.redraw();
    }

    /// How many points there are, and how many are for training, validation and test.
    #[wasm_bindgen(getter)]
    pub fn counts(&self) -> Vec<usize> {
        let parts = self.0.parts();
        vec![self.0.points().len(), parts.training.len(), parts.validation.len(), parts.test.len()]
    }

    /// A point in words: x1, x2, its label, the output, and `1` when it is told right, else `0`.
    #[wasm_bindgen(js_name = pointReport)]
    pub fn point_report(&self, point: usize) -> Vec<String> {
        let Some(words) = self.0.point_report(point) else { return Vec::new() };
        let right = u8::from(self.0.is_right(point).unwrap_or(false)).to_string();
        words.into_iter().chain([right]).collect()
    }

    /// Where a point lies; empty when there is none.
    #[wasm_bindgen(js_name = pointPlace)]
    pub fn point_place(&self, point: usize) -> Vec<f64> {
        self.0.points().get(point).map_or_else(Vec::new, |point| point.inputs.to_vec())
    }

    /// The point nearest to a place, within `reach`.
    #[wasm_bindgen(js_name = pointNear)]
    pub fn point_near(&self, x1: f64, x2: f64, reach: f64) -> Option<usize> {
        self.0.point_near(x1, x2, reach)
    }

    /// Adds a point.
    #[wasm_bindgen(js_name = addPoint)]
    pub fn add_point(&mut self, x1: f64, x2: f64, label: bool) {
        self.0.add_point(x1, x2, label);
    }

    /// Moves a point.
    #[wasm_bindgen(js_name = movePoint)]
    pub fn move_point(&mut self, number: usize, x1: f64, x2: f64) {
        self.0.move_point(number, x1, x2);
    }

    /// Gives a point the other label.
    #[wasm_bindgen(js_name = relabelPoint)]
    pub fn relabel_point(&mut self, number: usize) {
        self.0.relabel_point(number);
    }

    /// Takes a point away; false for one of the last two.
    #[wasm_bindgen(js_name = deletePoint)]
    pub fn delete_point(&mut self, number: usize) -> bool {
        self.0.delete_point(number)
    }

    /// Takes the points of a file. Gives what is wrong with it, or nothing.
    #[wasm_bindgen(js_name = readCsv)]
    pub fn read_csv(&mut self, bytes: &[u8]) -> Option<CsvProblem> {
        self.0.read_csv(bytes).err().map(CsvProblem)
    }

    /// The points as a file.
    pub fn csv(&self) -> String {
        self.0.csv()
    }
}
