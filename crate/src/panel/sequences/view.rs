//! What the panel shows, in sentences and numbers.

use super::Sequences;
use super::settings::{Data, Shown};
use crate::data::letters::Vocabulary;
use crate::panel::json::{Key, Text, shown};
use crate::panel::recurrent::short;
use crate::panel::view::{Message, View};
use crate::text::{percent, significant};

shown! {
    /// What the page shows of the panel `sequences` alone.
    pub struct SequencesShown {
        /// Whether letters are read.
        reads_text: bool,
        /// What the picture shows.
        picture: Key,
        /// The kinds of letters, in the order of their numbers.
        letters: Vec<Text>,
        /// The one that the network goes on from when it writes.
        first: usize,
        /// What it writes.
        written: Text,
        /// In which language, as a page's `lang`; empty where that is not known.
        language: Key,
        /// The learner's own series as text.
        own: Text,
        /// The learner's own text.
        text: Text,
        /// Whether a press on the picture draws.
        draws: bool,
    }
}

impl Sequences {
    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> SequencesShown {
        let settings = &self.settings;
        view.idle = self.idle();
        view.sentence = vec![self.sentence()];
        view.sum = self.sum();
        if wants_numbers {
            view.lines = self.lines();
            view.tables = self.tables();
        }
        let letters = self.vocabulary().map_or(0, Vocabulary::count);
        SequencesShown {
            reads_text: settings.reads_text(),
            picture: settings.picture.name(),
            letters: (0..letters).map(|letter| self.letter(letter)).collect(),
            first: self.first_letter(),
            written: self.written().map_or_else(String::new, |written| written.to_string()),
            // Until there is a text of the learner's own, one in Korean is read.
            language: if settings.text.0.is_empty() && settings.data == Data::Text {
                "ko"
            } else {
                settings.data.language()
            },
            own: if settings.data == Data::Own { settings.own.write() } else { String::new() },
            text: if settings.data == Data::Text { settings.text.0.to_string() } else { String::new() },
            draws: self.draws(),
        }
    }

    /// How good the forecasts are, or how far the gradient reaches.
    fn sentence(&self) -> Message {
        let settings = &self.settings;
        if settings.picture == Shown::Reach {
            let reach = self.reach();
            let share = match (reach.first(), reach.last()) {
                (Some(first), Some(last)) if *first > 0.0 => significant(last / first, 2),
                _ => "—".to_owned(),
            };
            return Message::new("reach").with("back", reach.len() - 1).with("share", share);
        }
        let (model, baseline) = (self.scores(), self.material.baseline);
        if settings.data == Data::Text && settings.text.0.is_empty() {
            return Message::new("no-text");
        }
        if settings.reads_text() {
            return Message::new("letters-right")
                .with("training", percent(model.training))
                .with("test", percent(model.test))
                .with("baseline", percent(baseline.test));
        }
        let key = if self.material.is_constant() {
            "constant"
        } else if self.timeline.position() == 0 {
            "untrained"
        } else if model.test < baseline.test {
            "better"
        } else {
            "worse"
        };
        Message::new(key).with("test", short(model.test)).with("baseline", short(baseline.test))
    }

    /// What is read at the element looked at, and what is forecast.
    fn sum(&self) -> String {
        let at = self.moment();
        let (read, forecast) = (self.element_text(at), self.forecast_text(at));
        match self.likeliest().first() {
            Some((_, chance)) => format!("t = {at}: {read} → {forecast} ({})", percent(*chance)),
            None => format!("t = {at}: {read} → {forecast}"),
        }
    }

    /// The settings that have nothing to do as things stand.
    fn idle(&self) -> Vec<Key> {
        let settings = &self.settings;
        let is_text = settings.reads_text();
        let has_nothing_to_do = [
            ("steps", true),
            ("first", true),
            ("own", true),
            ("text", true),
            ("noise", is_text || settings.data == Data::Own && !settings.own.0.is_empty()),
            ("draw", is_text),
            ("hangul", !is_text || self.material.is_too_rich),
            ("temperature", !is_text),
        ];
        has_nothing_to_do.into_iter().filter(|(_, is_idle)| *is_idle).map(|(name, _)| name).collect()
    }
}
