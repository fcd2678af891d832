//! The panel `regression`: the course's Keras lab, a line fitted to noisy data by gradient descent.

pub mod data;
pub mod goals;
pub mod pictures;
pub mod run;
pub mod settings;
pub mod sketch;
pub mod words;

use std::rc::Rc;

use crate::data::csv::CsvError;
use crate::data::lab::Observation;
use crate::export::keras::LabRun;
use crate::model::history::Entry;
use crate::panel::table::{Problem, Value, Wrong};
use crate::panel::undo::Undo;
use data::{Data, Unfit, pack};
use run::Run;
use settings::{Settings, TABLE};

/// The most rows that a link's steps may look at before the panel opens: about half a second of work.
const MOST_VISITS: u64 = 200_000_000;
/// How many rows one part of a long run looks at, so that the page stays responsive between parts.
const VISITS_A_PART: u64 = 4_000_000;

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Regression {
    settings: Settings,
    data: Data,
    run: Result<Run, Unfit>,
    /// The step at which [`Regression::finish`] ends.
    finish: u64,
    goal_reached: bool,
    undo: Undo<Settings>,
}

impl Default for Regression {
    fn default() -> Self {
        let settings = Settings::default();
        let data = Data::new(&settings);
        let run = Run::new(&settings, &data);
        Self { settings, data, run, finish: 0, goal_reached: false, undo: Undo::default() }
    }
}

impl Regression {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The rows, how they are parted, and what is known of them without any training.
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// The run so far, or why there can't be one.
    ///
    /// # Errors
    /// [`Unfit`], when nothing can be learned from the data as they are parted.
    pub fn run(&self) -> Result<&Run, Unfit> {
        self.run.as_ref().map_err(|unfit| *unfit)
    }

    /// The weight and the bias shown.
    pub fn line(&self) -> [f32; 2] {
        self.run.as_ref().map_or_else(|_| self.settings.start(), Run::line)
    }

    /// The step shown, from 0.
    pub fn position(&self) -> u64 {
        self.run.as_ref().map_or(0, Run::steps)
    }

    /// How many steps the settings ask for.
    pub fn planned(&self) -> u64 {
        self.run.as_ref().map_or(0, |run| run.steps_per_epoch() * u64::from(self.settings.epochs))
    }

    /// Takes on `settings`, making data and run anew where they ask for others, and showing the step they ask for.
    fn adopt(&mut self, settings: Settings) {
        let (other_data, other_run) = (!settings.has_data_of(&self.settings), !settings.trains_like(&self.settings));
        if settings.goal != self.settings.goal {
            self.goal_reached = false;
        }
        self.settings = settings;
        if other_data {
            self.data = Data::new(&self.settings);
        }
        if other_data || other_run {
            self.run = Run::new(&self.settings, &self.data);
        }
        self.show(u64::from(self.settings.steps));
    }

    /// Shows the state after `step` steps, or as many as there can be.
    fn show(&mut self, step: u64) {
        if let Ok(run) = &mut self.run {
            run.seek(step);
        }
        self.settings.steps = u32::try_from(self.position()).unwrap_or(u32::MAX);
    }

    /// Sets one field to a text from a control or attribute. Another weight or bias is a new start, by hand, from the line
    /// shown; other data and other settings of the training begin the run again from its start.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let mut settings = self.settings.clone();
        if matches!(field.name, "w" | "b") {
            settings.place(self.line());
        }
        settings.set(field.name, value).map_err(|wrong| damaged(wrong, field.name, text))?;
        let begins_again = !settings.trains_like(&self.settings) || !settings.has_data_of(&self.settings);
        if begins_again && field.name != "steps" {
            settings.steps = 0;
        }
        self.adopt(settings);
        Ok(note)
    }

    /// Opens the state that a link's query describes; whatever it does not say is the default. Bad pairs are reported
    /// and the default stands in for them.
    pub fn load(&mut self, query: &str) -> Vec<Problem> {
        let (values, mut problems) = TABLE.read_query(query);
        let mut settings = Settings::default();
        for (field, value) in values {
            let given = value.ascii();
            if let Err(wrong) = settings.set(field.name, value) {
                problems.push(damaged(wrong, field.name, &given));
            }
        }
        let most = MOST_VISITS / u64::from(settings.batch.clamp(1, settings.rows()));
        if u64::from(settings.steps) > most {
            let given = settings.steps.to_string();
            let allowed = format!("0 … {most}");
            problems.push(Problem { wrong: Wrong::OutOfRange, name: "steps".to_owned(), given, allowed });
            settings.steps = 0;
        }
        self.adopt(settings);
        self.goal_reached = false;
        problems
    }

    /// The query of a link to exactly this state. Data of one's own that are too long for a link stay behind, which
    /// [`Regression::fits_link`] tells.
    pub fn link(&self) -> String {
        TABLE.write_query(|field| self.settings.get(field.name))
    }

    /// Whether a link can carry the data.
    pub fn fits_link(&self) -> bool {
        self.settings.own.as_ref().is_none_or(|rows| pack(rows).is_some())
    }

    /// A field's value as text, with the weight and bias of the line shown. `None` for an unknown name.
    pub fn value(&self, name: &str) -> Option<String> {
        let field = TABLE.field(name)?;
        let value = match field.name {
            "w" => Value::Real(self.line()[0]),
            "b" => Value::Real(self.line()[1]),
            name => self.settings.get(name),
        };
        Some(match value {
            Value::Number(value) => value.padded(),
            Value::Real(value) => words::setting(value),
            value => value.ascii(),
        })
    }

    /// Puts the line where the learner wants it: a new start, by hand. Values beyond the limits stop at them.
    pub fn place(&mut self, [w, b]: [f64; 2]) {
        #[allow(clippy::cast_possible_truncation)] // rounded to hundredths within the table's limits
        let nearest = |value: f64| ((value * 100.0).round() / 100.0).clamp(-settings::LIMIT, settings::LIMIT) as f32;
        if w.is_finite() && b.is_finite() {
            let mut settings = self.settings.clone();
            settings.place([nearest(w), nearest(b)]);
            settings.steps = 0;
            self.adopt(settings);
        }
    }

    /// Draws another first weight.
    pub fn draw_start(&mut self) {
        let mut settings = self.settings.clone();
        settings.draw_start();
        settings.steps = 0;
        self.adopt(settings);
    }

    /// Takes data of the learner's own, as CSV.
    ///
    /// # Errors
    /// What is wrong with the file; the data at hand stay then.
    pub fn read_csv(&mut self, bytes: &[u8]) -> Result<(), CsvError> {
        let rows = crate::data::csv::read_observations(bytes)?;
        self.take(Some(rows));
        Ok(())
    }

    /// Takes rows of the learner's own; nothing brings back the lab's.
    pub fn take(&mut self, rows: Option<Vec<Observation>>) {
        let own = rows.map(Rc::from);
        self.adopt(Settings { own, steps: 0, ..self.settings.clone() });
    }

    /// Adds a row of the learner's own, to the nearest hundredth; the lab's rows make way for the first one.
    pub fn add_row(&mut self, x: f64, y: f64) {
        let round = |value: f64| (value * 100.0).round() / 100.0;
        let row = Observation { x: round(x), y: round(y) };
        if row.x.abs() <= settings::LIMIT && row.y.abs() <= settings::LIMIT {
            let before = self.settings.own.as_deref().unwrap_or(&[]);
            self.take(Some(before.iter().copied().chain([row]).collect()));
        }
    }

    /// Takes away the row at a place in the data. Nothing happens for one that is not there, or not the learner's own.
    pub fn remove_row(&mut self, at: usize) {
        if let Some(rows) = self.settings.own.as_deref().filter(|rows| at < rows.len()) {
            let mut rows = rows.to_vec();
            rows.remove(at);
            self.take(Some(rows));
        }
    }

    /// One step: a batch, and the update.
    ///
    /// # Errors
    /// Why it was not taken.
    pub fn step(&mut self) -> Result<(), Halt> {
        let run = self.run.as_mut().map_err(|unfit| Halt::Unfit(*unfit))?;
        let taken = if run.steps() < settings::MOST_STEPS { run.step() } else { return Err(Halt::TooManySteps) };
        self.settings.steps = u32::try_from(run.steps()).unwrap_or(u32::MAX);
        if taken { Ok(()) } else { Err(Halt::Diverged) }
    }

    /// As many steps, or fewer when the planned epochs end before.
    ///
    /// # Errors
    /// As [`Regression::step`]; the steps before it are kept.
    pub fn advance(&mut self, steps: u64) -> Result<(), Halt> {
        let now = self.position();
        let end = now.checked_div(self.planned()).map_or(u64::MAX, |runs| (runs + 1) * self.planned());
        self.go_on_to(end.min(now.saturating_add(steps)))
    }

    /// Steps to the end of the epoch under way.
    ///
    /// # Errors
    /// As [`Regression::step`]; the steps before it are kept.
    pub fn epoch(&mut self) -> Result<(), Halt> {
        let to = self.run().map_err(Halt::Unfit)?.next_epoch();
        self.go_on_to(to)
    }

    /// Goes on to the end of all planned epochs, or by as many again when these lie behind. Of a long run only a part is
    /// done at a time: see [`Regression::unfinished`].
    ///
    /// # Errors
    /// As [`Regression::step`]; the steps before it are kept.
    pub fn finish(&mut self) -> Result<(), Halt> {
        let run = self.run().map_err(Halt::Unfit)?;
        let (planned, now, rows) = (self.planned(), run.steps(), run.batch_size());
        if !self.unfinished() {
            self.finish = now.checked_div(planned).map_or(now, |runs| (runs + 1) * planned);
        }
        let part = (VISITS_A_PART / rows).max(1);
        self.go_on_to(self.finish.min(now + part))
    }

    /// Whether [`Regression::finish`] has begun work that it has not ended.
    pub fn unfinished(&self) -> bool {
        self.position() < self.finish && self.run().is_ok_and(|run| run.diverged().is_none())
    }

    /// Gives up the work that [`Regression::finish`] has begun.
    pub fn pause(&mut self) {
        self.finish = 0;
    }

    fn go_on_to(&mut self, to: u64) -> Result<(), Halt> {
        let run = self.run.as_mut().map_err(|unfit| Halt::Unfit(*unfit))?;
        let good = run.go_on_to(to.min(settings::MOST_STEPS));
        self.settings.steps = u32::try_from(run.steps()).unwrap_or(u32::MAX);
        match (good, to > settings::MOST_STEPS) {
            (false, _) => Err(Halt::Diverged),
            (true, true) => Err(Halt::TooManySteps),
            (true, false) => Ok(()),
        }
    }

    /// Whether the step shown ends the planned epochs: the moment to stop and look.
    pub fn at_end(&self) -> bool {
        let (planned, now) = (self.planned(), self.position());
        planned > 0 && now > 0 && now.is_multiple_of(planned)
    }

    /// Shows the state after `step` steps of the run, or the last one there is.
    pub fn seek(&mut self, step: u64) {
        let furthest = self.run.as_ref().map_or(0, Run::furthest);
        self.show(step.min(furthest));
    }

    /// Back to the start of the run, with the steps taken forgotten.
    pub fn reset(&mut self) {
        self.pause();
        self.run = Run::new(&self.settings, &self.data);
        self.settings.steps = 0;
    }

    /// The run as it is to be taken along: from its start, through the planned epochs.
    pub fn lab_run(&self) -> LabRun {
        let data = &self.data;
        let parts = [&data.training, &data.validation, &data.test];
        #[allow(clippy::cast_possible_truncation)] // single precision already
        let column =
            |of: fn(&data::Part) -> &[f64]| parts.iter().flat_map(|part| of(part)).map(|v| *v as f32).collect();
        LabRun {
            x: column(|part| &part.x),
            y: column(|part| &part.y),
            parts: parts.map(data::Part::len),
            start: self.settings.start(),
            optimizer: self.settings.optimizer(),
            batch: self.settings.batch,
            epochs: self.settings.epochs,
            shuffle: self.settings.shuffle(),
        }
    }

    /// The losses so far as CSV, in columns named as in Keras's history.
    pub fn history_csv(&self) -> String {
        let history = self.run().map_or(&[][..], Run::history);
        let row = |entry: &Entry| {
            let validation = entry.validation.map(|loss| format!("{loss:?}")).unwrap_or_default();
            format!("{},{:?},{validation}\n", entry.epoch, entry.loss)
        };
        std::iter::once("epoch,loss,val_loss\n".to_owned()).chain(history.iter().map(row)).collect()
    }

    /// Remembers the state as it is, for [`Regression::undo`]; see [`Undo::mark`].
    pub fn mark(&mut self) {
        self.undo.mark(&self.settings);
    }

    /// Takes back the last change. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.undo.back(&self.settings);
        before.map(|settings| self.adopt(settings)).is_some()
    }

    /// Does again what [`Regression::undo`] took back. Says whether there was anything.
    pub fn redo(&mut self) -> bool {
        let after = self.undo.forth(&self.settings);
        after.map(|settings| self.adopt(settings)).is_some()
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        self.undo.can_go_back(&self.settings)
    }

    /// Whether there is a change to do again.
    pub fn can_redo(&self) -> bool {
        self.undo.can_go_forth()
    }
}

/// Why a run did not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Nothing can be learned from the data as they are parted.
    Unfit(Unfit),
    /// The next step would take the line out of every sensible range.
    Diverged,
    /// The run has taken as many steps as it may.
    TooManySteps,
}

fn damaged(wrong: Wrong, name: &str, given: &str) -> Problem {
    let given = given.chars().take(24).collect();
    Problem { wrong, name: name.to_owned(), given, allowed: String::new() }
}
