//! The layers as they are exported: as code that gives the page's numbers.

use super::Layers;
use super::settings::Part;
use crate::export::layers::{convolution, dense};
use crate::export::library::Library;
use crate::export::training_run::Script;
use crate::panel::export::{Content, Export};
use crate::panel::view::Message;

impl Export for Layers {
    /// A tensor alone is no model, and the recurrent layer has its code where it learns.
    fn contents(&self) -> &'static [Content] {
        match self.settings().part {
            Part::Tensor | Part::Recurrent => &[],
            Part::Dense | Part::Conv => Content::CODE,
        }
    }

    fn script(&self, library: Library) -> Script {
        let settings = self.settings();
        match settings.part {
            Part::Tensor | Part::Recurrent => Script::default(),
            Part::Dense => dense(library, &self.dense_layers()),
            Part::Conv => {
                convolution(library, &settings.drawing().plane(), &settings.convolution(), settings.pooling())
            }
        }
    }

    fn epochs(&self) -> u64 {
        0
    }

    fn data_csv(&self) -> String {
        String::new()
    }

    fn history_csv(&self) -> String {
        String::new()
    }

    fn about(&self) -> Vec<Message> {
        match self.settings().part {
            Part::Tensor | Part::Recurrent => Vec::new(),
            Part::Dense => vec![Message::new("export-dense")],
            Part::Conv => vec![Message::new("export-conv")],
        }
    }
}
