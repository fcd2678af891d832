//! The panel `layers`: tensors by rank, networks of dense layers and their summary, a convolutional layer on a picture, and a
//! recurrent layer that learns to forecast.

mod along;
pub mod conv;
pub mod dense;
pub mod drawing;
pub mod forecast;
pub mod goals;
pub mod numbers;
pub mod picture;
pub mod recurrent;
pub mod report;
pub mod series;
pub mod settings;
pub mod tensor;

use crate::panel::played::Played;
use crate::panel::table::{Problem, Value};
use crate::panel::undo::Undo;
use drawing::{Drawing, FULL};
use forecast::Forecast;
use series::{Own, Refused};
use settings::{MOST_EPOCHS, Settings, TABLE};

/// What the learning follows from.
const RECIPE: [&str; 6] = ["series", "own", "noise", "seed", "units", "rate"];

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Layers {
    settings: Settings,
    forecast: Forecast,
    /// What the pen leaves while it is down.
    pen: u8,
    goal_reached: bool,
    undo: Undo<Settings>,
}

/// Training could not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Every epoch has been learned.
    Finished,
    /// Numbers ran out of range; the state shown is the last good one.
    Diverged,
}

impl Halt {
    /// The name of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Diverged => "diverged",
        }
    }
}

/// The series that is learned and the layer before it has.
fn fresh(settings: &Settings) -> Forecast {
    let (seed, rate) = (settings.count("seed"), settings.number("rate").to_f64());
    let own = settings.own();
    let is_own = settings.choice("series") == "own" && !own.0.is_empty();
    let values = if is_own {
        own.0.iter().map(|x| f64::from(*x)).collect()
    } else {
        series::sine(settings.number("noise").to_f64(), seed)
    };
    Forecast::new(values, settings.count("units"), rate, seed)
}

impl Default for Layers {
    fn default() -> Self {
        let settings = Settings::default();
        let forecast = fresh(&settings);
        Self { settings, forecast, pen: FULL, goal_reached: false, undo: Undo::default() }
    }
}

impl Layers {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The series and what is learned of it.
    pub fn forecast(&self) -> &Forecast {
        &self.forecast
    }

    /// How many epochs have been learned in the state shown.
    pub fn epoch_shown(&self) -> usize {
        self.settings.count("epochs")
    }

    fn adopt(&mut self, settings: Settings) {
        if RECIPE.iter().any(|name| settings.get(name) != self.settings.get(name)) {
            self.forecast = fresh(&settings);
        }
        if settings.goal() != self.settings.goal() {
            self.goal_reached = false;
        }
        let done = self.forecast.train_to(settings.count("epochs"));
        self.settings = settings.with("epochs", done);
    }

    /// Sets one field to a text from a control or attribute. Gives back a note when the value had to be rounded. What changes
    /// the learning begins it anew.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let mut settings = self.settings.clone();
        settings.put(field, value)?;
        if RECIPE.contains(&name) && settings != self.settings {
            settings = settings.with("epochs", 0);
        }
        self.adopt(settings);
        Ok(note)
    }

    /// Opens the state that a link's query describes; whatever it does not say is the default. Bad pairs are reported
    /// and the default stands in for them.
    pub fn load(&mut self, query: &str) -> Vec<Problem> {
        let (values, mut problems) = TABLE.read_query(query);
        let mut settings = Settings::default();
        // A picture drawn by hand comes after the digit that it takes the place of, whatever their order in the link.
        let (drawn, others): (Vec<_>, Vec<_>) = values.into_iter().partition(|(field, _)| field.name == "cells");
        for (field, value) in others.into_iter().chain(drawn) {
            problems.extend(settings.put(field, value).err());
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

    /// Back to how the panel opens, in the view that is shown; the question stays.
    pub fn restart(&mut self) {
        let (part, goal) = (self.settings.part(), self.settings.choice("goal"));
        self.adopt(Settings::default().with_choice("part", part).with_choice("goal", goal));
    }

    /// The pen comes down on a cell, or a press chooses what lies there: a tensor's number, the kernel's place, a moment.
    /// Nothing happens for a place that is none.
    pub fn press(&mut self, x: f64, y: f64) {
        if self.settings.part() == "conv" && self.settings.choice("hand") == "draw" {
            let Some([row, column]) = self.cell_at(x, y) else { return };
            self.pen = if self.settings.drawing().at(row, column) > FULL / 2 { 0 } else { FULL };
        }
        self.drag(x, y);
    }

    /// The pen or the finger moves on, as [`Layers::press`].
    pub fn drag(&mut self, x: f64, y: f64) {
        if !(x.is_finite() && y.is_finite()) {
            return;
        }
        let settings = match self.settings.part() {
            "tensor" => self.tensor_at(x, y),
            "conv" if self.settings.choice("hand") == "draw" => self.cell_at(x, y).map(|place| self.with_ink(place)),
            "conv" => self.window_at(x, y),
            "recurrent" => {
                let last = self.forecast.pairs() - 1;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // one of the moments
                let moment = x.round().clamp(0.0, last as f64) as usize;
                Some(self.settings.clone().with("moment", moment))
            }
            _ => None,
        };
        if let Some(settings) = settings {
            self.adopt(settings);
        }
    }

    fn with_ink(&self, [row, column]: [usize; 2]) -> Settings {
        let Drawing(mut cells) = self.settings.drawing();
        cells[row * drawing::SIDE + column] = self.pen;
        self.settings.clone().with_drawing(&Drawing(cells))
    }

    /// Turns the cell under the kernel's middle black, or white when it is dark: drawing by keys.
    pub fn dot(&mut self) {
        let Some([row, column]) = self.middle() else { return };
        self.pen = if self.settings.drawing().at(row, column) > FULL / 2 { 0 } else { FULL };
        self.adopt(self.with_ink([row, column]));
    }

    /// Makes the picture white.
    pub fn clear(&mut self) {
        self.adopt(self.settings.clone().with_drawing(&Drawing([0; 64])));
    }

    /// Takes a series of the learner's own and begins the learning anew.
    ///
    /// # Errors
    /// [`Refused`]; nothing has changed then.
    pub fn take_series(&mut self, text: &str) -> Result<(), Refused> {
        let own = Own::read(text)?;
        self.adopt(self.settings.clone().with_own(&own).with("epochs", 0));
        Ok(())
    }

    /// Remembers the state as it is, for [`Layers::undo`]; see [`Undo::mark`].
    pub fn mark(&mut self) {
        self.undo.mark(&self.settings);
    }

    /// Takes back the last change. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.undo.back(&self.settings);
        before.map(|settings| self.adopt(settings)).is_some()
    }

    /// Does again what [`Layers::undo`] took back. Says whether there was anything.
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

/// An epoch of the recurrent layer is one step: the whole series goes in at once.
impl Played for Layers {
    type Halt = Halt;

    fn epoch_len(&self) -> usize {
        1
    }

    fn position(&self) -> usize {
        self.epoch_shown()
    }

    fn length(&self) -> usize {
        self.forecast.learned()
    }

    fn verdict_step(&self) -> Option<usize> {
        Some(MOST_EPOCHS)
    }

    fn step(&mut self) -> Result<(), Halt> {
        let now = self.epoch_shown();
        if now >= MOST_EPOCHS {
            return Err(Halt::Finished);
        }
        self.seek(now + 1);
        if self.epoch_shown() == now { Err(Halt::Diverged) } else { Ok(()) }
    }

    fn seek(&mut self, step: usize) {
        let step = step.min(MOST_EPOCHS);
        self.adopt(self.settings.clone().with("epochs", step));
    }

    fn reset(&mut self) {
        self.forecast = fresh(&self.settings);
        self.seek(0);
    }
}
