//! The panel's pictures, and what can be taken hold of in them.

use nalgebra::Point2;

use super::Sequences;
use super::material::Source;
use super::settings::Shown;
use crate::model::recurrent::Element;
use crate::panel::json::Key;
use crate::panel::recurrent::short;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::bars::Bars;
use crate::plot::forecast::{Forecasts, Names};
use crate::plot::next_letter::{NextLetter, READ};
use crate::plot::palette::Hue;
use crate::plot::picture::Picture;
use crate::plot::sparkline::Sparkline;
use crate::plot::states::{Beneath, States};
use crate::plot::stroke::Dash;
use crate::plot::unrolled::{TimeStep, Unrolled};

/// What is forecast, the cell unrolled, or how far the gradient reaches.
pub(super) const MAIN: Key = "main";
/// The states over time.
pub(super) const STATES: Key = "states";
/// The loss by epoch.
pub(super) const LOSSES: Key = "losses";
/// The handle on the element looked at, and the pen that draws a series.
pub(super) const MOMENT: Key = "moment";
pub(super) const PEN: Key = "pen";

/// How many elements are unrolled.
const UNROLLED: usize = 4;
/// How many states of a series show at most.
const COLUMNS: usize = 120;

impl Sequences {
    pub(super) fn picture_of(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        Some(match (name, self.settings.picture) {
            (MAIN, Shown::Cell) => Box::new(self.unrolled()),
            (MAIN, Shown::Reach) => Box::new(self.reach_picture(words)),
            (MAIN, Shown::Forecast) => match &self.material.source {
                Source::Series { values, .. } => Box::new(self.forecasts(values, words)),
                Source::Text { .. } => Box::new(self.next_letter(words)),
            },
            (STATES, _) => Box::new(self.states_picture()),
            (LOSSES, _) => Box::new(self.losses()),
            _ => return None,
        })
    }

    fn forecasts(&self, values: &[f64], words: &Words) -> Forecasts {
        let word = |key: &str| words.get(key).to_owned();
        Forecasts {
            values: values.to_vec(),
            forecasts: (0..self.material.pairs()).map(|at| self.forecast(at)).collect(),
            split: self.material.split,
            moment: self.moment(),
            names: Names {
                series: word("series"),
                forecast: word("forecast"),
                today: word("today"),
                training: word("training"),
                test: word("test"),
            },
        }
    }

    /// The places up to the one looked at, as many as show.
    fn read(&self, count: usize) -> std::ops::Range<usize> {
        let to = self.moment() + 1;
        to.saturating_sub(count)..to
    }

    fn next_letter(&self, words: &Words) -> NextLetter {
        let (outputs, sequence) = (self.outputs(), &self.material.sequence);
        let is_right = |at: usize| sequence.element(at + 1) == Element::Letter(outputs.likeliest(sequence, at));
        let range = self.read(READ);
        let next = self.element_text(self.moment() + 1);
        NextLetter {
            from: range.start,
            letters: range.clone().map(|at| self.element_text(at)).collect(),
            // What was said after the letter before.
            forecasts: (range.start..=range.end)
                .map(|at| (at > 0).then(|| (self.forecast_text(at - 1), is_right(at - 1))))
                .collect(),
            chances: self.likeliest().into_iter().map(|(letter, chance)| (self.letter(letter), chance)).collect(),
            next,
            names: ["read", "said", "comes"].map(|key| words.get(key).to_owned()),
        }
    }

    /// The cell, once for each of the last few elements.
    fn unrolled(&self) -> Unrolled {
        let (outputs, units) = (self.outputs(), self.learner().network().units());
        let last = self.moment();
        let state = |at: usize| outputs.states[at * units..(at + 1) * units].iter().map(|h| (*h, short(*h))).collect();
        let step = |at: usize| TimeStep {
            t: at,
            read: self.element_text(at),
            state: state(at),
            output: self.forecast_text(at),
        };
        Unrolled(((last + 1).saturating_sub(UNROLLED)..=last).map(step).collect())
    }

    /// How long the gradient is, step by step back in time, beside its length at the loss.
    fn reach_picture(&self, words: &Words) -> Bars {
        let reach = self.reach();
        let first = reach.first().copied().filter(|length| *length > 0.0).unwrap_or(1.0);
        Bars {
            heights: reach.iter().map(|length| length / first).collect(),
            heading: words.get("reach").to_owned(),
            name: "k",
        }
    }

    fn states_picture(&self) -> States {
        let (outputs, units) = (self.outputs(), self.learner().network().units());
        let range = self.states_shown();
        States {
            from: range.start,
            units,
            values: outputs.states[range.start * units..range.end * units].to_vec(),
            moment: self.moment(),
            beneath: match self.material.pairs() {
                _ if self.settings.reads_text() => Beneath::Letters,
                pairs if range.len() == pairs => Beneath::Series(pairs + 1),
                _ => Beneath::Nothing,
            },
        }
    }

    /// The elements whose states show: those of the letters above them, or of the whole series if it is not too long.
    fn states_shown(&self) -> std::ops::Range<usize> {
        match self.material.pairs() {
            _ if self.settings.reads_text() => self.read(READ),
            pairs if pairs <= COLUMNS => 0..pairs,
            _ => self.read(COLUMNS),
        }
    }

    /// The losses by epoch, on the part learned from and on the rest.
    fn losses(&self) -> Sparkline {
        let entries = self.learner().history().entries();
        let now = self.learner().epochs();
        let point = |epoch: u64, loss: f64| Point2::new(epoch as f64, loss);
        let training = entries.iter().map(|entry| point(entry.epoch, entry.loss)).collect();
        let test = entries.iter().filter_map(|entry| entry.validation.map(|loss| point(entry.epoch, loss))).collect();
        Sparkline {
            curves: vec![(Hue::One, Dash::Solid, training), (Hue::Zero, Dash::Dashed, test)],
            now: now as f64,
            last: entries.last().map_or(0.0, |entry| entry.epoch as f64),
            reference: None,
        }
    }

    /// Whether a picture shows other elements when another one is looked at.
    pub(super) fn follows(&self, picture: &str) -> bool {
        self.settings.reads_text() || picture == STATES && self.material.pairs() > COLUMNS
    }

    /// Which element lies at a place of a picture.
    pub(super) fn element_at(&self, picture: &str, place: Point2<f64>) -> Option<f64> {
        let is_along_time = match picture {
            MAIN => self.settings.picture == Shown::Forecast,
            STATES => true,
            _ => false,
        };
        (is_along_time && place.x.is_finite() && place.y.is_finite()).then_some(place.x)
    }

    /// The handle on the element looked at, where the picture has time along it.
    pub(super) fn handle(&self) -> Option<Handle> {
        let at = self.moment();
        let y = match (&self.material.source, self.settings.picture) {
            (Source::Series { values, .. }, Shown::Forecast) => values[at],
            (Source::Text { .. }, Shown::Forecast) => 0.0,
            _ => return None,
        };
        let handle = Handle::new(MOMENT, MAIN, Point2::new(at as f64, y), Message::new("moment"));
        let value = Message::new("moment-value").with("t", at).with("read", self.element_text(at));
        Some(handle.at(value).along(at as f64, 0.0, (self.material.pairs() - 1) as f64))
    }
}
