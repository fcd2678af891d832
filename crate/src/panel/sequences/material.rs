//! What is read, as a network reads it: numbers of mean 0 and standard deviation 1, or letters by their numbers.

use std::ops::Range;
use std::rc::Rc;

use super::own::MOST_KINDS;
use super::settings::{Data, Settings};
use crate::data::letters::{Hangul, Vocabulary};
use crate::data::passages;
use crate::data::series::Series;
use crate::model::recurrent::baseline::{Frequent, today};
use crate::model::recurrent::{Outputs, Sequence};

/// What share of a sequence is learned from; the rest, at its end, is for testing.
const TRAINED: f64 = 0.8;

/// A sequence, how it is parted, and what there is to compare with.
#[derive(Clone, Debug)]
pub struct Material {
    /// As the network reads it.
    pub sequence: Rc<Sequence>,
    /// How many of the pairs of an element and the next one are learned from.
    pub split: usize,
    /// What it was before.
    pub source: Source,
    /// How good forecasts without learning are: of a series "tomorrow is today", of a text the most frequent follower.
    pub baseline: Scores,
    /// How good the most frequent letter is; nothing of a series.
    pub most_frequent: Option<Scores>,
    /// Whether its Hangul is taken apart because it has too many kinds of syllables.
    pub is_too_rich: bool,
}

/// A sequence as a learner knows it.
#[derive(Clone, Debug)]
pub enum Source {
    /// Numbers.
    Series {
        /// The values.
        values: Vec<f64>,
        /// The network reads (value − mean)/scale, with these two.
        scaling: [f64; 2],
    },
    /// A text.
    Text {
        /// The text.
        text: Rc<str>,
        /// How its Hangul is taken apart.
        hangul: Hangul,
        /// Its kinds of letters.
        vocabulary: Vocabulary,
    },
}

/// How good forecasts are on the part learned from and on the rest: mean squared errors in the series' own units squared, or shares of
/// letters that were right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// On the part learned from.
    pub training: f64,
    /// On the rest.
    pub test: f64,
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share of a small count
fn split(pairs: usize) -> usize {
    ((pairs as f64 * TRAINED) as usize).clamp(1, pairs.max(1))
}

/// What `score` says of the part learned from and of the rest.
fn both(split: usize, pairs: usize, score: impl Fn(Range<usize>) -> f64) -> Scores {
    Scores { training: score(0..split), test: score(split..pairs) }
}

impl Material {
    /// What the settings say is read.
    pub fn of(settings: &Settings) -> Self {
        if settings.reads_text() {
            let text = match settings.data.passage() {
                Some(passage) => passage.into(),
                // Until there is a text of the learner's own.
                None if settings.text.0.is_empty() => passages::WEATHER_KO.into(),
                None => settings.text.0.clone(),
            };
            return Self::text(text, settings.hangul);
        }
        let has_own = settings.data == Data::Own && !settings.own.0.is_empty();
        let seed = settings.seed.into();
        Self::series(if has_own {
            settings.own.0.iter().map(|x| f64::from(*x)).collect()
        } else {
            settings.data.series().unwrap_or(Series::Sine).values(settings.noise.to_f64(), seed)
        })
    }

    fn series(values: Vec<f64>) -> Self {
        let split = split(values.len().saturating_sub(1));
        // The network reads values of mean 0 and standard deviation 1; both are those of the part learned from.
        let known = &values[..=split];
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        let spread = (known.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / known.len() as f64).sqrt();
        // What never changes has no spread to divide by; next to nothing is rounding.
        let scale = if spread > 1e-9 * mean.abs().max(1e-9) { spread } else { 1.0 };
        let sequence = Sequence::Numbers(values.iter().map(|x| (x - mean) / scale).collect());
        let baseline = both(split, values.len() - 1, |range| today(&values, range));
        Self {
            sequence: Rc::new(sequence),
            split,
            source: Source::Series { values, scaling: [mean, scale] },
            baseline,
            most_frequent: None,
            is_too_rich: false,
        }
    }

    fn text(text: Rc<str>, hangul: Hangul) -> Self {
        // A text with too many kinds of syllables is read by jamo.
        let is_too_rich = Vocabulary::of(&text).count() > MOST_KINDS;
        let hangul = if is_too_rich { Hangul::Jamo } else { hangul };
        let letters = hangul.letters(&text);
        let vocabulary = Vocabulary::of(&letters);
        let numbers = vocabulary.numbers(&letters);
        let (kinds, split) = (vocabulary.count(), split(numbers.len() - 1));
        let frequent = Frequent::of(&numbers, kinds, split);
        let sequence = Sequence::Letters { letters: numbers, kinds };
        let pairs = sequence.pairs();
        let [most_frequent, baseline] =
            [0, 1].map(|which| both(split, pairs, |range| frequent.accuracies(&sequence, range)[which]));
        Self {
            sequence: Rc::new(sequence),
            split,
            source: Source::Text { text, hangul, vocabulary },
            baseline,
            most_frequent: Some(most_frequent),
            is_too_rich,
        }
    }

    /// How many pairs there are.
    pub fn pairs(&self) -> usize {
        self.sequence.pairs()
    }

    /// How many kinds of letters there are; 0 in a series.
    pub fn kinds(&self) -> usize {
        if let Source::Text { vocabulary, .. } = &self.source { vocabulary.count() } else { 0 }
    }

    /// How good a network's forecasts are.
    pub fn scores(&self, outputs: &Outputs) -> Scores {
        match &self.source {
            Source::Series { scaling: [_, scale], .. } => {
                both(self.split, self.pairs(), |range| outputs.loss(&self.sequence, range) * scale * scale)
            }
            Source::Text { .. } => both(self.split, self.pairs(), |range| outputs.accuracy(&self.sequence, range)),
        }
    }

    /// Whether a series never changes.
    pub fn is_constant(&self) -> bool {
        matches!(&self.source, Source::Series { values, .. } if values.iter().all(|x| *x == values[0]))
    }
}
