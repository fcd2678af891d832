//! The run as code, and the sequence and the losses as tables.

use std::fmt::Write;

use super::Sequences;
use super::material::Source;
use crate::export::library::Library;
use crate::export::recurrent::{Reading, RecurrentRun, script};
use crate::export::training_run::Script;
use crate::panel::export::{Content, Export, FIRST_EPOCHS, history_csv};

/// The epochs that code trains on a text when the page has not trained yet: an epoch of a text has many steps.
const FIRST_EPOCHS_OF_TEXT: u64 = 20;

impl Sequences {
    /// The run from its start, for as many whole epochs as the page has trained.
    fn exported_run(&self) -> RecurrentRun<'_> {
        let (material, settings, learner) = (&self.material, &self.settings, self.learner());
        let reading = match &material.source {
            Source::Series { values, scaling: [mean, scale] } => {
                // Some value is at least as far from the mean as the spread, unless there is none.
                let is_near = |value: &f64| (value - mean).abs() < scale / 2.0;
                Reading::Series { values, is_constant: values[..=material.split].iter().all(is_near) }
            }
            Source::Text { text, hangul, .. } => Reading::Text {
                letters: hangul.letters(text),
                hangul: *hangul,
                first: self.first_letter(),
                temperature: settings.temperature.to_f64(),
            },
        };
        RecurrentRun {
            reading,
            split: material.split,
            network: learner.start(),
            gain: settings.gain.to_f64(),
            seed: settings.seed.into(),
            learning: *learner.learning(),
            epochs: self.epochs(),
        }
    }
}

impl Export for Sequences {
    fn contents(&self) -> &'static [Content] {
        Content::CODE_AND_TABLES
    }

    fn script(&self, library: Library) -> Script {
        script(library, &self.exported_run())
    }

    fn epochs(&self) -> u64 {
        match self.timeline.length() {
            0 if self.settings.reads_text() => FIRST_EPOCHS_OF_TEXT,
            0 => FIRST_EPOCHS,
            steps => (steps / self.learner().steps_an_epoch()).max(1),
        }
    }

    /// The elements in their order: numbers, or letters in quotes.
    fn data_csv(&self) -> String {
        let (name, elements): (_, Vec<_>) = match &self.material.source {
            Source::Series { values, .. } => ("value", values.iter().map(f64::to_string).collect()),
            Source::Text { text, hangul, .. } => {
                let quoted = |letter| if letter == '"' { "\"\"\"\"".to_owned() } else { format!("\"{letter}\"") };
                ("letter", hangul.letters(text).chars().map(quoted).collect())
            }
        };
        let mut csv = format!("t,{name}\n");
        for (t, element) in elements.iter().enumerate() {
            let _ = writeln!(csv, "{t},{element}");
        }
        csv
    }

    /// The losses that the network learned from, epoch by epoch, and those of the rest after each.
    fn history_csv(&self) -> String {
        let entries = self.learner().history().entries();
        history_csv(
            &["loss", "test_loss"],
            entries.iter().map(|entry| (entry.epoch, [Some(entry.loss), entry.validation])),
        )
    }
}
