//! The panel `network` for JavaScript.

use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::{JsCast, wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::canvas::PictureCanvas;
use super::csv::CsvProblem;
use super::door::door;
use super::table::ProblemInfo;
use crate::panel::network::NetworkPanel;
use crate::panel::network::shape::{Feature, HIDDEN_ACTIVATIONS};
use crate::panel::network::state::TABLE;
use crate::panel::network::training::Halt;
use crate::panel::network::view::{SIDE, TILE};
use crate::panel::network::words::{NodeReport, Term, figure};
use crate::plot::heat::Heat;
use crate::plot::palette::Palette;
use crate::plot::picture::svg;

/// A network that learns to tell points apart.
#[wasm_bindgen(js_name = NetworkPanel)]
#[derive(Default)]
pub struct NetworkDoor(NetworkPanel, Brush);

/// Colours and pixels, used again from frame to frame.
#[derive(Default)]
struct Brush {
    shades: Option<(Palette, bool, Heat)>,
    pixels: Vec<u8>,
}

impl Brush {
    fn mix(&mut self, colors: &Palette, discretize: bool) {
        if self.shades.as_ref().is_none_or(|(palette, only, _)| (palette, *only) != (colors, discretize)) {
            self.shades = Some((*colors, discretize, Heat::new(colors, discretize)));
        }
    }
}

door!(NetworkDoor, "NetworkPanel", NetworkPanel, TABLE);

#[wasm_bindgen(js_class = NetworkPanel)]
impl NetworkDoor {
    /// The inputs that a network can have, as links call them.
    pub fn features() -> Vec<String> {
        Feature::ALL.iter().map(|feature| feature.name().to_owned()).collect()
    }

    /// What an input is called in pictures.
    #[wasm_bindgen(js_name = featureSymbols)]
    pub fn feature_symbols() -> Vec<String> {
        Feature::ALL.iter().map(|feature| feature.symbol().to_owned()).collect()
    }

    /// The activations that a hidden layer can have.
    pub fn activations() -> Vec<String> {
        HIDDEN_ACTIVATIONS.iter().map(|activation| activation.name().to_owned()).collect()
    }

    /// Which of [`NetworkDoor::features`] the network has, 1 or 0 each.
    #[wasm_bindgen(getter, js_name = featuresIn)]
    pub fn features_in(&self) -> Vec<u8> {
        Feature::ALL.iter().map(|feature| u8::from(self.0.settings().inputs.contains(feature))).collect()
    }

    /// How many nodes each layer has: the inputs, the hidden layers, the output.
    #[wasm_bindgen(getter)]
    pub fn sizes(&self) -> Vec<usize> {
        let network = self.0.network();
        std::iter::once(network.inputs()).chain(network.layers().iter().map(|layer| layer.units)).collect()
    }

    /// The activation of each hidden layer.
    #[wasm_bindgen(getter, js_name = hiddenActivations)]
    pub fn hidden_activations(&self) -> Vec<String> {
        self.0.settings().layers.iter().map(|layer| layer.activation.name().to_owned()).collect()
    }

    /// The names of all inputs and nodes, as pictures show them.
    #[wasm_bindgen(getter)]
    pub fn names(&self) -> Vec<String> {
        self.0.names()
    }

    /// All parameters: layer after layer its weights, node by node, and then its biases.
    #[wasm_bindgen(getter)]
    pub fn parameters(&self) -> Vec<f32> {
        self.0.network().parameters().to_vec()
    }

    /// Copies all parameters into `into`, which has room for them.
    #[wasm_bindgen(js_name = copyParameters)]
    pub fn copy_parameters(&self, into: &mut [f32]) {
        let parameters = self.0.network().parameters();
        let count = parameters.len().min(into.len());
        into[..count].copy_from_slice(&parameters[..count]);
    }

    /// A parameter in few figures.
    #[wasm_bindgen(js_name = parameterText)]
    pub fn parameter_text(&self, index: usize) -> String {
        self.0.network().parameters().get(index).map_or_else(String::new, |value| figure(f64::from(*value)))
    }

    /// The name of this run among others.
    #[wasm_bindgen(getter, js_name = runName)]
    pub fn run_name(&self) -> String {
        self.0.run_name()
    }

    /// Adds a hidden layer or takes the last away.
    #[wasm_bindgen(js_name = changeLayers)]
    pub fn change_layers(&mut self, more: bool) -> bool {
        self.0.change_layers(more)
    }

    /// Gives a hidden layer one node more or less.
    #[wasm_bindgen(js_name = changeNodes)]
    pub fn change_nodes(&mut self, layer: usize, more: bool) -> bool {
        self.0.change_nodes(layer, more)
    }

    /// Gives a hidden layer another activation function.
    #[wasm_bindgen(js_name = changeActivation)]
    pub fn change_activation(&mut self, layer: usize, name: &str) -> bool {
        self.0.change_activation(layer, name)
    }

    /// Takes an input in or out.
    #[wasm_bindgen(js_name = toggleInput)]
    pub fn toggle_input(&mut self, name: &str) -> bool {
        self.0.toggle_input(name)
    }

    /// Sets a weight or bias to what is typed.
    #[wasm_bindgen(js_name = setParameter)]
    pub fn set_parameter(&mut self, index: usize, text: &str) -> bool {
        self.0.set_parameter(index, text)
    }

    /// Moves a weight or bias by so many tenths.
    pub fn nudge(&mut self, index: usize, tenths: f32) -> bool {
        self.0.nudge(index, tenths)
    }

    /// Freezes a weight or bias, or lets it loose.
    #[wasm_bindgen(js_name = setFrozen)]
    pub fn set_frozen(&mut self, index: usize, frozen: bool) -> bool {
        self.0.set_frozen(index, frozen)
    }

    /// Trains `epochs` epochs. Says what stopped it: see [`NetworkDoor::halt_words`].
    pub fn train(&mut self, epochs: u32) -> Option<String> {
        halted(self.0.train(epochs))
    }

    /// One update.
    pub fn batch(&mut self) -> Option<String> {
        halted(self.0.batch())
    }

    /// One sample, which becomes the point looked at.
    pub fn sample(&mut self) -> Option<String> {
        let next = self.0.next_sample();
        let halt = halted(self.0.sample());
        if let (None, Some(point)) = (&halt, next) {
            let _ = self.0.set("point", &point.to_string());
        }
        halt
    }

    /// Why the network cannot learn, or not go on: as [`NetworkDoor::train`] says it; nothing when it can.
    #[wasm_bindgen(getter)]
    pub fn still(&self) -> Option<String> {
        self.0.still().map(|halt| key(&halt).to_owned())
    }

    /// The words of why: of a divergence the step, the epoch, the value, the layer of weights and the node, each from 1, and
    /// the number of the input, from 1, or 0 for a bias; of a step function its layer; else a sentence.
    #[wasm_bindgen(getter, js_name = haltWords)]
    pub fn halt_words(&self) -> Vec<String> {
        match self.0.still() {
            Some(Halt::Diverged { step, epoch, parameter, value }) => {
                let input = parameter.input.map_or(0, |input| input + 1);
                let places = [parameter.layer + 1, parameter.unit + 1, input].map(|place| place.to_string());
                let numbers = [step.to_string(), epoch.to_string(), figure(f64::from(value))];
                numbers.into_iter().chain(places).collect()
            }
            Some(Halt::Step(layer)) => vec![layer.to_string()],
            Some(Halt::Other(sentence)) => vec![sentence],
            _ => Vec::new(),
        }
    }

    /// A tenth of the learning rate, from the start of the run.
    pub fn calm(&mut self) {
        self.0.calm();
    }

    /// Back to the start of the run.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// Other first weights.
    pub fn reseed(&mut self) {
        self.0.reseed();
    }

    /// Other points of the same kind.
    pub fn redraw(&mut self) {
        self.0.redraw();
    }

    /// Shows the network as it was after so many epochs.
    pub fn seek(&mut self, epoch: f64) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a slider's whole value
        self.0.seek(epoch.max(0.0) as u64);
    }

    /// Whole epochs done.
    #[wasm_bindgen(getter)]
    pub fn epochs(&self) -> f64 {
        self.0.epochs() as f64
    }

    /// The first and the last epoch that can be gone back to.
    #[wasm_bindgen(getter)]
    pub fn span(&self) -> Vec<f64> {
        self.0.span().map(|epoch| epoch as f64).to_vec()
    }

    /// Batches done of the epoch under way, how many it has, samples looked at in the batch under way.
    #[wasm_bindgen(getter, js_name = withinEpoch)]
    pub fn within_epoch(&self) -> Vec<usize> {
        self.0.within_epoch().to_vec()
    }

    /// The training, validation and test loss and the training and test accuracy now, as text; empty where there is none.
    #[wasm_bindgen(getter)]
    pub fn measures(&mut self) -> Vec<String> {
        let Some(measures) = self.0.measures() else { return vec![String::new(); 5] };
        let loss = |loss: Option<f64>| loss.map_or_else(String::new, figure);
        let share = |share: Option<f64>| share.map_or_else(String::new, percent);
        let [training, validation, test] = [measures.training, measures.validation, measures.test].map(loss);
        vec![training, validation, test, share(Some(measures.training_accuracy)), share(measures.test_accuracy)]
    }

    /// Of training points and then of test points: label 0 taken for 0 and for 1, label 1 taken for 0 and for 1.
    #[wasm_bindgen(getter)]
    pub fn confusion(&mut self) -> Vec<usize> {
        self.0.confusion().into_iter().flatten().flatten().collect()
    }

    /// How many points there are, and how many are for training, validation and test.
    #[wasm_bindgen(getter)]
    pub fn counts(&self) -> Vec<usize> {
        let parts = self.0.parts();
        vec![self.0.points().len(), parts.training.len(), parts.validation.len(), parts.test.len()]
    }

    /// A node with its sum worked out at a point.
    #[wasm_bindgen(js_name = nodeReport)]
    pub fn node_report(&self, unit: usize, point: usize) -> Option<NodeInfo> {
        self.0.node_report(unit, point).map(NodeInfo)
    }

    /// A point in words: x1, x2, its label, the output, and `1` when it is told right, else `0`.
    #[wasm_bindgen(js_name = pointReport)]
    pub fn point_report(&self, point: usize) -> Vec<String> {
        let Some(words) = self.0.point_report(point) else { return Vec::new() };
        let right = u8::from(self.0.is_right(point).unwrap_or(false)).to_string();
        words.into_iter().chain([right]).collect()
    }

    /// Where a point lies; empty when there is none.
    #[wasm_bindgen(js_name = pointPlace)]
    pub fn point_place(&self, point: usize) -> Vec<f64> {
        self.0.points().get(point).map_or_else(Vec::new, |point| point.inputs.to_vec())
    }

    /// The point nearest to a place, within `reach`.
    #[wasm_bindgen(js_name = pointNear)]
    pub fn point_near(&self, x1: f64, x2: f64, reach: f64) -> Option<usize> {
        self.0.point_near(x1, x2, reach)
    }

    /// Adds a point.
    #[wasm_bindgen(js_name = addPoint)]
    pub fn add_point(&mut self, x1: f64, x2: f64, label: bool) {
        self.0.add_point(x1, x2, label);
    }

    /// Moves a point.
    #[wasm_bindgen(js_name = movePoint)]
    pub fn move_point(&mut self, number: usize, x1: f64, x2: f64) {
        self.0.move_point(number, x1, x2);
    }

    /// Gives a point the other label.
    #[wasm_bindgen(js_name = relabelPoint)]
    pub fn relabel_point(&mut self, number: usize) {
        self.0.relabel_point(number);
    }

    /// Takes a point away; false for one of the last two.
    #[wasm_bindgen(js_name = deletePoint)]
    pub fn delete_point(&mut self, number: usize) -> bool {
        self.0.delete_point(number)
    }

    /// Takes the points of a file. Gives what is wrong with it, or nothing.
    #[wasm_bindgen(js_name = readCsv)]
    pub fn read_csv(&mut self, bytes: &[u8]) -> Option<CsvProblem> {
        self.0.read_csv(bytes).err().map(CsvProblem)
    }

    /// The points as a file.
    pub fn csv(&self) -> String {
        self.0.csv()
    }

    /// The whole state as a query, however long, for a file.
    #[wasm_bindgen(js_name = wholeQuery)]
    pub fn whole_query(&self) -> String {
        self.0.whole_query()
    }

    /// Opens the state of a file written from [`NetworkDoor::whole_query`].
    #[wasm_bindgen(js_name = loadFile)]
    pub fn load_file(&mut self, query: &str) -> Vec<ProblemInfo> {
        self.0.load_file(query).into_iter().map(ProblemInfo).collect()
    }

    /// Whether the state is too large for a link.
    #[wasm_bindgen(getter, js_name = isTooLarge)]
    pub fn is_too_large(&self) -> bool {
        self.0.is_too_large()
    }

    /// Begins a question; an unknown name puts the present one away.
    pub fn begin(&mut self, goal: &str) {
        self.0.begin(goal);
    }

    /// Whether the state now reaches the goal for the first time.
    #[wasm_bindgen(js_name = checkGoal)]
    pub fn check_goal(&mut self) -> bool {
        self.0.check_goal()
    }

    /// Whether the goal has been reached.
    #[wasm_bindgen(getter, js_name = goalReached)]
    pub fn goal_reached(&self) -> bool {
        self.0.goal_reached()
    }

    /// How many earlier runs are kept.
    #[wasm_bindgen(getter)]
    pub fn kept(&self) -> usize {
        self.0.kept().len()
    }

    /// Forgets the earlier runs.
    #[wasm_bindgen(js_name = forgetKept)]
    pub fn forget_kept(&mut self) {
        self.0.forget_kept();
    }

    /// The side of a tile in [`NetworkDoor::paint_tiles`]'s canvas.
    #[wasm_bindgen(js_name = tileSide)]
    pub fn tile_side() -> usize {
        TILE
    }

    /// Paints the output over the plane into `field`, and a tile for each input and node, one below another, into `tiles`.
    /// Both canvases are sized here; they are to be shown larger.
    pub fn paint(&mut self, field: &HtmlCanvasElement, tiles: &HtmlCanvasElement, colors: &PictureCanvas) {
        let Self(panel, brush) = self;
        panel.work_out_maps();
        let count = panel.tile_count();
        brush.mix(&colors.colors(), panel.settings().choice("discretize") == "on");
        let Some((_, _, heat)) = &brush.shades else { return };
        brush.pixels.resize((TILE * TILE * count).max(SIDE * SIDE) * 4, 0);
        let output = panel.output_map();
        heat.paint(output.values, output.range, &mut brush.pixels);
        put(field, &brush.pixels[..SIDE * SIDE * 4], SIDE);
        for (number, pixels) in brush.pixels.chunks_exact_mut(TILE * TILE * 4).take(count).enumerate() {
            if let Some(tile) = panel.tile(number) {
                heat.paint(tile.values, tile.range, pixels);
            }
        }
        put(tiles, &brush.pixels[..TILE * TILE * count * 4], TILE);
    }

    /// Draws axes and points over what [`NetworkDoor::paint`] has painted.
    #[wasm_bindgen(js_name = drawPoints)]
    pub fn draw_points(&self, canvas: &PictureCanvas) {
        canvas.clear();
        canvas.draw(&self.0.field(false));
    }

    /// Draws the chart of losses or accuracies; `names` are those of the axes and of the three curves.
    #[wasm_bindgen(js_name = drawChart)]
    #[allow(clippy::needless_pass_by_value)] // what wasm-bindgen hands over
    pub fn draw_chart(&self, canvas: &PictureCanvas, names: Vec<String>, accuracy: bool, logarithmic: bool) {
        let name = |at: usize| names.get(at).map_or("", String::as_str);
        canvas.draw(&self.0.chart([0, 1, 2, 3, 4].map(name), accuracy, logarithmic));
    }

    /// The picture of the output as an SVG document.
    pub fn svg(&mut self, side: u32) -> String {
        self.0.work_out_maps();
        svg(&self.0.field(true), [side.clamp(100, 4000); 2], &Palette::LIGHT)
    }
}

/// Puts RGBA pixels, rows of `width`, into a canvas, which takes their size.
#[allow(clippy::cast_possible_truncation)] // a few hundred pixels
fn put(canvas: &HtmlCanvasElement, pixels: &[u8], width: usize) {
    let (width, height) = (width as u32, (pixels.len() / 4 / width) as u32);
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context = canvas.get_context("2d").ok().flatten();
    let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok()) else { return };
    if let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), width, height) {
        // A context that the browser has taken away stays empty until the next frame.
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

fn percent(share: f64) -> String {
    format!("{} %", figure((share * 1000.0).round() / 10.0))
}

fn halted(result: Result<(), Halt>) -> Option<String> {
    result.err().map(|halt| key(&halt).to_owned())
}

fn key(halt: &Halt) -> &'static str {
    match halt {
        Halt::Epochs => "epochs",
        Halt::Loss => "loss",
        Halt::Diverged { .. } => "diverged",
        Halt::Step(_) => "step",
        Halt::Other(_) => "other",
    }
}

/// A node with its sum worked out.
#[wasm_bindgen]
pub struct NodeInfo(NodeReport);

#[wasm_bindgen]
impl NodeInfo {
    /// The layer of weights, from 0.
    #[wasm_bindgen(getter)]
    pub fn layer(&self) -> usize {
        self.0.layer
    }

    /// The node's place in its layer, from 0.
    #[wasm_bindgen(getter)]
    pub fn node(&self) -> usize {
        self.0.node
    }

    /// Whether it is an output node.
    #[wasm_bindgen(getter, js_name = isOutput)]
    pub fn is_output(&self) -> bool {
        self.0.is_output
    }

    /// Its activation function.
    #[wasm_bindgen(getter)]
    pub fn activation(&self) -> String {
        self.0.activation.to_owned()
    }

    /// How many inputs it has.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.terms.len()
    }

    fn term(&self, at: usize) -> &Term {
        self.0.terms.get(at).unwrap_or(&self.0.bias)
    }

    /// Where a term comes from, its parameter, its input and their product. The term behind the last is the bias.
    pub fn texts(&self, at: usize) -> Vec<String> {
        let Term { source, weight, input, product, .. } = self.term(at);
        vec![source.clone(), weight.clone(), input.clone(), product.clone()]
    }

    /// The number of a term's parameter.
    pub fn index(&self, at: usize) -> usize {
        self.term(at).index
    }

    /// Whether a term's parameter is frozen.
    pub fn frozen(&self, at: usize) -> bool {
        self.term(at).frozen
    }

    /// The sum worked out.
    #[wasm_bindgen(getter)]
    pub fn sum(&self) -> String {
        self.0.sum.clone()
    }

    /// The output worked out.
    #[wasm_bindgen(getter)]
    pub fn output(&self) -> String {
        self.0.output.clone()
    }
}
