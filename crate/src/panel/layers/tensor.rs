//! Tensors by rank: a pixel, a row, a picture, a colour picture, a batch of colour pictures.

use super::Layers;
use super::drawing::{Drawing, FULL, SIDE};
use super::numbers::tuple;
use super::report::{Report, Said};
use super::settings::Settings;
use crate::plot::grids::{Grids, Shade};
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
    /// The name of its field.
    pub name: &'static str,
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
const GAP_BELOW: usize = 2;

impl Layers {
    /// The axes of the tensor shown, first to last; the last one's stride is 1.
    pub fn tensor_axes(&self) -> Vec<Axis> {
        let settings = self.settings();
        let is_last = settings.choice("order") == "last";
        let rank = settings.count("rank");
        let names: Vec<&'static str> = match (rank, is_last) {
            (0, _) => vec![],
            (1, _) => vec!["column"],
            (2, _) => vec!["row", "column"],
            (3, true) => vec!["row", "column", "channel"],
            (3, false) => vec!["channel", "row", "column"],
            (_, true) => vec!["sample", "row", "column", "channel"],
            (_, false) => vec!["sample", "channel", "row", "column"],
        };
        let size = |name: &str| match name {
            "sample" => SAMPLES,
            "channel" => CHANNELS,
            _ => SIDE,
        };
        let mut stride = 1;
        let mut axes: Vec<Axis> = Vec::new();
        for name in names.into_iter().rev() {
            axes.push(Axis { name, size: size(name), stride, index: settings.count(name) });
            stride *= size(name);
        }
        axes.reverse();
        axes
    }

    /// Where the number chosen lies in memory, counted from 0.
    pub fn offset(&self) -> usize {
        self.tensor_axes().iter().map(|axis| axis.index * axis.stride).sum()
    }

    /// The number at a place, whichever of the tensors is shown.
    fn tensor_value(&self, sample: usize, row: usize, column: usize, channel: usize) -> u8 {
        let rank = self.settings().count("rank");
        let darkness = Drawing::digit(BATCH[if rank == 4 { sample } else { PICTURE }]).at(row, column);
        if rank < 3 { darkness } else { brightness(darkness, channel) }
    }

    /// The number chosen.
    pub fn chosen_value(&self) -> u8 {
        let [sample, row, column, channel] =
            ["sample", "row", "column", "channel"].map(|name| self.settings().count(name));
        self.tensor_value(sample, row, column, channel)
    }

    pub(super) fn said_of_tensor(&self) -> Said {
        let axes = self.tensor_axes();
        let key = ["rank0", "rank1", "rank2", "rank3", "rank4"][axes.len()];
        let index: Vec<_> = axes.iter().map(|axis| axis.index).collect();
        let values = vec![
            ("shape", tuple(&self.shape())),
            ("count", self.shape().iter().product::<usize>().to_string()),
            ("index", tuple(&index)),
            ("value", self.chosen_value().to_string()),
            ("offset", self.offset().to_string()),
        ];
        Said { key, values }
    }

    fn shape(&self) -> Vec<usize> {
        self.tensor_axes().iter().map(|axis| axis.size).collect()
    }

    pub(super) fn tensor_worked(&self) -> Vec<String> {
        let axes = self.tensor_axes();
        let joined = |part: fn(&Axis) -> String, sign: &str| axes.iter().map(part).collect::<Vec<_>>().join(sign);
        let strides: Vec<_> = axes.iter().map(|axis| axis.stride).collect();
        let mut lines = vec![format!("shape = {}", tuple(&self.shape())), format!("strides = {}", tuple(&strides))];
        if axes.is_empty() {
            lines.push("offset = 0".to_owned());
            return lines;
        }
        let count: usize = self.shape().iter().product();
        lines.push(format!("{} = {count}", joined(|axis| axis.size.to_string(), "×")));
        let sum = joined(|axis| format!("{}×{}", axis.index, axis.stride), " + ");
        lines.push(format!("offset = {sum} = {}", self.offset()));
        lines
    }

    /// A row for each axis: its size, its stride worked out, the index.
    pub(super) fn axes(&self) -> Report {
        let mut report = Report::with_heads(["axis", "size", "stride", "index"]);
        let axes = self.tensor_axes();
        for (at, axis) in axes.iter().enumerate() {
            let inner: Vec<_> = axes[at + 1..].iter().map(|axis| axis.size.to_string()).collect();
            let stride = match inner.len() {
                0 | 1 => axis.stride.to_string(),
                _ => format!("{} = {}", inner.join("×"), axis.stride),
            };
            report.row([axis.name.to_owned(), axis.size.to_string(), stride, axis.index.to_string()]);
        }
        report
    }

    /// How many grids of 8 × 8 lie side by side and below each other.
    fn grids(&self) -> [usize; 2] {
        match self.settings().count("rank") {
            3 => [CHANNELS, 1],
            4 => [SAMPLES, CHANNELS],
            _ => [1, 1],
        }
    }

    /// A grid's sample and channel.
    fn of_grid(&self, across: usize, down: usize) -> [usize; 2] {
        if self.settings().count("rank") == 3 { [0, across] } else { [across, down] }
    }

    pub(super) fn tensor_picture(&self) -> Grids {
        let settings = self.settings();
        let rank = settings.count("rank");
        let [chosen_row, chosen_column] = ["row", "column"].map(|name| settings.count(name));
        let cell = |value: u8| {
            let share = f64::from(value) / f64::from(FULL);
            (Shade::Ink(if rank < 3 { share } else { 1.0 - share }), value.to_string())
        };
        if rank < 2 {
            let columns = if rank == 0 { chosen_column..chosen_column + 1 } else { 0..SIDE };
            let at = if rank == 0 { 0.0 } else { chosen_column as f64 };
            let mut grids = Grids { size: [columns.len() as f64, 1.0], ..Grids::default() };
            let cells = columns.clone().map(|column| cell(self.tensor_value(0, chosen_row, column, 0)));
            grids.grid([0.0; 2], columns.len(), cells);
            grids.outline([at, 0.0], [1.0; 2], Hue::Zero, 3.0);
            return grids;
        }
        let [across, down] = self.grids();
        let [pitch, pitch_down] = [SIDE + GAP, SIDE + GAP_BELOW].map(|pitch| pitch as f64);
        // A grid of several has its name above.
        let head = if rank > 2 { 1.0 } else { 0.0 };
        let size = [across as f64 * pitch - GAP as f64, down as f64 * pitch_down - GAP_BELOW as f64 + head];
        let mut grids = Grids { size, ..Grids::default() };
        for (right, below) in (0..down).flat_map(|below| (0..across).map(move |right| (right, below))) {
            let at = [right as f64 * pitch, head + below as f64 * pitch_down];
            let [sample, channel] = self.of_grid(right, below);
            let places = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (row, column)));
            grids.grid(at, SIDE, places.map(|(row, column)| cell(self.tensor_value(sample, row, column, channel))));
            if rank > 2 {
                let channel_name = ["R", "G", "B"][channel];
                let name = if rank == 3 { channel_name.to_owned() } else { format!("{sample} {channel_name}") };
                grids.caption(at, name);
            }
            let is_chosen =
                (rank < 4 || sample == settings.count("sample")) && (rank < 3 || channel == settings.count("channel"));
            if is_chosen {
                let place = [at[0] + chosen_column as f64, at[1] + chosen_row as f64];
                grids.outline(at, [SIDE as f64; 2], Hue::One, 2.0);
                grids.outline(place, [1.0; 2], Hue::Zero, 3.0);
            }
        }
        grids
    }

    /// The settings with the number chosen that lies at a place of the picture, to the right and upwards.
    pub(super) fn tensor_at(&self, x: f64, y: f64) -> Option<Settings> {
        let settings = self.settings().clone();
        let rank = settings.count("rank");
        let head = if rank > 2 { 1.0 } else { 0.0 };
        let place = |length: f64| -> Option<usize> {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the picture
            (0.0..1e3).contains(&length).then_some(length as usize)
        };
        let (column, row) = (place(x)?, place(-y - head)?);
        let (across, down) = (column / (SIDE + GAP), row / (SIDE + GAP_BELOW));
        let (column, row) = (column % (SIDE + GAP), row % (SIDE + GAP_BELOW));
        let [grids_across, grids_down] = self.grids();
        if across >= grids_across || down >= grids_down || column >= SIDE || row >= SIDE {
            return None;
        }
        let [sample, channel] = self.of_grid(across, down);
        Some(match rank {
            0 => return None,
            1 if row > 0 => return None,
            1 => settings.with("column", column),
            2 => settings.with("column", column).with("row", row),
            3 => settings.with("column", column).with("row", row).with("channel", channel),
            _ => settings.with("column", column).with("row", row).with("channel", channel).with("sample", sample),
        })
    }

    /// The numbers of the picture chosen, row by row.
    pub(super) fn tensor_values(&self) -> Report {
        let settings = self.settings();
        let [sample, chosen_row, chosen_column, channel] =
            ["sample", "row", "column", "channel"].map(|name| settings.count(name));
        let rank = settings.count("rank");
        let columns = if rank == 0 { chosen_column..chosen_column + 1 } else { 0..SIDE };
        let rows = if rank < 2 { chosen_row..chosen_row + 1 } else { 0..SIDE };
        let mut report = Report::with_heads(
            std::iter::once("row".to_owned()).chain(columns.clone().map(|column| column.to_string())),
        );
        for row in rows {
            let values = columns.clone().map(|column| self.tensor_value(sample, row, column, channel).to_string());
            report.row(std::iter::once(row.to_string()).chain(values));
        }
        report
    }
}
