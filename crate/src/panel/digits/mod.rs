//! The panel `digits`: handwritten digits from a pad through 8 × 8 cells to a network that says which one it is.

mod along;
pub mod answer;
pub mod goals;
pub mod halt;
pub mod material;
pub mod outcome;
pub mod pad;
pub mod picture;
pub mod run;
pub mod settings;

use crate::data::digits::{Cells, Digits, DigitsError};
use crate::model::error::Error;
use crate::model::network::Network;
use crate::panel::table::{Problem, Value, Wrong};
use crate::panel::undo::Undo;
use crate::random::Random;
use halt::Halt;
use pad::{Pad, Place, Subject};
use run::Run;
use settings::{MOST_EPOCHS, Settings, TABLE};

/// Apart from the streams of networks and data.
const PUTS: u64 = 8 << 32;

/// The panel's whole state. Until the data set is given nothing can be learned; all else works.
#[derive(Clone, Debug)]
pub struct DigitsPanel {
    settings: Settings,
    digits: Option<Digits>,
    run: Option<Run>,
    /// The network without a run: before there are data.
    untrained: Network,
    halt: Option<Halt>,
    /// How often noise or a digit was put on the pad: each time another one.
    puts: u64,
    goal_reached: bool,
    undo: Undo<Settings>,
}

fn untrained(settings: &Settings) -> Network {
    settings.network().expect("the table allows only sizes that a network can have")
}

impl Default for DigitsPanel {
    fn default() -> Self {
        let settings = Settings::default();
        Self {
            untrained: untrained(&settings),
            settings,
            digits: None,
            run: None,
            halt: None,
            puts: 0,
            goal_reached: false,
            undo: Undo::default(),
        }
    }
}

impl DigitsPanel {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The run; nothing before the data set is given.
    pub fn run(&self) -> Option<&Run> {
        self.run.as_ref()
    }

    /// The data set, once it is given.
    pub fn digits(&self) -> Option<&Digits> {
        self.digits.as_ref()
    }

    /// The network at the epoch shown.
    pub fn network(&self) -> &Network {
        self.run.as_ref().map_or(&self.untrained, Run::network)
    }

    /// Why the run ended, if so.
    pub fn halt(&self) -> Option<&Halt> {
        self.halt.as_ref()
    }

    /// Takes the file of the data set.
    ///
    /// # Errors
    /// When it is another file or damaged; nothing has changed then.
    pub fn give(&mut self, file: &[u8]) -> Result<(), DigitsError> {
        self.digits = Some(Digits::unpack(file)?);
        self.begin_run();
        Ok(())
    }

    fn begin_run(&mut self) {
        self.halt = None;
        self.untrained = untrained(&self.settings);
        let run = self.digits.as_ref().map(|digits| Run::new(&self.settings, digits));
        self.run = run.map(|run| run.expect("the table allows only settings that a run can have"));
    }

    /// Takes on `settings`. Epochs that they ask for and the run has not reached are made up by [`DigitsPanel::catch_up`].
    fn adopt(&mut self, settings: Settings) {
        let other_run = !settings.trains_like(&self.settings);
        if settings.choice("goal") != self.settings.choice("goal") {
            self.goal_reached = false;
        }
        let other_place = settings.place() != self.settings.place();
        self.settings = settings;
        if other_run {
            self.begin_run();
        }
        if let Some(run) = self.run.as_mut().filter(|_| other_run || other_place) {
            self.halt = None;
            run.seek(u64::from(self.settings.place()[0]));
        }
    }

    /// Sets one field to a text from a control or attribute. Another setting of the training begins the run again.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let mut settings = self.settings.clone();
        if !settings.set(field.name, value) {
            return Err(field.problem(Wrong::Damaged, text));
        }
        if !settings.trains_like(&self.settings) {
            settings.set_place([0, 0]);
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
        TABLE.write_query(|field| self.settings.get(field.name))
    }

    /// A field's value as text. `None` for an unknown name.
    pub fn value(&self, name: &str) -> Option<String> {
        TABLE.field(name).map(|field| self.settings.get(field.name).ascii())
    }

    /// The cells that the network gets: those of the pad, made as large as the data set's digits where that is asked for.
    pub fn cells(&self) -> Cells {
        let pad = &self.settings.pad;
        if self.settings.choice("fit") == "on" { pad.fitted().cells() } else { pad.cells() }
    }

    /// Draws or rubs out, as the pen is set, from one place on the pad to another.
    pub fn stroke(&mut self, from: Place, to: Place) {
        let black = self.settings.choice("ink") == "draw";
        self.settings.pad.stroke(from, to, self.settings.count("width"), black);
    }

    /// Puts something on the pad: a [`Subject`], or `digit` for one of the held-out pictures. Anything else is no subject.
    pub fn put(&mut self, subject: &str) {
        self.puts += 1;
        let mut random = Random::stream(self.puts, PUTS);
        if let Some(subject) = Subject::named(subject) {
            self.settings.pad = Pad::of(subject, &mut random);
        } else if let Some(run) = self.run.as_ref().filter(|_| subject == "digit") {
            let held = &run.material().held;
            self.settings.pad = Pad::of_cells(&held.pictures[random.below(held.pictures.len())]);
        }
    }

    /// Puts a held-out picture on the pad. Nothing happens for one that is not there.
    pub fn put_held(&mut self, place: usize) {
        if let Some(cells) = self.run.as_ref().and_then(|run| run.material().held.pictures.get(place)) {
            self.settings.pad = Pad::of_cells(cells);
        }
    }

    /// Trains `epochs` epochs, the rest of one under way counting as one.
    ///
    /// # Errors
    /// Why the run does not go on.
    pub fn train(&mut self, epochs: u32) -> Result<(), Halt> {
        for _ in 0..epochs {
            self.go_on(Run::epoch)?;
        }
        Ok(())
    }

    /// Trains one batch: one step.
    ///
    /// # Errors
    /// As [`DigitsPanel::train`].
    pub fn batch(&mut self) -> Result<(), Halt> {
        self.go_on(Run::batch)
    }

    fn go_on(&mut self, way: impl FnOnce(&mut Run) -> Result<(), Error>) -> Result<(), Halt> {
        let Some(run) = &mut self.run else { return Ok(()) };
        let result = if run.epochs() < u64::from(MOST_EPOCHS) {
            way(run).map_err(|error| Halt::from(&error))
        } else {
            Err(Halt::Epochs)
        };
        self.settings.set_place(run.place());
        self.halt = result.clone().err();
        result
    }

    /// The place that the state asks for; a link may ask for more batches than an epoch has.
    fn wanted(&self) -> [u32; 2] {
        let most = self.run.as_ref().map_or(1, |run| run.fit().steps_per_epoch());
        let [epochs, batches] = self.settings.place();
        if epochs >= MOST_EPOCHS { [epochs, 0] } else { [epochs, batches.min(u32::try_from(most - 1).unwrap_or(0))] }
    }

    /// Whether the run has yet to be trained up to the place that the state asks for.
    pub fn is_behind(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.place() < self.wanted())
    }

    /// Trains one epoch, or one batch, of those that the run is behind.
    pub fn catch_up(&mut self) {
        let wanted = self.wanted();
        let Some(run) = self.run.as_ref().filter(|_| self.is_behind()) else { return };
        let result = if run.place()[0] < wanted[0] { self.train(1) } else { self.batch() };
        if result.is_ok() {
            self.settings.set_place(wanted);
        }
    }

    /// Epochs done.
    pub fn epochs(&self) -> u64 {
        self.run.as_ref().map_or(0, Run::epochs)
    }

    /// Shows the network as it was after `epoch` epochs of the run, or the last one there is.
    pub fn seek(&mut self, epoch: u32) {
        let mut settings = self.settings.clone();
        let length = self.run.as_ref().map_or(0, Run::length);
        settings.set_place([epoch.min(u32::try_from(length).unwrap_or(MOST_EPOCHS)), 0]);
        self.adopt(settings);
    }

    /// Back to the start of the run, with what it has come to forgotten.
    pub fn reset(&mut self) {
        self.settings.set_place([0, 0]);
        self.begin_run();
    }

    /// What helps a run that has diverged: a tenth of the learning rate, from the start.
    pub fn calm(&mut self) {
        let mut settings = self.settings.clone();
        let rate = (self.settings.rate() / 10.0).to_string();
        settings.set("rate", Value::Real(rate.parse().unwrap_or(0.01)));
        settings.set_place([0, 0]);
        self.adopt(settings);
    }

    /// Remembers the state as it is, for [`DigitsPanel::undo`].
    pub fn mark(&mut self) {
        self.undo.mark(&self.settings);
    }

    /// Takes back the last change. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.undo.back(&self.settings);
        before.map(|settings| self.adopt(settings)).is_some()
    }

    /// Does again what [`DigitsPanel::undo`] took back. Says whether there was anything.
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
