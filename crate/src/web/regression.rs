//! The panel `regression` for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use super::canvas::PictureCanvas;
use super::csv::CsvProblem;
use super::door::door;
use crate::data::csv::write_observations;
use crate::data::split::SplitError;
use crate::export::notebook::{Headings, notebook};
use crate::panel::regression::data::Unfit;
use crate::panel::regression::goals::Goal;
use crate::panel::regression::pictures::Names;
use crate::panel::regression::run::Run;
use crate::panel::regression::settings::TABLE;
use crate::panel::regression::words::{Line, MEASURES, Remark, figure, summary};
use crate::panel::regression::{Halt, Regression};
use crate::plot::palette::Palette;
use crate::plot::picture::svg;

/// The lab: rows of data, a line, and gradient descent.
#[wasm_bindgen(js_name = Regression)]
#[derive(Default)]
pub struct RegressionDoor(Regression);

door!(RegressionDoor, "Regression", Regression, TABLE);

#[wasm_bindgen(js_class = Regression)]
impl RegressionDoor {
    /// The line as an equation.
    #[wasm_bindgen(getter)]
    pub fn equation(&self) -> String {
        self.0.equation()
    }

    /// The weight and the bias of the line shown.
    #[wasm_bindgen(getter)]
    pub fn line(&self) -> Vec<f64> {
        self.0.line().map(f64::from).to_vec()
    }

    /// Puts the line elsewhere, by hand.
    pub fn place(&mut self, w: f64, b: f64) {
        self.0.place([w, b]);
    }

    /// Starts from another weight drawn by chance.
    #[wasm_bindgen(js_name = drawStart)]
    pub fn draw_start(&mut self) {
        self.0.draw_start();
    }

    /// Whether the line was put where it is by hand and nothing has been trained since.
    #[wasm_bindgen(getter, js_name = byHand)]
    pub fn by_hand(&self) -> bool {
        self.0.settings().by_hand && self.0.position() == 0
    }

    /// All rows, training and validation together, test, training, validation, rows a batch, steps an epoch, epochs,
    /// updates.
    #[wasm_bindgen(getter)]
    pub fn sizes(&self) -> Vec<f64> {
        self.0.sizes().map(|size| size as f64).to_vec()
    }

    /// A number as text: `loss`, `least` (of least squares on the training rows), `floor`, `bound` (the learning rate where
    /// divergence begins), or a measure; nothing where there is none.
    pub fn number(&self, name: &str) -> Option<String> {
        match name {
            "loss" => self.0.training_loss(),
            "least" => self.0.data().least_loss(),
            "floor" => self.0.noise_floor(),
            "bound" => self.0.divergence_rate(),
            _ => None,
        }
        .map(figure)
    }

    /// The names of the measures, in the order of the table of results.
    pub fn measures() -> Vec<String> {
        MEASURES.map(str::to_owned).to_vec()
    }

    /// A measure of a line: 0 the one shown, 1 that of least squares, 2 the law of the data.
    pub fn measure(&self, name: &str, line: u8) -> Option<String> {
        let line = *[Line::Shown, Line::Best, Line::Law].get(usize::from(line))?;
        self.0.measure(name, line)
    }

    /// The last update of weight and bias in numbers; empty before the first step.
    #[wasm_bindgen(getter)]
    pub fn update(&self) -> Vec<String> {
        self.0.update().map_or_else(Vec::new, Vec::from)
    }

    /// What the run calls for an explanation of.
    pub fn remarks(&self) -> Vec<RemarkInfo> {
        self.0.remarks().into_iter().map(RemarkInfo).collect()
    }

    /// Why there can be no run: a key, and after a space a number it speaks of. Empty when there can.
    #[wasm_bindgen(getter)]
    pub fn unfit(&self) -> String {
        match self.0.run().err() {
            None => String::new(),
            Some(Unfit::TooLarge(row)) => format!("too-large {row}"),
            Some(Unfit::Split(SplitError::NoTest { rows })) => format!("no-test {rows}"),
            Some(Unfit::Split(SplitError::NoValidation { rows })) => format!("no-validation {rows}"),
            Some(Unfit::Split(SplitError::NoTraining { rows })) => format!("no-training {rows}"),
            Some(Unfit::Split(SplitError::Share)) => "share".to_owned(),
        }
    }

    /// Takes rows of the learner's own, as CSV. Gives back what is wrong with the file; the data at hand stay then.
    #[wasm_bindgen(js_name = readCsv)]
    pub fn read_csv(&mut self, bytes: &[u8]) -> Option<CsvProblem> {
        self.0.read_csv(bytes).err().map(CsvProblem)
    }

    /// The rows as CSV.
    pub fn csv(&self) -> String {
        write_observations(&self.0.data().rows)
    }

    /// Begins with no rows at all, for points placed by hand.
    #[wasm_bindgen(js_name = clearRows)]
    pub fn clear_rows(&mut self) {
        self.0.take(Some(Vec::new()));
    }

    /// Back to the lab's rows.
    #[wasm_bindgen(js_name = useLab)]
    pub fn use_lab(&mut self) {
        self.0.take(None);
    }

    /// Whether the rows are the learner's own.
    #[wasm_bindgen(getter, js_name = isOwn)]
    pub fn is_own(&self) -> bool {
        self.0.settings().own.is_some()
    }

    /// Whether a link can carry the rows.
    #[wasm_bindgen(getter, js_name = fitsLink)]
    pub fn fits_link(&self) -> bool {
        self.0.fits_link()
    }

    /// How many points are drawn, of all rows.
    #[wasm_bindgen(getter, js_name = dotsDrawn)]
    pub fn dots_drawn(&self) -> usize {
        self.0.dots_drawn()
    }

    /// Adds a row of the learner's own.
    #[wasm_bindgen(js_name = addRow)]
    pub fn add_row(&mut self, x: f64, y: f64) {
        self.0.add_row(x, y);
    }

    /// Takes away a row of the learner's own.
    #[wasm_bindgen(js_name = removeRow)]
    pub fn remove_row(&mut self, at: usize) {
        self.0.remove_row(at);
    }

    /// All rows as x, y, x, y, … when they are the learner's own and few enough to be taken hold of; else nothing.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> Vec<f64> {
        let rows = &self.0.data().rows;
        if !self.is_own() || rows.len() > 500 {
            return Vec::new();
        }
        rows.iter().flat_map(|row| [row.x, row.y]).collect()
    }

    /// One step. Says what stopped it: nothing, `diverged`, `too-many-steps` or `unfit`.
    pub fn step(&mut self) -> Option<String> {
        halted(self.0.step())
    }

    /// As many steps, or fewer when the planned epochs end before.
    pub fn advance(&mut self, steps: u32) -> Option<String> {
        halted(self.0.advance(steps.into()))
    }

    /// Training to the end of the epoch.
    pub fn epoch(&mut self) -> Option<String> {
        halted(self.0.epoch())
    }

    /// Training to the end of the planned epochs, or a part of it: see `unfinished`.
    pub fn finish(&mut self) -> Option<String> {
        halted(self.0.finish())
    }

    /// Whether `finish` has more to do.
    #[wasm_bindgen(getter)]
    pub fn unfinished(&self) -> bool {
        self.0.unfinished()
    }

    /// Gives up what `finish` has begun.
    pub fn pause(&mut self) {
        self.0.pause();
    }

    /// Shows the state after `step` steps of the run.
    pub fn seek(&mut self, step: f64) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates at both ends
        self.0.seek(step as u64);
    }

    /// Back to the start of the run.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// The step shown.
    #[wasm_bindgen(getter)]
    pub fn position(&self) -> f64 {
        self.0.position() as f64
    }

    /// How many steps the run has been taken to.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> f64 {
        self.0.run().map_or(0, Run::furthest) as f64
    }

    /// The epoch that the step shown belongs to, from 1; 0 at the start.
    #[wasm_bindgen(getter)]
    pub fn epochs(&self) -> f64 {
        self.0.run().map_or(0, |run| run.steps().div_ceil(run.steps_per_epoch())) as f64
    }

    /// The batch of the last step in its epoch, from 1; 0 at the start.
    #[wasm_bindgen(getter)]
    pub fn batch(&self) -> f64 {
        let batch = self.0.run().map_or(0, |run| match (run.steps(), run.batch() as u64) {
            (0, _) => 0,
            (_, 0) => run.steps_per_epoch(),
            (_, batch) => batch,
        });
        batch as f64
    }

    /// Whether the step shown ends the planned epochs.
    #[wasm_bindgen(getter, js_name = atVerdict)]
    pub fn at_verdict(&self) -> bool {
        self.0.at_end()
    }

    /// Begins a question to try. False for an unknown name, which puts the present question away.
    pub fn begin(&mut self, goal: &str) -> bool {
        match Goal::named(goal) {
            Some(goal) => self.0.begin(goal),
            None => self.0.leave_goal(),
        }
        Goal::named(goal).is_some()
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

    /// Begins to sketch the loss curve that the learner expects, or takes the sketch away.
    #[wasm_bindgen(js_name = sketchCurve)]
    pub fn sketch_curve(&mut self, begins: bool) {
        if begins {
            self.0.begin_sketch();
        } else {
            self.0.clear_sketch();
        }
    }

    /// The sketch's knots as epoch, loss, epoch, loss, …; empty without a sketch.
    #[wasm_bindgen(getter)]
    pub fn knots(&self) -> Vec<f64> {
        self.0.knots().into_iter().flatten().collect()
    }

    /// Moves a knot of the sketch to a height in the chart as it is drawn.
    #[wasm_bindgen(js_name = bendSketch)]
    pub fn bend_sketch(&mut self, knot: usize, height: f64) {
        self.0.bend_sketch(knot, height);
    }

    /// Where a knot of the sketch stands, in CSS pixels from the upper left corner of the canvas that the chart was drawn on.
    #[wasm_bindgen(js_name = knotPlace)]
    pub fn knot_place(&self, knot: usize, canvas: &PictureCanvas) -> Vec<f64> {
        let place = self.0.knots().get(knot).copied();
        place.map_or_else(Vec::new, |[epoch, loss]| canvas.to_pixels(epoch, self.0.chart_height(loss)))
    }

    /// The last epoch with a history, its training loss and its validation loss, as text; empty before the first one.
    #[wasm_bindgen(getter, js_name = lastLosses)]
    pub fn last_losses(&self) -> Vec<String> {
        let last = self.0.run().ok().and_then(|run| run.history().last());
        last.map_or_else(Vec::new, |entry| {
            let validation = entry.validation.map(figure).unwrap_or_default();
            vec![entry.epoch.to_string(), figure(entry.loss), validation]
        })
    }

    /// A knot's loss as text.
    #[wasm_bindgen(js_name = knotText)]
    pub fn knot_text(&self, knot: usize) -> String {
        self.0.knots().get(knot).map(|[_, loss]| figure(*loss)).unwrap_or_default()
    }

    /// The gap between sketch and run: mean distance, the epoch of the widest, what was expected there, what came. Empty
    /// while there is nothing to compare.
    #[wasm_bindgen(getter)]
    pub fn gap(&self) -> Vec<String> {
        self.0.gap().map_or_else(Vec::new, |gap| {
            vec![figure(gap.mean), gap.epoch.to_string(), figure(gap.expected), figure(gap.came)]
        })
    }

    /// The two places on the line where it can be taken hold of, as x, y, x, y.
    #[wasm_bindgen(getter)]
    pub fn handles(&self) -> Vec<f64> {
        self.0.handles().into_iter().flat_map(|place| [place.x, place.y]).collect()
    }

    /// Turns the line about one of its handles by bringing the other, the left one (0) or the right (1), to a height.
    #[wasm_bindgen(js_name = dragHandle)]
    pub fn drag_handle(&mut self, handle: usize, y: f64) {
        self.0.drag_handle(handle, y);
    }

    /// A model as Keras prints it with its numbers of parameters: the lab's, or the one with two units on three inputs.
    pub fn summary(second: bool) -> String {
        summary(second)
    }

    /// The run as a Python script for Keras.
    pub fn keras(&self) -> String {
        self.0.lab_run().script().text()
    }

    /// The run as a Jupyter notebook, with headings for the whole, the rows, the model, the training and the results.
    pub fn notebook(&self, headings: Vec<String>) -> String {
        let mut headings = headings.into_iter();
        let mut next = || headings.next().unwrap_or_default();
        let headings = Headings { title: next(), data: next(), model: next(), fit: next(), results: next() };
        notebook(&self.0.lab_run().script(), &headings)
    }

    /// The losses so far as CSV.
    #[wasm_bindgen(js_name = historyCsv)]
    pub fn history_csv(&self) -> String {
        self.0.history_csv()
    }

    /// Draws the rows and the line.
    #[wasm_bindgen(js_name = drawScatter)]
    pub fn draw_scatter(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.scatter());
    }

    /// Draws the loss by epoch.
    #[wasm_bindgen(js_name = drawChart)]
    pub fn draw_chart(&self, canvas: &PictureCanvas, names: &PictureNames) {
        canvas.draw(&self.0.chart(&names.0));
    }

    /// Draws the loss over weight and bias.
    #[wasm_bindgen(js_name = drawBowl)]
    pub fn draw_bowl(&self, canvas: &PictureCanvas, names: &PictureNames) {
        if let Some(bowl) = self.0.bowl(&names.0) {
            canvas.draw(&bowl);
        }
    }

    /// Draws the test rows' predictions against the truth.
    #[wasm_bindgen(js_name = drawAgreement)]
    pub fn draw_agreement(&self, canvas: &PictureCanvas, names: &PictureNames) {
        canvas.draw(&self.0.agreement(&names.0));
    }

    /// The rows and the line as an SVG document.
    pub fn svg(&self, width: u32, height: u32) -> String {
        svg(&self.0.scatter(), [width, height].map(|length| length.clamp(100, 4000)), &Palette::LIGHT)
    }
}

fn halted(result: Result<(), Halt>) -> Option<String> {
    match result.err()? {
        Halt::Unfit(_) => Some("unfit".to_owned()),
        Halt::Diverged => Some("diverged".to_owned()),
        Halt::TooManySteps => Some("too-many-steps".to_owned()),
    }
}

/// The words in the pictures, in the reader's language.
#[wasm_bindgen]
#[derive(Default)]
pub struct PictureNames(Names);

#[wasm_bindgen]
impl PictureNames {
    /// The words in this order: epoch, loss, training, validation, noise floor, least squares, start, expected, truth, prediction,
    /// run, full batch, momentum. Missing ones stay empty.
    #[wasm_bindgen(constructor)]
    pub fn new(words: Vec<String>) -> Self {
        let mut words = words.into_iter();
        let mut next = || words.next().unwrap_or_default();
        Self(Names {
            epoch: next(),
            loss: next(),
            training: next(),
            validation: next(),
            floor: next(),
            best: next(),
            start: next(),
            expected: next(),
            truth: next(),
            prediction: next(),
            run: next(),
            full_batch: next(),
            momentum: next(),
        })
    }
}

/// Something about the run that deserves an explanation.
#[wasm_bindgen(js_name = Remark)]
pub struct RemarkInfo(Remark);

#[wasm_bindgen(js_class = Remark)]
impl RemarkInfo {
    /// Which text explains it.
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        self.0.key.to_owned()
    }

    /// The numbers in it: name, number, name, number, …
    #[wasm_bindgen(getter)]
    pub fn numbers(&self) -> Vec<String> {
        self.0.numbers.iter().flat_map(|(name, number)| [(*name).to_owned(), number.clone()]).collect()
    }
}
