//! The panel `classes` for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use super::along::along;
use super::canvas::PictureCanvas;
use super::door::{door, goals, played};
use crate::panel::classes::decide::Side;
use crate::panel::classes::goals::Goal;
use crate::panel::classes::words::{Grid, Line};
use crate::panel::classes::{Classes, TABLE};
use crate::plot::palette::Palette;

/// From a probability to a class. The models count from the left, from 0.
#[wasm_bindgen(js_name = Classes)]
#[derive(Default)]
pub struct ClassesDoor(Classes);

door!(ClassesDoor, "Classes", Classes, TABLE);
played!(ClassesDoor, "Classes");
goals!(ClassesDoor, "Classes", Goal);
along!(ClassesDoor, "Classes");

/// A sentence of the page's texts and what goes into its places.
#[wasm_bindgen]
pub struct TextLine(Line);

#[wasm_bindgen]
impl TextLine {
    /// The sentence's key.
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        self.0.key.to_owned()
    }

    /// The places' names.
    #[wasm_bindgen(getter)]
    pub fn names(&self) -> Vec<String> {
        self.0.values.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    /// What goes there.
    #[wasm_bindgen(getter)]
    pub fn values(&self) -> Vec<String> {
        self.0.values.iter().map(|(_, value)| value.clone()).collect()
    }
}

/// A table.
#[wasm_bindgen]
pub struct TextGrid(Grid);

#[wasm_bindgen]
impl TextGrid {
    /// The table's key.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.name.to_owned()
    }

    /// The columns' keys.
    #[wasm_bindgen(getter)]
    pub fn columns(&self) -> Vec<String> {
        self.0.columns.iter().map(|key| (*key).to_owned()).collect()
    }

    /// The cells, row after row.
    #[wasm_bindgen(getter)]
    pub fn cells(&self) -> Vec<String> {
        self.0.rows.concat()
    }
}

impl ClassesDoor {
    fn side(&self, at: usize) -> Option<Side> {
        self.0.sides().get(at).copied()
    }
}

#[wasm_bindgen(js_class = Classes)]
impl ClassesDoor {
    /// The keys of the models shown, from the left.
    #[wasm_bindgen(getter)]
    pub fn sides(&self) -> Vec<String> {
        self.0.sides().iter().map(|side| side.name().to_owned()).collect()
    }

    /// The key of what a model takes the point tried for; empty when nothing was learned.
    pub fn decided(&self, side: usize) -> String {
        let class = self.side(side).and_then(|side| self.0.decided(side));
        class.map(|class| self.0.class_name(class).to_owned()).unwrap_or_default()
    }

    /// What the whole shows.
    #[wasm_bindgen(getter)]
    pub fn sentence(&self) -> TextLine {
        TextLine(self.0.sentence())
    }

    /// What to know about the data.
    #[wasm_bindgen(getter)]
    pub fn warnings(&self) -> Vec<TextLine> {
        self.0.warnings().into_iter().map(TextLine).collect()
    }

    /// How a model fares.
    pub fn caption(&self, side: usize) -> Option<TextLine> {
        self.side(side).map(|side| TextLine(self.0.caption(side)))
    }

    /// What is worked out for a model at the point tried.
    pub fn worked(&self, side: usize) -> Vec<TextLine> {
        self.side(side).map(|side| self.0.worked(side)).unwrap_or_default().into_iter().map(TextLine).collect()
    }

    /// A model's tables.
    pub fn grids(&self, side: usize) -> Vec<TextGrid> {
        self.side(side).map(|side| self.0.grids(side)).unwrap_or_default().into_iter().map(TextGrid).collect()
    }

    /// All things as CSV.
    pub fn csv(&self) -> String {
        self.0.csv()
    }

    /// All things with what each model takes them for.
    #[wasm_bindgen(getter)]
    pub fn things(&self) -> TextGrid {
        TextGrid(self.0.things_grid())
    }

    /// Draws the picture of a model.
    #[wasm_bindgen(js_name = drawSide)]
    pub fn draw_side(&self, side: usize, canvas: &PictureCanvas) {
        if let Some(side) = self.side(side) {
            canvas.draw(&self.0.regions(side));
        }
    }

    /// Draws the ROC curve.
    #[wasm_bindgen(js_name = drawRoc)]
    pub fn draw_roc(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.roc());
    }

    /// The pictures side by side as an SVG document.
    pub fn svg(&self, side: u32) -> String {
        self.0.svg(side.clamp(100, 4000), &Palette::LIGHT)
    }

    /// Where the point tried is.
    #[wasm_bindgen(getter)]
    pub fn probe(&self) -> Vec<f64> {
        self.0.settings().probe().to_vec()
    }

    /// Moves the point that is tried.
    pub fn place(&mut self, x1: f64, x2: f64) {
        self.0.place(x1, x2);
    }

    /// Where the threshold is on the ROC curve: false positive rate and true positive rate. Nothing where there is no curve.
    #[wasm_bindgen(getter)]
    pub fn rates(&self) -> Option<Vec<f64>> {
        self.0.confusion().rates().map(Vec::from)
    }

    /// Sets the threshold to the one whose place on the ROC curve is nearest to these rates.
    #[wasm_bindgen(js_name = placeCutoff)]
    pub fn place_cutoff(&mut self, false_positive_rate: f64, true_positive_rate: f64) {
        self.0.place_cutoff(false_positive_rate, true_positive_rate);
    }

    /// Up to so many steps of training. Says what stopped it: nothing, `too-many-steps`, `no-data` or `diverged`.
    pub fn steps(&mut self, count: usize) -> Option<String> {
        self.0.steps(count).err().map(|halt| halt.name().to_owned())
    }
}
