//! The panel `regression`: the course's Keras lab, a line fitted to noisy data by gradient descent.

pub mod calls;
pub mod data;
mod edit;
pub mod export;
mod follow;
pub mod lab;
pub mod picture;
mod questions;
pub mod report;
pub mod rows;
mod run;
pub mod settings;
pub mod shape;
pub mod sketch;
pub mod training;
pub mod view;

use nalgebra::Point2;

use super::command::commands;
use super::export::Export;
use super::files::FileKind;
use super::json::{Key, Text};
use super::moment::Moment;
use super::notation::read_real;
use super::playable::{GoOn, Playable};
use super::port::{Panel, Question};
use super::table::{Field, Problem, SettingValue as _, Settings as _, Table, Value, Wrong};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::export::model_file::ModelFileError;
use crate::model::timeline::Replay as _;
use crate::plot::picture::Picture;
use lab::Lab;
use picture::{agreement, chart, scatter, surface};
use report::measures::sizes;
pub use settings::Settings;
use settings::{Task, as_typed};

commands! {
    /// What a learner can do in the panel `regression` beside setting a value.
    pub enum RegressionCommand {
        /// Draws other first weights.
        DrawStart() = "draw-start",
        /// Begins the sketch of the loss curve that is expected, as a level curve.
        Sketch() = "sketch",
        /// Takes the sketch away.
        ClearSketch() = "clear-sketch",
        /// Adds a row of the learner's own, as typed.
        AddRow(x: Text, y: Text) = "add-row",
        /// Takes away the row at a place in the learner's own rows.
        RemoveRow(row: usize) = "remove-row",
        /// Begins with no rows at all.
        ClearRows() = "clear-rows",
        /// Brings back the rows of the lab.
        UseLab() = "use-lab",
    }
}

/// A model file that says where its run has come to: how it must come out, and where to go back to if it does not.
#[derive(Clone, Debug)]
struct Expected {
    parameters: Vec<f32>,
    before: Settings,
}

/// The panel's whole state.
#[derive(Clone, Debug, Default)]
pub struct Regression {
    lab: Lab,
    background: surface::Background,
    expected: Option<Expected>,
    /// Why a file that seemed good was given up.
    refusal: Option<ModelFileError>,
    /// The knot that a drag across the loss curve has passed last.
    passed: Option<usize>,
}

/// So many rows may be looked at while a model file is opened, to tell at once whether its weights follow from its settings.
const MAX_VISITS_AT_ONCE: u64 = 1_000_000;

impl Regression {
    /// The lab: settings, rows and run.
    pub fn lab(&self) -> &Lab {
        &self.lab
    }

    /// The lab, to be changed past undo and questions.
    pub fn lab_mut(&mut self) -> &mut Lab {
        self.forget_expected();
        &mut self.lab
    }

    /// What a file has said of the run counts no more: the learner has changed it.
    fn forget_expected(&mut self) {
        (self.expected, self.refusal) = (None, None);
    }

    /// Opens a model file. Another weight or bias than its settings lead to is a line set by hand, be it bent by the sigmoid; a
    /// curve of higher powers can't be set so. Whether a long run leads to the file's weights shows when it has been caught up with.
    ///
    /// # Errors
    /// The first thing in the file that does not serve; the state at hand stays then.
    pub fn read_model(&mut self, file: &[u8]) -> Result<(), ModelFileError> {
        // What was told of another file.
        self.refusal = None;
        let before = self.lab.settings().clone();
        let export::Opened { settings, parameters } = export::read(file)?;
        self.lab.adopt(settings);
        let batch = sizes(&self.lab).batch.max(1);
        let mut portions = self.lab.steps().map_or(0, |steps| MAX_VISITS_AT_ONCE / (steps.portion() * batch));
        // Where it diverges on the way it stays, and does not come out as the file says.
        let _ = self.lab.with_run(|run| {
            run.catch_up(&mut || {
                portions = portions.saturating_sub(1);
                portions > 0
            })
        });
        self.expected = Some(Expected { parameters, before });
        self.check_expected();
        self.refusal.take().map_or(Ok(()), Err)
    }

    /// Compares the run with what a file says of it, once it has come as far.
    fn check_expected(&mut self) {
        if self.wanted() > self.position() {
            return;
        }
        let Some(Expected { parameters, before }) = self.expected.take() else { return };
        let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        if bits(&self.lab.single_parameters()) == bits(&parameters) {
            return;
        }
        match export::check_by_hand(&parameters) {
            Ok(line) => self.lab.edit(|settings| settings.place(line)),
            Err(refusal) => {
                self.lab.adopt(before);
                self.refusal = Some(refusal);
            }
        }
    }

    /// Brings the knots that a drag has passed to its height.
    fn bend_to(&mut self, place: Point2<f64>) {
        if !chart::can_bend(&self.lab) {
            return;
        }
        let (knot, loss) = (chart::knot_near(&self.lab, place.x), chart::loss_at(&self.lab, place.y));
        let from = self.passed.replace(knot).unwrap_or(knot);
        (from.min(knot)..=from.max(knot)).for_each(|knot| self.lab.bend_sketch(knot, loss));
    }

    /// Adds a row at a place of the picture, or takes away the one that is there.
    fn place_row(&mut self, place: Point2<f64>, reach: f64) {
        let [[left, right], [low, high]] = scatter::ranges(&self.lab);
        // The picture is about half as wide again as it is high.
        let reach = [reach, 1.5 * reach * (high - low) / (right - left)];
        match self.lab.row_near([place.x, place.y], reach) {
            Some(row) => self.lab.remove_row(row),
            None => _ = self.lab.add_row(place.x, place.y),
        }
    }
}

impl Panel for Regression {
    const NAME: Key = "regression";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const BY_HAND: &'static [Key] = questions::BY_HAND;
    const RAIL: &'static [Key] = &["task", "rate", "batch"];
    const PICTURES: &'static [(Key, [u32; 2])] =
        &[("scatter", [640, 480]), ("chart", [640, 480]), ("surface", [480, 480]), ("agreement", [480, 480])];
    const FILES: &'static [FileKind] = &[FileKind::CSV, FileKind::MODEL];

    type State = Settings;
    type Command = RegressionCommand;
    type Shown = view::RegressionShown;

    fn state(&self) -> Settings {
        self.lab.settings().clone()
    }

    fn restore(&mut self, settings: Settings) {
        self.forget_expected();
        self.lab.adopt(settings);
    }

    fn value(&self, setting: &'static Field) -> Value {
        self.lab.settings().get(setting)
    }

    /// The weight and the bias shown are those that the run has come to.
    fn value_shown(&self, setting: &'static Field) -> Value {
        let [w, b] = self.lab.line();
        match setting.name {
            "w" => Value::Real(w),
            "b" => Value::Real(b),
            _ => self.value(setting),
        }
    }

    /// Another weight or bias is a new start, by hand, from the line shown; other rows and other settings of the training begin
    /// the run again from its start.
    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        let now = self.lab.settings();
        let mut settings = now.clone();
        match (setting.name, &value) {
            ("w" | "b", _) => settings.place(self.lab.line()),
            ("task", value) => settings.turn_to(Task::from_value(value.clone())),
            _ => {}
        }
        settings.put(setting, value);
        let begins_again = !settings.trains_like(now) || !settings.has_data_of(now);
        if begins_again && setting.name != "steps" {
            settings.steps = 0;
        }
        if !setting.for_view {
            self.forget_expected();
        }
        self.lab.adopt(settings);
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        let (mut settings, mut problems) = (Settings::of(values), Vec::new());
        let most = settings.max_steps_opened();
        if u64::from(settings.steps) > most {
            problems.push(Problem::new(Wrong::OutOfRange, "steps", &settings.steps.to_string(), format!("0 … {most}")));
            settings.steps = 0;
        }
        self.forget_expected();
        self.lab.adopt(settings);
        problems
    }

    fn command(&mut self, command: RegressionCommand) -> Result<(), Message> {
        self.forget_expected();
        match command {
            RegressionCommand::DrawStart {} => self.lab.draw_start(),
            RegressionCommand::Sketch {} => self.lab.begin_sketch(),
            RegressionCommand::ClearSketch {} => self.lab.clear_sketch(),
            RegressionCommand::AddRow { x, y } => {
                let numbers = read_real(&x).ok().zip(read_real(&y).ok());
                let (x, y) = numbers.ok_or_else(|| Message::new("row-not-numbers"))?;
                if !self.lab.add_row(as_typed(x), as_typed(y)) {
                    return Err(Message::new("row-out-of-range").with("limit", settings::LIMIT));
                }
            }
            RegressionCommand::RemoveRow { row } => self.lab.remove_row(row),
            RegressionCommand::ClearRows {} => self.lab.take_rows(Some(Vec::new())),
            RegressionCommand::UseLab {} => self.lab.take_rows(None),
        }
        Ok(())
    }

    fn run(&self) -> Option<&dyn Playable> {
        Some(self)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Playable> {
        Some(self)
    }

    fn work(&mut self, go_on: GoOn) -> Option<f64> {
        self.background.work(&self.lab, go_on)
    }

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::RegressionShown {
        view.notes.extend(self.refusal.clone().map(Message::from));
        view::show(&self.lab, view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        match name {
            "scatter" => Some(Box::new(scatter::scatter(&self.lab, words))),
            "chart" => Some(Box::new(chart::chart(&self.lab, words))),
            "surface" => self.background.picture(&self.lab, words),
            "agreement" => Some(Box::new(agreement::agreement(&self.lab, words))),
            _ => None,
        }
    }

    fn handles(&self) -> Vec<Handle> {
        let mut handles = scatter::handles(&self.lab);
        handles.extend(chart::handles(&self.lab));
        handles.extend(surface::handle(&self.lab, &self.background));
        handles
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, reach: f64, is_touch: bool) -> Option<Key> {
        self.passed = None;
        match picture {
            "scatter" if self.lab.settings().placing && !is_touch => {
                self.place_row(place, reach);
                None
            }
            "chart" if chart::can_bend(&self.lab) => {
                // A finger may be about to scroll: it bends nothing before it is dragged.
                if !is_touch {
                    self.bend_to(place);
                }
                Some("sketch")
            }
            // A finger takes the place by its handle: elsewhere it scrolls the page.
            "surface" if surface::has_surface(&self.lab) && !is_touch => {
                self.lab.place([place.x, place.y]);
                Some(surface::HANDLE)
            }
            _ => None,
        }
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        if name == "sketch" {
            self.bend_to(place);
        } else if name == surface::HANDLE {
            self.lab.place([place.x, place.y]);
        } else if let Some(end) = scatter::HANDLES.iter().position(|(handle, _)| *handle == name) {
            if let Some(line) = scatter::line_through(&self.lab, end, place.y) {
                self.lab.place(line);
            }
        } else if let Some(knot) = chart::knot_named(name).filter(|_| chart::can_bend(&self.lab)) {
            let loss = chart::loss_at(&self.lab, place.y);
            self.lab.bend_sketch(knot, loss);
        }
    }

    fn release(&mut self) {
        self.passed = None;
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        if name == surface::HANDLE {
            self.lab.place(surface::key_place(&self.lab, by));
        } else if let Some(end) = scatter::HANDLES.iter().position(|(handle, _)| *handle == name) {
            let height = scatter::key_height(&self.lab, end, by[1]);
            if let Some(line) = height.and_then(|height| scatter::line_through(&self.lab, end, height)) {
                self.lab.place(line);
            }
        } else if let Some(knot) = chart::knot_named(name).filter(|_| chart::can_bend(&self.lab))
            && let Some(loss) = chart::key_loss(&self.lab, knot, by[1])
        {
            self.lab.bend_sketch(knot, loss);
        }
    }

    fn take(&mut self, kind: &str, file: &[u8]) -> Result<Message, Message> {
        self.forget_expected();
        if kind == FileKind::MODEL.name {
            self.read_model(file)?;
            return Ok(Message::new("model-opened"));
        }
        let rows = crate::data::csv::read_observations(file)?;
        let count = rows.len();
        self.lab.take_rows(Some(rows));
        self.lab.look(|settings| settings.placing = false);
        Ok(Message::new("rows-taken").with("count", count))
    }

    fn follow(&mut self, moment: &Moment) -> Result<(), Message> {
        self.lab.follow(moment)?;
        self.forget_expected();
        Ok(())
    }

    fn export(&self) -> Option<&dyn Export> {
        Some(self)
    }
}
