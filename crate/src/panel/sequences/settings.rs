//! What a learner can set.

use super::own::{self, OwnSeries, OwnText};
use crate::data::letters::Hangul;
use crate::data::passages;
use crate::data::series::Series;
use crate::model::decimal::Decimal;
use crate::model::recurrent::learner::{Learning, Rule};
use crate::panel::json::Key;
use crate::panel::notation::double;
use crate::panel::table::{Field, choices, named, settings};

/// The most steps of training.
pub const MAX_STEPS: u32 = 1_000_000;
/// The most letters of a text of the learner's own.
pub const LONGEST_TEXT: usize = 5000;
/// The most bytes that they take as a packed text, two for each letter.
const PACKED_TEXT: usize = LONGEST_TEXT * 2 * 4 / 3 + 4;
/// The most elements that a sequence has: a syllable has up to three jamo.
#[allow(clippy::cast_possible_truncation)] // a few thousand
const LONGEST: u32 = 3 * LONGEST_TEXT as u32;
/// How many letters a step goes back at most: a longer one would take too long at a time.
const MOST_LETTERS: usize = 500;

choices! {
    /// What is read.
    pub enum Data {
        /// A sine with noise.
        Sine = "sine",
        /// A trend with a season.
        Season = "season",
        /// A random walk.
        Walk = "walk",
        /// The learner's own series.
        Own = "own",
        /// What the weather brings, in Korean.
        WeatherKo = "weather-ko",
        /// The same in English.
        WeatherEn = "weather-en",
        /// What a neuron does, in Korean.
        NeuronKo = "neuron-ko",
        /// The same in English.
        NeuronEn = "neuron-en",
        /// The learner's own text.
        Text = "text",
    }
}

impl Data {
    /// Whether it is a text.
    pub fn is_text(self) -> bool {
        self.passage().is_some() || self == Self::Text
    }

    /// The language of its text; empty where it is not known.
    pub fn language(self) -> Key {
        match self {
            Self::WeatherKo | Self::NeuronKo => "ko",
            Self::WeatherEn | Self::NeuronEn => "en",
            _ => "",
        }
    }

    /// The series, where it is one that is made up.
    pub fn series(self) -> Option<Series> {
        match self {
            Self::Sine => Some(Series::Sine),
            Self::Season => Some(Series::Season),
            Self::Walk => Some(Series::Walk),
            _ => None,
        }
    }

    /// The text, where it is one of those that come with the panel.
    pub fn passage(self) -> Option<&'static str> {
        match self {
            Self::WeatherKo => Some(passages::WEATHER_KO),
            Self::WeatherEn => Some(passages::WEATHER_EN),
            Self::NeuronKo => Some(passages::NEURON_KO),
            Self::NeuronEn => Some(passages::NEURON_EN),
            _ => None,
        }
    }
}

impl Hangul {
    const ALL: &[Self] = &[Self::Syllables, Self::Jamo];

    const fn name(self) -> Key {
        match self {
            Self::Syllables => "syllables",
            Self::Jamo => "jamo",
        }
    }
}

named!(Hangul, Rule);

choices! {
    /// What the picture shows.
    pub enum Shown {
        /// What is forecast.
        Forecast = "forecast",
        /// The cell, once for each of a few elements.
        Cell = "cell",
        /// How far the gradient reaches back in time.
        Reach = "gradient",
    }
}

settings! {
    /// What a learner can set. The network's weights follow, to the bit, from the settings and `steps`.
    pub struct Settings {
        /// What is read.
        data: Data = Field::choice("", Data::NAMES),
        /// The standard deviation of a series' noise.
        noise: Decimal = Field::number("", Decimal::hundredths(10), [0, 1], [0, 1]),
        /// The learner's own series.
        own: OwnSeries = Field::packed("", 6 * own::LONGEST).checked(OwnSeries::is_packed),
        /// The learner's own text.
        text: OwnText = Field::packed("", PACKED_TEXT).checked(OwnText::is_packed),
        /// How Hangul is taken apart.
        hangul: Hangul = Field::choice("", &["syllables", "jamo"]),
        /// How many units the recurrent layer has.
        units: u32 = Field::count("", 2, 1, 64).usual(&["1", "2", "4", "8", "16", "32", "64"]),
        /// What the first recurrent weights are multiplied by.
        gain: Decimal = Field::number("", Decimal::hundredths(100), [0, 4], [0, 10]),
        /// The optimizer.
        optimizer: Rule = Field::choice("", &["adam", "sgd"]),
        /// The learning rate η.
        rate: f32 = Field::real("", 0.02, [0.0, 0.1], [0.0, 10.0]).usual(&["0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1"]),
        /// How many elements a step goes back through time; 0 for all that are learned from, of a text for 500.
        window: u32 = Field::count("", 0, 0, 5000).usual(&["0", "1", "5", "10", "25", "50", "100"]),
        /// The length that longer gradients are cut down to; 0 for no limit.
        clip: f32 = Field::real("", 0.0, [0.0, 5.0], [0.0, 1000.0]).usual(&["0", "0.1", "0.5", "1", "5"]),
        /// What the noise and the first weights are drawn from.
        seed: u32 = Field::count("", 1, 0, 999_999).in_steps(),
        /// The steps done.
        steps: u32 = Field::count("", 0, 0, MAX_STEPS),
        /// The place of the element that is looked at: it is read, the next one forecast.
        moment: u32 = Field::count("", 20, 0, LONGEST - 1).for_view(),
        /// The unit whose sum is worked out in numbers.
        unit: u32 = Field::count("", 1, 1, 64).in_steps().for_view(),
        /// What the picture shows.
        picture: Shown = Field::choice("", Shown::NAMES).for_view(),
        /// The letter that the network goes on from when it writes, by its number.
        first: u32 = Field::count("", 0, 0, 127).for_view(),
        /// How boldly it writes: what the sums are divided by before softmax.
        temperature: Decimal = Field::number("", Decimal::hundredths(50), [0, 2], [0, 5]).within(10, 200).for_view(),
        /// Whether a press on the picture draws a series.
        draw: bool = Field::choice("", &["off", "on"]).for_view(),
        /// Steps a second when playing.
        speed: Key = Field::choice("", &["60", "10", "300", "2000"]).for_view(),
    }
}

impl Settings {
    /// Whether letters are read, and not numbers.
    pub fn reads_text(&self) -> bool {
        self.data.is_text()
    }

    /// How the network learns.
    pub fn learning(&self) -> Learning {
        let limit = |value: f32| (value > 0.0).then(|| double(value));
        let window = (self.window > 0).then_some(self.window as usize);
        Learning {
            rule: self.optimizer,
            rate: double(self.rate),
            window: if self.reads_text() {
                Some(window.map_or(MOST_LETTERS, |window| window.min(MOST_LETTERS)))
            } else {
                window
            },
            clip: limit(self.clip),
        }
    }

    /// The same for other data. Where letters take the place of numbers, or numbers that of letters, so do the settings that suit them.
    #[must_use]
    pub fn reading(&self, data: Data) -> Self {
        let settings = Self { data, ..self.clone() };
        if data.is_text() == self.data.is_text() {
            return settings;
        }
        let (units, rate, window, clip) = if data.is_text() { (32, 0.005, 25, 5.0) } else { (2, 0.02, 0, 0.0) };
        Self { units, rate, window, clip, ..settings }
    }
}

/// Whether the run begins again when a setting changes.
pub(super) fn is_of_the_run(setting: &Field) -> bool {
    !setting.for_view && setting.name != "steps"
}
