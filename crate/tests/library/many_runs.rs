//! Many runs at once in the panel `network`: each is what it would be alone, and what is said of them follows from them.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::{open, settle, view};
use perceptron_playground::model::activation::Activation;
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::session::{Figure, Session};

/// The panel in the state of a link, worked out.
fn opened(query: &str) -> Session<NetworkPanel> {
    let mut network = Session::<NetworkPanel>::default();
    assert_eq!(network.open(query), [], "{query}");
    settle(&mut network);
    network
}

fn does(network: &mut Session<NetworkPanel>, command: &str, number: usize) -> bool {
    let done = network.command(command, &[Argument::Number(number as f64)]).is_none();
    settle(network);
    done
}

const MANY: &str = "data=moons&count=60&layers=tanh4&rate=0.3&validation=0.3&view=many&runs=12";

#[test]
fn a_run_opens_as_the_network_itself_at_the_epoch_where_it_stands() {
    for settings in
        ["", "&optimizer=adam&batch=7", "&shuffle=off&l2=0.01&momentum=0.9", "&output=softmax-ce&inputs=x1.x2.x1x2"]
    {
        let mut many = opened(&format!("{MANY}{settings}&epochs=30"));
        for run in [0, 7, 11] {
            let outcome = many.panel().many().unwrap().outcomes()[0][run].clone();
            assert!(does(&mut many, "open-run", run));
            let learner = many.panel().learner();
            assert_eq!((learner.epochs(), learner.settings().seed as usize), (30, run + 1));
            assert_eq!(learner.measures().unwrap().validation_accuracy, Some(outcome.score));
            assert_eq!(learner.curves().unwrap().entries().last().unwrap().last.training, outcome.loss);
            let alone = opened(&format!("{MANY}{settings}&view=one&seed={}&epochs=30", run + 1));
            assert_eq!(learner.place(), alone.panel().learner().place());
            // Back to all of them, which are still there.
            assert_eq!(many.set("view", "many"), None);
            settle(&mut many);
            assert_eq!(many.panel().many().unwrap().measured_at(), 30);
        }
        assert!(!does(&mut many, "open-run", 12), "there are twelve");
    }
}

#[test]
fn going_back_and_on_again_shows_the_same_runs() {
    let mut many = opened(&format!("{MANY}&epochs=20"));
    let then = view(&many)["own"]["many"].clone();
    many.seek(7);
    settle(&mut many);
    assert_ne!(view(&many)["own"]["many"], then);
    many.seek(20);
    settle(&mut many);
    assert_eq!(view(&many)["own"]["many"], then);
    many.reset();
    many.step(20);
    settle(&mut many);
    assert_eq!(view(&many)["own"]["many"], then);
    // What decides them begins them anew, and undo brings them back.
    many.mark();
    assert_eq!(many.set("rate", "0.1"), None);
    settle(&mut many);
    assert_eq!(many.panel().many().unwrap().measured_at(), 0);
    many.undo();
    settle(&mut many);
    assert_eq!(view(&many)["own"]["many"], then);
}

#[test]
fn a_link_leads_to_the_same_runs() {
    for query in [format!("{MANY}&epochs=9"), format!("{MANY}&sweep=nodes&view=sweep&epochs=3")] {
        let many = opened(&query);
        let link = many.link();
        assert!(link.contains("epochs=") && !link.contains("weights"), "{link}");
        assert_eq!(view(&opened(&link))["own"]["many"], view(&many)["own"]["many"]);
    }
}

#[test]
fn a_sweep_has_for_each_value_what_many_runs_with_it_have() {
    let sweep = opened(&format!("{MANY}&view=sweep&sweep=activation&epochs=12"));
    let of_values = sweep.panel().many().unwrap().outcomes();
    let learns = |one: &Activation| !matches!(one, Activation::Step | Activation::Softmax);
    let values: Vec<_> = Activation::ALL.into_iter().filter(learns).map(Activation::name).collect();
    assert_eq!(of_values.len(), values.len());
    for (outcomes, value) in of_values.iter().zip(values) {
        let many = opened(&format!("{MANY}&layers={value}4&epochs=12"));
        let alone = &many.panel().many().unwrap().outcomes()[0];
        for (one, other) in outcomes.iter().zip(alone) {
            assert_eq!((one.score, one.loss), (other.score, other.loss), "{value}");
        }
    }
}

#[test]
fn networks_that_cannot_be_trained_say_why_and_those_that_diverge_leave_the_others() {
    let mut step = opened(&format!("{MANY}&layers=step3"));
    step.step(1);
    assert!(view(&step)["view"]["notes"].to_string().contains("step-blocks"), "{}", view(&step)["view"]["notes"]);
    let wild = opened(&format!("{MANY}&layers=relu8.relu8&output=identity-mse&rate=0.3&epochs=40"));
    let outcomes = &wild.panel().many().unwrap().outcomes()[0];
    assert!(outcomes.iter().any(|outcome| outcome.diverged), "{outcomes:?}");
    assert!(outcomes.iter().all(|outcome| outcome.loss.is_none_or(f64::is_finite)));
}

#[test]
fn a_long_epoch_is_made_in_slices() {
    let mut figure = open("network").unwrap();
    assert_eq!(figure.open("count=2000&layers=tanh16.tanh16&view=many&runs=300&epochs=1"), []);
    let mut frames = 0;
    while figure.advance(f64::from(frames), &mut || false) {
        frames += 1;
    }
    assert!(frames > 20, "{frames} frames");
    assert_eq!(view(&*figure)["own"]["many"]["epoch"], 1);
}
