//! What a learner can do beside setting a value.

use super::DigitsPanel;
use super::pad::{Pad, Subject};
use super::settings::{Ink, Reader, Settings, toggled};
use crate::data::bitmap::Place;
use crate::data::digits::CLASSES;
use crate::model::random::Random;
use crate::panel::command::commands;
use crate::panel::json::Text;
use crate::panel::notation::tenth;
use crate::panel::view::Message;

/// Apart from the streams of networks and data.
const PUTS: u64 = 8 << 32;

commands! {
    /// What a learner can do in the panel `digits` beside setting a value.
    pub enum DigitsCommand {
        /// Draws or erases from one place on the pad to another, in pixels.
        Stroke(x0: f64, y0: f64, x1: f64, y1: f64) = "stroke",
        /// Puts something on the pad: `blank`, `letter-a`, `letter-hieut`, `noise`, `black`, or `digit` for a validation image.
        Put(subject: Text) = "put",
        /// Puts a validation image on the pad.
        PutImage(place: usize) = "put-image",
        /// Lets a digit be learned, or not.
        Teach(digit: usize) = "teach",
        /// Takes a hidden layer of so many units, or two.
        Size(first: usize, second: usize) = "size",
        /// Chooses a cell of the confusion matrix.
        Choose(label: usize, answer: usize) = "choose",
        /// Chooses a node of the first layer.
        ChooseNode(node: usize) = "choose-node",
        /// Starts again with a tenth of the learning rate.
        LowerLearningRate() = "lower-rate",
        /// Measures the network on the test images.
        Test() = "test",
    }
}

impl DigitsPanel {
    pub(super) fn obey(&mut self, command: DigitsCommand) -> Result<(), Message> {
        match command {
            DigitsCommand::Stroke { x0, y0, x1, y1 } => {
                self.pen_down([x0, y0]);
                self.pen_to([x1, y1]);
                self.pen_up();
            }
            DigitsCommand::Put { subject } => self.put(&subject)?,
            DigitsCommand::PutImage { place } => {
                let image = self.parts.as_ref().and_then(|parts| parts.validation.images.get(place));
                let pad = Pad::of_cells(image.ok_or_else(|| Message::new("no-such-image"))?);
                self.change(|settings| settings.pad = pad);
            }
            DigitsCommand::Teach { digit } => {
                let classes = toggled(self.settings.classes, digit)?;
                self.change(|settings| *settings = Settings { classes, epochs: 0, batches: 0, ..settings.clone() });
            }
            DigitsCommand::Size { first, second } => {
                let units =
                    |units: usize| u32::try_from(units).ok().filter(|units| *units <= super::settings::MAX_UNITS);
                let sizes = units(first).zip(units(second));
                let (hidden1, hidden2) = sizes.ok_or_else(|| Message::new("no-such-size"))?;
                let reader = Reader::Own;
                self.change(|settings| {
                    *settings = Settings { hidden1, hidden2, reader, epochs: 0, batches: 0, ..settings.clone() };
                });
            }
            DigitsCommand::Choose { label, answer } => {
                if label.max(answer) >= CLASSES {
                    return Err(Message::new("no-such-image"));
                }
                let cell = u32::try_from(1 + CLASSES * label + answer).unwrap_or(0);
                self.change(|settings| settings.cell = cell);
            }
            DigitsCommand::ChooseNode { node } => {
                let node = u32::try_from(node + 1).unwrap_or(1).clamp(1, super::settings::MAX_UNITS);
                self.change(|settings| settings.node = node);
            }
            DigitsCommand::LowerLearningRate {} => {
                let rate = tenth(self.settings.rate);
                self.change(|settings| *settings = Settings { rate, epochs: 0, batches: 0, ..settings.clone() });
            }
            DigitsCommand::Test {} => {
                self.tested = self.moment();
                if self.parts.is_none() {
                    return Err(Message::new("no-data"));
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, subject: &str) -> Result<(), Message> {
        self.puts += 1;
        let mut random = Random::stream(self.puts, PUTS);
        let images = self.parts.as_ref().map(|parts| &parts.validation.images);
        let pad = match (Subject::named(subject), images) {
            (Some(subject), _) => Pad::of(subject, &mut random),
            (None, Some(images)) if subject == "digit" => Pad::of_cells(&images[random.below(images.len())]),
            _ => return Err(Message::new("no-such-image")),
        };
        self.is_drawing = false;
        self.change(|settings| settings.pad = pad);
        Ok(())
    }

    /// The pen comes down on the pad.
    pub(super) fn pen_down(&mut self, place: Place) {
        self.is_drawing = true;
        let (width, draws) = (self.settings.width, self.settings.ink == Ink::Draw);
        self.change(|settings| settings.pad.begin(place, width, draws));
    }

    /// The pen goes on to a place.
    pub(super) fn pen_to(&mut self, place: Place) {
        self.change(|settings| settings.pad.go_on(place));
    }

    /// The pen lifts.
    pub(super) fn pen_up(&mut self) {
        if std::mem::take(&mut self.is_drawing) {
            self.change(|settings| settings.pad.lift());
        }
    }
}
