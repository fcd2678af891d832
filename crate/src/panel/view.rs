//! What a figure shows: sentences by key, numbers as text, tables, what can be taken hold of. The words are the page's.

use nalgebra::Point2;

use super::json::{Json, Key, Map, Text, shown};
use crate::typescript::declare;

/// Something in a sentence or a table: a text that needs no translation, or a word of the page's texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A number, a formula, what a learner has typed.
    Text(Text),
    /// The key of a word, such as a class's name.
    Word(Key),
}

declare!(
    "\
/** Something in a sentence or a table: a text that needs no translation, or a word of the page's texts. */
export type Said = string | { word: Key };
"
);

impl Default for Said {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Json for Said {
    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => text.write(out),
            Self::Word(key) => {
                out.push_str("{\"word\":");
                key.write(out);
                out.push('}');
            }
        }
    }
}

impl<T: ToString> From<T> for Said {
    fn from(text: T) -> Self {
        Self::Text(text.to_string())
    }
}

shown! {
    /// A sentence of the page's texts, and what goes into its gaps.
    pub struct Message {
        /// The sentence's key.
        key: Key,
        /// The gaps' names and what goes there.
        values: Map<Said>,
    }
}

impl Message {
    /// The sentence under `key`, which has no gaps or gets them filled by [`Message::with`].
    pub fn new(key: Key) -> Self {
        Self { key, values: Map::default() }
    }

    /// The sentence with a number or another text in the gap `name`.
    #[must_use]
    pub fn with(mut self, name: Key, text: impl ToString) -> Self {
        self.values.0.push((name, text.into()));
        self
    }

    /// The sentence with a word of the page's texts in the gap `name`.
    #[must_use]
    pub fn word(mut self, name: Key, word: Key) -> Self {
        self.values.0.push((name, Said::Word(word)));
        self
    }
}

shown! {
    /// A table of the drawer with the numbers.
    pub struct Table {
        /// Its key in the page's texts: they have its caption.
        name: Key,
        /// The keys of the columns; the cells of the first one head the rows.
        columns: Vec<Key>,
        /// What the columns behind those are called, where they are names that the data have.
        names: Vec<Text>,
        /// The cells, row by row.
        rows: Vec<Vec<Said>>,
        /// The row that is chosen.
        chosen: Option<usize>,
        /// The command that chooses a row by its number, where rows can be chosen.
        choose: Option<Key>,
    }
}

shown! {
    /// Something that can be taken hold of in a picture, by pointer and by keys.
    pub struct Handle {
        /// Its name, unique in the figure.
        name: Key,
        /// The picture that it lies on.
        picture: Key,
        /// Where, in the picture's own coordinates.
        x: f64,
        /// Where, in the picture's own coordinates.
        y: f64,
        /// What it is called.
        label: Message,
        /// What it stands at, in words.
        value: Message,
        /// What it stands at, its least and its greatest value, for a handle that moves along one number.
        range: Option<Vec<f64>>,
    }
}

impl Handle {
    /// A handle on a picture.
    pub fn new(name: Key, picture: Key, place: Point2<f64>, label: Message) -> Self {
        Self { name, picture, x: place.x, y: place.y, label, ..Self::default() }
    }

    /// The same handle with what it stands at, in words.
    #[must_use]
    pub fn at(self, value: Message) -> Self {
        Self { value, ..self }
    }

    /// The same handle, which moves along one number.
    #[must_use]
    pub fn along(self, now: f64, min: f64, max: f64) -> Self {
        Self { range: Some(vec![now, min, max]), ..self }
    }
}

shown! {
    /// Something that is pointed at for a moment, in a word and a number.
    pub struct Glance {
        /// What it is, and where it stands.
        label: Message,
        /// Its value, rounded.
        value: Text,
        /// Whether it is below 0.
        is_negative: bool,
        /// Its value to the bit, as it can be typed.
        exact: Text,
        /// Whether it stays as it is.
        fixed: bool,
    }
}

shown! {
    /// The training that is played.
    pub struct Player {
        /// Whether it plays or runs to its end.
        playing: bool,
        /// What one press can do, from the smallest step.
        moves: Vec<Key>,
        /// Where the history begins.
        first: u64,
        /// The step shown.
        position: u64,
        /// How far the history goes.
        length: u64,
        /// Whether there is a start to go back to.
        resettable: bool,
        /// Where the run stands, in words.
        place: Message,
        /// How much is made up for of what a link or a setting asks of the run, from 0 to 1; nothing where all is.
        progress: Option<f64>,
    }
}

shown! {
    /// The question under way: first a guess, then something to do, then why.
    pub struct Coach {
        /// The question's name; `none` in free play.
        question: Key,
        /// What can be guessed, where there is something to guess.
        guesses: Vec<Key>,
        /// What the learner has guessed.
        guess: Option<Key>,
        /// What was right to guess, once it has been seen.
        right: Option<Key>,
        /// Why it came out so; there as soon as the question is answered.
        why: Option<Message>,
        /// Whether training has moved what is to be moved by hand.
        by_hand: bool,
        /// Whether no other question can be begun.
        locked: bool,
    }
}

shown! {
    /// A setting's value.
    pub struct ValueShown {
        /// As a reader sees it.
        text: Text,
        /// As links write it, and the inputs of a page.
        value: Text,
        /// How far its slider reaches, where that is further than usual: to a value learned or typed beyond it.
        reach: Option<Vec<f64>>,
    }
}

shown! {
    /// What a figure shows at this moment. What only one panel has stands beside it, in a struct of the panel's own.
    pub struct View {
        /// Every setting's value.
        values: Map<ValueShown>,
        /// The settings and commands that have nothing to do as things stand.
        idle: Vec<Key>,
        /// What the picture shows, in sentences; its text alternative.
        sentence: Vec<Message>,
        /// The sum of what is chosen, as a formula.
        sum: Text,
        /// What a learner should know: what keeps a run from going on, what is odd about the data.
        notes: Vec<Message>,
        /// Numbers worked out, for the drawer with the numbers.
        lines: Vec<Message>,
        /// Tables, for the same drawer.
        tables: Vec<Table>,
        /// What can be taken hold of.
        handles: Vec<Handle>,
        /// The question under way.
        coach: Coach,
        /// The training, where there is one.
        player: Option<Player>,
        /// What a link to this state leaves out, because it would be too long.
        link_note: Option<Message>,
        /// How much is done of work that is put off, from 0 to 1; nothing where there is none.
        progress: Option<f64>,
        /// Whether there is a change to undo.
        undo: bool,
        /// Whether there is a change to redo.
        redo: bool,
    }
}
