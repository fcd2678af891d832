//! The network taken along: its run as code, its losses, and the pictures as the run has parted and taught them.

use super::DigitsPanel;
use super::material::{self, Lesson};
use crate::data::digits::{CELLS, CLASSES, COUNT};
use crate::export;
use crate::export::library::Library;
use crate::export::training_run::{Data, Decision, DigitImages, Script, Targets, TrainingChange, TrainingRun};
use crate::model::curves::Entry;
use crate::panel::export::history_csv;

/// The epochs that code trains for when the page has not trained yet: enough for nearly all held-out pictures.
const FIRST_EPOCHS: u64 = 20;

impl DigitsPanel {
    /// The run as it is to be taken along: from its start, for as many epochs as it has been trained. The held-out pictures
    /// are its validation. Nothing before the data set is given.
    pub fn training_run(&self) -> Option<TrainingRun> {
        let (material, settings) = (self.run()?.material(), self.settings());
        let (taught, held) = (material.training.numbers.len(), material.held.numbers.len());
        let pictures = DigitImages {
            seed: u64::from(settings.count("dataseed")),
            training: COUNT - held,
            classes: (0..CLASSES).filter(|digit| settings.teaches(*digit)).collect(),
            change: match settings.choice("lessons") {
                "shuffled" => TrainingChange::ShuffledLabels(material::LABELS),
                "constant" => TrainingChange::Constant(material::MEAN),
                _ => TrainingChange::None,
            },
        };
        let five = settings.asks_for_five();
        Some(TrainingRun {
            data: Data::Digits(pictures),
            targets: if five { Targets::Is(5) } else { Targets::OneHot(CLASSES) },
            parts: [taught, held, 0],
            // The table allows only sizes that a network can have.
            network: settings.network().ok()?,
            drawn: Some((settings.init(), u64::from(settings.count("seed")))),
            settings: settings.training(),
            epochs: self.code_epochs(),
            decision: Some(if five { Decision::Threshold(0.5) } else { Decision::Greatest }),
        })
    }

    /// The run as a script; an empty one before the data set is given.
    pub fn script(&self, library: Library) -> Script {
        self.training_run().map(|run| export::script(library, &run)).unwrap_or_default()
    }

    /// How many epochs the code trains; 0 before the data set is given.
    pub fn code_epochs(&self) -> u64 {
        let Some(run) = self.run() else { return 0 };
        let [epochs, batches] = run.place();
        match run.length().max(u64::from(epochs) + u64::from(batches > 0)) {
            0 => FIRST_EPOCHS,
            trained => trained,
        }
    }

    /// What was measured so far as CSV, in columns named as in Keras's history; of a long run every so manieth epoch.
    pub fn history_csv(&self) -> String {
        let row = |entry: &Entry| {
            let last = entry.last;
            (entry.epoch, [last.training, last.test, Some(last.training_accuracy), last.test_accuracy])
        };
        let entries = self.run().map_or(&[][..], |run| run.curves().entries());
        history_csv(&["loss", "val_loss", "accuracy", "val_accuracy"], entries.iter().map(row))
    }

    /// The pictures as CSV, a row each: the part it belongs to, its number in the data set from 0, its label, its cells.
    pub fn csv(&self) -> String {
        let cells: Vec<_> = (1..=CELLS).map(|cell| format!("cell{cell}")).collect();
        let mut csv = format!("part,number,label,{}\n", cells.join(","));
        let mut add = |part: &str, Lesson { numbers, pictures, labels, .. }: &Lesson| {
            for ((number, cells), label) in numbers.iter().zip(pictures).zip(labels) {
                let cells: Vec<_> = cells.iter().map(u8::to_string).collect();
                csv += &format!("{part},{number},{label},{}\n", cells.join(","));
            }
        };
        if let Some(run) = self.run() {
            add("train", &run.material().training);
            add("val", &run.material().held);
        }
        csv
    }
}
