//! The picture of any panel, drawn without a page: for print, and for pages that allow no scripts.

use crate::panel::digits::DigitsPanel;
use crate::panel::open;
use crate::panel::session;
use crate::panel::table::{Problem, Wrong};
use crate::panel::words::Words;
use crate::plot::palette::Palette;
use crate::plot::picture::svg;

/// The panels by the names that the page gives them.
pub const PANELS: [&str; 8] = ["gates", "activations", "xor", "network", "classes", "digits", "layers", "regression"];

/// Width and height of a plane in CSS pixels.
const SQUARE: [u32; 2] = [432; 2];
/// Width and height of a chart in CSS pixels.
const CHART: [u32; 2] = [432, 324];
/// Width and height of a pad with its cells beside it, in CSS pixels.
const PAD_AND_CELLS: [u32; 2] = [664, 320];

/// A picture, and what was wrong with the settings it was to show.
#[derive(Clone, Debug)]
pub struct Figure {
    /// An SVG document in light colours.
    pub svg: String,
    /// Values that could not be taken: the picture shows the default.
    pub problems: Vec<Problem>,
    /// Values that were taken, but rounded.
    pub notes: Vec<Problem>,
}

/// Draws the panel called `name` after `settings`, names and texts of its table, have been set one after another. Nothing
/// when there is no such panel.
pub fn draw(name: &str, settings: &[(&str, &str)]) -> Option<Figure> {
    if let Some(mut panel) = open(name) {
        // Free play, from the defaults: a question's state would be none of those asked for.
        panel.open(&format!("{}={}", session::GOAL, session::NONE));
        let figure = figure(settings, |name, text| match panel.set(name, text) {
            Some(problem) if problem.wrong == Wrong::Rounded => Ok(Some(problem)),
            Some(problem) => Err(problem),
            None => Ok(None),
        });
        while panel.advance(0.0, &mut || true) {}
        let (picture, size) = panel.picture_to_save(None, &Words::default())?;
        return Some(figure.drawn(|| svg(&*picture, size, &Palette::LIGHT)));
    }
    match name {
        "digits" => {
            let mut panel = DigitsPanel::default();
            let figure = figure(settings, |name, text| panel.set(name, text));
            Some(figure.drawn(|| svg(&panel.picture(true), PAD_AND_CELLS, &Palette::LIGHT)))
        }
        _ => None,
    }
}

/// Sets one setting after another, and keeps what was wrong.
fn figure(settings: &[(&str, &str)], mut set: impl FnMut(&str, &str) -> Result<Option<Problem>, Problem>) -> Figure {
    let mut figure = Figure { svg: String::new(), problems: Vec::new(), notes: Vec::new() };
    for (name, text) in settings {
        match set(name, text) {
            Ok(note) => figure.notes.extend(note),
            Err(problem) => figure.problems.push(problem),
        }
    }
    figure
}

impl Figure {
    fn drawn(self, draw: impl FnOnce() -> String) -> Self {
        Self { svg: draw(), ..self }
    }
}
