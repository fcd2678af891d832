//! The panel's pictures, and the curve that a learner draws into one, for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use super::RegressionDoor;
use crate::panel::regression::pictures::Names;
use crate::panel::regression::words::figure;
use crate::plot::palette::Palette;
use crate::plot::picture::svg;
use crate::web::canvas::PictureCanvas;

#[wasm_bindgen(js_class = Regression)]
impl RegressionDoor {
    /// Draws the rows and the line.
    #[wasm_bindgen(js_name = drawScatter)]
    pub fn draw_scatter(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.scatter());
    }

    /// Draws the loss by epoch.
    #[wasm_bindgen(js_name = drawChart)]
    pub fn draw_chart(&self, canvas: &PictureCanvas, names: &PictureNames) {
        canvas.draw(&self.0.chart(&names.0));
    }

    /// Draws the loss over weight and bias.
    #[wasm_bindgen(js_name = drawBowl)]
    pub fn draw_bowl(&self, canvas: &PictureCanvas, names: &PictureNames) {
        if let Some(bowl) = self.0.bowl(&names.0) {
            canvas.draw(&bowl);
        }
    }

    /// Draws the test rows' predictions against the truth.
    #[wasm_bindgen(js_name = drawAgreement)]
    pub fn draw_agreement(&self, canvas: &PictureCanvas, names: &PictureNames) {
        canvas.draw(&self.0.agreement(&names.0));
    }

    /// A picture as an SVG document: `scatter`, `chart`, `bowl` or `agreement`. Empty where there is no such picture.
    pub fn svg(&self, picture: &str, names: &PictureNames, width: u32, height: u32) -> String {
        let size = [width, height].map(|length| length.clamp(100, 4000));
        match picture {
            "scatter" => svg(&self.0.scatter(), size, &Palette::LIGHT),
            "chart" => svg(&self.0.chart(&names.0), size, &Palette::LIGHT),
            "bowl" => self.0.bowl(&names.0).map_or_else(String::new, |bowl| svg(&bowl, size, &Palette::LIGHT)),
            "agreement" => svg(&self.0.agreement(&names.0), size, &Palette::LIGHT),
            _ => String::new(),
        }
    }

    /// Begins to sketch the loss curve that the learner expects, or takes the sketch away.
    #[wasm_bindgen(js_name = sketchCurve)]
    pub fn sketch_curve(&mut self, begins: bool) {
        if begins {
            self.0.begin_sketch();
        } else {
            self.0.clear_sketch();
        }
    }

    /// The sketch's knots as epoch, loss, epoch, loss, …; empty without a sketch.
    #[wasm_bindgen(getter)]
    pub fn knots(&self) -> Vec<f64> {
        self.0.knots().into_iter().flatten().collect()
    }

    /// Moves a knot of the sketch to a height in the chart as it is drawn.
    #[wasm_bindgen(js_name = bendSketch)]
    pub fn bend_sketch(&mut self, knot: usize, height: f64) {
        self.0.bend_sketch(knot, height);
    }

    /// Where a knot of the sketch stands, in CSS pixels from the upper left corner of the canvas that the chart was drawn on.
    #[wasm_bindgen(js_name = knotPlace)]
    pub fn knot_place(&self, knot: usize, canvas: &PictureCanvas) -> Vec<f64> {
        let place = self.0.knots().get(knot).copied();
        place.map_or_else(Vec::new, |[epoch, loss]| canvas.to_pixels(epoch, self.0.chart_height(loss)))
    }

    /// The last epoch with a history, its training loss and its validation loss, as text; empty before the first one.
    #[wasm_bindgen(getter, js_name = lastLosses)]
    pub fn last_losses(&self) -> Vec<String> {
        let last = self.0.run().ok().and_then(|run| run.history().last());
        last.map_or_else(Vec::new, |entry| {
            let validation = entry.validation.map(figure).unwrap_or_default();
            vec![entry.epoch.to_string(), figure(entry.loss), validation]
        })
    }

    /// A knot's loss as text.
    #[wasm_bindgen(js_name = knotText)]
    pub fn knot_text(&self, knot: usize) -> String {
        self.0.knots().get(knot).map(|[_, loss]| figure(*loss)).unwrap_or_default()
    }

    /// The gap between sketch and run: mean distance, the epoch of the widest, what was expected there, what came. Empty
    /// while there is nothing to compare.
    #[wasm_bindgen(getter)]
    pub fn gap(&self) -> Vec<String> {
        self.0.gap().map_or_else(Vec::new, |gap| {
            vec![figure(gap.mean), gap.epoch.to_string(), figure(gap.expected), figure(gap.came)]
        })
    }
}

/// The words in the pictures, in the reader's language.
#[wasm_bindgen]
#[derive(Default)]
pub struct PictureNames(Names);

#[wasm_bindgen]
impl PictureNames {
    /// The words in this order: epoch, loss, training, validation, noise floor, least squares, start, expected, truth, prediction,
    /// run, full batch, momentum. Missing ones stay empty.
    #[wasm_bindgen(constructor)]
    pub fn new(words: Vec<String>) -> Self {
        let mut words = words.into_iter();
        let mut next = || words.next().unwrap_or_default();
        Self(Names {
            epoch: next(),
            loss: next(),
            training: next(),
            validation: next(),
            floor: next(),
            best: next(),
            start: next(),
            expected: next(),
            truth: next(),
            prediction: next(),
            run: next(),
            full_batch: next(),
            momentum: next(),
        })
    }
}
