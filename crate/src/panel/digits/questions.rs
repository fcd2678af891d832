//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::DigitsPanel;
use super::answer::Answer;
use super::pad::{Pad, Subject};
use super::settings::{Descent, Lessons, Reader, Task};
use crate::model::random::Random;
use crate::panel::json::Key;
use crate::panel::port::{Guess, Question};
use crate::panel::view::Message;
use crate::text::percent;

/// The most black pixels that count as a little drawing: an image of the data set has 313 on average.
const LITTLE: u32 = 60;
/// From here on the network counts as sure.
const SURE: f64 = 0.95;
/// The epochs within which the accuracy must be reached.
const SOON: u32 = 20;
/// The accuracy that must be reached.
const GOOD: f64 = 0.97;
/// The most pixels that a small drawing is wide and high.
const SMALL: usize = 16;
/// The least that a drawing is wide and high to be one.
const SOME: usize = 5;

/// In their order.
pub const QUESTIONS: &[Question<DigitsPanel>] = &[
    Question {
        name: "draw-seven",
        start: "reader=ready&fit=on",
        rail: &["width"],
        guess: Some(Guess {
            options: &["almost", "rather", "hardly"],
            right: |panel| match five(panel).certainty() {
                sure if sure >= 0.99 => "almost",
                sure if sure >= 0.8 => "rather",
                _ => "hardly",
            },
        }),
        is_answered: |panel| panel.reads_as_digit(7) && panel.settings().fit,
        why: |panel| {
            let sure = percent(five(panel).certainty());
            Message::new("why-seven").with("fivesure", sure).with("sure", panel.sure_text())
        },
    },
    Question {
        name: "sure-of-little",
        start: "reader=ready&fit=off&pad=letter-hieut",
        rail: &["width"],
        guess: Some(Guess {
            options: &["torn", "rather", "sure"],
            right: |panel| match letter(panel).certainty() {
                sure if sure >= 0.9 => "sure",
                sure if sure >= 0.5 => "rather",
                _ => "torn",
            },
        }),
        is_answered: |panel| {
            let is_little = panel.seen.black > 0 && panel.seen.black <= LITTLE && !panel.is_drawing;
            let is_sure = panel.answer().is_some_and(|answer| answer.certainty() >= SURE);
            panel.settings().task == Task::Digit && is_little && is_sure && panel.reads_well()
        },
        why: |panel| {
            let answer = letter(panel);
            Message::new("why-little")
                .with("letter", answer.decided)
                .with("lettersure", percent(answer.certainty()))
                .with("pixels", panel.seen.black)
                .with("digit", panel.answer().map_or(0, |answer| answer.decided))
                .with("sure", panel.sure_text())
        },
    },
    Question {
        name: "small-digit",
        start: "reader=ready&fit=off&pad=blank",
        rail: &["fit", "width"],
        guess: Some(Guess {
            options: &["three", "other"],
            right: |panel| {
                let raw = panel.answer_to(&panel.settings().pad.bitmap().cells());
                if raw.decided == 3 { "three" } else { "other" }
            },
        }),
        is_answered: |panel| {
            let is_small = panel.drawn_size().is_some_and(|size| size.iter().all(|length| *length <= SMALL));
            is_small && panel.reads_as_digit(3) && panel.settings().fit
        },
        why: |panel| {
            let raw = panel.answer_to(&panel.settings().pad.bitmap().cells());
            Message::new("why-small")
                .with("raw", raw.decided)
                .with("rawsure", percent(raw.certainty()))
                .with("sure", panel.sure_text())
        },
    },
    Question {
        name: "ninety-seven",
        start: "hidden1=0&speed=2&fit=on&pad=blank",
        rail: &["hidden1", "rate", "batch"],
        guess: Some(Guess { options: &["hidden", "rate", "batch"], right: what_helped }),
        is_answered: |panel| {
            let settings = panel.settings();
            let is_own = settings.reader == Reader::Own && settings.task == Task::Digit;
            is_own && (1..=SOON).contains(&settings.epochs) && settings.batches == 0 && panel.validated() >= GOOD
        },
        why: |panel| {
            Message::new("why-ninety-seven")
                .with("accuracy", percent(panel.validated()))
                .with("epochs", panel.settings().epochs)
                .with("test", panel.test_accuracy().map_or_else(String::new, percent))
        },
    },
    Question {
        name: "find-fives",
        start: "task=five&hidden1=0&optimizer=sgd&speed=2&fit=on&pad=blank",
        rail: &["rate", "hidden1", "optimizer"],
        guess: Some(Guess {
            options: &["tenth", "half", "most"],
            right: |panel| match panel.baseline_share() {
                share if share >= 0.8 => "most",
                share if share >= 0.3 => "half",
                _ => "tenth",
            },
        }),
        is_answered: |panel| {
            let settings = panel.settings();
            let is_own = settings.reader == Reader::Own && settings.task == Task::Five && settings.epochs > 0;
            let counts = panel.confusion();
            let [_, alarms, missed, found] = counts[..] else { return false };
            is_own && found * 100 >= 95 * (missed + found) && alarms <= 1
        },
        why: |panel| {
            let counts = panel.confusion();
            let [_, alarms, missed, found] = counts[..] else { return Message::new("no-data") };
            Message::new("why-fives")
                .with("baseline", percent(panel.baseline_share()))
                .with("found", found)
                .with("fives", found + missed)
                .with("alarms", alarms)
                .with("test", panel.test_accuracy().map_or_else(String::new, percent))
        },
    },
];

/// What the network says to the 5 with which the question opens.
fn five(panel: &DigitsPanel) -> Answer {
    panel.answer_to(&Pad::default().normalized().cells())
}

/// What the network says to the letter ㅎ.
fn letter(panel: &DigitsPanel) -> Answer {
    panel.answer_to(&Pad::of(Subject::LetterHieut, &mut Random::new(0)).bitmap().cells())
}

/// What has been changed that made the network learn sooner.
fn what_helped(panel: &DigitsPanel) -> Key {
    let settings = panel.settings();
    if settings.hidden1 > 0 || settings.hidden2 > 0 {
        "hidden"
    } else if settings.rate > 0.01 || settings.optimizer != Descent::Adam {
        "rate"
    } else {
        "batch"
    }
}

impl DigitsPanel {
    /// How sure the network is of its answer to the drawing, as text.
    fn sure_text(&self) -> String {
        self.answer().map_or_else(String::new, |answer| percent(answer.certainty()))
    }

    /// How wide and high the drawing is in pixels; nothing while the pad is blank or the pen is down.
    fn drawn_size(&self) -> Option<[usize; 2]> {
        let extent = self.settings.pad.bitmap().extent()?;
        (!self.is_drawing).then(|| extent.map(|[low, high]| high - low))
    }

    /// Whether a drawing by strokes is done and read as a digit.
    fn reads_as_digit(&self, digit: usize) -> bool {
        let is_drawn = self.drawn_size().is_some_and(|size| size.iter().all(|length| *length >= SOME));
        let is_read = self.answer().is_some_and(|answer| answer.decided == digit);
        is_drawn && !self.settings.pad.strokes().is_empty() && is_read && self.settings.task == Task::Digit
    }

    /// The validation accuracy of the epoch shown.
    fn validated(&self) -> f64 {
        self.measures().and_then(|measures| measures.validation_accuracy).unwrap_or_default()
    }

    /// Whether the network has learned to read digits: the one that the panel brings along has.
    fn reads_well(&self) -> bool {
        match self.settings.reader {
            Reader::Ready => true,
            Reader::Own => self.settings.lessons == Lessons::Digits && self.validated() >= SURE,
        }
    }

    /// The share of validation images that the commonest answer alone gets right.
    fn baseline_share(&self) -> f64 {
        let [_, all] = self.right();
        self.baseline().map_or(0.0, |[_, right]| right as f64 / all.max(1) as f64)
    }
}
