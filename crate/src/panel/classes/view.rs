//! What the panel shows.

use super::Classes;
use super::decide::Side;
use super::numbers::{added, one_hot};
use super::questions::FAR;
use super::settings::Part;
use crate::panel::json::{Key, Text, shown};
use crate::panel::view::{Message, View};
use crate::text::{fixed, probability, significant};

shown! {
    /// A class's bar beside the plane.
    pub struct ClassBar {
        /// The class.
        class: Key,
        /// Its label as the model learns it, `[1, 0, 0]`, or what the value is of a model with one output: `p`, `1 − p`.
        label: Text,
        /// Where the bar begins, from 0 to 1: shares of 1 follow one another.
        from: f64,
        /// How long it is.
        share: f64,
        /// Its value.
        text: Text,
        /// The probability that it is not this class, 1 − p, where each class is asked about by itself; else empty.
        rest: Text,
        /// Whether the model decides for this class.
        chosen: bool,
    }
}

shown! {
    /// A place on the line of numbers.
    pub struct ClassLabel {
        /// The class whose label it is.
        class: Key,
        /// The label.
        label: Text,
        /// Where it stands, from 0 to 1.
        at: f64,
        /// Whether it is the nearest one.
        chosen: bool,
    }
}

shown! {
    /// A model: its plane, and what it says at the point tried.
    pub struct ClassSide {
        /// Its name.
        name: Key,
        /// How it fares on all that it learns from.
        caption: Message,
        /// A bar a class, where it gives a probability to each.
        bars: Vec<ClassBar>,
        /// What the bars add up to; empty where there are none.
        total: Text,
        /// The labels on the line of numbers, where it gives one number.
        labels: Vec<ClassLabel>,
        /// Where that number stands on the line, from 0 to 1.
        value: Option<f64>,
        /// The same as text.
        value_text: Text,
    }
}

shown! {
    /// What the threshold makes of cats and dogs.
    pub struct CatOrDog {
        /// Where the threshold stands, from 0 to 1.
        cutoff: f64,
        /// Cats called cat, cats called dog, dogs called cat, dogs called dog.
        counts: Vec<usize>,
    }
}

shown! {
    /// What the page shows of the panel `classes` alone.
    pub struct ClassesShown {
        /// What is looked at.
        part: Key,
        /// The models, from the left.
        sides: Vec<ClassSide>,
        /// What the threshold makes of the animals, where it is looked at.
        matrix: Option<CatOrDog>,
    }
}

/// How far the line of numbers reaches on both sides of the labels.
const LINE: [f64; 2] = [0.0, 4.0];

impl Classes {
    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> ClassesShown {
        view.idle = self.idle();
        view.sentence = vec![self.sentence()];
        view.sum = self.sum_text();
        view.notes.extend(self.remarks());
        if wants_numbers {
            view.lines = self.lines();
            view.tables = self.tables();
        }
        let part = self.settings.part;
        let matrix = (part == Part::Cutoff && !self.run.fits().is_empty()).then(|| {
            let counts = self.confusion();
            let counts = [counts.true_positives, counts.false_negatives, counts.false_positives, counts.true_negatives];
            CatOrDog { cutoff: self.settings.cutoff.to_f64(), counts: counts.to_vec() }
        });
        let sides = self.sides().into_iter().map(|side| self.side_shown(side)).collect();
        ClassesShown { part: part.name(), sides, matrix }
    }

    /// The settings that make no difference to what is looked at.
    fn idle(&self) -> Vec<Key> {
        let part = self.settings.part;
        let of_parts: [(Part, &[Key]); 4] = [
            (Part::Compare, &["start", "truth", "shift"]),
            (Part::Order, &["numbering"]),
            (Part::Unknown, &["none", "confidence"]),
            (Part::Cutoff, &["cutoff"]),
        ];
        let others = of_parts.into_iter().filter(|(of, _)| *of != part).flat_map(|(_, names)| names.iter().copied());
        let things: &[Key] =
            if self.settings.is_of_animals() { &["apples", "grapes", "pears"] } else { &["cats", "dogs"] };
        others.chain(things.iter().copied()).collect()
    }

    /// The class that a model decides for.
    fn decided_name(&self, side: Side) -> Key {
        self.decided(side).map_or("nothing", |class| self.class_name(class))
    }

    /// What the whole shows, in one sentence.
    fn sentence(&self) -> Message {
        if self.run.fits().is_empty() {
            return Message::new("no-data");
        }
        if self.run.position() == 0 && !self.run.recipe().is_of_notes() {
            return Message::new("untrained");
        }
        let settings = &self.settings;
        let most = |side| self.values(side).into_iter().fold(0.0, f64::max);
        match settings.part {
            Part::Compare => {
                let sigmoids = self.values(Side::Sigmoids);
                Message::new("compare")
                    .with("sum", fixed(sigmoids.iter().sum(), 3))
                    .with("yes", sigmoids.iter().filter(|p| **p >= 0.5).count())
                    .word("class", self.decided_name(Side::Softmax))
                    .with("p", probability(most(Side::Softmax)))
            }
            Part::Order => Message::new("order")
                .with("value", significant(self.values(Side::Numbers)[0], 3))
                .word("left", self.decided_name(Side::Numbers))
                .word("right", self.decided_name(Side::Softmax)),
            Part::Unknown => {
                let side = self.answering();
                let class = self.decided_name(side);
                let key = match class {
                    "unknown" => "refused",
                    "none" => "none-of-these",
                    _ if self.distance() >= FAR => "far",
                    _ => "near",
                };
                let distance = self.distance();
                let message = Message::new(key).word("class", class).with("p", probability(most(side)));
                message.with("distance", if distance.is_finite() { fixed(distance, 2) } else { "—".to_owned() })
            }
            Part::Two => {
                let p = self.values(Side::Pair);
                Message::new("two").with("p", fixed(p[0], 6)).word("class", self.decided_name(Side::Pair))
            }
            Part::Cutoff => {
                let counts = self.confusion();
                Message::new("cutoff")
                    .with("cutoff", settings.cutoff)
                    .with("found", counts.true_positives)
                    .with("cats", counts.true_positives + counts.false_negatives)
                    .with("alarms", counts.false_positives)
            }
        }
    }

    /// The model that answers where things unknown are tried.
    pub(super) fn answering(&self) -> Side {
        if self.settings.none { Side::WithNone } else { Side::Fruit }
    }

    /// The sum that the picture is about.
    fn sum_text(&self) -> String {
        let of = |side| self.values(side);
        let values = of(self.sides()[0]);
        if values.is_empty() {
            return String::new();
        }
        match self.settings.part {
            Part::Compare => added(&values, false),
            Part::Order => {
                let decided = self.decided(Side::Softmax).unwrap_or(0);
                format!("y ≈ {}, {}", significant(values[0], 3), one_hot(decided, 3))
            }
            Part::Unknown => added(&of(self.answering()), true),
            Part::Two => format!("x + y = {}", added(&values, true)),
            Part::Cutoff => {
                let relation = if values[0] >= self.settings.cutoff.to_f64() { '≥' } else { '<' };
                format!(
                    "p ≈ {} {relation} {}, 1 − p ≈ {}",
                    probability(values[0]),
                    self.settings.cutoff,
                    probability(values[1])
                )
            }
        }
    }

    /// What a reader should know before believing a model.
    fn remarks(&self) -> Vec<Message> {
        let mut remarks = Vec::new();
        let first = self.run.things().first().map(|thing| thing.class);
        if let Some(class) = first.filter(|class| self.run.things().iter().all(|thing| thing.class == *class)) {
            remarks.push(Message::new("one-class").word("class", self.class_name(class)));
        }
        // The settings ask for more steps than the run can take.
        if let Some(why) = self.run.diverged().filter(|_| self.run.position() < self.settings.steps as usize) {
            remarks.push(self.why(&why));
        }
        remarks
    }

    fn side_shown(&self, side: Side) -> ClassSide {
        let values = self.values(side);
        let decided = self.decided(side);
        let shown = ClassSide { name: side.name(), caption: self.caption(side), ..ClassSide::default() };
        if values.is_empty() {
            return shown;
        }
        if side == Side::Numbers {
            let at = |value: f64| ((value - LINE[0]) / (LINE[1] - LINE[0])).clamp(0.0, 1.0);
            let labels = self.settings.numbering.labels();
            let label = |class: usize| ClassLabel {
                class: self.class_name(class),
                label: labels[class].to_string(),
                at: at(labels[class] as f64),
                chosen: decided == Some(class),
            };
            let value_text = significant(values[0], 3);
            return ClassSide { labels: (0..3).map(label).collect(), value: Some(at(values[0])), value_text, ..shown };
        }
        let shares_one = side.shares_one();
        let mut from = 0.0;
        let bar = |(class, share): (usize, &f64)| {
            let bar = ClassBar {
                class: self.class_name(class),
                label: match side {
                    Side::Difference | Side::Cat => ["p", "1 − p"][class].to_owned(),
                    Side::Sigmoids => String::new(),
                    _ => one_hot(class, values.len()),
                },
                from,
                share: *share,
                text: probability(*share),
                rest: if side == Side::Sigmoids { probability(1.0 - share) } else { String::new() },
                chosen: decided == Some(class),
            };
            from += if shares_one || side == Side::Cat { *share } else { 0.0 };
            bar
        };
        let bars = values.iter().enumerate().map(bar).collect();
        let total = if shares_one || side == Side::Cat { "1".to_owned() } else { fixed(values.iter().sum(), 3) };
        ClassSide { bars, total, ..shown }
    }

    /// How a model fares: how many it gets wrong of all that it learns from, and its loss.
    fn caption(&self, side: Side) -> Message {
        let [right, of] = self.right(side);
        let losses: Vec<_> =
            self.losses.get(side.fits(self.settings.part)).unwrap_or_default().iter().flatten().collect();
        let loss = if losses.is_empty() {
            "—".to_owned()
        } else {
            significant(losses.iter().copied().sum::<f64>() / losses.len() as f64, 3)
        };
        Message::new("caption").with("wrong", of - right).with("of", of).with("loss", loss)
    }
}
