//! The panel `network` kept to its promises: links to the bit, runs that can be gone back over, files, questions that can be
//! answered, and never a NaN. What is true of every panel is tried in `every_panel.rs`.

use crate::common::network::{Network, bits, learner, opened, settle};
use perceptron_playground::data::synthetic::Shape;
use perceptron_playground::model::activation::Activation;
use perceptron_playground::model::timeline::Timeline;
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::export::Export;
use perceptron_playground::panel::network::examples::Data;
use perceptron_playground::panel::network::packed;
use perceptron_playground::panel::network::settings::Settings;
use perceptron_playground::panel::playable::Playable;
use perceptron_playground::panel::port::Panel;
use perceptron_playground::panel::session::Figure;
use perceptron_playground::panel::table::{Kind, Problem, Wrong};
use perceptron_playground::panel::view::{Message, View};

fn parameters(network: &Network) -> Vec<f32> {
    learner(network).network().parameters().to_vec()
}

/// Trains so many epochs; says whether it has stopped, or why it can't go on.
fn train(network: &mut Network, epochs: u64) -> Result<bool, Message> {
    network.panel_mut().advance(epochs, &mut || true)
}

fn seek(network: &mut Network, epoch: u64) {
    network.seek(epoch);
    settle(network);
}

fn span(network: &Network) -> [u64; 2] {
    let timeline = learner(network).timeline().unwrap();
    [Timeline::first(timeline), timeline.length()]
}

fn set(network: &mut Network, name: &str, text: &str) -> Option<Problem> {
    let problem = network.set(name, text);
    settle(network);
    problem
}

/// Does what a learner asks for: a command with numbers. Says whether it was done.
fn does(network: &mut Network, command: &str, numbers: &[f64]) -> bool {
    let arguments: Vec<_> = numbers.iter().map(|number| Argument::Number(*number)).collect();
    network.command(command, &arguments).is_none()
}

fn set_parameter(network: &mut Network, index: usize, text: &str) -> bool {
    let arguments = [Argument::Number(index as f64), Argument::Text(text.to_owned())];
    network.command("parameter", &arguments).is_none()
}

fn toggle_input(network: &mut Network, name: &str) -> bool {
    network.command("toggle-input", &[Argument::Text(name.to_owned())]).is_none()
}

/// All that a learner could read, with the neuron `node` looked at.
fn shown(network: &mut Network, node: usize) -> String {
    set(network, "node", &node.to_string());
    network.view(true)
}

fn notes(network: &Network) -> Vec<&'static str> {
    let mut view = View::default();
    network.panel().show(&mut view, false);
    view.notes.iter().map(|note| note.key).collect()
}

#[test]
fn a_link_restores_the_exact_bits_and_goes_on_as_the_run_would_have() {
    for query in [
        "goal=none",
        "data=spiral&optimizer=adam&batch=7&layers=relu5.sigmoid3.tanh2&noise=0.5",
        "data=gate-xor&optimizer=sgd&momentum=0.9&output=softmax-ce&init=he&seed=9",
        "data=moons&output=tanh-half&l1=0.001&l2=0.003&shuffle=off&inputs=x1.x2.x1x2.sinx1&validation=0.3",
        "layers=none&inputs=x1x1.x2x2&output=identity-mse&rate=0.0001",
    ] {
        let mut network = opened(query);
        train(&mut network, 13).unwrap();
        assert!(set_parameter(&mut network, 1, "0.1234567") && does(&mut network, "freeze", &[2.0]));
        train(&mut network, 9).unwrap();
        let mut other = opened(&network.link());
        assert_eq!((bits(&other), learner(&other).epochs()), (bits(&network), 22), "{query}");
        assert_eq!(other.link(), network.link());
        assert_eq!(learner(&other).network().frozen(), [2]);
        train(&mut network, 5).unwrap();
        train(&mut other, 5).unwrap();
        assert_eq!(bits(&other), bits(&network), "{query}: five epochs on");
    }
}

#[test]
fn nothing_but_the_defaults_needs_no_link() {
    let mut network = opened("goal=none");
    assert_eq!(network.link(), "goal=none");
    train(&mut network, 3).unwrap();
    network.reset();
    assert_eq!(network.link(), "goal=none", "reset gives the same start");
}

#[test]
fn a_link_with_epochs_alone_trains_up_to_them() {
    let mut trained = opened("goal=none");
    train(&mut trained, 40).unwrap();
    let opened = opened("epochs=40");
    assert_eq!((learner(&opened).epochs(), bits(&opened)), (40, bits(&trained)));
}

#[test]
fn a_link_that_asks_for_too_much_freezes_nothing_and_says_so() {
    for query in [
        "data=gate-and&inputs=x1&layers=none&epochs=4294967295",
        "epochs=4294967295",
        "count=5000&layers=tanh16.tanh16&epochs=100000",
    ] {
        let mut network = Network::default();
        assert_eq!(network.open(query), []);
        let before = network.panel().position();
        assert!(before == 0 && network.panel().wanted() > 1000, "{query}: nothing is trained while it opens");
        assert!(network.advance(0.0, &mut || false));
        let portion = network.panel().position();
        assert!((1..5000).contains(&portion), "{query}: {portion} epochs before the clock is looked at");
        assert_eq!(notes(&network), ["too-far"]);
        network.pause();
        assert_eq!((network.panel().wanted(), network.panel().position()), (portion, portion), "it can be stopped");
    }
    assert_eq!(notes(&opened("epochs=50")), [""; 0]);
}

#[test]
fn counts_that_a_link_can_not_carry_are_not_reached() {
    let weights = packed::pack_numbers(&[0.0; 25]);
    for counts in ["epochs=4294967294&steps=100", "epochs=5&steps=4294967280"] {
        let mut network = opened(&format!("weights={weights}&{counts}"));
        let mut made = 0;
        while train(&mut network, 1).is_ok() {
            made += 1;
        }
        assert!(made <= 1, "{counts}: {made}");
        assert_eq!(train(&mut network, 1), Err(Message::new("too-long")));
        let again = opened(&network.link());
        assert_eq!((bits(&again), again.link()), (bits(&network), network.link()), "{counts}");
    }
}

#[test]
fn a_learning_rate_of_10_gives_a_message_on_every_data_set_and_never_a_nan() {
    for (data, kind) in Data::NAMED.into_iter().filter(|(_, kind)| *kind != Data::Own) {
        for rest in
            ["", "&layers=relu4.relu2&output=identity-mse", "&layers=identity3&output=identity-mse&optimizer=adam"]
        {
            let mut network = opened(&format!("data={data}&rate=10{rest}"));
            let result = train(&mut network, 200);
            // Softmax, which more than two classes have, is never far off.
            let has_softmax = learner(&network).coding().readout.has_many_classes();
            let is_small = matches!(kind, Data::Drawn(Shape::Gate(_)));
            if rest.contains("relu") && !has_softmax && !is_small {
                assert!(
                    result.clone().is_err_and(|halt| halt.key.starts_with("diverged-")),
                    "{data}{rest}: {result:?}"
                );
                assert!(notes(&network)[0].starts_with("diverged-"), "it is said as long as it is so");
                assert!(train(&mut network, 1).is_err(), "it does not go on by itself");
            }
            assert!(parameters(&network).iter().all(|w| w.is_finite()), "{data}{rest}");
            for node in 0..=learner(&network).network().units() {
                let shown = shown(&mut network, node);
                assert!(!shown.contains("NaN") && !shown.contains("inf"), "{data}{rest}: {shown}");
            }
            if result.is_err() {
                assert!(does(&mut network, "lower-rate", &[]));
                assert_eq!((learner(&network).epochs(), learner(&network).halt()), (0, None));
                assert_eq!(network.value("rate").as_deref(), Some("1"));
            }
        }
    }
}

#[test]
fn going_back_and_on_again_gives_the_same_bits() {
    let mut network = opened("count=60&optimizer=adam");
    let mut states = vec![bits(&network)];
    for _ in 0..300 {
        train(&mut network, 1).unwrap();
        states.push(bits(&network));
    }
    assert_eq!(span(&network), [0, 300]);
    for epoch in [0_usize, 1, 127, 128, 129, 255, 256, 299, 300, 10] {
        seek(&mut network, epoch as u64);
        assert_eq!((learner(&network).epochs(), &bits(&network)), (epoch as u64, &states[epoch]));
    }
    train(&mut network, 5).unwrap();
    assert_eq!(bits(&network), states[15]);
    assert_eq!(span(&network), [0, 300], "what came after is still there");
    assert!(set_parameter(&mut network, 0, "0.5"));
    assert_eq!(span(&network), [15, 15], "a change begins another future");
}

#[test]
fn a_batch_done_by_samples_is_the_batch_and_the_epoch_begins_again_after_a_change() {
    let (mut by_sample, mut by_batch) = (opened("batch=6"), opened("batch=6"));
    for _ in 0..6 {
        by_sample.make("sample");
    }
    by_batch.make("batch");
    assert_eq!(bits(&by_sample), bits(&by_batch));
    let within = |network: &Network| learner(network).timeline().unwrap().run().fit().position();
    assert_eq!((within(&by_sample).batch, within(&by_sample).sample), (1, 0));
    assert!(does(&mut by_batch, "freeze", &[0.0]) && does(&mut by_batch, "freeze", &[0.0]));
    assert_eq!(within(&by_batch).batch, 0);
    let again = opened(&by_batch.link());
    assert_eq!(bits(&again), bits(&by_batch));
}

#[test]
fn undo_goes_back_over_training_and_settings_and_redo_forth() {
    let mut network = opened("goal=none");
    let start = bits(&network);
    network.step(20);
    let trained = bits(&network);
    network.mark();
    assert_eq!(set(&mut network, "layers", "relu3"), None);
    network.undo();
    assert_eq!((bits(&network), learner(&network).epochs()), (trained.clone(), 20));
    network.undo();
    assert_eq!((bits(&network), learner(&network).epochs()), (start, 0));
    network.redo();
    assert_eq!(bits(&network), trained);
    network.redo();
    assert_eq!(network.value("layers").unwrap(), "relu3");
}

#[test]
fn a_frozen_parameter_stays_while_the_others_learn() {
    let mut network = opened("goal=none");
    assert!(set_parameter(&mut network, 0, "1.5") && does(&mut network, "freeze", &[0.0]));
    let before = parameters(&network);
    train(&mut network, 30).unwrap();
    let after = parameters(&network);
    assert_eq!(after[0], 1.5);
    assert!(before.iter().zip(&after).skip(1).all(|(a, b)| a != b));
    assert!(!set_parameter(&mut network, 0, "1e9") && !set_parameter(&mut network, 0, "x"));
    assert!(!set_parameter(&mut network, 999, "1") && !does(&mut network, "freeze", &[999.0]));
    assert!(does(&mut network, "nudge-parameter", &[0.0, 3.0]));
    assert_eq!(parameters(&network)[0], 1.8, "by hand it can be changed all the same");
}

#[test]
fn training_settings_change_in_the_middle_and_the_shape_begins_anew() {
    let mut network = opened("goal=none");
    train(&mut network, 10).unwrap();
    for (name, text) in [("rate", "0.1"), ("optimizer", "adam"), ("batch", "20"), ("l2", "0.01"), ("noise", "0.5")] {
        let before = parameters(&network);
        set(&mut network, name, text);
        assert_eq!((parameters(&network), learner(&network).epochs()), (before, 10), "{name}");
        train(&mut network, 1).unwrap();
        seek(&mut network, 10);
    }
    set(&mut network, "seed", "5");
    assert_eq!(learner(&network).epochs(), 0);
    assert_eq!(learner(&network).kept().len(), 1, "the run before is kept to compare with");
}

#[test]
fn layers_by_number_are_those_of_the_text() {
    let mut network = opened("goal=none");
    for (name, text, layers) in [
        ("nodes", "3", "tanh3.tanh3"),
        ("depth", "3", "tanh3.tanh3.tanh3"),
        ("activation", "relu", "relu3.relu3.relu3"),
        ("depth", "1", "relu3"),
        ("nodes", "0", "none"),
        ("activation", "relu", "none"),
        ("nodes", "5", "tanh5"),
        ("depth", "0", "none"),
        ("depth", "2", "tanh2.tanh2"),
    ] {
        set(&mut network, name, text);
        assert_eq!(network.value("layers").as_deref(), Some(layers), "{name}={text}");
    }
    assert!(network.link().contains("layers=tanh2.tanh2") && !network.link().contains("depth"), "{}", network.link());
}

#[test]
fn the_step_function_is_shown_and_not_learned_through() {
    let mut network = opened("data=gate-xor&layers=step2");
    assert_eq!(train(&mut network, 1), Err(Message::new("step-blocks").with("layer", 1)));
    assert!(learner(&network).node_shown(0, 0).unwrap().output.starts_with("step("));
    assert!(set_parameter(&mut network, 0, "1"), "but it can be set by hand");
    set(&mut network, "activation", "tanh");
    assert!(train(&mut network, 1).is_ok());
}

#[test]
fn own_points_are_added_moved_relabelled_deleted_and_linked() {
    let mut network = opened("count=10&noise=0");
    set(&mut network, "hand", "one");
    network.press("plane", [1.234, -5.678].into(), 0.1, false);
    assert_eq!((learner(&network).examples().points().len(), network.value("data").as_deref()), (11, Some("own")));
    assert_eq!(learner(&network).examples().points()[10].inputs.map(|x| (x * 100.0).round()), [123.0, -568.0]);
    set(&mut network, "hand", "move");
    let first = learner(&network).examples().points()[0];
    let held = network.press("plane", first.inputs.into(), 0.1, false).expect("there is a point");
    network.drag(held, [0.5, 0.25].into());
    network.release();
    assert!(does(&mut network, "relabel-point", &[]));
    let moved = learner(&network).examples().points()[0];
    assert_eq!((moved.inputs, moved.class), ([0.5, 0.25], 1 - first.class));
    set(&mut network, "point", "3");
    assert!(does(&mut network, "delete-point", &[]));
    let again = opened(&network.link());
    assert_eq!(learner(&again).examples().points(), learner(&network).examples().points());
    assert_eq!(again.link(), network.link());
    while learner(&network).examples().points().len() > 2 {
        assert!(does(&mut network, "delete-point", &[]));
    }
    assert!(!does(&mut network, "delete-point", &[]), "two stay");
}

#[test]
fn a_file_of_points_is_learned_from_and_a_bad_one_changes_nothing() {
    let mut network = opened("goal=none");
    let file = "\u{feff}\"x1\",\"x2\",\"label\"\r\n0.123456,2,1\r\n-1,0.5,0\r\n1,1,1\r\n";
    let taken = Message::new("points-taken").with("count", 3);
    assert_eq!(network.take("csv", file.as_bytes()), Ok(taken.clone()));
    let csv = network.panel().data_csv();
    assert_eq!(network.take("csv", csv.as_bytes()), Ok(taken));
    let before = network.link();
    for bad in ["", "x1,x2,label\n1,2,3\n1,,0\n", "1,2,0\n1e308,1,1\n", "1,2\n3,4\n"] {
        assert!(network.take("csv", bad.as_bytes()).is_err(), "{bad}");
    }
    assert!(network.take("letters", b"").is_err());
    assert_eq!(network.link(), before);
    assert_eq!(learner(&opened(&before)).examples().points(), learner(&network).examples().points());
}

#[test]
fn a_hundred_thousand_points_are_all_kept_and_too_many_for_a_link() {
    let rows = (0..100_000).map(|i| format!("{},{},{}\n", i % 977, i % 131, i % 2));
    let file = rows.collect::<String>();
    let mut network = opened("goal=none");
    assert!(network.take("csv", file.as_bytes()).is_ok());
    assert_eq!(learner(&network).examples().points().len(), 100_000);
    let mut view = View::default();
    network.panel().show(&mut view, false);
    assert!(view.link_note.is_some() && network.link().len() < 16_384);
    assert_eq!(
        learner(&opened(&network.link())).examples().points().len(),
        200,
        "what a link can't hold it does not pretend to"
    );
    assert_eq!(network.panel().data_csv().lines().count(), 100_001);
}

#[test]
fn what_is_too_large_for_a_link_says_so_and_a_file_holds_it() {
    let deep = ["tanh16"; 6].join(".");
    let says_so = |network: &Network| {
        let mut view = View::default();
        network.panel().show(&mut view, false);
        view.link_note.is_some()
    };
    assert!(!says_so(&opened(&format!("layers={deep}&epochs=1"))), "1,400 parameters still fit");
    let mut network = opened(&format!("layers={deep}&optimizer=adam&epochs=1"));
    assert!(says_so(&network), "with Adam's memory they don't");
    assert!(network.link().len() < 16_384 && !network.link().contains("weights"));
    let before = bits(&network);
    let file = network.panel().model_file();
    assert_eq!(network.take("model", file.as_bytes()), Ok(Message::new("model-opened")));
    assert_eq!(bits(&network), before);
}

#[test]
fn damaged_links_are_told_and_opened_with_defaults() {
    for (query, name) in [
        ("weights=AAAA", "weights"),
        ("weights=!", "weights"),
        ("weights=AADAfwAAwH8", "weights"),
        ("points=h9.AA", "points"),
        ("layers=tanh99", "layers"),
        ("inputs=x9", "inputs"),
        ("frozen=%", "frozen"),
    ] {
        let mut network = Network::default();
        let problems = network.open(query);
        assert_eq!(problems.iter().map(|p| (p.wrong, p.name.as_str())).collect::<Vec<_>>(), [(Wrong::Damaged, name)]);
        assert_eq!(network.link(), "goal=none", "{query}");
    }
    let mut network = opened("goal=none");
    let before = bits(&network);
    let of_another = packed::pack_numbers(&[0.5; 7]);
    assert_eq!(set(&mut network, "weights", &of_another).map(|problem| problem.wrong), Some(Wrong::Damaged));
    assert_eq!(bits(&network), before);
}

/// Whether the question under way has been answered.
fn is_answered(network: &Network) -> bool {
    network.view(false).contains("\"why\":{")
}

/// Begins a question and makes its first guess; then a first run as it opens, which answers nothing.
fn begun(question: &str, guess: &str) -> Network {
    let mut network = Network::default();
    assert!(network.begin(question));
    network.guess(guess);
    run(&mut network);
    assert!(!is_answered(&network), "{question} asks for more than it opens with: {}", network.view(false));
    network
}

/// Lets the run play to its end.
fn run(network: &mut Network) {
    network.finish();
    while network.advance(0.0, &mut || true) {}
}

#[test]
fn each_question_is_answered_by_what_it_asks_for_and_not_by_one_run() {
    let mut network = begun("circle-one-layer", "three");
    set(&mut network, "nodes", "2");
    run(&mut network);
    assert!(!is_answered(&network), "two lines close nothing");
    set(&mut network, "nodes", "3");
    let closes = (1..=20).any(|seed| {
        set(&mut network, "seed", &seed.to_string());
        run(&mut network);
        is_answered(&network)
    });
    assert!(closes, "three do");

    let mut network = begun("xor-two", "no");
    for activation in ["relu", "tanh"] {
        set(&mut network, "activation", activation);
    }
    let solved = (1..=20).filter(|seed| {
        network.begin("xor-two");
        network.guess("no");
        set(&mut network, "activation", "tanh");
        set(&mut network, "seed", &seed.to_string());
        run(&mut network);
        is_answered(&network)
    });
    assert!((5..=20).contains(&solved.count()), "most seeds get there");

    let mut network = begun("circle-no-layer", "squares");
    assert!(toggle_input(&mut network, "x1x2"));
    run(&mut network);
    assert!(!is_answered(&network));
    assert!(toggle_input(&mut network, "x1x1") && toggle_input(&mut network, "x2x2"));
    run(&mut network);
    assert!(is_answered(&network));

    let mut network = begun("zeros", "nothing");
    assert!(parameters(&network)[..12].iter().all(|weight| *weight == 0.0), "nothing has moved in the hidden layer");
    set(&mut network, "init", "glorot");
    run(&mut network);
    assert!(is_answered(&network));

    let mut network = begun("deep-sigmoid", "last");
    let ratio = learner(&network).gradient_ratio().unwrap();
    assert!(ratio < 0.05, "the gradient vanishes: {ratio}");
    set(&mut network, "activation", "tanh");
    run(&mut network);
    assert!(is_answered(&network), "{:?}", learner(&network).measures());
    let at_start = learner(&network).ratio_at_start(Activation::Sigmoid).unwrap();
    assert!(at_start < 0.05 && learner(&network).gradient_ratio().unwrap() > 0.05, "{at_start}");

    let mut network = begun("spiral-plain", "larger");
    set(&mut network, "nodes", "8");
    run(&mut network);
    assert!(is_answered(&network), "{:?}", learner(&network).measures());

    let mut network = begun("spirals", "three");
    set(&mut network, "nodes", "8");
    set(&mut network, "depth", "2");
    run(&mut network);
    assert!(is_answered(&network), "{:?}", learner(&network).measures());

    let mut network = begun("penguins", "no");
    assert!(learner(&network).measures().unwrap().validation_accuracy.unwrap() > 0.95, "all four columns do");
    assert!(toggle_input(&mut network, "4") && toggle_input(&mut network, "2"));
    run(&mut network);
    assert!(is_answered(&network), "{:?}", learner(&network).measures());

    let mut network = begun("overfit", "worse");
    set(&mut network, "nodes", "16");
    set(&mut network, "depth", "2");
    run(&mut network);
    assert!(is_answered(&network), "{:?}", learner(&network).measures());
}

#[test]
fn a_question_stops_the_run_where_it_is_answered_and_says_why() {
    let mut network = Network::default();
    network.begin("zeros");
    network.guess("nothing");
    set(&mut network, "init", "glorot");
    network.play();
    let mut now = 0.0;
    while network.advance(now, &mut || true) {
        now += 16.0;
    }
    assert!(is_answered(&network));
    let measures = learner(&network).measures().unwrap();
    assert!(measures.validation_accuracy.unwrap() >= 0.95, "what the reason says is so in the state that shows");
    let test = format!("{}%", (measures.test_accuracy.unwrap() * 1000.0).round() / 10.0);
    assert!(network.view(false).contains(&test), "{test}");
}

#[test]
fn a_long_run_keeps_little() {
    let mut network = opened("data=gate-xor&layers=tanh2&epochs=20000");
    assert_eq!(span(&network), [0, 20_000]);
    assert!(learner(&network).curves().unwrap().entries().len() < 1024);
    seek(&mut network, 12_345);
    assert_eq!(learner(&network).epochs(), 12_345);
    let straight = opened("data=gate-xor&layers=tanh2&epochs=12345");
    assert_eq!(bits(&network), bits(&straight));
}

#[test]
fn an_input_too_large_is_named_and_taking_it_out_helps() {
    let mut network = opened("inputs=x1.x2.x2x2&layers=none");
    assert!(network.take("csv", b"1,2,0\n3,1e9,1\n2,2,1\n").is_ok());
    let expected = Message::new("input-too-large").with("point", 2).with("input", "x2²").with("value", "1×10¹⁸");
    assert_eq!(train(&mut network, 1), Err(expected));
    assert!(toggle_input(&mut network, "x2x2"));
    assert_eq!((learner(&network).halt(), learner(&network).examples().points().len()), (None, 3));
}

#[test]
fn whatever_the_table_allows_has_its_own_words_when_it_cannot_learn() {
    let extremes: Vec<(&str, Vec<String>)> = Settings::TABLE
        .0
        .iter()
        .filter(|field| !field.for_view)
        .filter(|field| !["seed", "dataseed", "epochs", "steps", "stop"].contains(&field.name))
        .map(|field| {
            let values = match &field.kind {
                Kind::Number { min, max, .. } => vec![min.ascii(), max.ascii()],
                Kind::Real { min, max, .. } => vec![min.to_string(), max.to_string()],
                Kind::Count { min, max } => vec![min.to_string(), max.to_string()],
                Kind::Choice(names) => names.iter().map(|name| (*name).to_owned()).collect(),
                Kind::Packed { .. } => Vec::new(),
            };
            (field.name, values)
        })
        .collect();
    for layers in ["", "none", "step1", "relu16.relu16.relu16.relu16.relu16.relu16"] {
        for (name, values) in &extremes {
            for value in values {
                let mut network = opened(&format!("count=20&rate=1&layers={layers}&{name}={value}"));
                let halt = train(&mut network, 3).err();
                assert!(halt.is_none_or(|halt| halt.key != "untrainable"), "{layers} {name}={value}");
                assert!(parameters(&network).iter().all(|value| value.is_finite()));
            }
        }
    }
}

#[test]
fn stop_conditions_stop() {
    let mut network = opened("stop=7");
    assert_eq!(train(&mut network, 100), Ok(true));
    assert_eq!(learner(&network).epochs(), 7);
    assert_eq!(train(&mut network, 3), Ok(false), "once it has stopped it may go on");
    let mut network = opened("goalloss=0.4&rate=0.1");
    assert_eq!(train(&mut network, 1000), Ok(true));
    assert!(learner(&network).curves().unwrap().entries().last().unwrap().last.training.unwrap() <= 0.4);
    let mut network = opened("goal=none");
    for end in [500, 1000] {
        run(&mut network);
        assert_eq!(learner(&network).epochs(), end, "without a stop the end is the next round number");
    }
}

#[test]
fn a_neurons_sum_and_output_are_the_networks_own() {
    let mut network = opened("data=gate-xor&noise=0&layers=tanh2");
    for (index, text) in ["0.5", "-0.25", "1", "1", "0.1", "-1.5"].iter().enumerate() {
        assert!(set_parameter(&mut network, index, text));
    }
    let node = |node: usize, point: usize| learner(&network).node_shown(node, point);
    let hidden = node(0, 3).unwrap();
    assert_eq!((hidden.sum.as_str(), hidden.output.as_str()), ("0.5×1 − 0.25×1 + 0.1 = 0.35", "tanh(0.35) ≈ 0.336"));
    let output = node(2, 3).unwrap();
    assert_eq!(output.terms[0].input, "0.336", "what the first neuron gave goes into the output");
    assert!(
        output.output.starts_with("sigmoid(")
            && output.name == Message::new("node-output").with("layer", 2).with("node", 1)
    );
    assert!(node(3, 0).is_none() && node(0, 4).is_none());
    let weight = network.panel().glance("parameter", 1).unwrap();
    let expected = Message::new("weight-of").with("source", "x2").with("node", "h1.1").with("value", "−0.25");
    assert_eq!((weight.label, weight.exact.as_str(), weight.fixed), (expected, "-0.25", false));
    assert!(network.panel().glance("parameter", 99).is_none());
}

#[cfg(not(target_arch = "wasm32"))]
mod for_any {
    use super::*;
    use proptest::prelude::*;

    fn a_pair() -> impl Strategy<Value = String> {
        let names =
            ["data", "layers", "inputs", "weights", "points", "epochs", "frozen", "rate", "node", "goal", "output"];
        (prop::sample::select(names.to_vec()), "[a-zA-Z0-9._-]{0,20}")
            .prop_map(|(name, value)| format!("{name}={value}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_link_breaks_it(pairs in prop::collection::vec(a_pair(), 0..6)) {
            let mut network = Network::default();
            network.open(&pairs.join("&"));
            let _ = train(&mut network, 1);
            network.pause();
            let shown = network.view(true);
            prop_assert!(!shown.contains("NaN"));
            let mut again = Network::default();
            again.open(&network.link());
            prop_assert_eq!(again.link(), network.link());
        }

        // A run may come to weights far larger than a hand can set.
        #[test]
        fn any_weights_of_a_link_are_shown_and_come_back(weights in prop::collection::vec(-1e12..1e12_f32, 25), epochs in 0..3_u64) {
            let mut network = opened(&format!("weights={}&epochs=7", packed::pack_numbers(&weights)));
            prop_assert_eq!(parameters(&network), weights);
            let _ = train(&mut network, epochs);
            for node in 0..=7 {
                let shown = shown(&mut network, node);
                prop_assert!(!shown.contains("NaN") && !shown.contains("inf"), "{}", shown);
            }
            let again = opened(&network.link());
            prop_assert_eq!(bits(&again), bits(&network));
        }
    }
}
