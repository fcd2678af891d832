//! The panel `layers` for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use super::along::along;
use super::canvas::PictureCanvas;
use super::door::{door, goals, played};
use crate::panel::layers::conv::PRESETS;
use crate::panel::layers::goals::Goal;
use crate::panel::layers::report::{Report, Said};
use crate::panel::layers::series::Refused;
use crate::panel::layers::settings::{KERNEL_NAMES, TABLE};
use crate::panel::layers::{Layers, numbers};
use crate::plot::palette::Palette;
use crate::plot::picture::svg;

/// Tensors, dense, convolutional and recurrent layers.
#[wasm_bindgen(js_name = Layers)]
#[derive(Default)]
pub struct LayersDoor(Layers);

door!(LayersDoor, "Layers", Layers, TABLE);
played!(LayersDoor, "Layers");
goals!(LayersDoor, "Layers", Goal);
along!(LayersDoor, "Layers");

#[wasm_bindgen(js_class = Layers)]
impl LayersDoor {
    /// Draws the picture of the view shown.
    pub fn draw(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.picture());
    }

    /// Draws the recurrent layer unrolled.
    #[wasm_bindgen(js_name = drawUnrolled)]
    pub fn draw_unrolled(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.unrolled_picture());
    }

    /// The picture as an SVG document of this size in CSS pixels.
    pub fn svg(&self, width: u32, height: u32) -> String {
        svg(&self.0.picture(), [width, height].map(|length| length.clamp(100, 4000)), &Palette::LIGHT)
    }

    /// Where the handle is; empty where there is none.
    #[wasm_bindgen(getter, js_name = handlePlace)]
    pub fn handle_place(&self) -> Vec<f64> {
        self.0.handle_place().map_or_else(Vec::new, |place| vec![place.x, place.y])
    }

    /// The moment looked at, no later than there is one to forecast.
    #[wasm_bindgen(getter, js_name = momentShown)]
    pub fn moment_shown(&self) -> usize {
        self.0.moment()
    }

    /// The last moment that can be looked at.
    #[wasm_bindgen(getter, js_name = lastMoment)]
    pub fn last_moment(&self) -> usize {
        self.0.forecast().pairs() - 1
    }

    /// The output's place looked at: row and column.
    #[wasm_bindgen(getter, js_name = placeShown)]
    pub fn place_shown(&self) -> Vec<usize> {
        self.0.place().to_vec()
    }

    /// A press on the picture: it chooses what lies there, or the pen comes down.
    pub fn press(&mut self, x: f64, y: f64) {
        self.0.press(x, y);
    }

    /// The pointer moves on.
    pub fn drag(&mut self, x: f64, y: f64) {
        self.0.drag(x, y);
    }

    /// Draws or wipes out the cell under the kernel's middle.
    pub fn dot(&mut self) {
        self.0.dot();
    }

    /// Makes the picture white.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether the picture is drawn by hand.
    #[wasm_bindgen(getter, js_name = isDrawn)]
    pub fn is_drawn(&self) -> bool {
        self.0.settings().is_drawn()
    }

    /// Back to how the panel opens, in the view that is shown.
    pub fn restart(&mut self) {
        self.0.restart();
    }

    /// What the sentence under the picture says.
    #[wasm_bindgen(getter)]
    pub fn said(&self) -> LayersSaid {
        LayersSaid(self.0.said())
    }

    /// Formulas with today's numbers.
    #[wasm_bindgen(getter)]
    pub fn worked(&self) -> Vec<String> {
        self.0.worked()
    }

    /// The table beside the picture.
    #[wasm_bindgen(getter)]
    pub fn table(&self) -> LayersReport {
        LayersReport(self.0.table())
    }

    /// What the picture shows as a table.
    #[wasm_bindgen(getter)]
    pub fn values(&self) -> LayersReport {
        LayersReport(self.0.values())
    }

    /// The errors of the forecasts.
    #[wasm_bindgen(getter)]
    pub fn scores(&self) -> LayersReport {
        LayersReport(self.0.scores())
    }

    /// What Keras's `model.summary()` prints.
    #[wasm_bindgen(getter)]
    pub fn summary(&self) -> String {
        self.0.summary()
    }

    /// The recurrent layer's series as CSV.
    pub fn csv(&self) -> String {
        self.0.csv()
    }

    /// The sum of the recurrent layer's parameters.
    #[wasm_bindgen(getter, js_name = recurrentParameters)]
    pub fn recurrent_parameters(&self) -> String {
        self.0.recurrent_parameters()
    }

    /// The names of the kernels to begin with.
    #[wasm_bindgen(js_name = presetNames)]
    pub fn preset_names() -> Vec<String> {
        PRESETS.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    /// The names of the kernel's fields, row by row.
    #[wasm_bindgen(js_name = kernelNames)]
    pub fn kernel_names() -> Vec<String> {
        KERNEL_NAMES.map(str::to_owned).to_vec()
    }

    /// Puts a preset into the kernel. False for an unknown name.
    pub fn preset(&mut self, name: &str) -> bool {
        self.0.preset(name)
    }

    /// The preset that the kernel is; nothing for another kernel.
    #[wasm_bindgen(getter, js_name = presetShown)]
    pub fn preset_shown(&self) -> Option<String> {
        self.0.preset_shown().map(str::to_owned)
    }

    /// The learner's own series as text.
    #[wasm_bindgen(getter)]
    pub fn own(&self) -> String {
        self.0.settings().own().write()
    }

    /// Takes a series of the learner's own. Gives back what is wrong with it: a text's name, the number of the value, the value.
    #[wasm_bindgen(js_name = takeSeries)]
    pub fn take_series(&mut self, text: &str) -> Vec<String> {
        let refused = match self.0.take_series(text) {
            Ok(()) => return Vec::new(),
            Err(refused) => refused,
        };
        let (key, count, given) = match refused {
            Refused::Empty => ("empty", 0, String::new()),
            Refused::Short(count) => ("short", count, String::new()),
            Refused::Long(count) => ("long", count, String::new()),
            Refused::Text(at, given) => ("text", at, given),
            Refused::Large(at, given) => ("large", at, given),
        };
        vec![key.to_owned(), numbers::grouped(count), given]
    }
}

/// What a sentence says.
#[wasm_bindgen]
pub struct LayersSaid(Said);

#[wasm_bindgen]
impl LayersSaid {
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

/// A table.
#[wasm_bindgen]
pub struct LayersReport(Report);

#[wasm_bindgen]
impl LayersReport {
    /// The heads of its columns.
    #[wasm_bindgen(getter)]
    pub fn heads(&self) -> Vec<String> {
        self.0.heads.clone()
    }

    /// Its cells, row by row.
    #[wasm_bindgen(getter)]
    pub fn cells(&self) -> Vec<String> {
        self.0.cells.clone()
    }
}
