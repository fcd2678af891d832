//! The panel `classes`: from a probability to a class. Three sigmoids beside one softmax, classes as numbers beside
//! one-hot, what a model says to what it has never seen, two classes as one, and a decision at a threshold.

mod along;
pub mod decide;
pub mod goals;
pub mod picture;
pub mod run;
pub mod state;
pub mod words;

use crate::data::fruit::VIEW;
use crate::model::decimal::Decimal;
use crate::model::roc::ConfusionMatrix;
use crate::panel::played::Played;
use crate::panel::table::{Problem, Value};
use crate::panel::undo::{Undo, Undoable};
use run::{Halt, MOST_STEPS, Recipe, Run};
pub use state::{Settings, TABLE};

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Classes {
    settings: Settings,
    run: Run,
    losses: Vec<Option<f64>>,
    pub(super) goal_reached: bool,
    undo: Undo<Settings>,
}

impl Default for Classes {
    fn default() -> Self {
        let settings = Settings::default();
        let run = Run::new(Recipe::of(&settings));
        let mut panel = Self { run, losses: Vec::new(), settings, goal_reached: false, undo: Undo::default() };
        panel.adopt(Settings::default());
        panel
    }
}

impl Classes {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The run of training, which may go further than the step shown. Its models are what can be taken along.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The loss of each model of the run; nothing where it is too large to be a number.
    pub fn losses(&self) -> &[Option<f64>] {
        &self.losses
    }

    /// Takes on `settings`, training again as far as they ask.
    fn adopt(&mut self, settings: Settings) {
        if Recipe::of(&settings) != *self.run.recipe() {
            self.run = Run::new(Recipe::of(&settings));
        }
        if settings.choice("goal") != self.settings.choice("goal") {
            self.goal_reached = false;
        }
        // What could not be learned, for want of data or because it diverged, leaves the wish of the settings as it is.
        let wanted = settings.count("steps");
        self.settings = settings;
        self.run.seek(wanted as usize);
        self.losses = self.run.losses();
    }

    fn note_position(&mut self) {
        let steps = u32::try_from(self.run.position()).unwrap_or(MOST_STEPS);
        self.settings.set("steps", Value::Count(steps));
        self.losses = self.run.losses();
    }

    /// Sets one field to a text from a control or attribute. What changes data or models trains these again, as far as the
    /// old ones had come. Gives back a note when the value had to be rounded.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let settings = self.settings.with(field.name, value);
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
        TABLE.write_query(|field| self.settings.get(field.name).clone())
    }

    /// A field's value as text. `None` for an unknown name.
    pub fn value(&self, name: &str) -> Option<String> {
        Some(match self.settings.get(TABLE.field(name)?.name) {
            Value::Number(value) => value.padded(),
            value => value.ascii(),
        })
    }

    /// Moves the point that is tried, to the nearest hundredth within the picture. Nothing happens for a place that is none.
    pub fn place(&mut self, x1: f64, x2: f64) {
        let within = |x: f64| Decimal::nearest(x.clamp(VIEW[0], VIEW[1]));
        let (Some(x1), Some(x2)) = (within(x1), within(x2)) else { return };
        self.settings.set("x1", Value::Number(x1));
        self.settings.set("x2", Value::Number(x2));
    }

    /// Sets the threshold to the hundredth whose place on the ROC curve is nearest to a place in its picture; of equal ones to
    /// the one nearest to the threshold in force. Nothing happens where there is no curve.
    pub fn place_cutoff(&mut self, false_positive_rate: f64, true_positive_rate: f64) {
        let scored = self.scored();
        let now = self.settings.decimal("cutoff").count();
        let distance = |cutoff: i32| {
            let counts = ConfusionMatrix::at_threshold(Decimal::hundredths(cutoff).to_f64(), &scored);
            let [x, y] = counts.rates()?;
            Some((x - false_positive_rate).hypot(y - true_positive_rate))
        };
        let distances = (0..=100).filter_map(|cutoff| Some((distance(cutoff)?, (cutoff - now).abs(), cutoff)));
        let nearest = distances.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if let Some((_, _, cutoff)) = nearest {
            self.settings.set("cutoff", Value::Number(Decimal::hundredths(cutoff)));
        }
    }

    /// Up to so many steps of training.
    ///
    /// # Errors
    /// [`Halt`] when there are fewer.
    pub fn steps(&mut self, count: usize) -> Result<(), Halt> {
        if self.run.fits().is_empty() {
            // With data the run is to come as far again as it had come before.
            return Err(Halt::NoData);
        }
        let taken = (0..count).try_for_each(|_| self.run.step());
        self.note_position();
        taken
    }
}

impl Played for Classes {
    type Halt = Halt;

    fn epoch_len(&self) -> usize {
        self.run.steps_per_epoch()
    }

    fn position(&self) -> usize {
        self.run.position()
    }

    fn length(&self) -> usize {
        self.run.length()
    }

    /// The run's end: before it nothing is decided for good.
    fn verdict_step(&self) -> Option<usize> {
        Some(MOST_STEPS as usize)
    }

    fn step(&mut self) -> Result<(), Halt> {
        self.steps(1)
    }

    // In one go: the losses are worked out once at the end, not after each step.
    fn epoch(&mut self) -> Result<(), Halt> {
        let size = self.epoch_len();
        self.steps(size - self.position() % size)
    }

    fn finish(&mut self) -> Result<(), Halt> {
        self.steps((MOST_STEPS as usize - self.position()).max(1))
    }

    fn seek(&mut self, step: usize) {
        self.run.seek(step.min(self.run.length()));
        self.note_position();
    }

    fn reset(&mut self) {
        self.run = Run::new(*self.run.recipe());
        self.note_position();
    }
}

impl Undoable for Classes {
    type State = Settings;

    fn now(&self) -> Settings {
        self.settings.clone()
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
