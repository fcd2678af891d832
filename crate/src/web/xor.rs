//! The panel `xor` for JavaScript.

use nalgebra::Point2;
use wasm_bindgen::prelude::wasm_bindgen;

use super::canvas::PictureCanvas;
use super::door::door;
use super::gates::ContradictionReport;
use crate::data::gates::{Gate, ROWS};
use crate::model::error::Error;
use crate::panel::xor::goals::Goal;
use crate::panel::xor::hand::{Diagnosis, PRESETS};
use crate::panel::xor::learned::Halt;
use crate::panel::xor::words::Matrices;
use crate::panel::xor::{TABLE, Xor};
use crate::plot::palette::Palette;

/// XOR taken apart. Rows count from 0: (0,0), (0,1), (1,0), (1,1); units too: h1, h2, y; a unit's parameters too: its two
/// weights and its bias.
#[wasm_bindgen(js_name = Xor)]
#[derive(Default)]
pub struct XorDoor(Xor);

door!(XorDoor, "Xor", Xor, TABLE);

#[wasm_bindgen(js_class = Xor)]
impl XorDoor {
    /// The row under inspection.
    #[wasm_bindgen(getter)]
    pub fn row(&self) -> usize {
        self.0.settings().row
    }

    /// The wanted output of a row.
    pub fn target(row: usize) -> u8 {
        Gate::XOR.outputs()[row % ROWS.len()].into()
    }

    /// How many of the four rows come out right.
    #[wasm_bindgen(getter, js_name = rowsRight)]
    pub fn rows_right(&self) -> usize {
        self.0.rows_right()
    }

    /// A parameter as text.
    #[wasm_bindgen(js_name = parameterText)]
    pub fn parameter_text(&self, unit: usize, which: usize) -> String {
        self.0.parameter_text(unit, which)
    }

    /// A parameter's value, for the thickness of a line.
    pub fn parameter(&self, unit: usize, which: usize) -> f64 {
        self.0.parameter(unit, which)
    }

    /// A unit's sum for a row, worked out.
    #[wasm_bindgen(js_name = sumText)]
    pub fn sum_text(&self, row: usize, unit: usize) -> String {
        self.0.sum_text(row, unit)
    }

    /// What a unit gives for a row.
    #[wasm_bindgen(js_name = outputText)]
    pub fn output_text(&self, row: usize, unit: usize) -> String {
        self.0.output_text(row, unit)
    }

    /// Whether a unit's output for a row is on the side of 1.
    pub fn output(&self, row: usize, unit: usize) -> bool {
        self.0.output(row, unit)
    }

    /// Whether a row comes out as wanted.
    #[wasm_bindgen(js_name = rowRight)]
    pub fn row_right(&self, row: usize) -> bool {
        self.0.row_right(row)
    }

    /// The line of a unit by hand as an equation; nothing when there is no line.
    #[wasm_bindgen(js_name = lineText)]
    pub fn line_text(&self, unit: usize) -> Option<String> {
        self.0.line_text(unit)
    }

    /// The names of the functions that h1, h2 and y compute by hand.
    #[wasm_bindgen(getter)]
    pub fn gates(&self) -> Vec<String> {
        self.0.gates().map(|gate| gate.name().to_owned()).to_vec()
    }

    /// How many places of the hidden plane the four rows fall onto by hand.
    #[wasm_bindgen(getter)]
    pub fn places(&self) -> usize {
        self.0.places()
    }

    /// What is wrong with the network by hand: `solved`, `collision`, `no-line` or `output-line`.
    #[wasm_bindgen(getter)]
    pub fn diagnosis(&self) -> String {
        match self.0.diagnosis() {
            Diagnosis::Solved => "solved",
            Diagnosis::Collision(_) => "collision",
            Diagnosis::NoLine => "no-line",
            Diagnosis::OutputLine => "output-line",
        }
        .to_owned()
    }

    /// The two rows that share a place and want different outputs; empty when no two do, or all rows are right.
    #[wasm_bindgen(getter)]
    pub fn collision(&self) -> Vec<usize> {
        match self.0.diagnosis() {
            Diagnosis::Collision(rows) => rows.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The names of the networks by hand to begin with.
    pub fn presets() -> Vec<String> {
        PRESETS.map(|(name, _)| name.to_owned()).to_vec()
    }

    /// Takes a network to begin with. Nothing happens for an unknown name.
    pub fn preset(&mut self, name: &str) {
        if let Some((_, network)) = PRESETS.into_iter().find(|(other, _)| *other == name) {
            self.0.place(network);
        }
    }

    /// Whether the network by hand is the one called `name`.
    #[wasm_bindgen(js_name = isPreset)]
    pub fn is_preset(&self, name: &str) -> bool {
        PRESETS.into_iter().any(|(other, network)| other == name && network == self.0.settings().hand)
    }

    /// Draws the plane of the inputs.
    #[wasm_bindgen(js_name = drawInputs)]
    pub fn draw_inputs(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.plane_of_inputs());
    }

    /// Draws the plane of the hidden outputs, where there is one.
    #[wasm_bindgen(js_name = drawHidden)]
    pub fn draw_hidden(&self, canvas: &PictureCanvas) {
        if let Some(plane) = self.0.plane_of_hidden() {
            canvas.draw(&plane);
        }
    }

    /// Draws σ(k·a) and its slope.
    #[wasm_bindgen(js_name = drawSlope)]
    pub fn draw_slope(&self, canvas: &PictureCanvas) {
        self.0.with_slope(|slope| canvas.draw(slope));
    }

    /// The planes side by side as an SVG document.
    pub fn svg(&self, side: u32) -> String {
        self.0.svg(side.clamp(100, 4000), &Palette::LIGHT)
    }

    /// Where the handle of a line that can be moved is; empty when there is none to be seen.
    #[wasm_bindgen(js_name = lineMiddle)]
    pub fn line_middle(&self, unit: usize) -> Vec<f64> {
        self.0.line_middle(unit).map_or_else(Vec::new, |point| vec![point.x, point.y])
    }

    /// Moves a line in parallel through a point.
    #[wasm_bindgen(js_name = dragLine)]
    pub fn drag_line(&mut self, unit: usize, x: f64, y: f64) {
        self.0.drag_line(unit, Point2::new(x, y));
    }

    /// One step of training. Says what stopped it: nothing, `too-many-steps`, `step`, or `diverged`.
    pub fn step(&mut self) -> Option<String> {
        halted(self.0.step())
    }

    /// Training to the end of the epoch.
    pub fn epoch(&mut self) -> Option<String> {
        halted(self.0.epoch())
    }

    /// Training to where it is decided.
    pub fn finish(&mut self) -> Option<String> {
        halted(self.0.finish())
    }

    /// Shows the state after `step` steps of the run.
    pub fn seek(&mut self, step: usize) {
        self.0.seek(step);
    }

    /// Back to the start of the run.
    pub fn reset(&mut self) {
        self.0.reset();
    }

    /// The step shown.
    #[wasm_bindgen(getter)]
    pub fn position(&self) -> usize {
        self.0.run().position()
    }

    /// How many steps the run has.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.run().length()
    }

    /// The epoch that the step shown belongs to, from 1; 0 at the start.
    #[wasm_bindgen(getter)]
    pub fn epochs(&self) -> usize {
        self.0.run().position().div_ceil(ROWS.len())
    }

    /// Whether the run is decided at just the step shown.
    #[wasm_bindgen(getter, js_name = atVerdict)]
    pub fn at_verdict(&self) -> bool {
        self.0.at_verdict()
    }

    /// What became of the run by the step shown: empty while open, else `solved` or `stuck`.
    #[wasm_bindgen(getter)]
    pub fn verdict(&self) -> String {
        let run = self.0.run();
        let solved = run.solved().is_some_and(|step| step <= run.position());
        if solved {
            "solved"
        } else if self.0.at_verdict() {
            "stuck"
        } else {
            ""
        }
        .to_owned()
    }

    /// The epoch at whose end all outputs were near to what is wanted; nothing when that has not come.
    #[wasm_bindgen(getter, js_name = solvedEpoch)]
    pub fn solved_epoch(&self) -> Option<usize> {
        self.0.run().solved().map(|step| step / ROWS.len())
    }

    /// The loss shown; nothing in the first epoch.
    #[wasm_bindgen(getter)]
    pub fn loss(&self) -> Option<String> {
        self.0.loss_text()
    }

    /// Whether the engine refuses to train this network: `step`; else empty.
    #[wasm_bindgen(getter)]
    pub fn blocked(&self) -> String {
        self.0.run().blocked().map(reason).unwrap_or_default()
    }

    /// Goes on with the trial of many seeds by up to so many steps. Says whether there are more to take.
    #[wasm_bindgen(js_name = advanceSeeds)]
    pub fn advance_seeds(&mut self, steps: usize) -> bool {
        self.0.advance_seeds(steps)
    }

    /// Begins the trial of many seeds anew.
    #[wasm_bindgen(js_name = restartSeeds)]
    pub fn restart_seeds(&mut self) {
        self.0.restart_seeds();
    }

    /// How many seeds have been tried.
    #[wasm_bindgen(getter, js_name = seedsTried)]
    pub fn seeds_tried(&self) -> usize {
        self.0.seeds().outcomes().len()
    }

    /// How many of them solve XOR.
    #[wasm_bindgen(getter, js_name = seedsSolved)]
    pub fn seeds_solved(&self) -> usize {
        self.0.seeds().outcomes().iter().filter(|outcome| outcome.solved.is_some()).count()
    }

    /// The epoch in which the seed at this place of the trial solved XOR; nothing when it got stuck.
    #[wasm_bindgen(js_name = seedEpoch)]
    pub fn seed_epoch(&self, place: usize) -> Option<usize> {
        self.0.seeds().outcomes().get(place)?.solved
    }

    /// How many rows it had right at the end.
    #[wasm_bindgen(js_name = seedRight)]
    pub fn seed_right(&self, place: usize) -> usize {
        self.0.seeds().outcomes().get(place).map_or(0, |outcome| outcome.right)
    }

    /// Its output over the plane as a small picture of `side` × `side` pixels, RGBA, in the colour `0xRRGGBB`.
    #[wasm_bindgen(js_name = seedTile)]
    pub fn seed_tile(&self, place: usize, side: usize, color: u32) -> Vec<u8> {
        self.0.seed_tile(place, side.clamp(1, 256), color)
    }

    /// Opens one of the seeds tried at the end of its run.
    #[wasm_bindgen(js_name = openSeed)]
    pub fn open_seed(&mut self, seed: u32) {
        self.0.open_seed(seed);
    }

    /// The slopes of σ(k·a) at the sums of h1 for the four rows.
    pub fn slopes(&self) -> Vec<String> {
        self.0.slope_texts(0).to_vec()
    }

    /// Goes on with the search by one value of w1. Says whether there are more.
    #[wasm_bindgen(js_name = advanceSearch)]
    pub fn advance_search(&mut self) -> bool {
        self.0.advance_search()
    }

    /// Begins the search anew.
    #[wasm_bindgen(js_name = restartSearch)]
    pub fn restart_search(&mut self) {
        self.0.restart_search();
    }

    /// The share of the search that is done, from 0 to 1.
    #[wasm_bindgen(getter, js_name = searchShare)]
    pub fn search_share(&self) -> f64 {
        self.0.search().tried() as f64 / self.0.search().total() as f64
    }

    /// How many settings have been tried, and how many there are, with thousands apart.
    #[wasm_bindgen(getter, js_name = searchTexts)]
    pub fn search_texts(&self) -> Vec<String> {
        let search = self.0.search();
        vec![grouped(search.tried()), grouped(search.total())]
    }

    /// How many of them get 0, 1, 2, 3 and 4 rows right, with thousands apart.
    #[wasm_bindgen(getter, js_name = searchCounts)]
    pub fn search_counts(&self) -> Vec<String> {
        self.0.search().counts().map(grouped).to_vec()
    }

    /// The same as shares of the settings tried.
    #[wasm_bindgen(getter, js_name = searchShares)]
    pub fn search_shares(&self) -> Vec<f64> {
        let search = self.0.search();
        search.counts().map(|count| count as f64 / search.tried().max(1) as f64).to_vec()
    }

    /// Takes the first setting found that gets so many rows right. Says whether there is one.
    #[wasm_bindgen(js_name = takeExample)]
    pub fn take_example(&mut self, right: usize) -> bool {
        let example = self.0.search().example(right);
        example.map(|perceptron| self.0.place_single(perceptron)).is_some()
    }

    /// Why no line can do XOR.
    #[wasm_bindgen(getter)]
    pub fn contradiction(&self) -> ContradictionReport {
        ContradictionReport(self.0.contradiction())
    }

    /// The two layers as matrices, and their product.
    #[wasm_bindgen(getter)]
    pub fn matrices(&self) -> MatricesReport {
        MatricesReport(self.0.matrices())
    }

    /// The one sum that the two layers are, in letters for the inputs.
    #[wasm_bindgen(getter, js_name = oneSumText)]
    pub fn one_sum_text(&self) -> String {
        self.0.one_sum_text()
    }

    /// A row's sum through the one line that the two layers are.
    #[wasm_bindgen(js_name = oneLineText)]
    pub fn one_line_text(&self, row: usize) -> String {
        self.0.one_line_text(row)
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
}

/// The name under which the page's texts explain an error of the engine.
fn reason(error: &Error) -> String {
    if matches!(error, Error::StepHasNoGradient { .. }) { "step" } else { "diverged" }.to_owned()
}

fn halted(result: Result<(), Halt>) -> Option<String> {
    match result.err()? {
        Halt::TooManySteps => Some("too-many-steps".to_owned()),
        Halt::Engine(error) => Some(reason(&error)),
    }
}

/// A count with thousands apart: `64,481,201`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The two layers as matrices, and what they come to.
#[wasm_bindgen]
pub struct MatricesReport(Matrices);

#[wasm_bindgen]
impl MatricesReport {
    /// W1, row by row.
    #[wasm_bindgen(getter)]
    pub fn first(&self) -> Vec<String> {
        self.0.first.to_vec()
    }

    /// b1.
    #[wasm_bindgen(getter, js_name = firstBias)]
    pub fn first_bias(&self) -> Vec<String> {
        self.0.first_bias.to_vec()
    }

    /// W2.
    #[wasm_bindgen(getter)]
    pub fn second(&self) -> Vec<String> {
        self.0.second.to_vec()
    }

    /// b2.
    #[wasm_bindgen(getter, js_name = secondBias)]
    pub fn second_bias(&self) -> String {
        self.0.second_bias.clone()
    }

    /// W2·W1, each entry worked out, and W2·b1 + b2.
    #[wasm_bindgen(getter)]
    pub fn worked(&self) -> Vec<String> {
        self.0.weights_worked.iter().chain([&self.0.bias_worked]).cloned().collect()
    }

    /// W2·W1 and W2·b1 + b2.
    #[wasm_bindgen(getter)]
    pub fn one(&self) -> Vec<String> {
        self.0.one.to_vec()
    }
}
