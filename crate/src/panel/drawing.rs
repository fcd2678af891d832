//! The picture of any panel, drawn without a page: for print, and for pages that allow no scripts.

use crate::panel::open;
use crate::panel::session;
use crate::panel::table::{Problem, Wrong};
use crate::panel::words::Words;
use crate::plot::palette::Palette;
use crate::plot::picture::document;

/// A picture, and what was wrong with the settings it was to show.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// An SVG document in light colours.
    pub svg: String,
    /// Values that could not be taken: the picture shows the default.
    pub problems: Vec<Problem>,
    /// Values that were taken, but rounded.
    pub notes: Vec<Problem>,
}

/// Draws the panel called `name`: as a reader meets it when there are no `settings`, or else after these, names and texts of its
/// table, have been set one after another. Nothing when there is no such panel.
pub fn draw(name: &str, settings: &[(&str, &str)]) -> Option<Drawing> {
    let mut panel = open(name)?;
    // Settings are those of free play: a question begins with some of its own.
    let link = if settings.is_empty() { String::new() } else { format!("{}={}", session::GOAL, session::NONE) };
    panel.open(&link);
    let told: Vec<_> = settings.iter().filter_map(|(name, text)| panel.set(name, text)).collect();
    let (notes, problems) = told.into_iter().partition(|problem| problem.wrong == Wrong::Rounded);
    while panel.advance(0.0, &mut || true) {}
    let (picture, size) = panel.picture_to_save(None, &Words::default())?;
    Some(Drawing { svg: document(&*picture, size, &Palette::LIGHT), problems, notes })
}
