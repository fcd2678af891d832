//! The panel `xor`: XOR built by hand out of three perceptrons, learned by a network, tried with one line, and with two
//! layers that are one because nothing stands between them.

pub mod along;
pub mod goals;
pub mod hand;
pub mod learned;
mod lines;
pub mod picture;
pub mod seeds;
mod settings;
pub mod weights;
pub mod words;

use crate::data::gates::ROWS;
use crate::model::decimal::Decimal;
use crate::model::grid_search::GridSearch;
use crate::model::perceptron::Perceptron;
use crate::model::two_layers::TwoLayers;
use crate::panel::dragging::Grip;
use crate::panel::played::Played;
use crate::panel::table::{Problem, Value, Wrong};
use crate::panel::undo::{Undo, Undoable};
use learned::{Halt, MOST_STEPS, Run};
use seeds::Seeds;
pub use settings::{LIMIT, Part, REACH, Settings, TABLE, samples};

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Xor {
    settings: Settings,
    run: Run,
    seeds: Seeds,
    search: GridSearch,
    goal_reached: bool,
    undo: Undo<Settings>,
    /// The hold on the line turned last.
    grip: Option<Grip>,
}

impl Default for Xor {
    fn default() -> Self {
        let settings = Settings::default();
        Self {
            run: Run::new(settings.recipe()),
            seeds: Seeds::new(settings.recipe()),
            search: settings.search(),
            settings,
            goal_reached: false,
            undo: Undo::default(),
            grip: None,
        }
    }
}

impl Xor {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The run of training, which may go further than the step shown.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The trial of many seeds.
    pub fn seeds(&self) -> &Seeds {
        &self.seeds
    }

    /// The search over all settings of one perceptron.
    pub fn search(&self) -> &GridSearch {
        &self.search
    }

    /// Takes on `settings`, training again as far as they ask. What was worked out for others is forgotten.
    fn adopt(&mut self, settings: Settings) {
        if settings.recipe() != self.run.recipe() {
            self.run = Run::new(settings.recipe());
        }
        if !self.seeds.is_for(settings.recipe()) {
            self.seeds = Seeds::new(settings.recipe());
        }
        if settings.tie != self.settings.tie {
            self.search = settings.search();
        }
        if settings.goal != self.settings.goal {
            self.goal_reached = false;
        }
        self.settings = settings;
        self.run.seek(self.settings.steps as usize);
        self.note_position();
    }

    fn note_position(&mut self) {
        self.settings.steps = u32::try_from(self.run.position()).unwrap_or(MOST_STEPS);
    }

    /// Sets one field to a text from a control or attribute. Another activation, learning rate, seed or start begins a new run.
    /// Gives back a note when the value had to be rounded.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let mut settings = self.settings;
        if !settings.set(field.name, value) {
            return Err(field.problem(Wrong::Damaged, text));
        }
        if name == "seed" {
            // A seed asks for its own weights, whatever has been set since.
            settings.start = None;
        }
        if settings.recipe() != self.settings.recipe() {
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
            if !settings.set(field.name, value) {
                problems.push(field.problem(Wrong::Damaged, &given));
            }
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

    /// Replaces the network by hand: a preset, or a drag on the picture. Values beyond the limits stop at them.
    pub fn place(&mut self, hand: TwoLayers) {
        let hand = TwoLayers { hidden: hand.hidden.map(within_limits), output: within_limits(hand.output) };
        self.adopt(Settings { hand, ..self.settings });
    }

    /// Replaces the one perceptron.
    pub fn place_single(&mut self, single: Perceptron) {
        self.adopt(Settings { single: within_limits(single), ..self.settings });
    }

    /// Takes up to `steps` steps of the trial of many seeds. Says whether there are more to take.
    pub fn advance_seeds(&mut self, steps: usize) -> bool {
        self.seeds.advance(steps)
    }

    /// Begins the trial of many seeds anew.
    pub fn restart_seeds(&mut self) {
        self.seeds = Seeds::new(self.settings.recipe());
    }

    /// Opens one of the seeds tried, at the end of its run. Nothing happens for a seed that has not been tried.
    pub fn open_seed(&mut self, seed: u32) {
        let Some(outcome) = self.seeds.outcomes().iter().find(|outcome| outcome.seed == seed) else { return };
        let steps = outcome.solved.map_or(MOST_STEPS, |epoch| u32::try_from(epoch * 4).unwrap_or(MOST_STEPS));
        self.adopt(Settings { seed, start: None, steps, ..self.settings });
    }

    /// Goes on with the search by one weight w1. Says whether there is more to try.
    pub fn advance_search(&mut self) -> bool {
        self.search.advance()
    }

    /// Begins the search anew.
    pub fn restart_search(&mut self) {
        self.search = self.settings.search();
    }
}

impl Played for Xor {
    type Halt = Halt;

    fn epoch_len(&self) -> usize {
        ROWS.len()
    }

    fn position(&self) -> usize {
        self.run.position()
    }

    fn length(&self) -> usize {
        self.run.length()
    }

    /// Where all outputs were first near to what is wanted; else the run's end.
    fn verdict_step(&self) -> Option<usize> {
        self.run.solved().or(Some(MOST_STEPS as usize))
    }

    /// One row is looked at, and is the row to look at.
    fn step(&mut self) -> Result<(), Halt> {
        self.run.step()?;
        self.note_position();
        self.settings.row = (self.run.position() - 1) % ROWS.len();
        Ok(())
    }

    fn seek(&mut self, step: usize) {
        self.run.seek(step.min(self.run.length()));
        self.note_position();
    }

    fn reset(&mut self) {
        self.run = Run::new(self.settings.recipe());
        self.note_position();
    }
}

impl Undoable for Xor {
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

fn within_limits(perceptron: Perceptron) -> Perceptron {
    let limit = Decimal::whole(LIMIT);
    let within = |value: Decimal| value.clamp(-limit, limit);
    Perceptron { weights: perceptron.weights.map(within), bias: within(perceptron.bias) }
}
