//! The panel `activations`: activation functions and their slopes, from step to sigmoid, what they make of a batch, and why a
//! stack without them is one layer.

pub mod batch;
pub mod goals;
pub mod numbers;
pub mod picture;
mod settings;
pub mod stack;
pub mod steep;
pub mod values;
pub mod words;

use crate::model::decimal::Decimal;
use crate::panel::table::{Kind, Problem, Value};
use crate::panel::undo::{Undo, Undoable};
use batch::Batch;
pub use settings::{FLAT, FUNCTION_NAMES, INPUT_REACH, Part, REACH, Settings, TABLE};

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Activations {
    settings: Settings,
    batch: Batch,
    goal_reached: bool,
    undo: Undo<Settings>,
}

impl Default for Activations {
    fn default() -> Self {
        let settings = Settings::default();
        Self { batch: settings.batch(), settings, goal_reached: false, undo: Undo::default() }
    }
}

impl Activations {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The batch of sums.
    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    fn adopt(&mut self, settings: Settings) {
        let recipe = |settings: &Settings| (settings.mean, settings.spread, settings.seed);
        if recipe(&settings) != recipe(&self.settings) {
            self.batch = settings.batch();
        }
        if settings.goal != self.settings.goal {
            self.goal_reached = false;
        }
        self.settings = settings;
    }

    /// Sets one field to a text from a control or attribute. Gives back a note when the value had to be rounded.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let mut settings = self.settings;
        settings.set(field.name, value);
        self.adopt(settings);
        Ok(note)
    }

    /// Opens the state that a link's query describes; whatever it does not say is the default. Bad pairs are reported
    /// and the default stands in for them.
    pub fn load(&mut self, query: &str) -> Vec<Problem> {
        let (values, problems) = TABLE.read_query(query);
        let mut settings = Settings::default();
        for (field, value) in values {
            settings.set(field.name, value);
        }
        self.adopt(settings);
        self.goal_reached = false;
        problems
    }

    /// The query of a link to exactly this state.
    pub fn link(&self) -> String {
        TABLE.write_query(|field| self.settings.get(field))
    }

    /// A field's value as text. `None` for an unknown name.
    pub fn value(&self, name: &str) -> Option<String> {
        Some(match self.settings.get(TABLE.field(name)?) {
            Value::Number(value) => value.padded(),
            value => value.ascii(),
        })
    }

    /// Back to how the panel opens, in the part that is shown; the question stays.
    pub fn reset(&mut self) {
        let Settings { part, goal, .. } = self.settings;
        self.adopt(Settings { part, goal, ..Settings::default() });
    }

    /// The field that the handle on the picture moves to the right and to the left, if there is one.
    pub fn handle(&self) -> Option<&'static str> {
        match self.settings.part {
            Part::Curve => Some("a"),
            Part::Steep => Some("window"),
            Part::Batch => None,
            Part::Depth => Some("x"),
        }
    }

    /// Moves the handle to `place`, to the nearest tenth within its limits. Nothing happens for a place that is none.
    pub fn drag(&mut self, place: f64) {
        let Some(field) = self.handle().and_then(|name| TABLE.field(name)) else { return };
        let Kind::Number { min, max, .. } = field.kind else { return };
        let Some(value) = Decimal::nearest((place * 10.0).round() / 10.0) else { return };
        let mut settings = self.settings;
        settings.set(field.name, Value::Number(value.clamp(min, max)));
        self.adopt(settings);
    }
}

impl Undoable for Activations {
    type State = Settings;

    fn now(&self) -> Settings {
        self.settings
    }

    fn restore(&mut self, settings: Settings) {
        self.adopt(settings);
    }

    fn remembered(&self) -> &Undo<Settings> {
        &self.undo
    }

    fn remembered_mut(&mut self) -> &mut Undo<Settings> {
        &mut self.undo
    }
}
