//! What does not change about a panel, for the page to build its controls from.

use super::files::FileKind;
use super::json::{Key, Text, shown};
use super::table::{Field, Kind};
use crate::model::decimal::Decimal;

shown! {
    /// A setting, for the page to build a control from.
    pub struct Setting {
        /// Its name in links, attributes and texts.
        name: Key,
        /// What it is, in a line of English; the page has words of its own.
        doc: Key,
        /// `number`, `real`, `count`, `packed` or `choice`.
        kind: Key,
        /// The value that the panel opens with, as links write it.
        default: Text,
        /// The names allowed, for a choice.
        choices: Vec<Key>,
        /// The least and the greatest value allowed, for a number.
        limits: Vec<f64>,
        /// From where to where a slider usually reaches.
        travel: Vec<f64>,
        /// How far apart a slider's values are.
        step: f64,
        /// Usual values for the buttons beside a number's box, where a slider would not do.
        usual: Vec<Key>,
        /// Whether buttons beside its box go on by its steps, since a slider would not do.
        in_steps: bool,
        /// Whether a link carries it.
        linked: bool,
        /// Whether it is only about what is looked at, and so no change to undo.
        for_view: bool,
    }
}

shown! {
    /// A question, for the page to list.
    pub struct QuestionShown {
        /// Its name in links, attributes and texts.
        name: Key,
        /// The controls beside the picture.
        rail: Vec<Key>,
        /// Whether something is to be guessed first.
        guesses: bool,
        /// Whether its start says how fast the run plays: it is one to be played.
        plays: bool,
        /// Whether it shows only where it is asked for.
        further: bool,
    }
}

shown! {
    /// A kind of file that a learner can give.
    pub struct FileShown {
        /// Its name.
        name: Key,
        /// What its names end in, as a file input takes it.
        endings: Key,
        /// The most bytes it may have.
        max_bytes: usize,
        /// The same as text.
        limit: Text,
    }
}

impl FileShown {
    /// A line of a panel's list.
    pub fn of(kind: &FileKind) -> Self {
        Self { name: kind.name, endings: kind.endings, max_bytes: kind.max_bytes, limit: kind.limit() }
    }
}

shown! {
    /// What does not change about a panel.
    pub struct Schema {
        /// Its name.
        name: Key,
        /// Its settings.
        settings: Vec<Setting>,
        /// Its questions in their order; free play comes last.
        questions: Vec<QuestionShown>,
        /// Its pictures.
        pictures: Vec<Key>,
        /// The files that a learner can give.
        files: Vec<FileShown>,
        /// Whether there is something to export.
        exports: bool,
    }
}

impl Setting {
    /// A line of a panel's table.
    pub fn of(field: &'static Field) -> Self {
        let (kind, limits, travel) = match field.kind {
            Kind::Number { min, max, travel } => {
                ("number", [min, max].map(Decimal::to_f64).to_vec(), travel.map(Decimal::to_f64).to_vec())
            }
            Kind::Real { min, max, travel, .. } => {
                ("real", [min, max].map(f64::from).to_vec(), travel.map(f64::from).to_vec())
            }
            Kind::Count { min, max } => {
                ("count", [min, max].map(f64::from).to_vec(), [min, max].map(f64::from).to_vec())
            }
            Kind::Packed { .. } => ("packed", Vec::new(), Vec::new()),
            Kind::Choice(_) => ("choice", Vec::new(), Vec::new()),
        };
        let choices = if let Kind::Choice(names) = field.kind { names.to_vec() } else { Vec::new() };
        Self {
            name: field.name,
            doc: field.doc,
            kind,
            default: field.ascii(&field.default),
            choices,
            limits,
            travel,
            step: field.slider_step(),
            usual: field.usual.to_vec(),
            in_steps: field.in_steps,
            linked: field.in_link,
            for_view: field.for_view,
        }
    }
}
