//! What the panel shows.

use super::DigitsPanel;
use super::settings::{Lessons, Reader, Task};
use crate::data::bitmap::PIXELS;
use crate::data::digits::CLASSES;
use crate::panel::json::{Key, Text, shown};
use crate::panel::playable::Playable as _;
use crate::panel::view::{Coach, Message, Said, View};
use crate::text::percent;

shown! {
    /// How far the network is for an answer.
    pub struct DigitBar {
        /// The answer: a digit, or whether it is a 5.
        name: Said,
        /// Its share, from 0 to 1.
        share: f64,
        /// The same as text.
        text: Text,
        /// Whether it is the one decided on.
        chosen: bool,
    }
}

shown! {
    /// The confusion matrix of the validation images.
    pub struct DigitMatrix {
        /// The answers, which are the labels too.
        names: Vec<Said>,
        /// How many images with each label get each answer, row by row.
        counts: Vec<usize>,
        /// The cell that is looked at: its label and its answer.
        chosen: Vec<usize>,
    }
}

shown! {
    /// An image of the validation part.
    pub struct DigitImage {
        /// Its place in that part.
        place: usize,
        /// How sure the network is of its answer.
        sure: Text,
    }
}

shown! {
    /// A node of the first layer, worked out at the drawing.
    pub struct DigitNode {
        /// Its number, from 0.
        node: usize,
        /// Its sum in numbers.
        sum: Text,
        /// Its 64 weights, in the rows of the image.
        weights: Vec<Vec<Text>>,
        /// Their products with the inputs.
        products: Vec<Vec<Text>>,
    }
}

shown! {
    /// What the page shows of the panel `digits` alone.
    pub struct DigitsShown {
        /// Whether ten digits are told apart, or 5 from all others.
        task: Key,
        /// The answers with their shares; none while the pad is blank, or before the learner has guessed.
        bars: Vec<DigitBar>,
        /// The answer decided on; empty where there is none.
        decided: Option<Said>,
        /// How sure the network is of it.
        sure: Text,
        /// Whether the answer is held back until the learner has guessed.
        is_covered: bool,
        /// Whether the pad is blank.
        is_blank: bool,
        /// Whether the data set is there.
        has_data: bool,
        /// The digits that are learned.
        taught: Vec<bool>,
        /// The share of validation images that are read right at the epoch shown; 0 without a run.
        accuracy: f64,
        /// How many pixels of the pad are black.
        black: u32,
        /// How many pixels the pad has to a side.
        side: usize,
        /// Whether the network of the figure is looked at, which learns.
        is_own: bool,
        /// The sizes of the layers: `64-32-10`.
        sizes: Text,
        /// The units of the hidden layers.
        hidden: Vec<u32>,
        /// The image as a vector, for the drawer.
        vector: Text,
        /// The confusion matrix, for the drawer.
        matrix: Option<DigitMatrix>,
        /// The images of its chosen cell.
        images: Vec<DigitImage>,
        /// How many nodes the first layer has.
        nodes: usize,
        /// Whether these are the outputs.
        nodes_are_outputs: bool,
        /// The node whose weights are looked at, for the drawer.
        node: Option<DigitNode>,
    }
}

/// Whether the learner is still to guess: what the network says would give it away.
fn is_asked(coach: &Coach) -> bool {
    !coach.guesses.is_empty() && coach.guess.is_none() && coach.why.is_none()
}

impl DigitsPanel {
    /// How right the network is that learns here, on the validation images; nothing before it has learned.
    fn learned(&self) -> Option<Message> {
        let settings = &self.settings;
        if settings.reader != Reader::Own || self.position() == 0 || self.parts.is_none() {
            return None;
        }
        Some(match self.confusion()[..] {
            [_, alarms, missed, found] if settings.task == Task::Five => {
                Message::new("fives-found").with("found", found).with("fives", found + missed).with("alarms", alarms)
            }
            _ => self.validated_text(),
        })
    }

    /// The accuracy on the validation images.
    pub(super) fn validated_text(&self) -> Message {
        let [right, all] = self.right();
        Message::new("validation").with("accuracy", percent(self.accuracy())).with("right", right).with("all", all)
    }

    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> DigitsShown {
        let is_covered = is_asked(&view.coach);
        let answer = self.answer().filter(|_| !is_covered);
        view.idle = self.idle();
        view.notes.extend(self.remarks());
        let said = answer.as_ref().map(|answer| (self.answer_name(answer.decided), percent(answer.certainty())));
        let learned = self.learned();
        view.sentence = learned.into_iter().collect();
        // Where a network learns here, that the pad is blank is no news.
        let drawn = match &said {
            _ if is_covered && self.seen.black > 0 => Some(Message::new("covered")),
            None => view.sentence.is_empty().then(|| Message::new("blank")),
            Some((Said::Text(digit), sure)) => Some(Message::new("says").with("name", digit).with("sure", sure)),
            Some((Said::Word(word), sure)) => {
                let p = answer.as_ref().map_or(0.0, |answer| f64::from(answer.outputs[0]));
                Some(Message::new("says-five").word("name", word).with("p", percent(p)).with("sure", sure))
            }
        };
        view.sentence.extend(drawn);
        if let Some(answer) = &answer {
            view.sum = answer.text();
        }
        if wants_numbers {
            view.lines = self.lines();
            view.tables = if is_covered { Vec::new() } else { self.tables() };
        }
        let bars = answer.as_ref().map_or_else(Vec::new, |answer| self.bars(&answer.outputs, answer.decided));
        let layer = self.network().layers().first();
        DigitsShown {
            task: self.settings.task.name(),
            bars,
            sure: said.as_ref().map_or_else(String::new, |(_, sure)| sure.clone()),
            decided: said.map(|(name, _)| name),
            is_covered,
            is_blank: self.seen.black == 0,
            has_data: self.parts.is_some(),
            taught: (0..CLASSES).map(|digit| self.settings.teaches(digit)).collect(),
            accuracy: self.measures().and_then(|measures| measures.validation_accuracy).unwrap_or_default(),
            black: self.seen.black,
            side: PIXELS,
            is_own: self.settings.reader == Reader::Own,
            sizes: self.sizes_text(),
            hidden: vec![self.settings.hidden1, self.settings.hidden2],
            vector: if wants_numbers { self.vector_text() } else { String::new() },
            matrix: self.matrix().filter(|_| wants_numbers),
            images: if wants_numbers { self.images() } else { Vec::new() },
            nodes: layer.map_or(0, |layer| layer.units),
            nodes_are_outputs: self.network().layers().len() == 1,
            node: self.node_shown().filter(|_| wants_numbers),
        }
    }

    /// The settings that have nothing to do while the network that the panel brings along answers.
    fn idle(&self) -> Vec<Key> {
        let of_the_run =
            ["activation", "optimizer", "rate", "batch", "seed", "dataseed", "lessons", "hidden1", "hidden2"];
        let mut idle = vec!["classes", "epochs", "batches", "cell", "node"];
        if self.settings.reader == Reader::Ready {
            idle.extend(of_the_run);
        }
        idle
    }

    fn bars(&self, outputs: &[f32], decided: usize) -> Vec<DigitBar> {
        let bar = |name, share: f64, chosen| DigitBar { name, share, text: percent(share), chosen };
        match outputs {
            [one] => {
                let p = f64::from(*one);
                let shares = [(1, p), (0, 1.0 - p)];
                shares.map(|(answer, share)| bar(self.answer_name(answer), share, answer == decided)).into()
            }
            many => {
                let all = many.iter().enumerate();
                all.map(|(digit, share)| bar(digit.into(), f64::from(*share), digit == decided)).collect()
            }
        }
    }

    /// What a learner should know before believing the network.
    fn remarks(&self) -> Vec<Message> {
        let mut remarks: Vec<_> = self.halt.iter().chain(&self.test_result()).cloned().collect();
        if self.settings.reader == Reader::Ready {
            return remarks;
        }
        if self.parts.is_none() {
            remarks.push(Message::new("no-data-yet"));
        } else if (self.settings.epochs, self.settings.batches) == (0, 0) && self.followed().is_none() {
            remarks.push(Message::new("untrained"));
        }
        if self.has_one_class() {
            remarks.push(Message::new(if self.settings.task == Task::Five { "one-answer" } else { "one-class" }));
        }
        match self.settings.lessons {
            Lessons::Digits => {}
            Lessons::Shuffled => remarks.push(Message::new("shuffled")),
            Lessons::Constant => remarks.push(Message::new("constant")),
        }
        remarks
    }

    fn matrix(&self) -> Option<DigitMatrix> {
        let counts = self.confusion();
        let names = (0..self.classes()).map(|answer| self.answer_name(answer)).collect();
        let chosen = self.chosen_cell().map_or_else(Vec::new, Vec::from);
        (!counts.is_empty()).then_some(DigitMatrix { names, counts, chosen })
    }

    fn images(&self) -> Vec<DigitImage> {
        let image = |place| DigitImage { place, sure: self.certainty_of(place).map_or_else(String::new, percent) };
        self.images_shown().into_iter().map(image).collect()
    }

    fn node_shown(&self) -> Option<DigitNode> {
        let units = self.network().layers().first()?.units;
        let node = (self.settings.node as usize).clamp(1, units) - 1;
        let report = self.node(node)?;
        Some(DigitNode {
            node,
            sum: report.text(),
            weights: Self::node_rows(report.weights.iter().copied()),
            products: Self::node_rows(report.products.iter().map(|[_, product]| *product)),
        })
    }
}
