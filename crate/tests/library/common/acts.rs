//! What a learner may do to any panel, made of numbers, and what must be true of what it then shows. The caller supplies the
//! numbers, so that the fuzzer can use this code too.

use nalgebra::Point2;
use perceptron_playground::panel;
use perceptron_playground::panel::command::{Argument, ArgumentKind};
use perceptron_playground::panel::schema::Setting;
use perceptron_playground::panel::session::{Figure, NONE};
use perceptron_playground::panel::table::Wrong;
use serde_json::Value;

/// The data set of `digits`, which the page fetches.
const DIGITS: &[u8] = include_bytes!("../../../../www/data/digits.bin");

/// Opens a panel with the data that the page gives it.
pub fn open(name: &str) -> Option<Box<dyn Figure>> {
    let mut figure = panel::open(name)?;
    if figure.schema().files.iter().any(|file| file.name == "digits") {
        figure.take("digits", DIGITS).unwrap();
    }
    Some(figure)
}

/// Something that a learner does, before it is known to which panel.
#[derive(Clone, Debug)]
pub enum Act {
    /// A setting takes a good value: which one, and where between its least and its greatest.
    Set(usize, f64),
    /// A number goes on by its steps.
    StepSetting(usize, i32),
    /// A command: which one, and what its arguments are made of.
    Command(usize, [f64; 3]),
    /// A pointer goes down on a picture and is dragged.
    Drag(usize, [f64; 4]),
    /// Keys move a handle.
    Nudge(usize, [i32; 2]),
    Begin(usize),
    Guess(usize),
    Make(usize),
    Play(u32),
    Finish,
    Seek(u16),
    Reset,
    Undo,
    Redo,
}

/// Counts of work that a test need not do to the end.
const SLOW: [&str; 9] = ["steps", "epochs", "iterations", "n", "count", "batches", "hidden1", "hidden2", "degree"];
/// The same where already a few take their time: whole searches, whole trainings.
const SLOWER: [&str; 3] = ["searched", "tried", "runs"];

/// A good text for a setting, `share` of the way from its least to its greatest value.
pub fn good(setting: &Setting, share: f64) -> Option<String> {
    let [low, high] = setting.limits[..] else {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few choices
        let at = (setting.choices.len() as f64 * share) as usize;
        return Some((*setting.choices.get(at.min(setting.choices.len().checked_sub(1)?))?).to_owned());
    };
    let high = match setting.name {
        name if SLOW.contains(&name) => high.min(low + 60.0),
        name if SLOWER.contains(&name) => high.min(low + 2.0),
        _ => high,
    };
    let value = low + (high - low) * share;
    #[allow(clippy::cast_possible_truncation)] // such a setting is single precision
    Some(match setting.kind {
        "count" => format!("{value:.0}"),
        "number" => format!("{value:.2}"),
        _ => format!("{}", value as f32),
    })
}

/// Lets all that has been put off be done, however long it takes.
pub fn finish_work(figure: &mut dyn Figure) {
    while figure.advance(0.0, &mut || true) {}
}

/// Lets what has been put off be done: so many portions of it, which is all of it where it is little.
pub fn settle(figure: &mut dyn Figure) {
    for frame in 0..1000 {
        if !figure.advance(f64::from(frame), &mut || false) {
            return;
        }
    }
    figure.pause();
}

pub fn view(figure: &dyn Figure) -> Value {
    serde_json::from_str(&figure.view(true)).unwrap()
}

/// What is shown, but for what belongs to the moment: undo, the guess and its outcome, whether it plays; and for what is read off
/// the curves of a run, of which no link carries the past.
pub fn lasting(figure: &dyn Figure) -> Value {
    let mut shown = view(figure);
    let view = shown["view"].as_object_mut().unwrap();
    for name in ["undo", "redo", "coach", "player", "notes", "progress"] {
        view.remove(name);
    }
    if let Some(handles) = view["handles"].as_array_mut() {
        handles.retain(|handle| handle["name"] != "epoch-in-chart");
    }
    if let Some(own) = shown["own"].as_object_mut() {
        own.remove("chart_reading");
        // A step that has just been made, and the next one within an epoch, which a link begins anew.
        own.remove("backward");
        // Whether many runs are kept behind the one that shows: what has been trained is not thrown away.
        own.remove("back");
    }
    shown
}

pub fn handles_of(figure: &dyn Figure) -> Vec<Value> {
    view(figure)["view"]["handles"].as_array().unwrap().clone()
}

impl Act {
    /// Does it, where the panel has something of the kind.
    pub fn on(&self, figure: &mut dyn Figure) {
        let schema = figure.schema();
        match self {
            Self::Set(at, share) => {
                let setting = &schema.settings[at % schema.settings.len()];
                if let Some(text) = good(setting, *share) {
                    figure.mark();
                    let problem = figure.set(setting.name, &text);
                    assert!(problem.is_none_or(|problem| problem.wrong == Wrong::Rounded), "{} = {text}", setting.name);
                }
            }
            Self::StepSetting(at, steps) => {
                figure.mark();
                figure.step_setting(schema.settings[at % schema.settings.len()].name, *steps);
            }
            Self::Command(at, values) => {
                let commands = figure.commands();
                let Some((name, kinds)) = commands.get(at % commands.len().max(1)) else { return };
                let argument = |(kind, value): (&ArgumentKind, &f64)| match kind {
                    ArgumentKind::Number => Argument::Number(*value),
                    ArgumentKind::Whole => Argument::Number(value.abs().floor()),
                    ArgumentKind::Text => Argument::Text(["notes", "xor", "0.5", "1 2 3", ""][at % 5].to_owned()),
                };
                figure.mark();
                figure.command(name, &kinds.iter().zip(values).map(argument).collect::<Vec<_>>());
            }
            Self::Drag(at, [x, y, to_x, to_y]) => {
                let picture = schema.pictures[at % schema.pictures.len()];
                let pressed = figure.press(picture, Point2::new(*x, *y), 0.2, at.is_multiple_of(2)).map(str::to_owned);
                let handles = handles_of(figure);
                let handle =
                    handles.get(at % handles.len().max(1)).map(|handle| handle["name"].as_str().unwrap().to_owned());
                if let Some(name) = pressed.or(handle) {
                    figure.mark();
                    figure.drag(&name, Point2::new(*to_x, *to_y));
                }
                figure.release();
            }
            Self::Nudge(at, by) => {
                let handles = handles_of(figure);
                if let Some(handle) = handles.get(at % handles.len().max(1)) {
                    figure.mark();
                    figure.nudge(handle["name"].as_str().unwrap(), *by);
                }
            }
            Self::Begin(at) => _ = figure.begin(schema.questions[at % schema.questions.len()].name),
            Self::Guess(at) => {
                let guesses = view(figure)["view"]["coach"]["guesses"].clone();
                let guesses = guesses.as_array().unwrap();
                if let Some(guess) = guesses.get(at % guesses.len().max(1)) {
                    figure.guess(guess.as_str().unwrap());
                }
            }
            Self::Make(at) => {
                let moves = view(figure)["view"]["player"]["moves"].clone();
                let moves = moves.as_array().cloned().unwrap_or_default();
                if let Some(name) = moves.get(at % moves.len().max(1)) {
                    figure.make(name.as_str().unwrap());
                }
            }
            Self::Play(frames) => {
                figure.play();
                (0..*frames).for_each(|frame| _ = figure.advance(f64::from(frame) * 16.0, &mut || false));
                figure.pause();
            }
            Self::Finish => {
                figure.finish();
                (0..5).for_each(|frame| _ = figure.advance(f64::from(frame), &mut || false));
                figure.pause();
            }
            Self::Seek(position) => figure.seek((*position).into()),
            Self::Reset => figure.reset(),
            Self::Undo => figure.undo(),
            Self::Redo => figure.redo(),
        }
        settle(figure);
    }
}

/// A figure in free play with the panel's default settings.
pub fn opened(name: &str) -> Box<dyn Figure> {
    let mut figure = open(name).unwrap();
    figure.begin(NONE);
    settle(&mut *figure);
    figure
}

/// The texts within a value.
pub fn strings<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, found)),
        _ => {}
    }
}

pub fn has_only_numbers(figure: &dyn Figure) {
    let shown = view(figure);
    let mut found = Vec::new();
    strings(&shown, &mut found);
    let is_none = |word: &str| ["NaN", "inf", "Infinity", "undefined"].contains(&word);
    let bad = found.iter().find(|text| text.split(|c: char| !c.is_alphanumeric()).any(is_none));
    assert_eq!(bad, None, "{}", figure.link());
}
