//! The recurrent network in numbers: what is read, the sums of a unit, what is said.

use std::rc::Rc;

use super::Sequences;
use super::material::{Scores, Source};
use super::own::MOST_KINDS;
use crate::data::letters::{Hangul, Vocabulary};
use crate::model::random::Random;
use crate::model::recurrent::Element;
use crate::panel::json::Key;
use crate::panel::recurrent::{parameters, rounded, short, state_name, sum_of};
use crate::panel::view::{Message, Said, Table};
use crate::text::{factor, percent, significant, term};

/// How many units a layer has at most whose sums are all written out; of a larger one a table has the sum of one unit.
const FEW_UNITS: usize = 4;
/// How many of the likeliest letters are shown.
const LIKELIEST: usize = 8;
/// How many letters the network writes, and in which stream of random numbers it draws them.
const WRITTEN: usize = 160;
const DRAWS: u64 = 25 << 32;
/// How many rows the table of all forecasts has at most: those around the place that is looked at.
const ROWS: usize = 60;

/// A letter as a reader can see it.
pub(super) fn visible(letter: char) -> String {
    if letter == ' ' { "␣".to_owned() } else { letter.to_string() }
}

impl Sequences {
    /// The kinds of letters of the text; `None` of a series.
    pub fn vocabulary(&self) -> Option<&Vocabulary> {
        if let Source::Text { vocabulary, .. } = &self.material.source { Some(vocabulary) } else { None }
    }

    /// The text; `None` of a series.
    pub fn text(&self) -> Option<Rc<str>> {
        if let Source::Text { text, .. } = &self.material.source { Some(text.clone()) } else { None }
    }

    /// A letter by its number, as a reader can see it.
    pub(super) fn letter(&self, number: usize) -> String {
        self.vocabulary()
            .and_then(|known| known.letters().get(number))
            .map_or_else(String::new, |letter| visible(*letter))
    }

    /// An element as a reader can see it.
    pub(super) fn element_text(&self, at: usize) -> String {
        match (&self.material.source, self.material.sequence.element(at)) {
            (Source::Series { values, .. }, _) => short(values[at]),
            (_, Element::Letter(letter)) => self.letter(letter),
            (_, Element::Number(value)) => short(value),
        }
    }

    /// What is forecast after an element, as a reader can see it: a number in the series' own units, or the likeliest letter.
    pub(super) fn forecast_text(&self, at: usize) -> String {
        match &self.material.source {
            Source::Series { .. } => short(self.forecast(at)),
            Source::Text { .. } => self.letter(self.outputs().likeliest(&self.material.sequence, at)),
        }
    }

    /// The number that is forecast after an element, in the series' own units.
    pub(super) fn forecast(&self, at: usize) -> f64 {
        let y = self.outputs().of(&self.material.sequence, at)[0];
        if let Source::Series { scaling: [mean, scale], .. } = self.material.source { y * scale + mean } else { y }
    }

    /// How probable the network says the letter is that comes after the one looked at; `None` of a series.
    pub fn chance_of_next(&self) -> Option<f64> {
        let next = self.material.sequence.element(self.moment() + 1);
        let Element::Letter(letter) = next else { return None };
        Some(self.outputs().of(&self.material.sequence, self.moment())[letter])
    }

    /// How far the gradient reaches back from the loss after the element looked at: its lengths, step by step.
    pub fn reach(&self) -> Vec<f64> {
        let outputs = self.outputs();
        self.learner().network().reach(
            &self.material.sequence,
            &outputs.states,
            self.moment(),
            super::questions::BACK + 1,
        )
    }

    /// The number of the letter that the network goes on from when it writes.
    pub(super) fn first_letter(&self) -> usize {
        (self.settings.first as usize).min(self.material.kinds().saturating_sub(1))
    }

    /// What the network writes by itself, from the letter chosen; `None` of a series.
    pub fn written(&self) -> Option<Rc<str>> {
        let Source::Text { vocabulary, hangul, .. } = &self.material.source else { return None };
        let settings = &self.settings;
        let now = (self.timeline.position(), settings.first, settings.temperature);
        let mut known = self.written.borrow_mut();
        if let Some((_, written)) = known.as_ref().filter(|(then, _)| *then == now) {
            return Some(written.clone());
        }
        let first = self.first_letter();
        // A syllable has two jamo or three.
        let count = if *hangul == Hangul::Jamo { 2 * WRITTEN } else { WRITTEN };
        let mut random = Random::stream(settings.seed.into(), DRAWS);
        let temperature = settings.temperature.to_f64().max(0.01);
        let letters = self.learner().network().write(first, count, temperature, &mut random);
        let written: String =
            std::iter::once(first).chain(letters).map(|letter| vocabulary.letters()[letter]).collect();
        let written: Rc<str> = hangul.text(&written).into();
        *known = Some((now, written.clone()));
        Some(written)
    }

    /// The state before the element looked at, and after it.
    fn states(&self) -> [Vec<f64>; 2] {
        let (outputs, units) = (self.outputs(), self.learner().network().units());
        let state = |at: usize| outputs.states[at * units..(at + 1) * units].to_vec();
        let before = self.moment().checked_sub(1).map_or_else(|| vec![0.0; units], state);
        [before, state(self.moment())]
    }

    /// The parts of a unit's sum: a name, the weight, and what it is multiplied by.
    fn parts(&self, unit: usize) -> Vec<(String, f64, f64)> {
        let network = self.learner().network();
        let read = match self.material.sequence.element(self.moment()) {
            Element::Number(z) => ("z".to_owned(), network.input_weight(0, unit), z),
            Element::Letter(letter) => (self.letter(letter), network.input_weight(letter, unit), 1.0),
        };
        let [before, _] = self.states();
        let states =
            before.iter().enumerate().map(|(from, h)| (state_name(from), network.recurrent_weight(from, unit), *h));
        std::iter::once(read).chain(states).chain([("b".to_owned(), network.bias(unit), 1.0)]).collect()
    }

    /// What is read, worked out.
    fn input_line(&self) -> Message {
        let at = self.moment();
        match (&self.material.source, self.material.sequence.element(at)) {
            (Source::Series { values, scaling: [mean, scale] }, Element::Number(z)) => {
                let top = format!("({}{})", rounded(values[at]), term(&rounded(-mean)));
                Message::new("worked")
                    .with("sum", format!("z = (x − m)/s ≈ {top}/{} ≈ {}", factor(&rounded(*scale)), rounded(z)))
            }
            (_, Element::Letter(letter)) => {
                let kinds = self.material.kinds();
                let ones = |count: usize| vec!["0"; count];
                let shown: Vec<_> = if kinds <= 12 {
                    (0..kinds).map(|at| if at == letter { "1" } else { "0" }).collect()
                } else {
                    ones(letter.min(2))
                        .into_iter()
                        .chain((letter > 2).then_some("…"))
                        .chain(["1"])
                        .chain(ones((kinds - letter - 1).min(2)))
                        .chain((kinds - letter > 3).then_some("…"))
                        .collect()
                };
                Message::new("one-hot")
                    .with("letter", self.letter(letter))
                    .with("vector", format!("[{}]", shown.join(", ")))
                    .with("number", letter + 1)
                    .with("kinds", kinds)
            }
            _ => Message::new("free"),
        }
    }

    /// The element looked at, worked out: what is read, each unit's new state, what is said.
    pub(super) fn lines(&self) -> Vec<Message> {
        let worked = |sum: String| Message::new("worked").with("sum", sum);
        let network = self.learner().network();
        let [_, after] = self.states();
        let mut lines = vec![self.input_line()];
        if network.units() <= FEW_UNITS {
            for (unit, state) in after.iter().enumerate() {
                let sum = sum_of(self.parts(unit).into_iter().map(|(_, weight, value)| (weight, value)));
                lines.push(worked(format!("{} ≈ tanh({sum}) ≈ {}", state_name(unit), rounded(*state))));
            }
            if let Source::Series { scaling: [mean, scale], .. } = self.material.source {
                let y = self.outputs().of(&self.material.sequence, self.moment())[0];
                let products = after.iter().enumerate().map(|(from, h)| (network.output_weight(from, 0), *h));
                let sum = sum_of(products.chain([(network.output_bias(0), 1.0)]));
                lines.push(worked(format!("y ≈ {sum} ≈ {}", rounded(y))));
                let back = format!("{}×{}{}", rounded(y), factor(&rounded(scale)), term(&rounded(mean)));
                lines.push(worked(format!("y·s + m ≈ {back} ≈ {}", rounded(y * scale + mean))));
            }
        }
        lines.extend(self.material.is_too_rich.then(|| Message::new("too-rich").with("most", MOST_KINDS)));
        lines.push(Message::new("parameters").with("sum", self.parameters_text()));
        lines.push(Message::new(if self.settings.reads_text() { "hint-text" } else { "hint-series" }));
        lines
    }

    /// The sum that gives the number of parameters.
    pub fn parameters_text(&self) -> String {
        let network = self.learner().network();
        parameters(network.units(), network.elements().width())
    }

    /// The network's forecasts beside those without learning, on both parts.
    fn scores_table(&self) -> Table {
        let is_text = self.settings.reads_text();
        let shown = |score: f64| if is_text { percent(score) } else { short(score) };
        let row = |name: Key, scores: Scores| {
            vec![Said::Word(name), shown(scores.training).into(), shown(scores.test).into()]
        };
        let simple = if is_text { "follower" } else { "today" };
        let rows = [("network", self.scores()), (simple, self.material.baseline)];
        let rows = rows.into_iter().chain(self.material.most_frequent.map(|scores| ("frequent", scores)));
        Table {
            name: if is_text { "accuracies" } else { "errors" },
            columns: vec!["model", "training", "test"],
            rows: rows.map(|(name, scores)| row(name, scores)).collect(),
            ..Table::default()
        }
    }

    /// The sum of the unit chosen, product by product.
    fn products_table(&self) -> Table {
        let unit = self.unit();
        let [_, after] = self.states();
        let mut sum = 0.0;
        let mut rows = Vec::new();
        for (name, weight, value) in self.parts(unit) {
            sum += weight * value;
            rows.push(vec![name.into(), rounded(weight).into(), rounded(value).into(), rounded(weight * value).into()]);
        }
        let (none, total) = (Said::default, Said::Word("total"));
        rows.push(vec![total, none(), none(), rounded(sum).into()]);
        rows.push(vec![format!("{} = tanh", state_name(unit)).into(), none(), none(), rounded(after[unit]).into()]);
        Table { name: "products", columns: vec!["from", "weight", "value", "product"], rows, ..Table::default() }
    }

    /// The unit whose sum is worked out.
    pub(super) fn unit(&self) -> usize {
        (self.settings.unit as usize).clamp(1, self.learner().network().units()) - 1
    }

    /// The likeliest letters after the one looked at, the likeliest first; none of a series.
    pub(super) fn likeliest(&self) -> Vec<(usize, f64)> {
        if !self.settings.reads_text() {
            return Vec::new();
        }
        let outputs = self.outputs();
        let chances = outputs.of(&self.material.sequence, self.moment());
        let mut letters: Vec<(usize, f64)> = chances.iter().copied().enumerate().collect();
        letters.sort_by(|a, b| b.1.total_cmp(&a.1));
        letters.truncate(LIKELIEST);
        letters
    }

    /// All forecasts around the element looked at.
    fn forecasts_table(&self) -> Table {
        let is_text = self.settings.reads_text();
        let from = self.moment().saturating_sub(ROWS / 2).min(self.material.pairs().saturating_sub(ROWS));
        let to = (from + ROWS).min(self.material.pairs());
        let row = |at: usize| {
            let texts = [at.to_string(), self.element_text(at), self.forecast_text(at), self.element_text(at + 1)];
            texts.map(Said::from).to_vec()
        };
        Table {
            name: "forecasts",
            columns: vec!["t", if is_text { "letter" } else { "x" }, "forecast", "next"],
            rows: (from..to).map(row).collect(),
            chosen: Some(self.moment() - from),
            ..Table::default()
        }
    }

    /// The letters that the network holds to be likely.
    fn letters_table(&self) -> Table {
        let row = |(letter, chance): (usize, f64)| vec![self.letter(letter).into(), significant(chance, 3).into()];
        Table {
            name: "letters",
            columns: vec!["letter", "chance"],
            rows: self.likeliest().into_iter().map(row).collect(),
            ..Table::default()
        }
    }

    /// How long the gradient is, step by step back in time.
    fn reach_table(&self) -> Table {
        let reach = self.reach();
        let first = reach.first().copied().unwrap_or(0.0);
        let share = |length: f64| if first > 0.0 { significant(length / first, 3) } else { "—".to_owned() };
        let row =
            |(back, length): (usize, &f64)| vec![back.into(), significant(*length, 3).into(), share(*length).into()];
        Table {
            name: "reach",
            columns: vec!["back", "length", "share"],
            rows: reach.iter().enumerate().map(row).collect(),
            ..Table::default()
        }
    }

    pub(super) fn tables(&self) -> Vec<Table> {
        let letters = self.settings.reads_text().then(|| self.letters_table());
        let tables = [differences(), self.scores_table()].into_iter().chain(letters);
        tables.chain([self.products_table(), self.forecasts_table(), self.reach_table()]).collect()
    }
}

/// What differs between a series and a text, and what does not.
fn differences() -> Table {
    let row = |what, series, text| vec![Said::Word(what), Said::Word(series), Said::Word(text)];
    Table {
        name: "differences",
        columns: vec!["what", "series", "text"],
        rows: vec![
            row("reads", "one-number", "one-hot-vector"),
            row("keeps", "the-state", "the-state"),
            row("says", "identity", "softmax"),
            row("loses", "mse", "cross-entropy"),
            row("rivals", "today", "follower"),
        ],
        ..Table::default()
    }
}
