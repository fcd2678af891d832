//! The panel `gates` for JavaScript.

use nalgebra::Point2;
use wasm_bindgen::prelude::wasm_bindgen;

use super::canvas::PictureCanvas;
use super::door::door;
use crate::data::gates::Gate;
use crate::model::decimal::Decimal;
use crate::model::perceptron::Perceptron;
use crate::model::training::Verdict;
use crate::panel::formulas::Contradiction;
use crate::panel::gates::goals::Goal;
use crate::panel::gates::thresholds::Interval;
use crate::panel::gates::words::UpdateText;
use crate::panel::gates::{Gates, Halt, LIMIT, Preset, TABLE, separable};
use crate::plot::palette::Palette;
use crate::plot::picture::svg;

/// One perceptron, the four rows of a truth table, and the line between them. Rows count from 0: (0,0), (0,1), (1,0), (1,1).
#[wasm_bindgen(js_name = Gates)]
#[derive(Default)]
pub struct GatesDoor(Gates);

door!(GatesDoor, "Gates", Gates, TABLE);

#[wasm_bindgen(js_class = Gates)]
impl GatesDoor {
    /// The rule in letters.
    #[wasm_bindgen(getter)]
    pub fn rule(&self) -> String {
        self.0.rule_text()
    }

    /// The boundary as an equation; nothing when there is no line.
    #[wasm_bindgen(getter)]
    pub fn line(&self) -> Option<String> {
        self.0.line_text()
    }

    /// How many of the four rows come out right.
    #[wasm_bindgen(getter, js_name = rowsRight)]
    pub fn rows_right(&self) -> usize {
        self.0.rows_right()
    }

    /// A row's sum worked out.
    #[wasm_bindgen(js_name = sumText)]
    pub fn sum_text(&self, row: usize) -> String {
        self.0.sum_text(row)
    }

    /// The number that a row hands to the step function.
    pub fn sum(&self, row: usize) -> String {
        self.0.sum(row).to_string()
    }

    /// The output for a row.
    pub fn output(&self, row: usize) -> u8 {
        self.0.output(row).into()
    }

    /// The wanted output of a row.
    pub fn target(&self, row: usize) -> u8 {
        self.0.settings().gate.outputs()[row].into()
    }

    /// Whether a row lies exactly on the line.
    #[wasm_bindgen(js_name = onLine)]
    pub fn on_line(&self, row: usize) -> bool {
        self.0.on_line(row)
    }

    /// The row under inspection.
    #[wasm_bindgen(getter)]
    pub fn row(&self) -> usize {
        self.0.settings().row
    }

    /// Whether one line can do the function called `gate`, found by training a perceptron on it. False for an unknown name.
    pub fn separable(gate: &str) -> bool {
        Gate::named(gate).is_some_and(separable)
    }

    /// The outputs of the function called `gate` for the four rows; empty for an unknown name.
    pub fn outputs(gate: &str) -> Vec<u8> {
        Gate::named(gate).map_or_else(Vec::new, |gate| gate.outputs().map(u8::from).to_vec())
    }

    /// Turns over the wanted output of a row.
    #[wasm_bindgen(js_name = flipTarget)]
    pub fn flip_target(&mut self, row: usize) {
        if row < 4 {
            self.0.flip_target(row);
        }
    }

    /// Takes the parameters that the notes (`notes`) or the book (`book`) give for the gate. False when they give none.
    pub fn preset(&mut self, name: &str) -> bool {
        let Some(perceptron) = preset(name).and_then(|preset| preset.perceptron(self.0.settings().gate)) else {
            return false;
        };
        self.0.place(perceptron);
        true
    }

    /// The parameters of a preset for the gate, as text: `1, 1, −1.5`.
    #[wasm_bindgen(js_name = presetText)]
    pub fn preset_text(&self, name: &str) -> Option<String> {
        let Perceptron { weights: [w1, w2], bias } = preset(name)?.perceptron(self.0.settings().gate)?;
        Some(format!("{w1}, {w2}, {bias}"))
    }

    /// The intervals of θ, from the lowest, for the weights shown.
    pub fn thresholds(&self) -> Vec<ThresholdInterval> {
        let theta = self.0.perceptron().threshold();
        let interval = |interval: Interval| ThresholdInterval { here: interval.contains(theta), interval };
        self.0.intervals().into_iter().map(interval).collect()
    }

    /// One step of training. Says what stopped it: nothing, `too-many-steps`, or the parameter that would leave its range.
    pub fn step(&mut self) -> Option<String> {
        halted(self.0.step())
    }

    /// Training to the end of the epoch.
    pub fn epoch(&mut self) -> Option<String> {
        halted(self.0.epoch())
    }

    /// Training to the verdict.
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
        self.0.position()
    }

    /// How many steps the run has.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.training().steps()
    }

    /// The epoch that the step shown belongs to, from 1; 0 at the start.
    #[wasm_bindgen(getter)]
    pub fn epochs(&self) -> usize {
        self.0.position().div_ceil(self.0.training().epoch_len())
    }

    /// The most rows right so far in the run.
    #[wasm_bindgen(getter)]
    pub fn best(&self) -> usize {
        self.0.training().best(self.0.position())
    }

    /// Whether the verdict falls at just the step shown.
    #[wasm_bindgen(getter, js_name = atVerdict)]
    pub fn at_verdict(&self) -> bool {
        self.0.at_verdict()
    }

    /// What became of the run by the step shown: empty while open, else `converged` or `cycles`.
    #[wasm_bindgen(getter)]
    pub fn verdict(&self) -> String {
        match self.shown_verdict() {
            None => "",
            Some(Verdict::Converged { .. }) => "converged",
            Some(Verdict::Cycles { .. }) => "cycles",
        }
        .to_owned()
    }

    /// The verdict's numbers: the epoch that changed nothing; or the epoch first come back to, the epoch that came back
    /// to it, and the epochs between.
    #[wasm_bindgen(getter, js_name = verdictEpochs)]
    pub fn verdict_epochs(&self) -> Vec<usize> {
        match self.shown_verdict() {
            None => Vec::new(),
            Some(Verdict::Converged { epoch }) => vec![epoch],
            Some(Verdict::Cycles { first, length }) => vec![first, first + length, length],
        }
    }

    fn shown_verdict(&self) -> Option<Verdict> {
        self.0.training().verdict().filter(|_| self.0.past_verdict())
    }

    /// What the last step did; nothing at the start.
    #[wasm_bindgen(getter)]
    pub fn update(&self) -> Option<StepReport> {
        self.0.update_text().map(StepReport)
    }

    /// Why no line can do the gate; nothing for the fourteen gates that a line can do.
    #[wasm_bindgen(getter)]
    pub fn contradiction(&self) -> Option<ContradictionReport> {
        self.0.contradiction().map(ContradictionReport)
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

    /// Answers "can one perceptron do XOR?"; true when the answer is right.
    pub fn answer(&mut self, it_can: bool) -> bool {
        self.0.answer(it_can)
    }

    /// Draws the picture.
    pub fn draw(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.plane());
    }

    /// The picture as an SVG document.
    pub fn svg(&self, side: u32) -> String {
        svg(&self.0.plane(), [side.clamp(100, 4000); 2], &Palette::LIGHT)
    }

    /// The foot and the tip of the weight vector's arrow, as x1, x2, x1, x2; empty when both weights are 0.
    #[wasm_bindgen(getter)]
    pub fn arrow(&self) -> Vec<f64> {
        self.0.plane().arrow().map_or_else(Vec::new, |[foot, tip]| vec![foot.x, foot.y, tip.x, tip.y])
    }

    /// Moves the line in parallel through a point.
    #[wasm_bindgen(js_name = dragLineThrough)]
    pub fn drag_line_through(&mut self, x1: f64, x2: f64) {
        self.0.drag_line_through(Point2::new(x1, x2));
    }

    /// Moves the line in parallel by a distance in units of the inputs, towards the ones when positive.
    #[wasm_bindgen(js_name = pushLine)]
    pub fn push_line(&mut self, distance: f64) {
        self.0.push_line(distance);
    }

    /// Turns the weight vector: its arrow from (`foot1`, `foot2`) to (`tip1`, `tip2`).
    #[wasm_bindgen(js_name = dragArrow)]
    pub fn drag_arrow(&mut self, foot1: f64, foot2: f64, tip1: f64, tip2: f64) {
        self.0.drag_arrow(Point2::new(foot1, foot2), Point2::new(tip1, tip2));
    }
}

fn preset(name: &str) -> Option<Preset> {
    match name {
        "notes" => Some(Preset::Notes),
        "book" => Some(Preset::Book),
        _ => None,
    }
}

fn halted(result: Result<(), Halt>) -> Option<String> {
    match result.err()? {
        Halt::TooManySteps => Some("too-many-steps".to_owned()),
        Halt::LeavesRange(parameter) => Some(parameter.to_owned()),
    }
}

/// An interval of θ in which the weights compute one and the same function.
#[wasm_bindgen]
pub struct ThresholdInterval {
    interval: Interval,
    here: bool,
}

#[wasm_bindgen]
impl ThresholdInterval {
    /// The lower end; nothing below the lowest.
    #[wasm_bindgen(getter)]
    pub fn from(&self) -> Option<f64> {
        self.interval.from.map(Decimal::to_f64)
    }

    /// The upper end; nothing above the highest.
    #[wasm_bindgen(getter)]
    pub fn to(&self) -> Option<f64> {
        self.interval.to.map(Decimal::to_f64)
    }

    /// The lower end as text.
    #[wasm_bindgen(getter, js_name = fromText)]
    pub fn from_text(&self) -> Option<String> {
        self.interval.from.map(|value| value.to_string())
    }

    /// The name of the function.
    #[wasm_bindgen(getter)]
    pub fn gate(&self) -> String {
        Gate::name(self.interval.gate).to_owned()
    }

    /// Whether the threshold shown lies in it.
    #[wasm_bindgen(getter)]
    pub fn here(&self) -> bool {
        self.here
    }

    /// Whether a threshold in it can be set at all.
    #[wasm_bindgen(getter)]
    pub fn settable(&self) -> bool {
        self.interval.middle().abs() <= Decimal::whole(LIMIT)
    }

    /// A threshold well inside, as text.
    #[wasm_bindgen(getter)]
    pub fn middle(&self) -> String {
        self.interval.middle().to_string()
    }
}

/// What one step of training did.
#[wasm_bindgen]
pub struct StepReport(UpdateText);

#[wasm_bindgen]
impl StepReport {
    /// The row looked at.
    #[wasm_bindgen(getter)]
    pub fn row(&self) -> usize {
        self.0.row
    }

    /// t − y worked out.
    #[wasm_bindgen(getter)]
    pub fn error(&self) -> String {
        self.0.error.clone()
    }

    /// Whether anything changed.
    #[wasm_bindgen(getter)]
    pub fn changed(&self) -> bool {
        self.0.changed
    }

    /// w1, w2, and θ or b, each worked out.
    #[wasm_bindgen(getter)]
    pub fn parameters(&self) -> Vec<String> {
        self.0.parameters.to_vec()
    }
}

/// Two pairs of rows that make opposite demands on one number.
#[wasm_bindgen]
pub struct ContradictionReport(pub(super) Contradiction);

#[wasm_bindgen]
impl ContradictionReport {
    /// The rows that want 1.
    #[wasm_bindgen(getter)]
    pub fn ones(&self) -> Vec<usize> {
        self.0.ones.to_vec()
    }

    /// The rows that want 0.
    #[wasm_bindgen(getter)]
    pub fn zeros(&self) -> Vec<usize> {
        self.0.zeros.to_vec()
    }

    /// What the rows that want 1 ask of the number.
    #[wasm_bindgen(getter, js_name = wantsAbove)]
    pub fn wants_above(&self) -> String {
        self.0.wants_above.clone()
    }

    /// What the rows that want 0 ask of it.
    #[wasm_bindgen(getter, js_name = wantsBelow)]
    pub fn wants_below(&self) -> String {
        self.0.wants_below.clone()
    }

    /// The number today.
    #[wasm_bindgen(getter)]
    pub fn today(&self) -> String {
        self.0.today.clone()
    }
}
