//! The backward pass in the panels `network` and `xor`: whatever there is to learn, its formulas give their values, and the update
//! that shows is the one that the engine makes.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::session::{Figure, Session};
use perceptron_playground::panel::xor::Xor;
use serde_json::Value;

use crate::common::acts::{open, settle};
use crate::common::formula::{evaluate, number};

const STAGES: [&str; 4] = ["forward", "loss", "backward", "update"];

fn opened(name: &str, query: &str) -> Box<dyn Figure> {
    let mut figure = open(name).unwrap();
    assert_eq!(figure.open(query), [], "{query}");
    settle(&mut *figure);
    figure
}

fn shown(figure: &dyn Figure) -> Value {
    let mut view: Value = serde_json::from_str(&figure.view(true)).unwrap();
    view["own"]["backward"].take()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Each formula gives its value, to the digits shown.
fn multiplies_out(shown: &Value, of: &str) {
    for row in shown["rows"].as_array().unwrap().iter().filter(|row| row["worked"] != "") {
        let (formula, value) = (evaluate(text(&row["worked"])), number(text(&row["value"])));
        assert!(formula.widened(1e-3).around(2e-6).meets(value), "{of}: {row}");
    }
}

const NETWORKS: [&str; 9] = [
    "",
    "layers=none",
    "data=blobs&classes=5&output=softmax-ce&layers=relu8&batch=32",
    "data=spiral&classes=3&output=softmax-ce&layers=tanh8.sigmoid8.tanh4&optimizer=adam",
    "data=penguins&output=softmax-ce&l2=0.01&l1=0.001",
    "data=wine&layers=tanh3&momentum=0.9&shuffle=off",
    "data=penguins&target=1&output=identity-huber&layers=tanh4",
    "data=moons&output=tanh-half&dropout=0.3&layers=tanh6.tanh6&batch=1",
    "data=circle&output=sigmoid-mse&schedule=cosine&optimizer=adam&layers=identity2",
];

#[test]
fn whatever_is_learned_the_formulas_give_their_values() {
    for query in NETWORKS {
        for epochs in [0, 3] {
            let mut figure = opened("network", &format!("{query}&epochs={epochs}&goal=none"));
            let mut worked = 0;
            for parameter in [1, 3, 8, 20] {
                figure.set("gradient", &parameter.to_string());
                for (stage, over) in STAGES.iter().flat_map(|stage| ["sample", "batch"].map(|over| (stage, over))) {
                    figure.set("stage", stage);
                    figure.set("over", over);
                    let shown = shown(&*figure);
                    assert_eq!((text(&shown["stage"]), text(&shown["over"])), (*stage, over), "{query}");
                    multiplies_out(&shown, query);
                    worked += shown["rows"].as_array().unwrap().len();
                }
            }
            assert!(worked > 60, "{query}: {worked}");
        }
    }
}

#[test]
fn the_stage_update_makes_the_engines_own_step() {
    let networks = NETWORKS.map(|query| ("network", format!("{query}&epochs=2&gradient=2&goal=none")));
    let xor =
        ["&activation=tanh", "", "&over=batch"].map(|query| ("xor", format!("part=learn&steps=41&gradient=2{query}")));
    for (name, query) in networks.into_iter().chain(xor) {
        let mut figure = opened(name, &query);
        figure.set("stage", "update");
        let planned = shown(&*figure);
        let link = figure.link();
        figure.mark();
        assert_eq!(figure.command("apply-update", &[]), None);
        let made = shown(&*figure);
        assert_eq!((&planned["made"], &made["made"]), (&Value::Bool(false), &Value::Bool(true)), "{query}");
        assert_eq!((&planned["rows"], &planned["change"]), (&made["rows"], &made["change"]), "{query}");
        // Another press makes no other step.
        assert_eq!(figure.command("apply-update", &[]), None);
        assert_eq!(shown(&*figure), made, "{query}");
        // What shows as the new weight is the old one of the next stage.
        let (_, after) = text(&made["change"]).split_once(" → ").unwrap();
        figure.set("stage", "forward");
        let next = shown(&*figure);
        let outcome = next["outcome"].as_array().unwrap().last().unwrap();
        assert!(number(text(&outcome["values"]["before"])).meets(number(after)), "{query}: {outcome} {after}");
        figure.undo();
        settle(&mut *figure);
        assert_eq!(figure.link(), link, "{query}");
    }
}

#[test]
fn the_parameter_after_the_update_is_the_engines() {
    let mut network = Session::<NetworkPanel>::default();
    assert_eq!(network.open("layers=tanh3.tanh2&gradient=5&stage=update&goal=none"), []);
    network.command("apply-update", &[]);
    let after = shown(&network)["rows"].as_array().unwrap().last().unwrap()["value"].as_str().unwrap().to_owned();
    assert!(number(&after).has(f64::from(network.panel().learner().network().parameters()[4])));

    let mut xor = Session::<Xor>::default();
    assert_eq!(xor.open("part=learn&gradient=9&stage=update&row=01"), []);
    for steps in 1..=8 {
        xor.set("stage", "backward");
        xor.command("apply-update", &[]);
        let after = shown(&xor)["rows"].as_array().unwrap().last().unwrap()["value"].as_str().unwrap().to_owned();
        assert!(number(&after).has(f64::from(xor.panel().learned().network().parameters()[8])));
        assert_eq!(xor.value("steps"), Some(steps.to_string()));
        assert_eq!(xor.value("row").as_deref(), Some("01"), "the row that is looked at stays");
    }
}

#[test]
fn a_link_brings_back_what_is_worked_out() {
    for query in NETWORKS {
        for stage in STAGES {
            let figure = opened("network", &format!("{query}&epochs=2&stage={stage}&gradient=3&point=5&goal=none"));
            let other = opened("network", &figure.link());
            assert_eq!(shown(&*other), shown(&*figure), "{query}");
        }
    }
}

#[test]
fn a_step_function_lets_nothing_back() {
    for (name, query) in [("network", "layers=step2&goal=none"), ("xor", "part=learn&activation=step")] {
        let mut figure = opened(name, &format!("{query}&stage=backward&gradient=1"));
        let shown = shown(&*figure);
        assert_eq!(shown["rows"].as_array().unwrap().last().unwrap()["value"], "0");
        assert_eq!(figure.command("apply-update", &[]), None, "there is nothing to make");
    }
}
