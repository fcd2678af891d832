//! The panel's questions: what each starts from, what to guess, when it is answered, and why.
//!
//! They are scored on points held out for validation. The test points are looked at once, when the question is answered.

use super::NetworkPanel;
use super::backward;
use super::examples::Data;
use super::many::Many;
use super::shape::{Feature, USUAL_INPUTS};
use crate::data::gates::Gate;
use crate::data::synthetic::Shape;
use crate::data::table::Shipped;
use crate::model::activation::Activation;
use crate::model::curves::Measures;
use crate::model::init::Init;
use crate::panel::json::Key;
use crate::panel::port::{Guess, Question};
use crate::panel::view::Message;
use crate::text::percent;

/// The accuracy that counts as solved: a stray point or two may be wrong.
const SOLVED: f64 = 0.95;
/// The same for the spiral.
const SPIRAL_SOLVED: f64 = 0.9;
/// By how much the accuracy on points held out must be lower, and what the training accuracy must be, to call it overfitting.
const GAP: f64 = 0.1;
const LEARNED: f64 = 0.95;

/// In their order.
pub const QUESTIONS: &[Question<NetworkPanel>] = &[
    Question {
        name: "circle-one-layer",
        start: "data=circle&noise=0&layers=tanh1&validation=0.2&stop=200&speed=20",
        rail: &["nodes", "seed"],
        guess: Some(Guess { options: &["one", "two", "three", "eight"], right: |_| "three" }),
        is_answered: |panel| {
            let settings = panel.learner.settings();
            settings.data == Data::Drawn(Shape::Circle)
                && settings.inputs.0 == USUAL_INPUTS
                && settings.layers.0.len() == 1
                && scores(panel, SOLVED)
        },
        why: |panel| with_test(panel, Message::new("why-ring").with("nodes", nodes(panel))),
    },
    Question {
        name: "xor-two",
        start: "data=gate-xor&layers=identity2&rate=0.3&batch=4&stop=800&speed=60",
        rail: &["activation", "nodes", "rate"],
        guess: Some(Guess { options: &["yes", "no"], right: |_| "no" }),
        is_answered: |panel| {
            let settings = panel.learner.settings();
            settings.data == Data::Drawn(Shape::Gate(Gate::XOR))
                && settings.inputs.0 == USUAL_INPUTS
                && settings.layers.0.iter().all(|layer| layer.nodes <= 2)
                && has_trained(panel)
                && measures(panel).is_some_and(|measures| measures.training_accuracy >= 1.0)
        },
        why: |panel| {
            let layers = &panel.learner.settings().layers.0;
            let bent = layers.iter().find(|layer| layer.activation != Activation::Identity);
            let activation: Key = bent.map_or("tanh", |layer| layer.activation.name());
            Message::new("why-xor").word("activation", activation).with("epoch", panel.learner.epochs())
        },
    },
    Question {
        name: "circle-no-layer",
        start: "data=circle&layers=none&validation=0.2&stop=200&speed=20",
        rail: &["inputs", "rate"],
        guess: Some(Guess { options: &["product", "squares", "sines"], right: |_| "squares" }),
        is_answered: |panel| {
            let settings = panel.learner.settings();
            settings.data == Data::Drawn(Shape::Circle) && settings.layers.0.is_empty() && scores(panel, SOLVED)
        },
        why: |panel| {
            let inputs = &panel.learner.settings().inputs.0;
            let has_squares = [Feature::X1Squared, Feature::X2Squared].iter().all(|feature| inputs.contains(feature));
            with_test(panel, Message::new(if has_squares { "why-squares" } else { "why-inputs" }))
        },
    },
    Question {
        name: "zeros",
        start: "data=gaussians&noise=0.5&layers=tanh4&init=zeros&validation=0.2&stop=100&speed=20",
        rail: &["init", "seed"],
        guess: Some(Guess { options: &["nothing", "alike", "well"], right: |_| "nothing" }),
        is_answered: |panel| {
            let settings = panel.learner.settings();
            settings.data == Data::Drawn(Shape::Gaussians)
                && settings.init != Init::Zeros
                && !settings.layers.0.is_empty()
                && scores(panel, SOLVED)
        },
        why: |panel| with_test(panel, Message::new("why-zeros").with("epoch", panel.learner.epochs())),
    },
    Question {
        name: "spiral-plain",
        start: "data=spiral&noise=0&count=400&layers=tanh4.tanh2&validation=0.2&optimizer=adam&rate=0.01&stop=500&speed=60",
        rail: &["depth", "nodes", "rate"],
        guess: Some(Guess { options: &["inputs", "larger"], right: |_| "larger" }),
        is_answered: |panel| {
            let settings = panel.learner.settings();
            settings.data == Data::Drawn(Shape::Spiral)
                && settings.inputs.0.iter().all(|input| USUAL_INPUTS.contains(input))
                && scores(panel, SPIRAL_SOLVED)
        },
        why: |panel| {
            let depth = panel.learner.settings().layers.0.len();
            with_test(panel, Message::new("why-spiral").with("layers", depth).with("nodes", nodes(panel)))
        },
    },
    Question {
        name: "overfit",
        start: "data=moons&noise=2&count=60&test=0.2&validation=0.5&layers=tanh2&optimizer=adam&rate=0.03&stop=500&speed=60",
        rail: &["depth", "nodes", "l2"],
        guess: Some(Guess { options: &["better", "same", "worse"], right: |_| "worse" }),
        is_answered: |panel| {
            let settings = panel.learner.settings();
            let Some(measures) = measures(panel).filter(|_| has_trained(panel)) else { return false };
            settings.data == Data::Drawn(Shape::Moons)
                && measures.training_accuracy >= LEARNED
                && measures.validation_accuracy.is_some_and(|held_out| measures.training_accuracy - held_out >= GAP)
        },
        why: |panel| {
            let parameters = panel.learner.network().parameters().len();
            let points = panel.learner.split().training.len();
            let message = Message::new("why-overfit").with("parameters", parameters).with("points", points);
            let training = measures(panel).map_or(0.0, |measures| measures.training_accuracy);
            with_test(panel, message.with("training", percent(training)))
        },
    },
    Question {
        name: "spirals",
        start: "data=spirals&count=300&noise=0.1&layers=tanh4&validation=0.2&optimizer=adam&rate=0.03&stop=200&speed=20",
        rail: &["depth", "nodes", "rate"],
        guess: Some(Guess { options: &["one", "two", "three"], right: |_| "three" }),
        is_answered: |panel| {
            let settings = panel.learner.settings();
            settings.data == Data::Drawn(Shape::Spirals) && settings.classes > 2 && scores(panel, SPIRAL_SOLVED)
        },
        why: |panel| with_test(panel, Message::new("why-spirals").with("outputs", panel.learner.network().outputs())),
    },
    Question {
        name: "penguins",
        start: "data=penguins&layers=none&validation=0.2&rate=0.1&stop=100&speed=20",
        rail: &["inputs", "axes"],
        guess: Some(Guess { options: &["yes", "no"], right: |_| "no" }),
        is_answered: |panel| {
            let settings = panel.learner.settings();
            settings.data == Data::Shipped(Shipped::Penguins)
                && settings.target == 0
                && settings.layers.0.is_empty()
                && panel.learner.network().inputs() <= 2
                && scores(panel, SOLVED)
        },
        why: |panel| {
            let columns: Vec<_> = panel.learner.input_names().collect();
            let parameters = panel.learner.network().parameters().len();
            let message = Message::new("why-penguins").with("columns", columns.join(", "));
            with_test(panel, message.with("parameters", parameters))
        },
    },
    Question {
        name: "luck",
        start: "data=spiral&noise=0&layers=relu8.relu8.relu8&optimizer=adam&rate=0.01&validation=0.2&view=many&runs=100&stop=400&speed=60",
        rail: &["rate", "nodes"],
        guess: Some(Guess {
            options: &["few", "some", "most"],
            right: |panel| match panel.many().map_or([1, 0], Many::score) {
                [all, solved] if 3 * solved < all => "few",
                [all, solved] if 3 * solved <= 2 * all => "some",
                _ => "most",
            },
        }),
        is_answered: |panel| {
            let is_spiral = panel.learner.settings().data == Data::Drawn(Shape::Spiral);
            is_spiral && panel.many().is_some_and(Many::is_over)
        },
        why: |panel| {
            let [all, solved] = panel.many().map_or([1, 0], Many::score);
            let share = percent(solved as f64 / all as f64);
            Message::new("why-luck").with("solved", solved).with("runs", all).with("share", share)
        },
    },
    Question {
        name: "deep-sigmoid",
        start: "data=circle&noise=0&layers=sigmoid6.sigmoid6.sigmoid6.sigmoid6&validation=0.2&rate=0.1&stop=200&speed=20&chart=gradients",
        rail: &["activation", "nodes", "rate"],
        guess: Some(Guess { options: &["first", "alike", "last"], right: |_| "last" }),
        is_answered: |panel| {
            let settings = panel.learner.settings();
            settings.data == Data::Drawn(Shape::Circle)
                && settings.inputs.0 == USUAL_INPUTS
                && settings.layers.0.len() >= 4
                && scores(panel, SOLVED)
        },
        why: |panel| {
            let learner = &panel.learner;
            let activation: Key = learner.settings().layers.0.first().map_or("tanh", |layer| layer.activation.name());
            let share = |ratio: Option<f64>| ratio.map_or_else(|| "—".to_owned(), backward::share_text);
            let message = Message::new("why-slow")
                .with("then", share(learner.ratio_at_start(Activation::Sigmoid)))
                .word("activation", activation)
                .with("now", share(learner.gradient_ratio()));
            with_test(panel, message)
        },
    },
];

fn measures(panel: &NetworkPanel) -> Option<&Measures> {
    panel.learner.measures()
}

fn has_trained(panel: &NetworkPanel) -> bool {
    panel.learner.epochs() > 0
}

/// Whether the trained network gets so much right of the points held out for validation.
fn scores(panel: &NetworkPanel, enough: f64) -> bool {
    let accuracy = measures(panel).and_then(|measures| measures.validation_accuracy);
    has_trained(panel) && accuracy.is_some_and(|accuracy| accuracy >= enough)
}

/// How many nodes the hidden layers have.
fn nodes(panel: &NetworkPanel) -> usize {
    panel.learner.settings().layers.0.iter().map(|layer| layer.nodes).sum()
}

/// A reason with the accuracies on which it rests: on validation data, and once on test data.
fn with_test(panel: &NetworkPanel, message: Message) -> Message {
    let share = |accuracy: Option<f64>| accuracy.map_or_else(|| "—".to_owned(), percent);
    let measures = measures(panel);
    message
        .with("validation", share(measures.and_then(|measures| measures.validation_accuracy)))
        .with("test", share(measures.and_then(|measures| measures.test_accuracy)))
}
