//! A convolutional layer on a picture: the kernel's place, the products there, and what the layer costs.

use super::Layers;
use super::drawing::{FULL, SIDE};
use super::numbers::{factor, grouped, product, ten_thousandths};
use super::report::{Report, Said};
use super::settings::{KERNEL_NAMES, Settings};
use crate::model::convolution::{FeatureMap, KERNEL_SIZE, POOL_SIZE, Padding};
use crate::model::decimal::Decimal;
use crate::plot::grids::{Grids, Shade};
use crate::plot::palette::Hue;

/// Kernels by name, in hundredths, row by row. The blur's are a ninth each, rounded.
pub const PRESETS: [(&str, [i32; KERNEL_SIZE * KERNEL_SIZE]); 5] = [
    ("vertical", [-100, 0, 100, -200, 0, 200, -100, 0, 100]),
    ("horizontal", [-100, -200, -100, 0, 0, 0, 100, 200, 100]),
    ("outline", [0, -100, 0, -100, 400, -100, 0, -100, 0]),
    ("blur", [11; KERNEL_SIZE * KERNEL_SIZE]),
    ("sharpen", [0, -100, 0, -100, 500, -100, 0, -100, 0]),
];

/// The gap between grids, in cells, and the room for a shape above each.
const GAP: f64 = 1.5;
const HEAD: f64 = 1.0;

impl Layers {
    /// Puts a preset's weights into the kernel, and 0 into its bias. False for an unknown name.
    pub fn preset(&mut self, name: &str) -> bool {
        let Some((_, weights)) = PRESETS.iter().find(|(other, _)| *other == name) else { return false };
        let mut settings = self.settings().clone().with_number("bias", Decimal::ZERO);
        for (field, weight) in KERNEL_NAMES.iter().zip(weights) {
            settings = settings.with_number(field, Decimal::hundredths(*weight));
        }
        self.adopt(settings);
        true
    }

    /// The preset whose weights the kernel has; nothing when it has others.
    pub fn preset_shown(&self) -> Option<&'static str> {
        let kernel = self.settings().convolution().kernel.map(Decimal::count);
        PRESETS.into_iter().find(|(_, weights)| *weights == kernel).map(|(name, _)| name)
    }

    /// What the layer makes of the picture.
    pub fn convolved(&self) -> FeatureMap<Decimal> {
        self.settings().convolution().apply(&self.settings().drawing().plane())
    }

    /// The output's place that is looked at: row and column, no further than the output reaches.
    pub fn place(&self) -> [usize; 2] {
        let [rows, columns] = self.convolved().shape;
        [self.settings().count("down").min(rows - 1), self.settings().count("across").min(columns - 1)]
    }

    /// How many zeros are before and around the picture along a side.
    fn zeros(&self) -> [usize; 2] {
        let convolution = self.settings().convolution();
        [
            convolution.padding.zeros_before(SIDE, convolution.stride),
            convolution.padding.zeros(SIDE, convolution.stride),
        ]
    }

    /// The picture's cell under the kernel's middle; nothing where it lies on zeros.
    pub fn middle(&self) -> Option<[usize; 2]> {
        let corner = self.settings().convolution().corner([SIDE; 2], self.place());
        let [row, column] = corner.map(|place| usize::try_from(place + 1).ok().filter(|place| *place < SIDE));
        Some([row?, column?])
    }

    pub(super) fn said_of_convolution(&self) -> Said {
        let (output, place) = (self.convolved(), self.place());
        let value = output.at(place[0], place[1]).unwrap_or_default();
        let drawing = self.settings().drawing();
        let is_even = drawing.0.iter().all(|cell| *cell == drawing.0[0]);
        let key = match (is_even, value.count().signum()) {
            (true, _) => "even",
            (_, 1) => "positive",
            (_, -1) => "negative",
            _ => "zero",
        };
        let values = vec![
            ("size", format!("{0}×{0}", output.shape[0])),
            ("row", place[0].to_string()),
            ("column", place[1].to_string()),
            ("value", value.to_string()),
        ];
        Said { key, values }
    }

    /// The products under the kernel, a line a row, then their sum; the output's size; what pooling makes of it.
    pub(super) fn convolution_worked(&self) -> Vec<String> {
        let settings = self.settings();
        let (convolution, place) = (settings.convolution(), self.place());
        let window = convolution.window(&settings.drawing().plane(), place);
        let mut lines = Vec::new();
        let mut sums = Vec::new();
        for row in 0..KERNEL_SIZE {
            let pairs: Vec<_> =
                (row * KERNEL_SIZE..(row + 1) * KERNEL_SIZE).map(|at| (convolution.kernel[at], window[at])).collect();
            let sum = pairs.iter().fold(Decimal::ZERO, |sum, (weight, value)| sum + *weight * *value);
            let products: Vec<_> = pairs
                .iter()
                .enumerate()
                .map(|(at, (weight, value))| {
                    let text = product(*weight, *value);
                    if at > 0 && text.starts_with('−') { format!("({text})") } else { text }
                })
                .collect();
            lines.push(format!("{} = {sum}", products.join(" + ")));
            sums.push(sum);
        }
        let bias = convolution.bias;
        let total = convolution.value(&settings.drawing().plane(), place);
        lines.push(format!("{}{}{}{} = {total}", sums[0], sums[1].as_term(), sums[2].as_term(), bias.as_term()));
        let (stride, places) = (convolution.stride, convolution.padding.output_length(SIDE, convolution.stride));
        lines.push(match convolution.padding {
            Padding::Valid => format!("⌊({SIDE} − {KERNEL_SIZE})/{stride}⌋ + 1 = {places}"),
            Padding::Same => format!("⌈{SIDE}/{stride}⌉ = {places}"),
        });
        lines.extend(self.pooling_worked());
        lines
    }

    /// The pooling window that the output looked at belongs to, worked out.
    fn pooling_worked(&self) -> Option<String> {
        let pooling = self.settings().pooling()?;
        let (output, place) = (self.convolved(), self.place());
        let [row, column] = place.map(|at| at / POOL_SIZE);
        let value = pooling.apply(&output).at(row, column)?;
        let four: Vec<_> = (0..POOL_SIZE * POOL_SIZE)
            .filter_map(|at| output.at(row * POOL_SIZE + at / POOL_SIZE, column * POOL_SIZE + at % POOL_SIZE))
            .map(|value| value.to_string())
            .collect();
        let value = ten_thousandths(value);
        Some(if self.settings().choice("pool") == "max" {
            format!("max({}) = {value}", four.join(", "))
        } else {
            let terms: Vec<_> =
                four.iter().enumerate().map(|(at, text)| if at > 0 { factor(text) } else { text.clone() }).collect();
            format!("({})/4 = {value}", terms.join(" + "))
        })
    }

    /// What the layer costs beside a dense layer from the same picture to as many outputs.
    pub(super) fn costs(&self) -> Report {
        let filters = self.settings().count("filters");
        let outputs = self.convolved().values.len() * filters;
        let (weights, inputs) = (KERNEL_SIZE * KERNEL_SIZE * filters, SIDE * SIDE);
        let mut report = Report::with_heads(["layer", "output", "parameters"]);
        let side = self.convolved().shape[0];
        let shape = format!("(None, {side}, {side}, {filters})");
        let worked = format!("{KERNEL_SIZE}×{KERNEL_SIZE}×1×{filters} + {filters} = {}", grouped(weights + filters));
        report.row(["conv".to_owned(), shape, worked]);
        let worked = format!("{inputs}×{outputs} + {outputs} = {}", grouped((inputs + 1) * outputs));
        report.row(["dense".to_owned(), format!("(None, {outputs})"), worked]);
        report
    }

    fn origin(&self) -> [f64; 2] {
        let [before, _] = self.zeros();
        [before as f64, HEAD + before as f64]
    }

    pub(super) fn convolution_picture(&self) -> Grids {
        let settings = self.settings();
        let (drawing, convolution, output) = (settings.drawing(), settings.convolution(), self.convolved());
        let [_, zeros] = self.zeros();
        let (padded, [origin_x, origin_y]) = ((SIDE + zeros) as f64, self.origin());
        let [rows, columns] = output.shape;
        let output_left = padded + GAP;
        let pooled = settings.pooling().map(|pooling| pooling.apply(&output));
        let pool_top = HEAD + rows as f64 + GAP;
        let below = pooled.as_ref().map_or(0.0, |plane| GAP + plane.shape[0] as f64);
        let height = HEAD + padded.max(rows as f64 + below);
        let mut grids = Grids { size: [output_left + (columns as f64).max(3.0), height], ..Grids::default() };

        if zeros > 0 {
            let side = SIDE + zeros;
            let zero = (0..side * side).map(|_| (Shade::Ink(0.0), "0".to_owned()));
            grids.grid([0.0, HEAD], side, zero);
        }
        let cells = drawing.0.iter().map(|v| (Shade::Ink(f64::from(*v) / f64::from(FULL)), v.to_string()));
        // What lies under the picture would show through.
        grids.cells.retain(|cell| {
            let inside = |place: f64, origin: f64| place >= origin && place < origin + SIDE as f64;
            !(inside(cell.at[0], origin_x) && inside(cell.at[1], origin_y))
        });
        grids.grid([origin_x, origin_y], SIDE, cells);
        grids.outline([origin_x, origin_y], [SIDE as f64; 2], Hue::Muted, 1.5);
        let name = if zeros > 0 { format!("{SIDE}×{SIDE} + 0") } else { format!("{SIDE}×{SIDE}") };
        grids.caption([0.0, HEAD], name);

        let most = output.values.iter().map(|v| v.count().abs()).max().unwrap_or(0).max(1);
        let share = |value: f64| value / f64::from(most);
        let values = output.values.iter().map(|v| (Shade::Signed(share(f64::from(v.count()))), v.to_string()));
        grids.grid([output_left, HEAD], columns, values);
        grids.caption([output_left, HEAD], format!("{rows}×{columns}"));
        let [row, column] = self.place();
        if let Some(plane) = &pooled {
            let values = plane.values.iter().map(|v| (Shade::Signed(share(*v as f64 / 100.0)), ten_thousandths(*v)));
            grids.grid([output_left, pool_top], plane.shape[1], values);
            grids.caption([output_left, pool_top], format!("{}×{}", plane.shape[0], plane.shape[1]));
            let [pool_row, pool_column] = [row / POOL_SIZE, column / POOL_SIZE].map(|place| place as f64);
            if plane.at(row / POOL_SIZE, column / POOL_SIZE).is_some() {
                let window = [output_left + pool_column * POOL_SIZE as f64, HEAD + pool_row * POOL_SIZE as f64];
                grids.outline(window, [POOL_SIZE as f64; 2], Hue::One, 2.0);
                grids.outline([output_left + pool_column, pool_top + pool_row], [1.0; 2], Hue::One, 2.0);
            }
        }
        let [top, left] = convolution.corner([SIDE; 2], [row, column]).map(|place| place as f64);
        grids.outline([origin_x + left, origin_y + top], [KERNEL_SIZE as f64; 2], Hue::Zero, 3.0);
        grids.outline([output_left + column as f64, HEAD + row as f64], [1.0; 2], Hue::Zero, 3.0);
        grids
    }

    /// The middle of the kernel's place, to the right and upwards.
    pub fn kernel_place(&self) -> [f64; 2] {
        let [top, left] = self.settings().convolution().corner([SIDE; 2], self.place()).map(|place| place as f64);
        let ([x, y], half) = (self.origin(), KERNEL_SIZE as f64 / 2.0);
        [x + left + half, -(y + top + half)]
    }

    /// The picture's cell at a place: row and column.
    pub(super) fn cell_at(&self, x: f64, y: f64) -> Option<[usize; 2]> {
        let [left, top] = self.origin();
        let place = |length: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the picture
            (0.0..SIDE as f64).contains(&length).then_some(length as usize)
        };
        Some([place(-y - top)?, place(x - left)?])
    }

    /// The settings with the kernel on a place of the picture, or where it gives the output at the place.
    pub(super) fn window_at(&self, x: f64, y: f64) -> Option<Settings> {
        let convolution = self.settings().convolution();
        let [rows, columns] = self.convolved().shape;
        let [_, zeros] = self.zeros();
        let padded = (SIDE + zeros) as f64;
        let output_left = padded + GAP;
        let (right, down) = (x, -y - HEAD);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // one of the output's places
        let nearest = |place: f64, most: usize| place.round().clamp(0.0, (most - 1) as f64) as usize;
        let [down, across] = if right < padded + GAP / 2.0 {
            let stride = convolution.stride as f64;
            [nearest((down - 1.5) / stride, rows), nearest((right - 1.5) / stride, columns)]
        } else if down < rows as f64 {
            [nearest(down - 0.5, rows), nearest(right - output_left - 0.5, columns)]
        } else {
            return None;
        };
        Some(self.settings().clone().with("down", down).with("across", across))
    }

    /// The output's numbers, row by row.
    pub(super) fn convolution_values(&self) -> Report {
        let output = self.convolved();
        let columns = output.shape[1];
        let mut report =
            Report::with_heads(std::iter::once("row".to_owned()).chain((0..columns).map(|column| column.to_string())));
        for (row, values) in output.values.chunks(columns).enumerate() {
            report.row(std::iter::once(row.to_string()).chain(values.iter().map(Decimal::to_string)));
        }
        report
    }
}
