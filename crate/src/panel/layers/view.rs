//! What the panel shows, in sentences and numbers.

use super::Layers;
use super::conv::PRESETS;
use super::settings::{Hand, KERNEL_NAMES, Part, UNIT_NAMES};
use crate::model::convolution::KERNEL_SIZE;
use crate::model::decimal::Decimal;
use crate::panel::json::{Key, Text, shown};
use crate::panel::view::{Message, View};

/// The columns of a picture, by the keys of their heads.
pub const COLUMNS: [Key; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

/// The settings of each part; those of the others have nothing to do.
const TENSOR: &[Key] = &["rank", "order", "sample", "row", "column", "channel"];
const DENSE: &[Key] = &["inputs", "depth", "units1", "units2", "units3", "units4"];
const CONV: &[Key] = &["digit", "hand", "bias", "padding", "stride", "pool", "filters", "down", "across"];
const RECURRENT: &[Key] = &["seed", "units", "moment"];
/// The indices of a tensor, and the rank from which on each is one.
const INDICES: [(Key, u32); 5] = [("column", 1), ("row", 2), ("channel", 3), ("order", 3), ("sample", 4)];

shown! {
    /// A weight of the kernel.
    pub struct KernelWeight {
        /// The setting's name.
        name: Key,
        /// Its value as a reader sees it.
        text: Text,
    }
}

shown! {
    /// What the page shows of the panel `layers` alone.
    pub struct LayersShown {
        /// What is looked at.
        part: Key,
        /// Whether the pointer draws.
        draws: bool,
        /// Whether the picture is drawn by hand.
        is_drawn: bool,
        /// The kernel's weights, row by row.
        kernel: Vec<Vec<KernelWeight>>,
        /// The names of kernels to begin with.
        presets: Vec<Key>,
        /// The one that the kernel is.
        preset: Option<Key>,
        /// What `model.summary()` prints of the dense network.
        summary: Option<Text>,
    }
}

impl Layers {
    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> LayersShown {
        let settings = self.settings();
        let part = settings.part;
        view.idle = self.idle();
        match part {
            Part::Tensor => {
                view.sentence = vec![self.sentence_of_tensor()];
                view.sum = self.offset_text();
            }
            Part::Dense => {
                view.sentence = vec![self.sentence_of_network()];
                view.sum = self.parameters_text();
            }
            Part::Conv => {
                view.sentence = vec![self.sentence_of_convolution()];
                view.sum = self.sum_text();
            }
            Part::Recurrent => {
                view.sentence = vec![self.sentence_of_recurrent()];
                view.sum = self.moment_text();
            }
        }
        if wants_numbers {
            self.show_numbers(view);
        }
        let weight = |(name, value): (&Key, &Decimal)| KernelWeight { name, text: value.padded() };
        let rows = |(names, values): (&[Key], &[Decimal])| names.iter().zip(values).map(weight).collect();
        let kernel = KERNEL_NAMES.chunks(KERNEL_SIZE).zip(settings.kernel().chunks(KERNEL_SIZE)).map(rows).collect();
        let is_conv = part == Part::Conv;
        LayersShown {
            part: part.name(),
            draws: is_conv && settings.hand == Hand::Draw,
            is_drawn: settings.cells.0.is_some(),
            kernel: if is_conv { kernel } else { Vec::new() },
            presets: if is_conv { PRESETS.map(|(name, _)| name).to_vec() } else { Vec::new() },
            preset: self.preset_shown().filter(|_| is_conv),
            summary: (wants_numbers && part == Part::Dense).then(|| self.summary()),
        }
    }

    fn show_numbers(&self, view: &mut View) {
        let (hint, sums, tables) = match self.settings().part {
            Part::Tensor => ("hint-tensor", self.tensor_lines(), vec![self.axes_table(), self.tensor_table()]),
            Part::Dense => ("hint-dense", self.network_lines(), vec![self.shapes_table()]),
            Part::Conv => ("hint-conv", self.convolution_lines(), vec![self.costs_table(), self.output_table()]),
            Part::Recurrent => ("hint-recurrent", self.recurrent_lines(), vec![self.unrolled_table()]),
        };
        view.lines = sums.into_iter().map(|sum| Message::new("worked").with("sum", sum)).collect();
        view.lines.push(Message::new(hint));
        view.tables = tables;
    }

    /// The settings that have nothing to do.
    fn idle(&self) -> Vec<Key> {
        let settings = self.settings();
        let part = settings.part;
        let mut idle: Vec<Key> = vec!["weight"];
        let parts = [(Part::Tensor, TENSOR), (Part::Dense, DENSE), (Part::Conv, CONV), (Part::Recurrent, RECURRENT)];
        idle.extend(parts.into_iter().filter(|(other, _)| *other != part).flat_map(|(_, names)| names));
        // Of the kernel's weights the chosen one has a slider; all nine have boxes in their drawer.
        idle.extend(KERNEL_NAMES.into_iter().filter(|name| part != Part::Conv || *name != settings.weight));
        match part {
            Part::Tensor => {
                idle.extend(INDICES.into_iter().filter(|(_, rank)| settings.rank < *rank).map(|(name, _)| name));
                idle.push("export");
            }
            Part::Dense => idle.extend(&UNIT_NAMES[settings.depth as usize..]),
            Part::Conv => {}
            Part::Recurrent => idle.push("export"),
        }
        idle
    }
}
