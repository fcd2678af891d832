//! The panel `network` kept to its promises: links to the bit, runs that can be gone back over, and never a NaN.

use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::network::points::DATA_NAMES;
use perceptron_playground::panel::network::state::TABLE;
use perceptron_playground::panel::network::training::Halt;
use perceptron_playground::panel::table::{Kind, Wrong};

fn opened(query: &str) -> NetworkPanel {
    let mut panel = NetworkPanel::default();
    assert_eq!(panel.load(query), [], "{query}");
    panel
}

fn bits(panel: &NetworkPanel) -> Vec<u32> {
    panel.place().numbers.iter().map(|number| number.to_bits()).collect()
}

#[test]
fn a_link_restores_the_exact_bits_and_goes_on_as_the_run_would_have() {
    for query in [
        "",
        "data=spiral&optimizer=adam&batch=7&layers=relu5.sigmoid3.tanh2&noise=0.5",
        "data=gate-xor&optimizer=sgd&momentum=0.9&output=softmax-ce&init=he&seed=9",
        "data=moons&output=tanh-half&l1=0.001&l2=0.003&shuffle=off&inputs=x1.x2.x1x2.sinx1&validation=0.3",
        "layers=none&inputs=x1x1.x2x2&output=identity-mse&rate=0.0001",
    ] {
        let mut panel = opened(query);
        panel.train(13).unwrap();
        assert!(panel.set_parameter(1, "0.1234567") && panel.set_frozen(2, true));
        panel.train(9).unwrap();
        let mut other = opened(&panel.link());
        assert_eq!((bits(&other), other.epochs()), (bits(&panel), 22), "{query}");
        assert_eq!(other.link(), panel.link());
        assert_eq!(other.network().frozen(), [2]);
        panel.train(5).unwrap();
        other.train(5).unwrap();
        assert_eq!(bits(&other), bits(&panel), "{query}: five epochs on");
    }
}

#[test]
fn nothing_but_the_defaults_needs_no_link() {
    assert_eq!(NetworkPanel::default().link(), "");
    let mut panel = NetworkPanel::default();
    panel.train(3).unwrap();
    panel.reset();
    assert_eq!(panel.link(), "", "reset gives the same start");
}

#[test]
fn a_link_with_epochs_alone_trains_up_to_them() {
    let mut trained = NetworkPanel::default();
    trained.train(40).unwrap();
    let opened = opened("epochs=40");
    assert_eq!((opened.epochs(), bits(&opened)), (40, bits(&trained)));
}

/// Every number that a learner could read.
fn all_shown(panel: &mut NetworkPanel) -> String {
    let mut shown = vec![format!("{:?}", panel.measures()), panel.link(), format!("{:?}", panel.curves())];
    for point in 0..3 {
        shown.extend(panel.point_report(point).into_iter().flatten());
        shown.extend((0..panel.network().units()).map(|unit| format!("{:?}", panel.node_report(unit, point))));
    }
    shown.join(" ")
}

#[test]
fn a_learning_rate_of_10_gives_a_message_on_every_data_set_and_never_a_nan() {
    for data in DATA_NAMES.into_iter().filter(|name| *name != "own") {
        for rest in
            ["", "&layers=relu4.relu2&output=identity-mse", "&layers=identity3&output=identity-mse&optimizer=adam"]
        {
            let mut panel = opened(&format!("data={data}&rate=10{rest}"));
            let result = panel.train(200);
            if rest.contains("relu") && !data.starts_with("gate") {
                assert!(matches!(result, Err(Halt::Diverged { .. })), "{data}{rest}: {result:?}");
                assert!(matches!(panel.still(), Some(Halt::Diverged { .. })));
                assert!(panel.train(1).is_err(), "it does not go on by itself");
            }
            assert!(panel.network().parameters().iter().all(|w| w.is_finite()), "{data}{rest}");
            let shown = all_shown(&mut panel);
            assert!(!shown.contains("NaN") && !shown.contains("inf"), "{data}{rest}: {shown}");
            panel.work_out_maps();
            if result.is_err() {
                panel.calm();
                assert_eq!((panel.epochs(), panel.still(), panel.value("rate")), (0, None, Some("1".to_owned())));
            }
        }
    }
}

#[test]
fn going_back_and_on_again_gives_the_same_bits() {
    let mut panel = opened("count=60&optimizer=adam");
    let mut states = vec![bits(&panel)];
    for _ in 0..300 {
        panel.train(1).unwrap();
        states.push(bits(&panel));
    }
    assert_eq!(panel.span(), [0, 300]);
    for epoch in [0_usize, 1, 127, 128, 129, 255, 256, 299, 300, 10] {
        panel.seek(epoch as u64);
        assert_eq!((panel.epochs(), &bits(&panel)), (epoch as u64, &states[epoch]));
    }
    panel.train(5).unwrap();
    assert_eq!(bits(&panel), states[15]);
    assert_eq!(panel.span(), [0, 300], "what came after is still there");
    assert!(panel.set_parameter(0, "0.5"));
    assert_eq!(panel.span(), [15, 15], "a change begins another future");
}

#[test]
fn a_batch_done_by_samples_is_the_batch() {
    let (mut by_sample, mut by_batch) = (opened("batch=6"), opened("batch=6"));
    for _ in 0..6 {
        assert!(by_sample.next_sample().is_some());
        by_sample.sample().unwrap();
    }
    by_batch.batch().unwrap();
    assert_eq!(bits(&by_sample), bits(&by_batch));
    assert_eq!(by_sample.within_epoch(), by_batch.within_epoch());
}

#[test]
fn undo_goes_back_over_training_and_settings_and_redo_forth() {
    let mut panel = NetworkPanel::default();
    let start = bits(&panel);
    panel.mark();
    panel.train(20).unwrap();
    let trained = bits(&panel);
    panel.mark();
    panel.set("layers", "relu3").unwrap();
    assert!(panel.undo());
    assert_eq!((bits(&panel), panel.epochs()), (trained.clone(), 20));
    assert!(panel.undo());
    assert_eq!((bits(&panel), panel.epochs()), (start, 0));
    assert!(!panel.can_undo() && panel.redo());
    assert_eq!(bits(&panel), trained);
    assert!(panel.redo());
    assert_eq!(panel.value("layers").unwrap(), "relu3");
}

#[test]
fn a_frozen_parameter_stays_while_the_others_learn() {
    let mut panel = NetworkPanel::default();
    assert!(panel.set_parameter(0, "1.5") && panel.set_frozen(0, true));
    let before = panel.network().parameters().to_vec();
    panel.train(30).unwrap();
    let after = panel.network().parameters();
    assert_eq!(after[0], 1.5);
    assert!(before.iter().zip(after).skip(1).all(|(a, b)| a != b));
    assert!(!panel.set_parameter(0, "1e9") && !panel.set_parameter(0, "x") && !panel.set_parameter(999, "1"));
}

#[test]
fn training_settings_change_in_the_middle_and_the_shape_begins_anew() {
    let mut panel = NetworkPanel::default();
    panel.train(10).unwrap();
    for (name, text) in [("rate", "0.1"), ("optimizer", "adam"), ("batch", "20"), ("l2", "0.01"), ("noise", "0.5")] {
        let before = panel.network().parameters().to_vec();
        panel.set(name, text).unwrap();
        assert_eq!((panel.network().parameters(), panel.epochs()), (&before[..], 10), "{name}");
        panel.train(1).unwrap();
        panel.seek(10);
    }
    panel.set("seed", "5").unwrap();
    assert_eq!(panel.epochs(), 0);
    assert_eq!(panel.kept().len(), 1, "the run before is kept to compare with");
}

#[test]
fn the_step_function_is_shown_and_not_learned_through() {
    let mut panel = opened("data=gate-xor&layers=step2");
    assert_eq!(panel.train(1), Err(Halt::Step(1)));
    assert!(panel.node_report(0, 0).unwrap().output.starts_with("step("));
    assert!(panel.set_parameter(0, "1"), "but it can be set by hand");
    assert!(panel.change_activation(0, "tanh") && panel.train(1).is_ok());
}

#[test]
fn own_points_are_added_moved_relabelled_deleted_and_linked() {
    let mut panel = opened("count=10&noise=0");
    panel.add_point(1.234, -5.678, true);
    assert_eq!((panel.points().len(), panel.value("data").unwrap().as_str()), (11, "own"));
    panel.move_point(0, 0.5, 0.25);
    panel.relabel_point(0);
    assert!(panel.delete_point(3) && !panel.delete_point(99));
    let again = opened(&panel.link());
    assert_eq!(again.points(), panel.points());
    assert_eq!(again.link(), panel.link());
    while panel.points().len() > 2 {
        assert!(panel.delete_point(0));
    }
    assert!(!panel.delete_point(0), "two stay");
}

#[test]
fn a_file_of_points_is_learned_from_and_a_bad_one_changes_nothing() {
    let mut panel = NetworkPanel::default();
    let file = "\u{feff}\"x1\",\"x2\",\"label\"\r\n0.123456,2,1\r\n-1,0.5,0\r\n1,1,1\r\n";
    assert_eq!(panel.read_csv(file.as_bytes()), Ok(3));
    assert_eq!(panel.read_csv(panel.csv().clone().as_bytes()), Ok(3));
    let before = panel.link();
    for bad in ["", "x1,x2,label\n1,2,3\n1,2,0\n", "1,2,0\n1e308,1,1\n", "1,2\n3,4\n"] {
        assert!(panel.read_csv(bad.as_bytes()).is_err(), "{bad}");
    }
    assert_eq!(panel.link(), before);
    assert_eq!(opened(&before).points(), panel.points());
}

#[test]
fn a_hundred_thousand_points_are_all_kept_and_too_many_for_a_link() {
    let rows = (0..100_000).map(|i| format!("{},{},{}\n", i % 977, i % 131, i % 2));
    let file = rows.collect::<String>();
    let mut panel = NetworkPanel::default();
    assert_eq!(panel.read_csv(file.as_bytes()), Ok(100_000));
    assert_eq!(panel.points().len(), 100_000);
    assert!(panel.is_too_large() && panel.link().len() < 16_384);
    assert_eq!(opened(&panel.link()).points().len(), 200, "what a link can't hold it does not pretend to");
    assert_eq!(panel.csv().lines().count(), 100_001);
}

#[test]
fn what_is_too_large_for_a_link_says_so_and_a_file_holds_it() {
    let deep = ["tanh16"; 6].join(".");
    let panel = opened(&format!("layers={deep}&epochs=1"));
    assert!(!panel.is_too_large(), "1,400 parameters still fit");
    let mut panel = opened(&format!("layers={deep}&optimizer=adam&epochs=1"));
    assert!(panel.is_too_large(), "with Adam's memory they don't");
    assert!(panel.link().len() < 16_384 && !panel.link().contains("weights"));
    let before = bits(&panel);
    assert_eq!(panel.read_model(panel.model_file().as_bytes()), Ok(()));
    assert_eq!(bits(&panel), before);
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
        let mut panel = NetworkPanel::default();
        let problems = panel.load(query);
        assert_eq!(problems.iter().map(|p| (p.wrong, p.name.as_str())).collect::<Vec<_>>(), [(Wrong::Damaged, name)]);
        assert_eq!(panel.link(), "", "{query}");
    }
}

#[test]
fn questions_are_answered_by_what_they_ask_for() {
    let mut panel = NetworkPanel::default();
    panel.begin("xor-two");
    panel.train(300).unwrap();
    assert!(!panel.check_goal(), "one neuron can't");
    assert!(panel.change_layers(true));
    let solved = (0..20).any(|_| {
        panel.reseed();
        panel.train(2000).unwrap();
        panel.check_goal()
    });
    assert!(solved && panel.goal_reached());

    panel.begin("circle-no-layer");
    panel.train(100).unwrap();
    assert!(!panel.check_goal(), "straight lines don't close");
    assert!(panel.toggle_input("x1x1") && panel.toggle_input("x2x2"));
    panel.train(100).unwrap();
    assert!(panel.check_goal());

    panel.begin("circle-one-layer");
    assert!(!panel.check_goal());
    panel.set("layers", "tanh5").unwrap();
    panel.train(300).unwrap();
    assert!(panel.check_goal());

    for (goal, layers, epochs) in [("spiral-plain", "tanh8.tanh8.tanh8", 1000), ("overfit", "tanh16.tanh16", 1000)] {
        panel.begin(goal);
        panel.train(100).unwrap();
        assert!(!panel.check_goal(), "{goal} asks for more than it opens with");
        panel.set("layers", layers).unwrap();
        panel.set("optimizer", "adam").unwrap();
        panel.set("rate", "0.01").unwrap();
        panel.train(epochs).unwrap();
        assert!(panel.check_goal(), "{goal}: {:?}", panel.measures());
    }
}

#[test]
fn a_long_run_keeps_little() {
    let mut panel = opened("data=gate-xor&layers=tanh2&epochs=20000");
    assert_eq!(panel.span(), [0, 20_000]);
    assert!(panel.curves().unwrap().entries().len() < 1024);
    panel.seek(12_345);
    assert_eq!(panel.epochs(), 12_345);
}

#[test]
fn an_input_too_large_is_named_with_its_point() {
    let mut panel = opened("inputs=x1.x2.x2x2");
    panel.read_csv(b"1,2,0\n3,4000000,1\n5,6,1\n").unwrap();
    let Some(Halt::TooLarge { point: 2, feature, value }) = panel.still() else { panic!("{:?}", panel.still()) };
    assert_eq!((feature.name(), value), ("x2x2", 1.6e13));
    assert_eq!(panel.train(1), Err(panel.still().unwrap()));
    assert!(panel.toggle_input("x2x2"));
    assert_eq!((panel.still(), panel.points().len()), (None, 3));
}

#[test]
fn whatever_the_table_allows_has_its_own_words_when_it_cannot_learn() {
    let extremes: Vec<(&str, Vec<String>)> = TABLE
        .0
        .iter()
        .filter(|field| !["seed", "dataseed", "epochs", "steps", "stop", "node", "point", "goal"].contains(&field.name))
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
                let mut panel = opened(&format!("count=20&rate=1&layers={layers}&{name}={value}"));
                let halt = panel.train(3).err().or_else(|| panel.still());
                assert_ne!(halt, Some(Halt::Other), "{layers} {name}={value}");
                assert!(panel.network().parameters().iter().all(|value| value.is_finite()));
            }
        }
    }
}

#[test]
fn stop_conditions_stop() {
    let mut panel = opened("stop=7");
    assert_eq!(panel.train(100), Err(Halt::Epochs));
    assert_eq!(panel.epochs(), 7);
    assert_eq!(panel.train(3), Ok(()), "once it has stopped it may go on");
    let mut panel = opened("goalloss=0.4&rate=0.1");
    assert_eq!(panel.train(1000), Err(Halt::Loss));
    assert!(panel.curves().unwrap().entries().last().unwrap().last.training.unwrap() <= 0.4);
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
            let mut panel = NetworkPanel::default();
            panel.load(&pairs.join("&"));
            let _ = panel.train(1);
            prop_assert!(!all_shown(&mut panel).contains("NaN"));
            let mut again = NetworkPanel::default();
            again.load(&panel.link());
            prop_assert_eq!(again.link(), panel.link());
        }
    }
}
