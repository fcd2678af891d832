//! The panel `digits` for JavaScript.

use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::{JsCast, wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::along::along;
use super::canvas::PictureCanvas;
use super::door::door;
use crate::data::digits::{Cells, DigitsError, FULL, SIDE};
use crate::panel::digits::DigitsPanel;
use crate::panel::digits::answer::percent;
use crate::panel::digits::halt::{Halt, figure};
use crate::panel::digits::run::Run;
use crate::panel::digits::settings::TABLE;
use crate::plot::color_map::ColorMap;
use crate::plot::palette::Palette;
use crate::plot::picture::svg;

/// A pad to draw digits on, and a network that learns to read them.
#[wasm_bindgen(js_name = Digits)]
#[derive(Default)]
pub struct DigitsDoor(DigitsPanel);

door!(DigitsDoor, "Digits", DigitsPanel, TABLE);
along!(DigitsDoor, "Digits");

#[wasm_bindgen(js_class = Digits)]
impl DigitsDoor {
    /// Takes the file of the data set. Says what is wrong with it: `length`, `other`, `damaged`; nothing when it is good.
    pub fn give(&mut self, file: &[u8]) -> Option<String> {
        let key = match self.0.give(file).err()? {
            DigitsError::Length(_) => "length",
            DigitsError::Magic => "other",
            DigitsError::Checksum | DigitsError::Range(_) => "damaged",
        };
        Some(key.to_owned())
    }

    /// The pictures as CSV.
    pub fn csv(&self) -> String {
        self.0.csv()
    }

    /// Whether the data set is there.
    #[wasm_bindgen(getter, js_name = hasData)]
    pub fn has_data(&self) -> bool {
        self.0.digits().is_some()
    }

    /// Draws or rubs out, as the pen is set, from one place to another, in pixels of the pad.
    pub fn stroke(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        self.0.stroke([x0, y0], [x1, y1]);
    }

    /// Puts a subject on the pad: `letter-a`, `letter-hieut`, `blank`, `noise`, `black`, or `digit` for a held-out picture.
    pub fn put(&mut self, subject: &str) {
        self.0.put(subject);
    }

    /// Puts a held-out picture on the pad.
    #[wasm_bindgen(js_name = putHeld)]
    pub fn put_held(&mut self, place: usize) {
        self.0.put_held(place);
    }

    /// Whether a pixel of the pad is black.
    #[wasm_bindgen(js_name = isBlack)]
    pub fn is_black(&self, column: usize, row: usize) -> bool {
        self.0.settings().pad.is_black(column, row)
    }

    /// How many pixels of the pad are black.
    #[wasm_bindgen(getter, js_name = blackPixels)]
    pub fn black_pixels(&self) -> u32 {
        self.0.settings().pad.black_pixels()
    }

    /// The 64 cells that the network gets, row by row.
    #[wasm_bindgen(getter)]
    pub fn cells(&self) -> Vec<u8> {
        self.0.cells().to_vec()
    }

    /// The answer to the pad, row by row of four texts: z, the power of e, the output in per cent, and for a bar's length the
    /// output as a number of CSS.
    #[wasm_bindgen(getter)]
    pub fn answer(&self) -> Vec<String> {
        let answer = self.0.answer();
        let rows = answer.rows().into_iter().zip(&answer.outputs);
        rows.flat_map(|(row, output)| [row.sum, row.power, row.share, format!("{:.2}%", output * 100.0)]).collect()
    }

    /// The digit decided on (or 1 for a 5, 0 for none), and how sure the network is of it, as text.
    #[wasm_bindgen(getter)]
    pub fn decided(&self) -> Vec<String> {
        let answer = self.0.answer();
        vec![answer.decided.to_string(), percent(answer.certainty())]
    }

    /// Units by layers, the inputs first.
    #[wasm_bindgen(getter)]
    pub fn sizes(&self) -> Vec<usize> {
        let network = self.0.network();
        std::iter::once(network.inputs()).chain(network.layers().iter().map(|layer| layer.units)).collect()
    }

    /// How many parameters the network has.
    #[wasm_bindgen(getter)]
    pub fn parameters(&self) -> usize {
        self.0.network().parameters().len()
    }

    /// How many pictures are learned from and how many are held out.
    #[wasm_bindgen(getter)]
    pub fn parts(&self) -> Vec<usize> {
        let material = self.0.run().map(Run::material);
        material.map_or_else(Vec::new, |material| vec![material.training.labels.len(), material.held.labels.len()])
    }

    /// Trains so many epochs. Says what stopped it: nothing, `diverged`, `epochs` or `other`.
    pub fn train(&mut self, epochs: u32) -> Option<String> {
        self.0.train(epochs).err().map(|halt| key(&halt).to_owned())
    }

    /// Trains one batch. Says what stopped it as `train` does.
    pub fn batch(&mut self) -> Option<String> {
        self.0.batch().err().map(|halt| key(&halt).to_owned())
    }

    /// Why the run ended, as [`DigitsDoor::train`] says it.
    #[wasm_bindgen(getter)]
    pub fn halt(&self) -> Option<String> {
        self.0.halt().map(|halt| key(halt).to_owned())
    }

    /// Of a divergence the step, the epoch, the value, the layer of weights and the node, each from 1, and the number of the
    /// input, from 1, or 0 for a bias.
    #[wasm_bindgen(getter, js_name = haltWords)]
    pub fn halt_words(&self) -> Vec<String> {
        self.0.halt().map(Halt::words).unwrap_or_default()
    }

    /// Whether the run has yet to be trained up to the epoch that the state asks for: see `catchUp`.
    #[wasm_bindgen(getter, js_name = isBehind)]
    pub fn is_behind(&self) -> bool {
        self.0.is_behind()
    }

    /// Trains one epoch of those that the run is behind.
    #[wasm_bindgen(js_name = catchUp)]
    pub fn catch_up(&mut self) {
        self.0.catch_up();
    }

    /// Epochs done, the last one that the run has reached, batches done of the one under way, and how many an epoch has.
    #[wasm_bindgen(getter)]
    pub fn epochs(&self) -> Vec<f64> {
        let Some(run) = self.0.run() else { return vec![0.0; 4] };
        let [epochs, batches] = run.place();
        vec![f64::from(epochs), run.length() as f64, f64::from(batches), run.fit().steps_per_epoch() as f64]
    }

    /// Shows the network as it was after `epoch` epochs.
    pub fn seek(&mut self, epoch: u32) {
        self.0.seek(epoch);
    }

    /// Back to the start of the run.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// A tenth of the learning rate, from the start.
    pub fn calm(&mut self) {
        self.0.calm();
    }

    /// As text: the share of held-out pictures told right, how many these are, of how many; the same share of the training
    /// pictures; the losses of both. Empty without data.
    #[wasm_bindgen(getter)]
    pub fn measures(&self) -> Vec<String> {
        let Some(measures) = self.0.measures() else { return Vec::new() };
        let [right, all] = self.0.right();
        let loss = |loss: Option<f64>| loss.map_or("–".to_owned(), figure);
        vec![
            percent(self.0.accuracy()),
            right.to_string(),
            all.to_string(),
            percent(measures.training_accuracy),
            loss(measures.training),
            loss(measures.test),
        ]
    }

    /// As text: the answer that the baseline always gives, its share of held-out pictures told right, and how many these are.
    #[wasm_bindgen(getter)]
    pub fn baseline(&self) -> Vec<String> {
        let Some([answer, right]) = self.0.baseline() else { return Vec::new() };
        let [_, all] = self.0.right();
        vec![answer.to_string(), percent(right as f64 / all.max(1) as f64), right.to_string()]
    }

    /// Whether everything taught has one and the same label.
    #[wasm_bindgen(getter, js_name = hasOneClass)]
    pub fn has_one_class(&self) -> bool {
        self.0.has_one_class()
    }

    /// How many held-out pictures with each label are taken for what: [label][answer], row by row.
    #[wasm_bindgen(getter)]
    pub fn confusion(&self) -> Vec<usize> {
        self.0.confusion()
    }

    /// The places among the held-out pictures of those with a label that get an answer.
    #[wasm_bindgen(js_name = picturesOf)]
    pub fn pictures_of(&self, label: usize, answer: usize) -> Vec<usize> {
        self.0.pictures_of(label, answer)
    }

    /// How sure the network is of its answer to a held-out picture, as text.
    #[wasm_bindgen(js_name = certaintyOf)]
    pub fn certainty_of(&self, place: usize) -> String {
        self.0.certainty_of(place).map_or_else(String::new, percent)
    }

    /// A node of the first layer at the pad, from 0: its sum as text, then the 64 weights and the 64 products. Empty when there
    /// is no such node.
    pub fn node(&self, unit: usize) -> Vec<String> {
        let Some(node) = self.0.node(unit) else { return Vec::new() };
        let weights = node.weights.iter().map(|weight| figure(f64::from(*weight)));
        let products = node.products.iter().map(|[_, product]| figure(f64::from(*product)));
        std::iter::once(node.text()).chain(weights).chain(products).collect()
    }

    /// Begins a question; an unknown name puts the present one away. Says whether it is one that the panel has.
    pub fn begin(&mut self, goal: &str) -> bool {
        self.0.begin(goal)
    }

    /// Looks whether the goal is reached; true only the first time.
    #[wasm_bindgen(js_name = checkGoal)]
    pub fn check_goal(&mut self) -> bool {
        self.0.check_goal()
    }

    /// Whether the goal has been reached since it began.
    #[wasm_bindgen(getter, js_name = goalReached)]
    pub fn goal_reached(&self) -> bool {
        self.0.goal_reached()
    }

    /// Draws the pad, with or without the cells beside it.
    pub fn draw(&self, canvas: &PictureCanvas, with_cells: bool) {
        canvas.draw(&self.0.picture(with_cells));
    }

    /// The pad and its cells as an SVG document.
    pub fn svg(&self, width: u32, height: u32) -> String {
        svg(&self.0.picture(true), [width.clamp(100, 4000), height.clamp(100, 4000)], &Palette::LIGHT)
    }

    /// Draws the chart of accuracies or losses; `names` are those of the axes, the two curves and the baseline.
    #[wasm_bindgen(js_name = drawChart)]
    #[allow(clippy::needless_pass_by_value)] // what wasm-bindgen hands over
    pub fn draw_chart(&self, canvas: &PictureCanvas, names: Vec<String>, accuracy: bool) {
        let name = |at: usize| names.get(at).map_or("", String::as_str);
        canvas.draw(&self.0.chart([0, 1, 2, 3, 4].map(name), accuracy));
    }

    /// Paints a held-out picture into a canvas of 8 × 8 pixels, to be shown larger.
    #[wasm_bindgen(js_name = paintHeld)]
    pub fn paint_held(&self, place: usize, canvas: &HtmlCanvasElement, colors: &PictureCanvas) {
        let picture = self.0.run().and_then(|run| run.material().held.pictures.get(place));
        if let Some(picture) = picture {
            put(canvas, &shaded(picture, &colors.colors()));
        }
    }

    /// Paints the weights of a node of the first layer, from 0, into a canvas of 8 × 8 pixels: one colour above 0, another below.
    #[wasm_bindgen(js_name = paintWeights)]
    pub fn paint_weights(&self, unit: usize, canvas: &HtmlCanvasElement, colors: &PictureCanvas) {
        let Some(node) = self.0.node(unit) else { return };
        let most = node.weights.iter().fold(1e-6_f32, |most, weight| most.max(weight.abs()));
        let mut pixels = vec![0; node.weights.len() * 4];
        ColorMap::new(&colors.colors(), false).paint(&node.weights, [-most, most], pixels.as_chunks_mut::<4>().0);
        put(canvas, &pixels);
    }
}

fn key(halt: &Halt) -> &'static str {
    match halt {
        Halt::Diverged { .. } => "diverged",
        Halt::Epochs => "epochs",
        _ => "other",
    }
}

/// A picture's cells in shades from the paper's colour to the ink's, four bytes each: RGBA.
fn shaded(cells: &Cells, colors: &Palette) -> Vec<u8> {
    let between = |a: u8, b: u8, count: u8| {
        let mixed = u16::from(a) * u16::from(FULL - count) + u16::from(b) * u16::from(count);
        u8::try_from(mixed / u16::from(FULL)).unwrap_or(u8::MAX)
    };
    let (paper, ink) = (colors.paper, colors.ink);
    let pixel = |count: u8| [(paper.0, ink.0), (paper.1, ink.1), (paper.2, ink.2)].map(|(a, b)| between(a, b, count));
    cells.iter().map(|count| pixel(*count)).flat_map(|[r, g, b]| [r, g, b, u8::MAX]).collect()
}

/// Puts 8 × 8 RGBA pixels into a canvas, which takes their size.
fn put(canvas: &HtmlCanvasElement, pixels: &[u8]) {
    #[allow(clippy::cast_possible_truncation)] // 8
    let side = SIDE as u32;
    if (canvas.width(), canvas.height()) != (side, side) {
        canvas.set_width(side);
        canvas.set_height(side);
    }
    let context = canvas.get_context("2d").ok().flatten();
    let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok()) else { return };
    if let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), side, side) {
        // A context that the browser has taken away stays empty until the next frame.
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}
