//! A convolutional layer on a picture: the kernel's place, the products there, and what the layer costs.

use nalgebra::Point2;

use super::Layers;
use super::drawing::{Drawing, FULL, SIDE};
use super::settings::{KERNEL_NAMES, Pool, Settings};
use crate::model::convolution::{FeatureMap, KERNEL_SIZE, POOL_SIZE, Padding};
use crate::model::decimal::Decimal;
use crate::panel::view::{Message, Said, Table};
use crate::panel::words::Words;
use crate::plot::grids::{Arranged, Grids, Shade, Side};
use crate::plot::palette::Hue;
use crate::text::{factor, grouped, scaled};

/// Kernels by name, in hundredths, row by row. The blur's are a ninth each, rounded.
pub const PRESETS: [(&str, [i32; KERNEL_SIZE * KERNEL_SIZE]); 5] = [
    ("vertical", [-100, 0, 100, -200, 0, 200, -100, 0, 100]),
    ("horizontal", [-100, -200, -100, 0, 0, 0, 100, 200, 100]),
    ("outline", [0, -100, 0, -100, 400, -100, 0, -100, 0]),
    ("blur", [11; KERNEL_SIZE * KERNEL_SIZE]),
    ("sharpen", [0, -100, 0, -100, 500, -100, 0, -100, 0]),
];

/// The gap between grids, in cells, and the room for a name above each.
const GAP: f64 = 1.5;
const HEAD: f64 = 1.2;
/// The same in the picture of the kernel.
const KERNEL_GAP: f64 = 0.7;

impl Layers {
    /// Puts a preset's weights into the kernel, and 0 into its bias. False for an unknown name.
    pub fn preset(&mut self, name: &str) -> bool {
        let Some((_, weights)) = PRESETS.into_iter().find(|(other, _)| *other == name) else { return false };
        let settings = self.settings().with_kernel(weights.map(Decimal::hundredths));
        self.adopt(Settings { bias: Decimal::ZERO, ..settings });
        true
    }

    /// The preset whose weights the kernel has; nothing when it has others.
    pub fn preset_shown(&self) -> Option<&'static str> {
        let kernel = self.settings().kernel().map(Decimal::count);
        PRESETS.into_iter().find(|(_, weights)| *weights == kernel).map(|(name, _)| name)
    }

    /// What the layer makes of the picture.
    pub fn convolved(&self) -> FeatureMap<Decimal> {
        self.settings().convolution().apply(&self.settings().drawing().plane())
    }

    /// The output's place that is looked at: row and column, no further than the output reaches.
    pub fn place(&self) -> [usize; 2] {
        let [rows, columns] = self.convolved().shape;
        [(self.settings().down as usize).min(rows - 1), (self.settings().across as usize).min(columns - 1)]
    }

    /// The settings with another place of the output looked at.
    pub(super) fn looking_at(&self, place: [usize; 2]) -> Settings {
        #[allow(clippy::cast_possible_truncation)] // a place of 8 × 8
        let [down, across] = place.map(|at| at as u32);
        Settings { down, across, ..self.settings().clone() }
    }

    /// The place of the greatest output, and that output.
    pub(super) fn strongest(&self) -> ([usize; 2], Decimal) {
        let FeatureMap { shape: [_, columns], values } = self.convolved();
        let mut strongest = (0, values[0]);
        for (at, value) in values.into_iter().enumerate() {
            if value > strongest.1 {
                strongest = (at, value);
            }
        }
        let (at, value) = strongest;
        ([at / columns, at % columns], value)
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

    pub(super) fn sentence_of_convolution(&self) -> Message {
        let (output, place) = (self.convolved(), self.place());
        let value = output.at(place[0], place[1]).unwrap_or_default();
        let Drawing(cells) = self.settings().drawing();
        let key = match (cells.iter().all(|cell| *cell == cells[0]), value.count().signum()) {
            (true, _) => "even",
            (_, 1) => "positive",
            (_, -1) => "negative",
            _ => "zero",
        };
        let Settings { down, across, .. } = self.looking_at(place);
        Message::new(key).with("row", down).with("column", across).with("value", value)
    }

    /// The products under the kernel, a line a row, then their sum; the output's size; what pooling makes of it.
    pub fn convolution_lines(&self) -> Vec<String> {
        let convolution = self.settings().convolution();
        let window = self.window();
        let mut lines = Vec::new();
        for row in 0..KERNEL_SIZE {
            let pairs = (row * KERNEL_SIZE..(row + 1) * KERNEL_SIZE).map(|at| (convolution.kernel[at], window[at]));
            let product = |(at, (weight, value)): (usize, (Decimal, i32))| {
                let text = format!("{weight}×{value}");
                if at > 0 && text.starts_with('−') { format!("({text})") } else { text }
            };
            let products: Vec<_> = pairs.enumerate().map(product).collect();
            lines.push(format!("{} = {}", products.join(" + "), self.row_sums()[row]));
        }
        lines.push(self.sum_text());
        let (stride, places) = (convolution.stride, convolution.padding.output_length(SIDE, convolution.stride));
        lines.push(match convolution.padding {
            Padding::Valid => format!("⌊({SIDE} − {KERNEL_SIZE})/{stride}⌋ + 1 = {places}"),
            Padding::Same => format!("⌈{SIDE}/{stride}⌉ = {places}"),
        });
        lines.extend(self.pooling_line());
        lines
    }

    /// The pixels under the kernel, row by row.
    fn window(&self) -> [i32; KERNEL_SIZE * KERNEL_SIZE] {
        self.settings().convolution().window(&self.settings().drawing().plane(), self.place())
    }

    /// The sum of the products of each of the kernel's rows.
    fn row_sums(&self) -> [Decimal; KERNEL_SIZE] {
        let (kernel, window) = (self.settings().kernel(), self.window());
        std::array::from_fn(|row| {
            (row * KERNEL_SIZE..(row + 1) * KERNEL_SIZE).fold(Decimal::ZERO, |sum, at| sum + kernel[at] * window[at])
        })
    }

    /// The output looked at as the sum of the three rows' products and the bias.
    pub(super) fn sum_text(&self) -> String {
        let (sums, bias) = (self.row_sums(), self.settings().bias);
        let total = sums.into_iter().fold(bias, |total, sum| total + sum);
        let bias = if bias == Decimal::ZERO { String::new() } else { bias.as_term() };
        format!("{}{}{}{bias} = {total}", sums[0], sums[1].as_term(), sums[2].as_term())
    }

    /// The pooling window that the output looked at belongs to, worked out.
    fn pooling_line(&self) -> Option<String> {
        let pooling = self.settings().pooling()?;
        let (output, place) = (self.convolved(), self.place());
        let [row, column] = place.map(|at| at / POOL_SIZE);
        let value = scaled(pooling.apply(&output).at(row, column)?, 4);
        let four: Vec<_> = (0..POOL_SIZE * POOL_SIZE)
            .filter_map(|at| output.at(row * POOL_SIZE + at / POOL_SIZE, column * POOL_SIZE + at % POOL_SIZE))
            .map(|value| value.to_string())
            .collect();
        Some(if self.settings().pool == Pool::Max {
            format!("max({}) = {value}", four.join(", "))
        } else {
            let terms: Vec<_> =
                four.iter().enumerate().map(|(at, text)| if at > 0 { factor(text) } else { text.clone() }).collect();
            format!("({})/4 = {value}", terms.join(" + "))
        })
    }

    /// What the layer costs beside a dense layer from the same picture to as many outputs.
    pub(super) fn costs_table(&self) -> Table {
        let filters = self.settings().filters as usize;
        let outputs = self.convolved().values.len() * filters;
        let (weights, inputs) = (KERNEL_SIZE * KERNEL_SIZE * filters, SIDE * SIDE);
        let side = self.convolved().shape[0];
        let count = |number: usize| grouped(number as u64);
        let shape = format!("(None, {side}, {side}, {filters})");
        let worked = format!("{KERNEL_SIZE}×{KERNEL_SIZE}×1×{filters} + {filters} = {}", count(weights + filters));
        let dense = format!("{inputs}×{outputs} + {outputs} = {}", count((inputs + 1) * outputs));
        let row = |name, shape: String, worked: String| vec![Said::Word(name), shape.into(), worked.into()];
        Table {
            name: "costs",
            columns: vec!["layer", "output", "parameters"],
            rows: vec![row("conv", shape, worked), row("dense", format!("(None, {outputs})"), dense)],
            ..Table::default()
        }
    }

    fn origin(&self) -> [f64; 2] {
        let [before, _] = self.zeros();
        [before as f64, HEAD + before as f64]
    }

    /// The picture with the kernel on it, what the kernel makes of it, and what pooling makes of that. Outputs that the kernel has
    /// not come to yet are blank.
    pub(super) fn convolution_picture(&self, words: &Words) -> Grids {
        let settings = self.settings();
        let (drawing, convolution, output) = (settings.drawing(), settings.convolution(), self.convolved());
        let [_, zeros] = self.zeros();
        let (padded, [origin_x, origin_y]) = ((SIDE + zeros) as f64, self.origin());
        let [rows, columns] = output.shape;
        let output_left = padded + GAP;
        let pooled = settings.pooling().map(|pooling| pooling.apply(&output));
        let pool_top = 2.0 * HEAD + rows as f64;
        let right = HEAD + rows as f64 + pooled.as_ref().map_or(0.0, |plane| HEAD + plane.shape[0] as f64);
        let height = (HEAD + padded).max(right);
        let mut grids = Grids { size: [output_left + (columns as f64).max(4.0), height], ..Grids::default() };

        if zeros > 0 {
            let side = SIDE + zeros;
            let zero = (0..side * side).map(|_| (Shade::Ink(0.0), "0".to_owned()));
            grids.grid([0.0, HEAD], side, zero);
            // What lies under the picture would show through.
            grids.cells.retain(|cell| {
                let inside = |place: f64, origin: f64| place >= origin && place < origin + SIDE as f64;
                !(inside(cell.at[0], origin_x) && inside(cell.at[1], origin_y))
            });
        }
        let cells = drawing.0.iter().map(|v| (Shade::Ink(f64::from(*v) / f64::from(FULL)), v.to_string()));
        grids.grid([origin_x, origin_y], SIDE, cells);
        grids.outline([origin_x, origin_y], [SIDE as f64; 2], Hue::Muted, 1.5);
        let zeros = if zeros > 0 { format!(" + {}", words.get("zeros")) } else { String::new() };
        grids.caption([0.0, HEAD], format!("{} {SIDE}×{SIDE}{zeros}", words.get("input")));

        let most = output.values.iter().map(|v| v.count().abs()).max().unwrap_or(0).max(1);
        let share = |value: f64| value / f64::from(most);
        let walked = self.walked() as usize;
        let values = output.values.iter().enumerate().map(|(at, v)| {
            if at < walked {
                (Shade::Signed(share(f64::from(v.count()))), v.to_string())
            } else {
                (Shade::Blank, String::new())
            }
        });
        grids.grid([output_left, HEAD], columns, values);
        grids.caption([output_left, HEAD], format!("{} {rows}×{columns}", words.get("output")));
        let [row, column] = self.place();
        if let Some(plane) = &pooled {
            let values = plane.values.iter().map(|v| (Shade::Signed(share(*v as f64 / 100.0)), scaled(*v, 4)));
            if walked == output.values.len() {
                grids.grid([output_left, pool_top], plane.shape[1], values);
            } else {
                grids.grid([output_left, pool_top], plane.shape[1], values.map(|_| (Shade::Blank, String::new())));
            }
            let name = format!("{} {}×{}", words.get("pooled"), plane.shape[0], plane.shape[1]);
            grids.caption([output_left, pool_top], name);
            let [pool_row, pool_column] = [row / POOL_SIZE, column / POOL_SIZE].map(|place| place as f64);
            if plane.at(row / POOL_SIZE, column / POOL_SIZE).is_some() {
                let window = [output_left + pool_column * POOL_SIZE as f64, HEAD + pool_row * POOL_SIZE as f64];
                grids.outline(window, [POOL_SIZE as f64; 2], Hue::Muted, 2.0);
                grids.outline([output_left + pool_column, pool_top + pool_row], [1.0; 2], Hue::Muted, 2.0);
            }
        }
        let [top, left] = convolution.corner([SIDE; 2], [row, column]).map(|place| place as f64);
        grids.outline([origin_x + left, origin_y + top], [KERNEL_SIZE as f64; 2], Hue::Ink, 3.0);
        grids.outline([output_left + column as f64, HEAD + row as f64], [1.0; 2], Hue::Ink, 3.0);
        grids
    }

    /// The kernel, the pixels under it and their products: side by side, or below each other.
    pub(super) fn kernel_picture(&self, words: &Words) -> Arranged {
        let (kernel, window) = (self.settings().kernel(), self.window());
        let most = kernel.iter().map(|weight| weight.count().abs()).max().unwrap_or(0).max(100);
        let products: Vec<_> = kernel.iter().zip(window).map(|(weight, value)| *weight * value).collect();
        let most_product = products.iter().map(|product| product.count().abs()).max().unwrap_or(0).max(1);
        let signed =
            |value: &Decimal, most: i32| (Shade::Signed(f64::from(value.count()) / f64::from(most)), value.to_string());
        let total = self.settings().convolution().value(&self.settings().drawing().plane(), self.place());
        let pitch = KERNEL_SIZE as f64;
        let arranged = |places: [[f64; 2]; 3], size: [f64; 2]| {
            let mut grids = Grids { size, ..Grids::default() };
            let [first, second, third] = places;
            grids.grid(first, KERNEL_SIZE, kernel.iter().map(|weight| signed(weight, most)));
            let pixels = window.iter().map(|v| (Shade::Ink(f64::from(*v) / f64::from(FULL)), v.to_string()));
            grids.grid(second, KERNEL_SIZE, pixels);
            grids.grid(third, KERNEL_SIZE, products.iter().map(|product| signed(product, most_product)));
            grids.outline(second, [pitch; 2], Hue::Ink, 2.0);
            grids.caption(first, words.get("kernel"));
            grids.caption(second, format!("× {}", words.get("pixels")));
            grids.caption(third, format!("= {}", words.get("products")));
            let bias = self.settings().bias;
            let bias = if bias == Decimal::ZERO { String::new() } else { bias.as_term() };
            let sum = [third[0], third[1] + pitch];
            grids.label(sum, Side::Below, Hue::Ink, format!("Σ{bias} = {total}"));
            let place = self.settings().weight_place();
            let chosen = [(place % KERNEL_SIZE) as f64, HEAD + (place / KERNEL_SIZE) as f64];
            grids.outline(chosen, [1.0; 2], Hue::One, 3.0);
            grids
        };
        let next = pitch + KERNEL_GAP;
        let wide = [0.0, 1.0, 2.0].map(|at| [at * next, HEAD]);
        let down = HEAD + pitch;
        let tall = [0.0, 1.0, 2.0].map(|at| [0.0, HEAD + at * down]);
        Arranged {
            wide: arranged(wide, [2.0 * next + pitch, down + HEAD]),
            tall: arranged(tall, [pitch + 1.0, 3.0 * down + HEAD]),
        }
    }

    /// The middle of the chosen weight in the picture of the kernel, to the right and upwards.
    pub(super) fn weight_middle(&self) -> Point2<f64> {
        let place = self.settings().weight_place();
        Point2::new((place % KERNEL_SIZE) as f64 + 0.5, -(HEAD + (place / KERNEL_SIZE) as f64 + 0.5))
    }

    /// The settings with the weight chosen that lies at a place of that picture.
    pub(super) fn weight_at(&self, place: Point2<f64>) -> Option<Settings> {
        let index = |length: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the kernel
            (0.0..KERNEL_SIZE as f64).contains(&length).then_some(length as usize)
        };
        let (column, row) = (index(place.x)?, index(-place.y - HEAD)?);
        Some(Settings { weight: KERNEL_NAMES[row * KERNEL_SIZE + column], ..self.settings().clone() })
    }

    /// The settings with the weight chosen that is so many cells further to the right and upwards.
    pub(super) fn weight_beside(&self, [right, up]: [i32; 2]) -> Settings {
        let place = self.settings().weight_place();
        let last = KERNEL_SIZE - 1;
        let moved = |at: usize, by: i32| at.saturating_add_signed(by as isize).min(last);
        let (row, column) = (moved(place / KERNEL_SIZE, -up), moved(place % KERNEL_SIZE, right));
        Settings { weight: KERNEL_NAMES[row * KERNEL_SIZE + column], ..self.settings().clone() }
    }

    /// The middle of the kernel's place, to the right and upwards.
    pub fn kernel_place(&self) -> Point2<f64> {
        let [top, left] = self.settings().convolution().corner([SIDE; 2], self.place()).map(|place| place as f64);
        let ([x, y], half) = (self.origin(), KERNEL_SIZE as f64 / 2.0);
        Point2::new(x + left + half, -(y + top + half))
    }

    /// The picture's cell at a place: row and column.
    pub(super) fn cell_at(&self, at: Point2<f64>) -> Option<[usize; 2]> {
        let [x, y] = [at.x, at.y];
        let [left, top] = self.origin();
        let place = |length: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the picture
            (0.0..SIDE as f64).contains(&length).then_some(length as usize)
        };
        Some([place(-y - top)?, place(x - left)?])
    }

    /// The settings with the kernel on a place of the picture, or where it gives the output at the place.
    pub(super) fn window_at(&self, at: Point2<f64>) -> Option<Settings> {
        let [x, y] = [at.x, at.y];
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
        Some(self.looking_at([down, across]))
    }

    /// The output's numbers, row by row.
    pub(super) fn output_table(&self) -> Table {
        let output = self.convolved();
        let columns = output.shape[1];
        let row = |(row, values): (usize, &[Decimal])| {
            std::iter::once(Said::from(row)).chain(values.iter().map(Said::from)).collect()
        };
        Table {
            name: "output",
            columns: std::iter::once("row").chain(super::view::COLUMNS[..columns].iter().copied()).collect(),
            rows: output.values.chunks(columns).enumerate().map(row).collect(),
            ..Table::default()
        }
    }
}
