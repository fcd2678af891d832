//! What the page can save of a panel with a model: methods of the one class, which the small module for one perceptron lacks.

use wasm_bindgen::prelude::wasm_bindgen;

use super::panel::PanelHandle;
use crate::export::notebook::Headings;
use crate::panel::export::{ExportShown, file};
use crate::panel::json::Json as _;

#[wasm_bindgen(js_class = Panel)]
impl PanelHandle {
    /// What can be exported as things stand, as JSON: an `ExportShown`; nothing for a panel without a model.
    #[wasm_bindgen(js_name = exportOffer)]
    pub fn export_offer(&self) -> Option<String> {
        Some(ExportShown::of(self.name, self.figure.export()?).json())
    }

    /// The content of one of the files offered. A notebook's headings come in the reader's language: over the whole, the data,
    /// the model, the training and the results.
    #[wasm_bindgen(js_name = exportFile)]
    pub fn export_file(&self, name: &str, headings: Vec<String>) -> Option<String> {
        let mut headings = headings.into_iter();
        let mut next = || headings.next().unwrap_or_default();
        let headings = Headings { title: next(), data: next(), model: next(), fit: next(), results: next() };
        file(self.name, self.figure.export()?, name, &headings)
    }
}
