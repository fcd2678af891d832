//! The one class through which the page reaches every panel. What is shown travels as JSON, whose types are declared to the page
//! from the same Rust structs.

use nalgebra::Point2;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::canvas::PictureCanvas;
use crate::panel::REGISTRY;
use crate::panel::command::Argument;
use crate::panel::json::{Json as _, Key, Text, shown};
use crate::panel::moved::moved;
use crate::panel::session::Figure;
use crate::panel::table::Problem;
use crate::panel::view::Message;
use crate::panel::words::Words;
use crate::plot::palette::Palette;
use crate::plot::picture::document;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

shown! {
    /// What was wrong with a value from outside; the page's texts say it in the reader's language.
    pub struct ProblemShown {
        /// Which text explains it: `out-of-range`, `comma`, …
        key: Key,
        /// The name it was given under.
        name: Text,
        /// The value given, cut short.
        given: Text,
        /// What would have been right.
        allowed: Text,
    }
}

shown! {
    /// What has become of a file.
    pub struct Answer {
        /// Whether it was taken.
        taken: bool,
        /// What to tell.
        message: Message,
    }
}

impl ProblemShown {
    fn json_of(Problem { wrong, name, given, allowed }: Problem) -> String {
        Self { key: wrong.key(), name, given, allowed }.json()
    }
}

/// A panel of the page.
#[wasm_bindgen(js_name = Panel)]
pub struct PanelHandle {
    /// The panel's name.
    #[cfg_attr(not(feature = "networks"), allow(dead_code))]
    pub(super) name: Key,
    pub(super) figure: Box<dyn Figure>,
    words: Words,
}

#[wasm_bindgen(js_class = Panel)]
impl PanelHandle {
    /// The panels' names.
    pub fn names() -> Vec<String> {
        REGISTRY.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    /// Opens the panel called `name`; nothing when this module has none of that name.
    pub fn open(name: &str) -> Option<Self> {
        let (name, open) = REGISTRY.iter().find(|(known, _)| *known == name)?;
        Some(Self { name, figure: open(), words: Words::default() })
    }

    /// Where a link to what has moved to another panel leads today: the panel and the query there.
    pub fn moved(name: &str, query: &str) -> Option<Vec<String>> {
        moved(name, query).map(|(panel, query)| vec![panel.to_owned(), query])
    }

    /// What does not change about it, as JSON: a `Schema`.
    pub fn schema(&self) -> String {
        self.figure.schema().json()
    }

    /// What it shows, as JSON: a `View` under `view`, what only this panel has under `own`.
    pub fn view(&self, wants_numbers: bool) -> String {
        self.figure.view(wants_numbers)
    }

    /// What is pointed at for a moment, as JSON: a `Glance`.
    pub fn glance(&self, what: &str, number: usize) -> Option<String> {
        self.figure.glance(what, number).map(|glance| glance.json())
    }

    /// Sets one value from a text. Gives back a `ProblemShown` as JSON when it can't be taken, or was rounded.
    pub fn set(&mut self, name: &str, text: &str) -> Option<String> {
        self.figure.set(name, text).map(ProblemShown::json_of)
    }

    /// Moves a number by so many of its steps, as far as it goes.
    #[wasm_bindgen(js_name = stepSetting)]
    pub fn step_setting(&mut self, name: &str, steps: i32) {
        self.figure.step_setting(name, steps);
    }

    /// A setting's value as a link writes it.
    pub fn value(&self, name: &str) -> Option<String> {
        self.figure.value(name)
    }

    /// Opens what a link's query describes. Gives back what was wrong in it: `ProblemShown`s as JSON.
    #[wasm_bindgen(js_name = openLink)]
    pub fn open_link(&mut self, query: &str) -> Vec<String> {
        self.figure.open(query).into_iter().map(ProblemShown::json_of).collect()
    }

    /// The query of a link to just this state.
    pub fn link(&self) -> String {
        self.figure.link()
    }

    /// Lets settings keep their values whatever the learner does; all others are free.
    #[allow(clippy::needless_pass_by_value)] // JavaScript hands lists of strings over whole
    pub fn lock(&mut self, names: Vec<String>) {
        self.figure.lock(&names.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Begins a question; `none` is free play. False when there is none of that name.
    pub fn begin(&mut self, question: &str) -> bool {
        self.figure.begin(question)
    }

    /// Commits the learner to a guess.
    pub fn guess(&mut self, guess: &str) {
        self.figure.guess(guess);
    }

    /// Does what a learner asks for. Gives back a `Message` as JSON when it can't be done.
    pub fn command(&mut self, name: &str, arguments: Vec<JsValue>) -> Option<String> {
        let read = |argument: JsValue| match argument.as_f64() {
            Some(number) => Argument::Number(number),
            None => Argument::Text(argument.as_string().unwrap_or_default()),
        };
        let arguments: Vec<_> = arguments.into_iter().map(read).collect();
        self.figure.command(name, &arguments).map(|refusal| refusal.json())
    }

    /// Remembers the state for undo: to be called before each change made in one go.
    pub fn mark(&mut self) {
        self.figure.mark();
    }

    /// Takes back the last change.
    pub fn undo(&mut self) {
        self.figure.undo();
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) {
        self.figure.redo();
    }

    /// Plays.
    pub fn play(&mut self) {
        self.figure.play();
    }

    /// Runs to the end.
    pub fn finish(&mut self) {
        self.figure.finish();
    }

    /// Stops what goes on by itself.
    pub fn pause(&mut self) {
        self.figure.pause();
    }

    /// Makes one of the player's moves.
    #[wasm_bindgen(js_name = makeMove)]
    pub fn make_move(&mut self, name: &str) {
        self.figure.make(name);
    }

    /// Makes so many of the moves that playing repeats.
    pub fn step(&mut self, count: u32) {
        self.figure.step(count.into());
    }

    /// Shows the run at a place of its history.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a slider's value
    pub fn seek(&mut self, position: f64) {
        self.figure.seek(position.max(0.0) as u64);
    }

    /// Back to the start of the run.
    pub fn reset(&mut self) {
        self.figure.reset();
    }

    /// Does what is due at `now`, for at most about `budget`, both in milliseconds. Says whether more will be due.
    pub fn advance(&mut self, now: f64, budget: f64) -> bool {
        let begun = performance_now();
        let goes_on = self.figure.advance(now, &mut || performance_now() < begun + budget);
        self.figure.took(performance_now() - begun);
        goes_on
    }

    /// Takes the words of the pictures in the language in force, in lines `key=word`.
    #[wasm_bindgen(js_name = takeWords)]
    pub fn take_words(&mut self, language: &str, lines: &str) {
        self.figure.speak(language);
        self.words = Words::read(lines);
    }

    /// Draws a picture.
    pub fn draw(&self, name: &str, canvas: &PictureCanvas) {
        if let Some(picture) = self.figure.picture(name, &self.words) {
            canvas.draw(&*picture);
        }
    }

    /// Puts the pixels called `name` on a canvas.
    #[cfg(feature = "networks")]
    pub fn paint(&self, name: &str, canvas: &mut super::raster::RasterCanvas) {
        if let Some(raster) = self.figure.raster(name) {
            canvas.take(&*raster);
        }
    }

    /// A picture as an SVG document; that which stands for the panel when none is named.
    #[allow(clippy::needless_pass_by_value)] // JavaScript hands strings that may be missing over whole
    pub fn svg(&self, name: Option<String>) -> Option<String> {
        let (picture, size) = self.figure.picture_to_save(name.as_deref(), &self.words)?;
        Some(document(&*picture, size, &Palette::LIGHT))
    }

    /// A pointer goes down on a picture. What is taken hold of, if anything.
    pub fn press(&mut self, picture: &str, x: f64, y: f64, reach: f64, is_touch: bool) -> Option<String> {
        self.figure.press(picture, Point2::new(x, y), reach, is_touch).map(str::to_owned)
    }

    /// What was taken hold of is dragged.
    pub fn drag(&mut self, name: &str, x: f64, y: f64) {
        self.figure.drag(name, Point2::new(x, y));
    }

    /// A drag ends.
    #[wasm_bindgen(js_name = endDrag)]
    pub fn end_drag(&mut self) {
        self.figure.release();
    }

    /// Keys move a handle by so many steps to the right and upwards.
    pub fn nudge(&mut self, name: &str, right: i32, up: i32) {
        self.figure.nudge(name, [right, up]);
    }

    /// Takes a file that the learner gives. Gives back an `Answer` as JSON.
    pub fn take(&mut self, kind: &str, file: &[u8]) -> String {
        let (taken, message) = match self.figure.take(kind, file) {
            Ok(message) => (true, message),
            Err(message) => (false, message),
        };
        Answer { taken, message }.json()
    }
}
