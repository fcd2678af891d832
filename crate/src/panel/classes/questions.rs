//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::Classes;
use super::decide::Side;
use super::numbers::one_hot;
use super::settings::{Numbering, Part};
use crate::model::decimal::Decimal;
use crate::panel::port::{Guess, Question};
use crate::panel::view::Message;
use crate::text::{fixed, probability, significant};

/// From here on a point counts as far from all fruit.
pub const FAR: f64 = 1.5;
/// From here on an answer counts as sure.
const SURE: f64 = 0.99;
/// The steps after which a model has learned enough to be asked.
const LEARNED: usize = 100;

/// In their order.
pub const QUESTIONS: &[Question<Classes>] = &[
    Question {
        name: "all-say-no",
        start: "part=compare&x1=0&x2=-1.1&steps=0&speed=120",
        rail: &["x1", "x2"],
        guess: Some(Guess { options: &["none-names", "softmax-names", "both-name"], right: who_names_a_class }),
        is_answered: |panel| {
            let values = panel.values(Side::Sigmoids);
            let say_no = values.len() == 3 && values.iter().all(|p| *p < 0.5);
            panel.asks(Part::Compare) && say_no && panel.settings().shift == Decimal::ZERO
        },
        why: |panel| {
            let [sigmoids, shares] = [Side::Sigmoids, Side::Softmax].map(|side| panel.values(side));
            let text = |values: &[f64]| values.iter().map(|p| fixed(*p, 2)).collect::<Vec<_>>().join(", ");
            Message::new("why-all-say-no")
                .with("sigmoids", text(&sigmoids))
                .with("sum", fixed(sigmoids.iter().sum(), 2))
                .with("shares", text(&shares))
        },
    },
    Question {
        name: "on-the-line",
        start: "part=two&x1=-1&x2=1&steps=0&speed=120",
        rail: &["x1", "x2"],
        guess: Some(Guess { options: &["never", "sometimes", "always"], right: |panel| how_often_alike(panel) }),
        is_answered: |panel| panel.asks(Part::Two) && panel.values(Side::Pair).iter().all(|p| (p - 0.5).abs() < 0.01),
        why: |panel| {
            let sums = panel.sums(Side::Pair);
            let difference = sums.first().zip(sums.last()).map_or(0.0, |(cat, dog)| cat - dog);
            let p = panel.values(Side::Difference).first().copied().unwrap_or(0.5);
            Message::new("why-on-the-line").with("difference", significant(difference, 2)).with("p", fixed(p, 3))
        },
    },
    Question {
        name: "false-middle",
        start: "part=order&numbering=agp&x1=-1.3&x2=0.9&steps=0&speed=120",
        rail: &["numbering"],
        guess: Some(Guess {
            options: &["apple", "pear", "grape"],
            right: |panel| panel.decided(Side::Numbers).map_or("nothing", |class| panel.class_name(class)),
        }),
        is_answered: |panel| {
            let is_usual = panel.settings().numbering == Numbering::AppleGrapePear;
            let [numbers, one_hot] = [Side::Numbers, Side::Softmax].map(|side| panel.decided(side));
            panel.asks(Part::Order) && is_usual && numbers == Some(1) && one_hot != Some(1)
        },
        why: |panel| {
            let value = panel.values(Side::Numbers).first().copied().unwrap_or_default();
            let class = panel.decided(Side::Softmax).unwrap_or(0);
            Message::new("why-false-middle")
                .with("value", significant(value, 3))
                .with("label", one_hot(class, 3))
                .word("class", panel.class_name(class))
        },
    },
    Question {
        name: "sure-nowhere",
        start: "part=unknown&none=off&confidence=0&x1=0&x2=-0.2&steps=0&speed=120",
        rail: &["x1", "x2"],
        guess: Some(Guess { options: &["thirds", "sure", "silent"], right: |panel| how_sure(panel) }),
        is_answered: |panel| {
            panel.asks(Part::Unknown) && panel.distance() >= FAR && panel.values(Side::Fruit).iter().any(|p| *p >= SURE)
        },
        why: |panel| {
            let mut sums = panel.sums(Side::Fruit);
            sums.sort_by(|a, b| b.total_cmp(a));
            let lead = sums.first().zip(sums.get(1)).map_or(0.0, |(most, next)| most - next);
            let p = panel.values(Side::Fruit).into_iter().fold(0.0, f64::max);
            Message::new("why-sure-nowhere")
                .with("distance", fixed(panel.distance(), 2))
                .with("lead", significant(lead, 2))
                .with("p", probability(p))
        },
    },
    Question {
        name: "say-none",
        start: "part=unknown&none=off&confidence=0&x1=-2.8&x2=-2.8&steps=0&speed=120",
        rail: &["none", "confidence"],
        guess: Some(Guess {
            options: &["dummy", "least-p"],
            right: |panel| if panel.settings().none { "dummy" } else { "least-p" },
        }),
        is_answered: |panel| {
            let side = panel.answering();
            let is_fruit = panel.decided(side).is_some_and(|class| class < 3);
            // Refusing everything would be no answer.
            let [right, of] = panel.right(side);
            panel.asks(Part::Unknown) && panel.distance() >= FAR && !is_fruit && 2 * right > of
        },
        why: |panel| {
            let p = panel.values(panel.answering()).into_iter().fold(0.0, f64::max);
            let key = if panel.settings().none { "why-say-none" } else { "why-least-p" };
            Message::new(key).with("p", probability(p)).with("confidence", panel.settings().confidence)
        },
    },
    Question {
        name: "miss-no-cat",
        start: "part=cutoff&cutoff=0.5&x1=-0.6&x2=0.6&steps=0&speed=120",
        rail: &["cutoff"],
        guess: Some(Guess {
            options: &["lower", "higher"],
            right: |panel| if panel.settings().cutoff < Decimal::hundredths(50) { "lower" } else { "higher" },
        }),
        is_answered: |panel| {
            let counts = panel.confusion();
            let spares_a_dog = counts.false_positive_rate().is_some_and(|rate| rate < 1.0);
            panel.asks(Part::Cutoff) && counts.recall() == Some(1.0) && spares_a_dog
        },
        why: |panel| {
            let counts = panel.confusion();
            Message::new("why-miss-no-cat")
                .with("cutoff", panel.settings().cutoff)
                .with("cats", counts.true_positives)
                .with("alarms", counts.false_positives)
                .with("dogs", counts.false_positives + counts.true_negatives)
        },
    },
];

impl Classes {
    /// Whether a question about `part` is asked of models that have learned something.
    fn asks(&self, part: Part) -> bool {
        self.settings.part == part && self.run.position() >= LEARNED && !self.run.fits().is_empty()
    }
}

/// Which models name a class at the point tried: sigmoids do where one is at least ½, softmax where a class has the greatest share.
fn who_names_a_class(panel: &Classes) -> &'static str {
    let sigmoids = panel.values(Side::Sigmoids).iter().any(|p| *p >= 0.5);
    match (sigmoids, panel.decided(Side::Softmax).is_some()) {
        (true, _) => "both-name",
        (false, true) => "softmax-names",
        (false, false) => "none-names",
    }
}

/// How often softmax with two outputs and the sigmoid of the difference say the same, seen at many points.
fn how_often_alike(panel: &Classes) -> &'static str {
    let (pair, difference) = (panel.units(Side::Pair), panel.units(Side::Difference));
    let ([cat, dog], [one]) = (&pair[..], &difference[..]) else { return "never" };
    let points = (-6..=6).flat_map(|x| (-6..=6).map(move |y| [f64::from(x) / 2.0, f64::from(y) / 2.0]));
    let gap = |at: [f64; 2]| {
        let share = crate::model::probability::softmax(&[cat.sum(at), dog.sum(at)])[0];
        (share - crate::model::probability::sigmoid(one.sum(at))).abs()
    };
    let alike = points.clone().filter(|at| gap(*at) < 1e-9).count();
    if alike == points.count() {
        "always"
    } else if alike > 0 {
        "sometimes"
    } else {
        "never"
    }
}

/// How sure a model of three classes is.
fn how_sure(panel: &Classes) -> &'static str {
    let most = panel.values(Side::Fruit).into_iter().fold(0.0, f64::max);
    if most >= 0.9 { "sure" } else { "thirds" }
}
