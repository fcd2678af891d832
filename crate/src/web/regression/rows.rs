//! The panel's rows, for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use super::RegressionDoor;
use crate::data::csv::write_observations;
use crate::web::csv::CsvProblem;

#[wasm_bindgen(js_class = Regression)]
impl RegressionDoor {
    /// Takes rows of the learner's own, as CSV. Gives back what is wrong with the file; the data at hand stay then.
    #[wasm_bindgen(js_name = readCsv)]
    pub fn read_csv(&mut self, bytes: &[u8]) -> Option<CsvProblem> {
        self.0.read_csv(bytes).err().map(CsvProblem)
    }

    /// The rows as CSV.
    pub fn csv(&self) -> String {
        write_observations(&self.0.data().rows)
    }

    /// Begins with no rows at all, for points placed by hand.
    #[wasm_bindgen(js_name = clearRows)]
    pub fn clear_rows(&mut self) {
        self.0.take(Some(Vec::new()));
    }

    /// Back to the lab's rows.
    #[wasm_bindgen(js_name = useLab)]
    pub fn use_lab(&mut self) {
        self.0.take(None);
    }

    /// Whether the rows are the learner's own.
    #[wasm_bindgen(getter, js_name = isOwn)]
    pub fn is_own(&self) -> bool {
        self.0.settings().own.is_some()
    }

    /// Whether a link can carry the rows.
    #[wasm_bindgen(getter, js_name = fitsLink)]
    pub fn fits_link(&self) -> bool {
        self.0.fits_link()
    }

    /// How many points are drawn, of all rows.
    #[wasm_bindgen(getter, js_name = dotsDrawn)]
    pub fn dots_drawn(&self) -> usize {
        self.0.dots_drawn()
    }

    /// Adds a row of the learner's own.
    #[wasm_bindgen(js_name = addRow)]
    pub fn add_row(&mut self, x: f64, y: f64) {
        self.0.add_row(x, y);
    }

    /// Takes away a row of the learner's own.
    #[wasm_bindgen(js_name = removeRow)]
    pub fn remove_row(&mut self, at: usize) {
        self.0.remove_row(at);
    }

    /// All rows as x, y, x, y, … when they are the learner's own and few enough to be taken hold of; else nothing.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> Vec<f64> {
        let rows = &self.0.data().rows;
        if !self.is_own() || rows.len() > 500 {
            return Vec::new();
        }
        rows.iter().flat_map(|row| [row.x, row.y]).collect()
    }
}
