//! What can be exported: the network's run as code, its losses, and the images as the run splits and changes them.

use super::DigitsPanel;
use super::parts::{self, Examples};
use super::run::Measures;
use super::settings::{Lessons, Settings, Task};
use crate::data::digits::{CELLS, CLASSES};
use crate::export;
use crate::export::library::Library;
use crate::export::model_file::{Layer, ModelFile};
use crate::export::training_run::{Data, Decision, DigitImages, Script, Targets, TrainingChange, TrainingRun};
use crate::panel::export::{Content, Export, history_csv, settings};
use crate::panel::port::Panel;
use crate::panel::table::Settings as _;
use crate::panel::view::Message;

/// The epochs that code trains for when the page has not trained yet: enough for nearly all validation images.
const FIRST_EPOCHS: u64 = 20;

impl DigitsPanel {
    /// The run from its start, for as many epochs as it has been trained. The validation images come first among those that are not
    /// learned; the code splits off no others. Nothing before the data set is given.
    pub fn training_run(&self) -> Option<TrainingRun> {
        let (parts, settings) = (self.parts.as_ref().filter(|_| self.run.is_some())?, &self.settings);
        let [taught, validation, test] = [&parts.training, &parts.validation, &parts.test].map(Examples::count);
        let images = DigitImages {
            seed: u64::from(settings.dataseed),
            training: crate::data::digits::COUNT - validation - test,
            validation,
            classes: (0..CLASSES).filter(|digit| settings.teaches(*digit)).collect(),
            change: match settings.lessons {
                Lessons::Digits => TrainingChange::None,
                Lessons::Shuffled => TrainingChange::ShuffledLabels(parts::LABELS),
                Lessons::Constant => TrainingChange::Constant(parts::MEAN),
            },
        };
        let is_five = settings.task == Task::Five;
        Some(TrainingRun {
            data: Data::Digits(images),
            targets: if is_five { Targets::Is(5) } else { Targets::OneHot(CLASSES) },
            parts: [taught, validation, 0],
            // The table allows only sizes that a network can have.
            network: settings.network().ok()?,
            drawn: Some((settings.init(), u64::from(settings.seed))),
            settings: settings.training(),
            epochs: self.epochs(),
            decision: Some(if is_five { Decision::Threshold(0.5) } else { Decision::Greatest }),
        })
    }
}

impl Export for DigitsPanel {
    fn contents(&self) -> &'static [Content] {
        if self.run.is_some() { Content::CODE_AND_TABLES } else { &[] }
    }

    fn script(&self, library: Library) -> Script {
        self.training_run().map(|run| export::script(library, &run)).unwrap_or_default()
    }

    fn is_followed(&self) -> bool {
        true
    }

    fn epochs(&self) -> u64 {
        let Some(run) = &self.run else { return 0 };
        match run.length().div_ceil(run.run().steps_per_epoch()) {
            0 => FIRST_EPOCHS,
            trained => trained,
        }
    }

    /// Which part an image belongs to, its number in the data set from 0, its label, its cells.
    fn data_csv(&self) -> String {
        let cells: Vec<_> = (1..=CELLS).map(|cell| format!("cell{cell}")).collect();
        let mut csv = format!("part,number,label,{}\n", cells.join(","));
        let mut add = |part: &str, Examples { numbers, images, labels, .. }: &Examples| {
            for ((number, cells), label) in numbers.iter().zip(images).zip(labels) {
                let cells: Vec<_> = cells.iter().map(u8::to_string).collect();
                csv += &format!("{part},{number},{label},{}\n", cells.join(","));
            }
        };
        if let Some(parts) = &self.parts {
            add("train", &parts.training);
            add("val", &parts.validation);
            add("test", &parts.test);
        }
        csv
    }

    /// In columns named as in Keras's history.
    fn history_csv(&self) -> String {
        let row = |at: &Measures| (at.epoch, [at.loss, at.validation_loss, at.accuracy, at.validation_accuracy]);
        history_csv(&["loss", "val_loss", "accuracy", "val_accuracy"], self.measured().iter().map(row))
    }

    /// The network that answers. It is told scripts of the page, and is no file to be opened again: here weights come from training.
    fn model_file(&self) -> String {
        let network = self.network();
        let file = ModelFile {
            panel: Self::NAME.to_owned(),
            settings: settings(&Settings::TABLE, &[], |setting| self.settings.get(setting)),
            layers: Layer::all(network, network.parameters()),
            ..ModelFile::default()
        };
        file.to_string()
    }

    fn about(&self) -> Vec<Message> {
        if self.run.is_none() {
            return vec![Message::new("export-nothing")];
        }
        vec![Message::new("export-trains").with("epochs", self.epochs()), Message::new("export-digits")]
    }
}
