//! How the network fares: validation images read right, those mistaken, the baseline to beat, and the test at the end.

use super::DigitsPanel;
use super::answer::{FIVE, certainty, decided};
use super::parts::Examples;
use super::run::{Measures, outputs};
use super::settings::Task;
use crate::data::digits::CLASSES;
use crate::panel::view::Message;
use crate::text::percent;

/// The most images of one cell of the confusion matrix that are shown.
pub const MAX_SHOWN: usize = 40;
/// The images put through the network at a time.
const PORTION: usize = 256;

/// What the network says to the validation images at a moment.
#[derive(Clone, Debug)]
pub struct Examined {
    moment: [u64; 2],
    /// The outputs, a row an image.
    rows: Vec<Vec<f32>>,
}

impl DigitsPanel {
    /// How many different answers there are: ten digits, or "not 5" and "5".
    pub fn classes(&self) -> usize {
        if self.settings.task == Task::Five { 2 } else { CLASSES }
    }

    /// What the network gives for some images, as the question in force has it.
    fn rows_of(&self, examples: &Examples) -> Vec<Vec<f32>> {
        let network = self.network();
        let row = |row: &[f32]| match self.settings.task {
            Task::Five if row.len() > 1 => vec![row[FIVE]],
            _ => row.to_vec(),
        };
        let points = examples.points(PORTION);
        points
            .iter()
            .flat_map(|points| outputs(network, points).chunks_exact(network.outputs()).map(row).collect::<Vec<_>>())
            .collect()
    }

    /// Looks at what the network says to the validation images, worked out once for each of its states.
    fn examine<T>(&self, look: impl FnOnce(&[Vec<f32>]) -> T) -> T {
        let moment = self.moment();
        let mut examined = self.examined.borrow_mut();
        if examined.as_ref().is_none_or(|examined| examined.moment != moment) {
            let rows = self.parts.as_ref().map_or_else(Vec::new, |parts| self.rows_of(&parts.validation));
            *examined = Some(Examined { moment, rows });
        }
        look(examined.as_ref().map_or(&[], |examined| &examined.rows))
    }

    fn validation_labels(&self) -> &[usize] {
        self.parts.as_ref().map_or(&[], |parts| &parts.validation.labels)
    }

    /// How many validation images with each label get which answer: [label][answer], row by row. Empty without data.
    pub fn confusion(&self) -> Vec<usize> {
        let (labels, classes) = (self.validation_labels(), self.classes());
        if labels.is_empty() {
            return Vec::new();
        }
        let mut counts = vec![0; classes * classes];
        self.examine(|rows| {
            for (label, row) in labels.iter().zip(rows) {
                counts[label * classes + decided(row)] += 1;
            }
        });
        counts
    }

    /// Validation images read right, and all of them.
    pub fn right(&self) -> [usize; 2] {
        let labels = self.validation_labels();
        let right = self.examine(|rows| labels.iter().zip(rows).filter(|(label, row)| **label == decided(row)).count());
        [right, labels.len()]
    }

    /// The share of validation images read right; 0 without data.
    pub fn accuracy(&self) -> f64 {
        let [right, all] = self.right();
        right as f64 / all.max(1) as f64
    }

    /// The share of test images read right; nothing without data.
    pub fn test_accuracy(&self) -> Option<f64> {
        let test = &self.parts.as_ref()?.test;
        let right = self.rows_of(test).iter().zip(&test.labels).filter(|(row, label)| decided(row) == **label).count();
        Some(right as f64 / test.count().max(1) as f64)
    }

    /// What the test images say, where they have been asked for of just this network.
    pub(super) fn test_result(&self) -> Option<Message> {
        if self.tested != self.moment() {
            return None;
        }
        let count = self.parts.as_ref()?.test.count();
        Some(Message::new("test-result").with("accuracy", percent(self.test_accuracy()?)).with("count", count))
    }

    /// What always gives the commonest answer of the training images: that answer, and how many validation images it gets right.
    pub fn baseline(&self) -> Option<[usize; 2]> {
        let parts = self.parts.as_ref()?;
        let count = |labels: &[usize], answer| labels.iter().filter(|label| **label == answer).count();
        // The first of equals.
        let commonest = (0..self.classes()).rev().max_by_key(|answer| count(&parts.training.labels, *answer))?;
        Some([commonest, count(&parts.validation.labels, commonest)])
    }

    /// The images of a cell of the confusion matrix, by their places in the validation part; at most [`MAX_SHOWN`].
    pub fn images_of(&self, label: usize, answer: usize) -> Vec<usize> {
        let labels = self.validation_labels();
        self.examine(|rows| {
            let pairs = labels.iter().zip(rows).enumerate();
            let mine = pairs.filter(|(_, (is, row))| (**is, decided(row)) == (label, answer));
            mine.map(|(at, _)| at).take(MAX_SHOWN).collect()
        })
    }

    /// How sure the network is of its answer to a validation image.
    pub fn certainty_of(&self, place: usize) -> Option<f64> {
        self.examine(|rows| rows.get(place).map(|row| certainty(row, decided(row))))
    }

    /// The cell of the confusion matrix that is looked at, as label and answer.
    pub fn chosen_cell(&self) -> Option<[usize; 2]> {
        let cell = (self.settings.cell as usize).checked_sub(1)?;
        let chosen = [cell / CLASSES, cell % CLASSES];
        chosen.iter().all(|class| *class < self.classes()).then_some(chosen)
    }

    /// The validation images that are shown.
    pub(super) fn images_shown(&self) -> Vec<usize> {
        self.chosen_cell().map_or_else(Vec::new, |[label, answer]| self.images_of(label, answer))
    }

    /// The measures at the last whole epoch before the place shown.
    pub fn measures(&self) -> Option<Measures> {
        if let Some(followed) = self.followed() {
            return followed.measured.last().copied();
        }
        let run = self.run.as_ref()?.run();
        let [epochs, _] = run.place();
        run.measured().get(epochs as usize).copied()
    }

    /// Whether all training examples have one label.
    pub fn has_one_class(&self) -> bool {
        self.parts.as_ref().is_some_and(|parts| parts.training.labels.windows(2).all(|pair| pair[0] == pair[1]))
    }
}
