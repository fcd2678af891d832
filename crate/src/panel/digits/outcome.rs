//! What the run has come to: the held-out pictures told right, those mistaken, and the baseline to beat.

use nalgebra::Point2;

use super::DigitsPanel;
use crate::model::curves::{Entry, Measures};
use crate::plot::chart::{LossChart, Reference, Series};
use crate::plot::palette::Hue;
use crate::plot::stroke::Dash;

/// The most pictures of one cell that are shown.
pub const MOST_SHOWN: usize = 60;

impl DigitsPanel {
    /// How many different answers there are: ten digits, or "not 5" and "5".
    pub fn classes(&self) -> usize {
        self.network().outputs().max(2)
    }

    /// How many held-out pictures with each label are taken for what: [label][answer], row by row. Empty without data.
    pub fn confusion(&self) -> Vec<usize> {
        let Some(run) = self.run() else { return Vec::new() };
        let classes = self.classes();
        let mut counts = vec![0; classes * classes];
        for (label, answer) in run.material().held.labels.iter().zip(run.answers()) {
            counts[label * classes + answer] += 1;
        }
        counts
    }

    /// Held-out pictures told right, and all of them.
    pub fn right(&self) -> [usize; 2] {
        let Some(run) = self.run() else { return [0, 0] };
        let labels = &run.material().held.labels;
        [labels.iter().zip(run.answers()).filter(|(label, answer)| label == answer).count(), labels.len()]
    }

    /// The share of held-out pictures told right; 0 without data.
    pub fn accuracy(&self) -> f64 {
        let [right, all] = self.right();
        right as f64 / all.max(1) as f64
    }

    /// What always gives the commonest answer of the training pictures: that answer, and how many held-out pictures it gets right.
    pub fn baseline(&self) -> Option<[usize; 2]> {
        let material = self.run()?.material();
        let count = |labels: &[usize], answer| labels.iter().filter(|label| **label == answer).count();
        let answers = 0..self.classes();
        // The first of equals.
        let commonest = answers.rev().max_by_key(|answer| count(&material.training.labels, *answer))?;
        Some([commonest, count(&material.held.labels, commonest)])
    }

    /// The pictures of a cell of the confusion matrix, by their places among those held out; at most [`MOST_SHOWN`].
    pub fn pictures_of(&self, label: usize, answer: usize) -> Vec<usize> {
        let Some(run) = self.run() else { return Vec::new() };
        let pairs = run.material().held.labels.iter().zip(run.answers()).enumerate();
        pairs.filter(|(_, pair)| *pair == (&label, &answer)).map(|(at, _)| at).take(MOST_SHOWN).collect()
    }

    /// How sure the network is of its answer to a held-out picture.
    pub fn certainty_of(&self, place: usize) -> Option<f64> {
        let run = self.run()?;
        let answer = *run.answers().get(place)?;
        Some(match run.outputs(place) {
            [one] if answer == 0 => 1.0 - f64::from(*one),
            [one] => f64::from(*one),
            many => f64::from(many[answer]),
        })
    }

    /// The measures at the epoch shown, as far as the run has kept them.
    pub fn measures(&self) -> Option<Measures> {
        let run = self.run()?;
        run.curves().entries().iter().rfind(|entry| entry.epoch <= run.epochs()).map(|entry| entry.last)
    }

    /// Whether all lessons have one label.
    pub fn has_one_class(&self) -> bool {
        self.run().is_some_and(|run| run.material().training.labels.windows(2).all(|pair| pair[0] == pair[1]))
    }

    /// The chart of the accuracies, or of the losses. `names` are those of the axes (epoch, accuracy or loss), of the curves
    /// (training, held out) and of the baseline.
    pub fn chart(&self, [x, y, training, held, baseline]: [&str; 5], accuracy: bool) -> LossChart {
        let entries = self.run().map_or(&[][..], |run| run.curves().entries());
        let series = |name: &str, hue, dash, of: &dyn Fn(&Entry) -> Option<f64>| Series {
            name: name.to_owned(),
            hue,
            dash,
            points: entries.iter().filter_map(|entry| Some(Point2::new(entry.epoch as f64, of(entry)?))).collect(),
        };
        let series = if accuracy {
            [
                series(held, Hue::One, Dash::Solid, &|entry| entry.last.test_accuracy),
                series(training, Hue::Zero, Dash::Dashed, &|entry| Some(entry.last.training_accuracy)),
            ]
        } else {
            [
                series(held, Hue::One, Dash::Solid, &|entry| entry.last.test),
                series(training, Hue::Zero, Dash::Dashed, &|entry| entry.last.training),
            ]
        };
        let [_, all] = self.right();
        let share = self.baseline().map(|[_, right]| right as f64 / all.max(1) as f64);
        // The axis reaches to where all are right.
        let lines = share.map(|share| [(baseline, share), ("100 %", 1.0)]).filter(|_| accuracy);
        let line = |(name, loss): (&str, f64)| Reference { name: name.to_owned(), loss };
        let references = lines.into_iter().flatten().map(line).collect();
        LossChart {
            names: [x.to_owned(), y.to_owned()],
            series: series.into(),
            references,
            epochs: 10.0,
            logarithmic: false,
        }
    }
}
