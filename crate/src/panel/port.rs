//! What every panel is: settings, what follows from them, and how it shows. The page knows no more of any of them.

use nalgebra::Point2;

use super::command::Command;
use super::export::Export;
use super::files::FileKind;
use super::json::{Json, Key};
use super::moment::Moment;
use super::playable::{GoOn, Playable};
use super::table::{Field, Problem, Table, Value};
use super::view::{Glance, Handle, Message, View};
use super::words::Words;
use crate::plot::picture::Picture;
use crate::plot::raster::Raster;

/// A panel without a page. [`Session`](super::session::Session) adds what all panels have alike: undo, links, questions, play.
pub trait Panel: Default + 'static {
    /// Its name in links and attributes.
    const NAME: Key;
    /// Its settings.
    const TABLE: Table;
    /// Its questions, in the order in which a learner meets them.
    const QUESTIONS: &'static [Question<Self>];
    /// The last of them, which show only where a link or a page asks for them: a learner is not to be met by more than six.
    const FURTHER: &'static [Key] = &[];
    /// Those that are answered by hand: training would find the answer at a press, and does not count.
    const BY_HAND: &'static [Key] = &[];
    /// The controls beside the picture in free play, at most four.
    const RAIL: &'static [Key];
    /// Its pictures, each with its width and height in CSS pixels when it is saved. The first one stands for the panel.
    const PICTURES: &'static [(Key, [u32; 2])];
    /// Its pixels that stand alone: small pictures, tiles. Those beneath a picture are the picture's own.
    const RASTERS: &'static [Key] = &[];

    /// The files that a learner can give.
    const FILES: &'static [FileKind] = &[];

    /// What undo goes back to: all that a learner can set or make.
    type State: Clone + PartialEq;
    /// What a learner can do beside setting a value.
    type Command: Command;
    /// What the page shows of it alone, beside [`View`].
    type Shown: Json;

    /// The state as it is.
    fn state(&self) -> Self::State;

    /// Takes on a state that [`Panel::state`] gave.
    fn restore(&mut self, state: Self::State);

    /// A setting's value as a link carries it.
    fn value(&self, setting: &'static Field) -> Value;

    /// A setting's value as its control shows it.
    fn value_shown(&self, setting: &'static Field) -> Value {
        self.value(setting)
    }

    /// Sets one value that the table allows. What takes long is left to [`Panel::work`].
    ///
    /// # Errors
    /// A [`Problem`] with what the table cannot check; nothing has changed then.
    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem>;

    /// Opens the state that these values describe: whatever they do not say is the default. Of values that can't be used the
    /// default stands, and the problem is told.
    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem>;

    /// Does what a learner asks for.
    ///
    /// # Errors
    /// Why it can't be done, for the learner; nothing has changed then.
    fn command(&mut self, command: Self::Command) -> Result<(), Message>;

    /// The training that is played, where there is one.
    fn run(&self) -> Option<&dyn Playable> {
        None
    }

    /// The same, to be played.
    fn run_mut(&mut self) -> Option<&mut dyn Playable> {
        None
    }

    /// Does work that is put off (maps, searches, many seeds), for as long as `go_on` says so. Says how much of it is done, from
    /// 0 to 1; nothing when there is none.
    fn work(&mut self, _go_on: GoOn) -> Option<f64> {
        None
    }

    /// Puts into `view` what this moment shows, and gives what only this panel has. Lines and tables are asked for only when they
    /// are in sight, which `wants_numbers` says.
    fn show(&self, view: &mut View, wants_numbers: bool) -> Self::Shown;

    /// What is pointed at for a moment, such as a weight of a drawing: `what` it is, and its number. It is no part of the state.
    fn glance(&self, _what: &str, _number: usize) -> Option<Glance> {
        None
    }

    /// The picture called `name`, with the words of the page's language; `None` for a name that is none.
    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>>;

    /// The pixels called `name`; `None` for a name that is none.
    fn raster(&self, _name: &str) -> Option<Box<dyn Raster + '_>> {
        None
    }

    /// What can be taken hold of, where it is now.
    fn handles(&self) -> Vec<Handle> {
        Vec::new()
    }

    /// A pointer goes down on a picture at `place`, which no handle covers; `reach` is how near counts as there, in the picture's
    /// own units, and `is_touch` whether it is a finger. What is taken hold of, if anything; [`Panel::drag`] moves it.
    fn press(&mut self, _picture: &str, _place: Point2<f64>, _reach: f64, _is_touch: bool) -> Option<Key> {
        None
    }

    /// A handle or what [`Panel::press`] took hold of is dragged to `place`.
    fn drag(&mut self, _name: &str, _place: Point2<f64>) {}

    /// A drag ends.
    fn release(&mut self) {}

    /// Keys move a handle: by so many small steps to the right and upwards.
    fn nudge(&mut self, _name: &str, _by: [i32; 2]) {}

    /// Takes a file that the learner gives, of one of the kinds in [`Panel::FILES`]. Says what has become of it.
    ///
    /// # Errors
    /// What is wrong with it; nothing has changed then.
    fn take(&mut self, _kind: &str, _file: &[u8]) -> Result<Message, Message> {
        Err(Message::new("no-such-file"))
    }

    /// Shows what a model has come to that is trained elsewhere, to the bit. The panel's own run goes on from there as from weights set
    /// by hand.
    ///
    /// # Errors
    /// Why it can't be shown; nothing has changed then.
    fn follow(&mut self, _moment: &Moment) -> Result<(), Message> {
        Err(Message::new("follow-none"))
    }

    /// What can be exported, where there is a model.
    fn export(&self) -> Option<&dyn Export> {
        None
    }
}

/// A question of a panel: what it starts from, what to guess, when it is answered, and why.
pub struct Question<P> {
    /// Its name in links (`goal=`), attributes and texts.
    pub name: Key,
    /// The state that it starts from, as a link writes it.
    pub start: &'static str,
    /// The controls beside the picture, at most four.
    pub rail: &'static [Key],
    /// What can be guessed, and which guess was right; empty where nothing is to be guessed. It is asked when the question is
    /// answered.
    pub guess: Option<Guess<P>>,
    /// Whether the panel as it is answers the question.
    pub is_answered: fn(&P) -> bool,
    /// Why it came out as it did, from the panel as it is.
    pub why: fn(&P) -> Message,
}

/// What can be guessed before it is seen.
pub struct Guess<P> {
    /// The guesses, as keys of the page's texts.
    pub options: &'static [Key],
    /// Which of them was right.
    pub right: fn(&P) -> Key,
}
