//! Tensors by rank: a pixel, a row, a picture, a colour picture, a batch of colour pictures.

use super::Layers;
use super::drawing::{Drawing, FULL, SIDE};
use super::settings::{Order, Settings};
use crate::panel::json::Key;
use crate::panel::view::{Message, Said, Table};
use crate::panel::words::Words;
use crate::plot::grids::{Grids, Shade, Side};
use crate::plot::palette::Hue;

/// Red, green, blue.
const CHANNELS: usize = 3;
/// How many pictures the batch has.
const SAMPLES: usize = 4;
/// The digits in the batch, by number in it.
const BATCH: [usize; SAMPLES] = [0, 3, 5, 8];
/// The digit of the ranks below.
const PICTURE: usize = 1;

/// An axis: its name, its size, how many numbers one step along it passes, and the index chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The name of its setting.
    pub name: Key,
    /// How many places it has.
    pub size: usize,
    /// How far apart two neighbours lie in memory.
    pub stride: usize,
    /// The place chosen.
    pub index: usize,
}

/// A channel's brightness where the digit, in blue ink on white paper, has a darkness: red is taken away whole, green by half,
/// blue not at all.
fn brightness(darkness: u8, channel: usize) -> u8 {
    match channel {
        0 => FULL - darkness,
        1 => FULL - darkness / 2,
        _ => FULL,
    }
}

/// The gaps between grids side by side and below each other, where a name stands, in cells.
const GAP: usize = 1;
const GAP_BELOW: usize = 3;
/// How many numbers of the memory are shown around the one chosen.
const MEMORY: usize = 9;
/// The largest side of their cells, in cells of the grids.
const MEMORY_CELL: f64 = 2.6;

/// A shape or an index as Python writes a tuple: `()`, `(8,)`, `(8, 8)`.
pub fn tuple(numbers: &[usize]) -> String {
    match numbers {
        [one] => format!("({one},)"),
        all => format!("({})", all.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    }
}

/// The offset of a place.
fn offset_of(axes: &[Axis], [sample, row, column, channel]: [usize; 4]) -> usize {
    let index = |name: Key| match name {
        "sample" => sample,
        "row" => row,
        "column" => column,
        _ => channel,
    };
    axes.iter().map(|axis| index(axis.name) * axis.stride).sum()
}

impl Layers {
    /// The axes of the tensor shown, first to last; the last one's stride is 1.
    pub fn tensor_axes(&self) -> Vec<Axis> {
        let settings = self.settings();
        let names: &[Key] = match (settings.rank, settings.order) {
            (0, _) => &[],
            (1, _) => &["column"],
            (2, _) => &["row", "column"],
            (3, Order::Last) => &["row", "column", "channel"],
            (3, Order::First) => &["channel", "row", "column"],
            (_, Order::Last) => &["sample", "row", "column", "channel"],
            (_, Order::First) => &["sample", "channel", "row", "column"],
        };
        let mut stride = 1;
        let mut axes: Vec<Axis> = Vec::new();
        for name in names.iter().rev() {
            let (size, index) = match *name {
                "sample" => (SAMPLES, settings.sample),
                "channel" => (CHANNELS, settings.channel),
                "row" => (SIDE, settings.row),
                _ => (SIDE, settings.column),
            };
            axes.push(Axis { name, size, stride, index: index as usize });
            stride *= size;
        }
        axes.reverse();
        axes
    }

    /// Where the number chosen lies in memory, counted from 0.
    pub fn offset(&self) -> usize {
        self.tensor_axes().iter().map(|axis| axis.index * axis.stride).sum()
    }

    fn shape(&self) -> Vec<usize> {
        self.tensor_axes().iter().map(|axis| axis.size).collect()
    }

    /// How many numbers the tensor has.
    pub fn tensor_count(&self) -> usize {
        self.tensor_axes().iter().map(|axis| axis.size).product()
    }

    /// The index chosen: sample, row, column and channel, whichever of them the tensor has.
    fn chosen(&self) -> [usize; 4] {
        let Settings { sample, row, column, channel, .. } = *self.settings();
        [sample, row, column, channel].map(|index| index as usize)
    }

    /// The pictures of the batch; below rank 4 it is one and the same.
    fn batch(&self) -> [Drawing; SAMPLES] {
        let is_batch = self.settings().rank == 4;
        std::array::from_fn(|sample| Drawing::digit(BATCH[if is_batch { sample } else { PICTURE }]))
    }

    /// The number at a place, whichever of the tensors is shown.
    fn value_in(&self, batch: &[Drawing; SAMPLES], [sample, row, column, channel]: [usize; 4]) -> u8 {
        let darkness = batch[sample].at(row, column);
        if self.settings().rank < 3 { darkness } else { brightness(darkness, channel) }
    }

    fn tensor_value(&self, place: [usize; 4]) -> u8 {
        self.value_in(&self.batch(), place)
    }

    /// The number chosen.
    pub fn chosen_value(&self) -> u8 {
        self.tensor_value(self.chosen())
    }

    /// The place of an offset.
    fn place_at(&self, axes: &[Axis], offset: usize) -> [usize; 4] {
        let mut place = self.chosen();
        for axis in axes {
            let index = offset / axis.stride % axis.size;
            match axis.name {
                "sample" => place[0] = index,
                "row" => place[1] = index,
                "column" => place[2] = index,
                _ => place[3] = index,
            }
        }
        place
    }

    pub(super) fn sentence_of_tensor(&self) -> Message {
        let axes = self.tensor_axes();
        let key = ["rank0", "rank1", "rank2", "rank3", "rank4"][axes.len()];
        let index: Vec<_> = axes.iter().map(|axis| axis.index).collect();
        Message::new(key)
            .with("shape", tuple(&self.shape()))
            .with("count", self.tensor_count())
            .with("index", tuple(&index))
            .with("value", self.chosen_value())
    }

    /// Where the number chosen lies, as a sum of index × stride.
    pub fn offset_text(&self) -> String {
        let axes = self.tensor_axes();
        let terms: Vec<_> = axes.iter().map(|axis| format!("{}×{}", axis.index, axis.stride)).collect();
        if terms.is_empty() {
            "offset = 0".to_owned()
        } else {
            format!("offset = {} = {}", terms.join(" + "), self.offset())
        }
    }

    /// The shape, the strides, the count of the numbers and the offset, worked out.
    pub fn tensor_lines(&self) -> Vec<String> {
        let axes = self.tensor_axes();
        let strides: Vec<_> = axes.iter().map(|axis| axis.stride).collect();
        let mut lines = vec![format!("shape = {}", tuple(&self.shape())), format!("strides = {}", tuple(&strides))];
        if !axes.is_empty() {
            let sizes: Vec<_> = axes.iter().map(|axis| axis.size.to_string()).collect();
            lines.push(format!("{} = {}", sizes.join("×"), self.tensor_count()));
        }
        lines.push(self.offset_text());
        lines
    }

    /// A row for each axis: its size, its stride worked out, the index.
    pub(super) fn axes_table(&self) -> Table {
        let axes = self.tensor_axes();
        let row = |(at, axis): (usize, &Axis)| {
            let inner: Vec<_> = axes[at + 1..].iter().map(|axis| axis.size.to_string()).collect();
            let stride = match inner.len() {
                0 | 1 => axis.stride.to_string(),
                _ => format!("{} = {}", inner.join("×"), axis.stride),
            };
            vec![Said::Word(axis.name), axis.size.into(), stride.into(), axis.index.into()]
        };
        Table {
            name: "axes",
            columns: vec!["axis", "size", "stride", "index"],
            rows: axes.iter().enumerate().map(row).collect(),
            ..Table::default()
        }
    }

    /// The numbers of the picture chosen, row by row.
    pub(super) fn tensor_table(&self) -> Table {
        let [sample, chosen_row, chosen_column, channel] = self.chosen();
        let rank = self.settings().rank;
        let columns = if rank == 0 { chosen_column..chosen_column + 1 } else { 0..SIDE };
        let rows = if rank < 2 { chosen_row..chosen_row + 1 } else { 0..SIDE };
        let row = |row: usize| {
            let values = columns.clone().map(|column| self.tensor_value([sample, row, column, channel]).into());
            std::iter::once(row.into()).chain(values).collect()
        };
        Table {
            name: "values",
            columns: std::iter::once("row").chain(columns.clone().map(|column| super::view::COLUMNS[column])).collect(),
            rows: rows.map(row).collect(),
            ..Table::default()
        }
    }

    /// How many grids of 8 × 8 lie side by side and below each other.
    fn grids(&self) -> [usize; 2] {
        match self.settings().rank {
            3 => [CHANNELS, 1],
            4 => [SAMPLES, CHANNELS],
            _ => [1, 1],
        }
    }

    /// The sample and the channel of a grid.
    fn of_grid(&self, right: usize, below: usize) -> [usize; 2] {
        let [sample, _, _, channel] = self.chosen();
        match self.settings().rank {
            3 => [sample, right],
            4 => [right, below],
            _ => [sample, channel],
        }
    }

    /// A cell of the picture: blank where the walk through the memory has not come to.
    fn tensor_cell(&self, value: u8, has_come: bool) -> (Shade, String) {
        if !has_come {
            return (Shade::Blank, String::new());
        }
        let share = f64::from(value) / f64::from(FULL);
        (Shade::Ink(if self.settings().rank < 3 { share } else { 1.0 - share }), value.to_string())
    }

    /// The tensor as grids of numbers, and the numbers around the one chosen as they lie in memory.
    pub(super) fn tensor_picture(&self, words: &Words) -> Grids {
        let rank = self.settings().rank;
        let axes = self.tensor_axes();
        let [chosen_sample, chosen_row, chosen_column, chosen_channel] = self.chosen();
        let (batch, walked) = (self.batch(), self.walked() as usize);
        let cell = |place: [usize; 4]| self.tensor_cell(self.value_in(&batch, place), offset_of(&axes, place) < walked);
        let mut grids = Grids { air: [26.0, 24.0, 6.0, 26.0], ..Grids::default() };
        if rank < 2 {
            let columns = if rank == 0 { chosen_column..chosen_column + 1 } else { 0..SIDE };
            let at = if rank == 0 { 0.0 } else { chosen_column as f64 };
            grids.size = [columns.len() as f64, 1.0];
            grids.grid(
                [0.0; 2],
                columns.len(),
                columns.clone().map(|column| cell([chosen_sample, chosen_row, column, 0])),
            );
            grids.outline([at, 0.0], [1.0; 2], Hue::One, 3.0);
            if rank == 1 {
                grids.label([at + 0.5, 0.0], Side::AboveMiddle, Hue::One, chosen_column.to_string());
                self.add_memory(&mut grids, &axes, words);
            }
            return grids;
        }
        let [across, down] = self.grids();
        let [pitch, pitch_down] = [SIDE + GAP, SIDE + GAP_BELOW].map(|pitch| pitch as f64);
        grids.size = [across as f64 * pitch - GAP as f64, down as f64 * pitch_down - GAP_BELOW as f64];
        for (right, below) in (0..down).flat_map(|below| (0..across).map(move |right| (right, below))) {
            let at = [right as f64 * pitch, below as f64 * pitch_down];
            let [sample, channel] = self.of_grid(right, below);
            let places = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| [sample, row, column, channel]));
            grids.grid(at, SIDE, places.map(cell));
            let is_chosen = (rank < 4 || sample == chosen_sample) && (rank < 3 || channel == chosen_channel);
            if rank > 2 {
                let name = words.get(["red", "green", "blue"][channel]);
                let name = if rank == 3 { name.to_owned() } else { format!("{sample} {name}") };
                grids.label(at, Side::Above, if is_chosen { Hue::Ink } else { Hue::Muted }, name);
            }
            if is_chosen {
                let place = [at[0] + chosen_column as f64, at[1] + chosen_row as f64];
                if rank > 2 {
                    grids.outline(at, [SIDE as f64; 2], Hue::Ink, 2.0);
                } else {
                    grids.label([0.0, place[1] + 0.5], Side::Left, Hue::One, chosen_row.to_string());
                    grids.label([place[0] + 0.5, 0.0], Side::AboveMiddle, Hue::One, chosen_column.to_string());
                }
                grids.outline(place, [1.0; 2], Hue::One, 3.0);
            }
        }
        self.add_memory(&mut grids, &axes, words);
        grids
    }

    /// Adds the part of the memory around the number chosen, below the grids.
    fn add_memory(&self, grids: &mut Grids, axes: &[Axis], words: &Words) {
        let count = self.tensor_count();
        let shown = count.min(MEMORY);
        let (offset, walked) = (self.offset(), self.walked() as usize);
        let first = offset.saturating_sub(MEMORY / 2).min(count - shown);
        let [width, height] = grids.size;
        let side = (width / shown as f64).min(MEMORY_CELL);
        // The smaller the cells are, the more of them the name between needs.
        let gap = [1.0, 1.0, 1.0, 1.6, 3.0][axes.len()];
        let [left, top] = [(width - side * shown as f64) / 2.0, height + gap];
        let memory =
            (first..first + shown).map(|at| self.tensor_cell(self.tensor_value(self.place_at(axes, at)), at < walked));
        grids.grid_of(side, [left, top], shown, memory);
        let place = left + side * (offset - first) as f64;
        grids.outline([place, top], [side; 2], Hue::One, 3.0);
        grids.label([left, top], Side::Above, Hue::Muted, words.get("memory"));
        grids.label([place + side / 2.0, top + side], Side::BelowMiddle, Hue::One, offset.to_string());
        grids.size[1] = top + side;
    }

    /// The settings with the number chosen that lies at a place of the picture, to the right and upwards.
    pub(super) fn tensor_at(&self, x: f64, y: f64) -> Option<Settings> {
        let settings = self.settings().clone();
        let place = |length: f64| -> Option<usize> {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the picture
            (0.0..1e3).contains(&length).then_some(length as usize)
        };
        let (column, row) = (place(x)?, place(-y)?);
        let (across, down) = (column / (SIDE + GAP), row / (SIDE + GAP_BELOW));
        let (column, row) = (column % (SIDE + GAP), row % (SIDE + GAP_BELOW));
        let [grids_across, grids_down] = self.grids();
        if across >= grids_across || down >= grids_down || column >= SIDE || row >= SIDE {
            return None;
        }
        let [sample, channel] = self.of_grid(across, down);
        #[allow(clippy::cast_possible_truncation)] // indices up to 7
        let [sample, row, column, channel] = [sample, row, column, channel].map(|index| index as u32);
        match settings.rank {
            0 => None,
            1 => (row == 0).then_some(Settings { column, ..settings }),
            2 => Some(Settings { row, column, ..settings }),
            3 => Some(Settings { row, column, channel, ..settings }),
            _ => Some(Settings { sample, row, column, channel, ..settings }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tuple_is_written_as_python_writes_it() {
        assert_eq!([tuple(&[]), tuple(&[8]), tuple(&[4, 8])], ["()", "(8,)", "(4, 8)"]);
    }
}
