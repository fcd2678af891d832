//! The panel `regression`: the course's Keras lab, a line fitted to noisy data by gradient descent.

pub mod along;
pub mod data;
mod edit;
pub mod fields;
pub mod goals;
mod landscape;
pub mod pictures;
pub mod remarks;
pub mod results;
pub mod run;
pub mod settings;
pub mod shape;
pub mod sketch;
mod steps;
pub mod valley;
pub mod words;

use crate::panel::table::{Problem, Value, Wrong};
use crate::panel::undo::Undo;
use data::{Data, Unfit, pack};
use fields::TABLE;
use run::Run;
use settings::Settings;
pub use steps::Halt;

/// The most rows that a link's steps may look at before the panel opens: about half a second of work.
const MOST_VISITS: u64 = 200_000_000;

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

    /// All parameters of the model shown, the bias last.
    pub fn parameters(&self) -> Vec<f64> {
        self.single_parameters().into_iter().map(f64::from).collect()
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
        if let ("task", Value::Choice(task)) = (field.name, &value) {
            settings.turn_to(*task == "logistic");
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

fn damaged(wrong: Wrong, name: &str, given: &str) -> Problem {
    let given = given.chars().take(24).collect();
    Problem { wrong, name: name.to_owned(), given, allowed: String::new() }
}
