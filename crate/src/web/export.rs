//! What the page can save of a panel with a model, and how it follows one that is trained elsewhere: methods of the one class, which the small module for one perceptron lacks.

use wasm_bindgen::prelude::wasm_bindgen;

use super::panel::PanelHandle;
use crate::export::notebook::Headings;
use crate::panel::export::{ExportShown, file};
use crate::panel::json::Json as _;
use crate::panel::moment::Moment;

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
        let figure = format!("panel={}&{}", self.name, self.figure.link());
        let headings = Headings { title: next(), data: next(), model: next(), fit: next(), results: next(), figure };
        file(self.name, self.figure.export()?, name, &headings)
    }

    /// The model as its file holds it, with every weight and bias; nothing where there is none.
    pub fn model(&self) -> Option<String> {
        Some(self.figure.export()?.model_file()).filter(|file| !file.is_empty())
    }

    /// Shows a moment of a model that is trained elsewhere: its parameters as Keras lists them, the epochs done, then loss, validation
    /// loss, accuracy and validation accuracy, each not finite where it is not known. Gives back a `Message` as JSON when it can't be
    /// shown.
    pub fn follow(&mut self, weights: Vec<f32>, epoch: f64, measures: &[f64], is_start: bool) -> Option<String> {
        let measure = |at: usize| measures.get(at).copied().filter(|measure| measure.is_finite());
        let moment = Moment {
            weights,
            epoch,
            loss: measure(0),
            validation_loss: measure(1),
            accuracy: measure(2),
            validation_accuracy: measure(3),
            is_start,
        };
        self.figure.follow(&moment).err().map(|refusal| refusal.json())
    }
}
