//! The panel `digits`: the data as published, a network that learns them, links, undo, hostile input, and the texts read back.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::data::digits::{CELLS, COUNT, Digits, DigitsError};
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::digits::halt::Halt;
use perceptron_playground::panel::digits::pad::{Pad, Subject};
use perceptron_playground::random::Random;
use proptest::prelude::*;

const FILE: &[u8] = include_bytes!("../../../www/data/digits.bin");

/// A panel with its data, trained as far as the query asks for.
fn opened(query: &str) -> DigitsPanel {
    let mut panel = DigitsPanel::default();
    panel.give(FILE).unwrap();
    assert_eq!(panel.load(query), [], "{query}");
    while panel.is_behind() {
        panel.catch_up();
    }
    panel
}

fn weights(panel: &DigitsPanel) -> Vec<u32> {
    panel.network().parameters().iter().map(|weight| weight.to_bits()).collect()
}

/// Counts and sum are those of scikit-learn's file; the first picture is the 0 that its manual prints.
#[test]
fn the_data_are_those_published() {
    let digits = Digits::unpack(FILE).unwrap();
    assert_eq!(digits.count(), COUNT);
    let count = |label| (0..COUNT).filter(|&at| digits.label(at) == label).count();
    assert_eq!([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(count), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    let sum = (0..COUNT).flat_map(|at| digits.image(at)).map(|cell| u32::from(*cell)).sum::<u32>();
    assert_eq!(sum, 561_718);
    assert_eq!(digits.image(0)[..16], [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0]);
    assert_eq!((digits.label(0), digits.label(COUNT - 1)), (0, 8));
    assert_eq!(digits.pack(), FILE);
}

#[test]
fn a_damaged_file_is_told_from_a_good_one() {
    let mut panel = DigitsPanel::default();
    assert_eq!(panel.give(&FILE[1..]), Err(DigitsError::Length(FILE.len() - 1)));
    assert_eq!(panel.give(b""), Err(DigitsError::Length(0)));
    for at in [8, 5000, FILE.len() - 1] {
        let mut bytes = FILE.to_vec();
        bytes[at] ^= 1;
        assert_eq!(panel.give(&bytes), Err(DigitsError::Checksum), "{at}");
    }
    let mut bytes = FILE.to_vec();
    bytes[0] = b'D';
    assert_eq!(panel.give(&bytes), Err(DigitsError::Magic));
    assert!(panel.run().is_none() && panel.train(3).is_ok() && panel.epochs() == 0);
    assert_eq!(panel.answer().outputs.len(), 10, "the pad is answered without data too");
}

/// The epoch at which each of five seeds, for split and weights alike, first gets 97 % of the held-out digits.
fn epochs_to_97(query: &str) -> [u64; 5] {
    let mut epochs = [1, 2, 3, 4, 5].map(|seed| {
        let mut panel = opened(&format!("{query}&seed={seed}&dataseed={seed}"));
        assert_eq!(panel.right()[1], 360);
        while panel.accuracy() < 0.97 && panel.epochs() < 100 {
            panel.train(1).unwrap();
        }
        panel.epochs()
    });
    epochs.sort_unstable();
    epochs
}

#[test]
fn most_of_what_it_has_never_seen_is_told_right() {
    let epochs = epochs_to_97("hidden1=32");
    assert!(epochs[2] <= 20 && epochs[4] < 100, "{epochs:?}");
}

#[test]
fn the_question_is_answered_with_a_hidden_layer_and_not_without() {
    for (hidden, answered) in [("0", false), ("32", true), ("64", true)] {
        let mut panel = opened("");
        panel.begin("ninety-seven");
        panel.set("hidden1", hidden).unwrap();
        let reached = (0..30).any(|_| panel.train(1).is_ok() && panel.check_goal());
        assert_eq!(reached, answered, "{hidden}");
    }
}

#[test]
fn who_always_says_no_is_right_nine_times_in_ten() {
    let mut panel = opened("task=five&hidden1=0");
    let [answer, right] = panel.baseline().unwrap();
    let counts = panel.confusion();
    assert_eq!((answer, right), (0, counts[0] + counts[1]));
    assert!((0.87..0.93).contains(&(right as f64 / 360.0)), "{right}");
    panel.begin("find-fives");
    assert!(!panel.check_goal());
    for _ in 0..60 {
        panel.train(1).unwrap();
    }
    assert!(panel.check_goal() && panel.goal_reached(), "{:?}", panel.confusion());
    assert!(!panel.check_goal(), "it is told once");
}

#[test]
fn a_link_carries_learned_weights_to_the_bit() {
    for query in
        ["epochs=3", "task=five&hidden1=4&hidden2=3&activation=tanh&rate=0.003&batch=100&epochs=2&batches=7&pad=blank"]
    {
        let panel = opened(query);
        assert_eq!(panel.link(), query);
        let mut stepwise = opened(query.split("&epochs").next().unwrap().split("epochs").next().unwrap());
        while stepwise.run().unwrap().place() < panel.run().unwrap().place() {
            stepwise.batch().unwrap();
        }
        assert_eq!(weights(&stepwise), weights(&panel));
    }
    assert_eq!(opened("batches=1000").run().unwrap().place(), [0, 44], "an epoch has 45 batches of 32");
    assert_eq!(opened("epochs=1").answer(), opened("epochs=1&seed=1").answer());
}

#[test]
fn the_history_goes_back_and_undo_takes_back_training_and_drawing() {
    let mut panel = opened("epochs=70&hidden1=0");
    let learned = weights(&panel);
    panel.seek(33);
    assert_eq!((panel.epochs(), weights(&panel)), (33, weights(&opened("epochs=33&hidden1=0"))));
    panel.seek(70);
    assert_eq!(weights(&panel), learned);
    panel.mark();
    panel.put("noise");
    panel.mark();
    panel.set("seed", "9").unwrap();
    assert_eq!(panel.epochs(), 0);
    assert!(panel.undo());
    while panel.is_behind() {
        panel.catch_up();
    }
    assert_eq!((panel.epochs(), weights(&panel)), (70, learned));
    assert!(panel.undo() && panel.settings().pad == Pad::default() && panel.epochs() == 70);
    assert!(panel.redo() && panel.redo() && panel.value("seed").as_deref() == Some("9") && !panel.can_redo());
    panel.reset();
    assert_eq!((panel.epochs(), panel.run().unwrap().length()), (0, 0));
}

#[test]
fn what_nothing_can_be_learned_from_is_learned_as_just_that() {
    let mut one = opened("classes=128&epochs=20");
    assert!(one.has_one_class() && one.answer().decided == 7);
    assert!(one.right()[0] == one.confusion()[7 * 10 + 7], "it knows no other digit");
    one.set("classes", "0").unwrap_err();
    let constant = opened("lessons=constant&epochs=20");
    assert!(constant.accuracy() < 0.4, "{}", constant.accuracy());
    assert!(opened("lessons=shuffled&epochs=20").accuracy() < 0.3);
    assert!(opened("task=five&classes=32&epochs=5").has_one_class());
    let mut panel = opened("epochs=10");
    for (name, subject) in Subject::ALL {
        panel.put(name);
        let black = Pad::of(subject, &mut Random::new(1)).black_pixels();
        assert_eq!(panel.settings().pad.black_pixels() == 0, black == 0);
        let sum: f32 = panel.answer().outputs.iter().sum();
        assert!((sum - 1.0).abs() < 1e-5, "{name}: {sum}");
    }
}

/// The gradients of both losses are bounded, so that a wild learning rate spoils the network without leading out of numbers.
#[test]
fn a_wild_learning_rate_leaves_numbers_and_is_calmed() {
    let mut panel = opened("optimizer=sgd&rate=10&hidden1=64&hidden2=64");
    for _ in 0..10 {
        assert_eq!(panel.train(1), Ok(()));
    }
    let largest = panel.network().parameters().iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    assert!(largest > 1e3 && largest.is_finite() && panel.accuracy() < 0.5, "{largest}");
    assert!(panel.answer().outputs.iter().all(|output| output.is_finite()));
    panel.calm();
    assert_eq!((panel.value("rate").as_deref(), panel.epochs(), panel.halt()), (Some("1"), 0, None));
    let mut long = opened("hidden1=0&batch=1437&epochs=1000");
    assert_eq!((long.train(1), long.epochs()), (Err(Halt::Epochs), 1000));
}

#[test]
fn what_is_shown_is_what_is_computed() {
    for query in
        ["epochs=5", "hidden1=0&epochs=5", "hidden1=9&hidden2=5&activation=sigmoid&epochs=2", "task=five&epochs=5"]
    {
        let panel = opened(query);
        let answer = panel.answer();
        let rows = answer.rows();
        let powers: Vec<_> = rows.iter().map(|row| number(&row.power)).collect();
        for (row, (output, power)) in rows.iter().zip(answer.outputs.iter().zip(&powers)) {
            let expected = if rows.len() == 1 { 1.0 / (1.0 + power) } else { power / powers.iter().sum::<f64>() };
            assert!((expected - f64::from(*output)).abs() < 0.01, "{query}: {row:?}, {output}");
            assert!(row.share.ends_with('%'));
        }
        let node = panel.node(2.min(panel.network().layers()[0].units - 1)).unwrap();
        let sum: f32 = node.bias + node.products.iter().map(|[_, product]| product).sum::<f32>();
        assert!((sum - node.sum).abs() < 1e-4);
        assert!(node.weights.iter().zip(&node.products).all(|(w, [x, product])| w * x == *product));
        assert!(node.text().starts_with("z = b + Σ w·x ≈ "), "{}", node.text());
        assert_eq!(panel.node(1000), None);
    }
}

/// The number that a text shows: `0.523`, `1.2·10⁻⁵`.
fn number(text: &str) -> f64 {
    let plain = |letter: char| {
        let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻−".chars().position(|other| other == letter);
        raised.map_or(letter, |at| "0123456789--".chars().nth(at).unwrap())
    };
    text.replace("·10", "e").chars().map(plain).collect::<String>().parse().unwrap()
}

#[test]
fn a_held_out_picture_on_the_pad_is_answered_as_in_the_matrix() {
    let mut panel = opened("epochs=4");
    let counts = panel.confusion();
    assert_eq!(counts.iter().sum::<usize>(), 360);
    for (label, answer) in [(3, 3), (8, 1), (9, 3)] {
        let places = panel.pictures_of(label, answer);
        assert_eq!(places.len(), counts[label * 10 + answer]);
        for place in places {
            panel.put_held(place);
            assert_eq!(panel.cells(), panel.run().unwrap().material().held.pictures[place]);
            assert_eq!(panel.answer().decided, answer);
            assert_eq!(Some(panel.answer().certainty()), panel.certainty_of(place));
        }
    }
    assert_eq!((panel.certainty_of(5000), CELLS), (None, 64));
}

#[test]
fn hostile_links_are_answered() {
    let mut panel = opened("");
    for query in [
        "pad=AAAA",
        "pad=%00",
        "epochs=1001",
        "hidden1=129",
        "rate=1e9",
        "rate=NaN",
        "classes=1024",
        "batch=0",
        "cell=101",
        "task=six",
        "speed=3",
        "batches=-1",
        "width=9",
        "nothing=1",
    ] {
        assert_eq!(panel.load(query).len(), 1, "{query}");
        assert_eq!(panel.link(), "", "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn no_query_breaks_it(query in "((task|pad|epochs|classes|hidden1|rate|cell|node|goal|fit)=[a-z0-9.-]{0,6}&){0,5}") {
        let mut panel = DigitsPanel::default();
        let _ = panel.load(&query);
        let link = panel.link();
        prop_assert_eq!(panel.load(&link).len(), 0, "{}", link);
        prop_assert_eq!(panel.answer().outputs.iter().all(|output| output.is_finite()), true);
    }
}
