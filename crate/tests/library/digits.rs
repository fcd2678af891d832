//! The panel `digits`: the data as published, a network that learns them, the one that the panel brings along, drawing, links, undo,
//! hostile input, and the numbers read back.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::finish_work;
use nalgebra::Point2;
use perceptron_playground::data::digits::{CELLS, COUNT, Digits, DigitsError};
use perceptron_playground::model::random::Random;
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::digits::pad::{Pad, Subject};
use perceptron_playground::panel::digits::{DigitsPanel, reader};
use perceptron_playground::panel::port::Panel as _;
use perceptron_playground::panel::session::{Figure, Session};
use perceptron_playground::panel::view::Message;
use proptest::prelude::*;
use serde_json::Value;

const FILE: &[u8] = include_bytes!("../../../www/data/digits.bin");

/// A panel with its data, trained as far as the query asks for.
fn opened(query: &str) -> Session<DigitsPanel> {
    let mut figure = Session::<DigitsPanel>::default();
    figure.take("digits", FILE).unwrap();
    assert_eq!(figure.open(query), [], "{query}");
    finish_work(&mut figure);
    figure
}

/// A question, just begun and guessed.
fn begun(question: &str, guess: &str) -> Session<DigitsPanel> {
    let mut figure = opened("");
    assert!(figure.begin(question) && shown(&figure)["coach"]["question"] == question);
    figure.guess(guess);
    figure
}

fn shown(figure: &Session<DigitsPanel>) -> Value {
    serde_json::from_str::<Value>(&figure.view(true)).unwrap()["view"].take()
}

fn is_answered(figure: &Session<DigitsPanel>) -> bool {
    !shown(figure)["coach"]["why"].is_null()
}

fn weights(figure: &Session<DigitsPanel>) -> Vec<u32> {
    figure.panel().network().parameters().iter().map(|weight| weight.to_bits()).collect()
}

fn epochs(figure: &Session<DigitsPanel>) -> u32 {
    figure.panel().settings().epochs
}

fn train(figure: &mut Session<DigitsPanel>, epochs: u32) {
    for _ in 0..epochs {
        figure.make("epoch");
        finish_work(figure);
    }
}

fn command(figure: &mut Session<DigitsPanel>, name: &str, arguments: &[Argument]) -> Option<Message> {
    figure.mark();
    figure.command(name, arguments)
}

fn put(figure: &mut Session<DigitsPanel>, subject: &str) {
    assert_eq!(command(figure, "put", &[Argument::Text(subject.to_owned())]), None, "{subject}");
}

/// Draws lines with a pointer.
fn draw(figure: &mut Session<DigitsPanel>, lines: &[&[[f64; 2]]]) {
    for line in lines {
        let place = |[x, y]: [f64; 2]| Point2::new(x, y);
        let pen = figure.press("pad", place(line[0]), 0.5, true).expect("the pad is drawn on");
        line[1..].iter().for_each(|at| figure.drag(pen, place(*at)));
        figure.release();
    }
}

const SEVEN: &[&[[f64; 2]]] = &[&[[7.0, 4.0], [24.0, 4.0], [20.0, 14.0], [15.0, 29.0]]];
/// A 3 of less than 16 pixels in a corner.
const SMALL_THREE: &[&[[f64; 2]]] = &[&[
    [4.0, 4.0],
    [7.0, 3.0],
    [10.0, 4.0],
    [10.0, 6.5],
    [7.0, 8.0],
    [10.0, 9.5],
    [10.5, 12.0],
    [7.0, 13.5],
    [4.0, 12.5],
]];

/// Counts and sum are those of scikit-learn's file; the first image is the 0 that its manual prints.
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
fn a_damaged_file_is_told_from_a_good_one_and_changes_nothing() {
    assert_eq!(Digits::unpack(&FILE[1..]).err(), Some(DigitsError::Length(FILE.len() - 1)));
    assert_eq!(Digits::unpack(b"").err(), Some(DigitsError::Length(0)));
    let changed = |at: usize| {
        let mut bytes = FILE.to_vec();
        bytes[at] ^= 0x20;
        bytes
    };
    for at in [8, 5000, FILE.len() - 1] {
        assert_eq!(Digits::unpack(&changed(at)).err(), Some(DigitsError::Checksum), "{at}");
    }
    assert_eq!(Digits::unpack(&changed(0)).err(), Some(DigitsError::Magic));
    let mut figure = Session::<DigitsPanel>::default();
    assert_eq!(figure.open("epochs=3"), []);
    for file in [&FILE[1..], b"", &changed(900)] {
        assert_eq!(figure.take("digits", file), Err(Message::new("damaged-data")));
    }
    finish_work(&mut figure);
    figure.play();
    finish_work(&mut figure);
    assert!(figure.panel().run().is_none() && epochs(&figure) == 3, "what a link asks for waits for the data");
    assert_eq!(figure.panel().answer().unwrap().outputs.len(), 10, "the pad is answered without data too");
    figure.take("digits", FILE).unwrap();
    finish_work(&mut figure);
    assert_eq!(weights(&figure), weights(&opened("epochs=3")));
}

/// The epoch at which each of five seeds, for split and weights alike, first reads 97 % of the validation images.
fn epochs_to_97(query: &str) -> [u32; 5] {
    let mut reached = [1, 2, 3, 4, 5].map(|seed| {
        let mut figure = opened(&format!("{query}&seed={seed}&dataseed={seed}"));
        assert_eq!(figure.panel().right()[1], 180);
        while figure.panel().accuracy() < 0.97 && epochs(&figure) < 100 {
            train(&mut figure, 1);
        }
        epochs(&figure)
    });
    reached.sort_unstable();
    reached
}

#[test]
fn most_of_what_it_has_never_seen_is_read_right() {
    let epochs = epochs_to_97("hidden1=32");
    assert!(epochs[2] <= 20 && epochs[4] < 100, "{epochs:?}");
}

#[test]
fn ninety_seven_is_reached_with_a_hidden_layer_and_not_without() {
    for (hidden, answered) in [("0", false), ("32", true), ("64", true)] {
        let mut figure = begun("ninety-seven", "hidden");
        figure.set("hidden1", hidden);
        let reached = (0..25).any(|_| {
            train(&mut figure, 1);
            is_answered(&figure)
        });
        assert_eq!(reached, answered, "{hidden}");
        assert!(!answered || shown(&figure)["coach"]["right"] == "hidden");
    }
}

#[test]
fn who_always_says_no_is_right_nine_times_in_ten_and_training_finds_the_fives() {
    let mut figure = begun("find-fives", "most");
    let [answer, right] = figure.panel().baseline().unwrap();
    let counts = figure.panel().confusion();
    assert_eq!((answer, right), (0, counts[0] + counts[1]));
    assert!((0.85..0.97).contains(&(right as f64 / 180.0)), "{right}");
    assert!(!is_answered(&figure));
    figure.finish();
    finish_work(&mut figure);
    assert!(!is_answered(&figure), "so small a learning rate takes long: {:?}", figure.panel().confusion());
    figure.set("optimizer", "adam");
    figure.finish();
    finish_work(&mut figure);
    assert!(is_answered(&figure), "{:?} after {}", figure.panel().confusion(), epochs(&figure));
    assert_eq!(shown(&figure)["coach"]["right"], "most");
}

#[test]
fn a_seven_is_drawn_and_read() {
    let mut figure = opened("");
    figure.begin("draw-seven");
    let covered: Value = serde_json::from_str(&figure.view(false)).unwrap();
    assert_eq!((&covered["own"]["bars"], &covered["own"]["is_covered"]), (&serde_json::json!([]), &Value::Bool(true)));
    figure.guess("almost");
    assert_eq!(figure.panel().answer().unwrap().decided, 5, "the 5 that the question opens with");
    put(&mut figure, "blank");
    assert!(!is_answered(&figure) && figure.panel().answer().is_none(), "a blank pad has no answer");
    draw(&mut figure, SEVEN);
    assert!(is_answered(&figure), "{:?}", figure.panel().answer());
    figure.undo();
    assert!(is_answered(&figure), "what has been answered stays so");
}

#[test]
fn a_small_digit_is_read_once_it_is_fitted() {
    let mut figure = begun("small-digit", "other");
    draw(&mut figure, SMALL_THREE);
    assert!(!is_answered(&figure));
    figure.set("fit", "on");
    assert!(is_answered(&figure), "{:?}", figure.panel().answer());
}

#[test]
fn the_network_is_sure_of_a_few_pixels_that_are_no_digit() {
    let mut figure = begun("sure-of-little", "sure");
    assert!(!is_answered(&figure));
    put(&mut figure, "blank");
    let mut marks = Vec::new();
    for row in [4.0, 8.0, 12.0, 16.0, 20.0] {
        for column in [8.0, 12.0, 16.0, 20.0] {
            marks.push([[column, row], [column, row + 9.0]]);
            marks.push([[column - 4.0, row], [column + 5.0, row]]);
        }
    }
    let found = marks.iter().any(|mark| {
        put(&mut figure, "blank");
        draw(&mut figure, &[mark]);
        is_answered(&figure)
    });
    assert!(found);
}

#[test]
fn the_ready_network_reads_what_it_has_never_seen_and_what_is_drawn() {
    let figure = opened("reader=ready&fit=on");
    assert!(figure.panel().accuracy() >= 0.97, "{}", figure.panel().accuracy());
    assert!(figure.panel().test_accuracy().unwrap() >= 0.97, "{:?}", figure.panel().test_accuracy());
    let mut random = Random::new(77);
    let (mut right, mut all) = (0, 0);
    for number in 0..perceptron_playground::data::shapes::COUNT {
        for _ in 0..20 {
            let (digit, image) = perceptron_playground::data::shapes::image(number, &mut random);
            right += usize::from(figure.panel().answer_to(&image).decided == digit);
            all += 1;
        }
    }
    assert!(right as f64 >= 0.95 * f64::from(all), "{right} of {all}");
}

/// The weights in the repository are those that the example trains.
#[test]
fn the_ready_network_is_trained_again_to_the_bit() {
    let network = reader::train(&Digits::unpack(FILE).unwrap()).unwrap();
    let again = reader::unpack(&reader::pack(&network)).unwrap();
    let bits = |parameters: &[f32]| parameters.iter().map(|weight| weight.to_bits()).collect::<Vec<_>>();
    assert!(bits(again.parameters()) == bits(reader::network().parameters()), "run the example train_reader");
}

#[test]
fn a_link_carries_learned_weights_to_the_bit() {
    for query in
        ["epochs=3", "task=five&hidden1=4&hidden2=3&activation=tanh&rate=0.003&batch=100&epochs=2&batches=7&pad=blank"]
    {
        let figure = opened(query);
        assert_eq!(figure.link(), query);
        let mut stepwise =
            opened(&format!("goal=none&{}", query.split("epochs").next().unwrap().trim_end_matches('&')));
        while stepwise.panel().run().unwrap().position() < figure.panel().run().unwrap().position() {
            stepwise.make("batch");
        }
        assert_eq!(weights(&stepwise), weights(&figure));
    }
    assert_eq!(opened("batches=1000").panel().run().unwrap().run().place(), [0, 44], "an epoch has 45 batches of 32");
    assert_eq!(opened("epochs=1").panel().answer(), opened("epochs=1&seed=1").panel().answer());
}

#[test]
fn the_history_goes_back_and_undo_takes_back_training_and_drawing() {
    let mut figure = opened("epochs=70&hidden1=0");
    let learned = weights(&figure);
    figure.seek(33 * 45);
    finish_work(&mut figure);
    assert_eq!((epochs(&figure), weights(&figure)), (33, weights(&opened("epochs=33&hidden1=0"))));
    figure.seek(70 * 45);
    finish_work(&mut figure);
    assert_eq!(weights(&figure), learned);
    put(&mut figure, "noise");
    figure.mark();
    figure.set("seed", "9");
    assert_eq!(epochs(&figure), 0);
    figure.undo();
    finish_work(&mut figure);
    assert_eq!((epochs(&figure), weights(&figure)), (70, learned));
    figure.undo();
    assert!(figure.panel().settings().pad == Pad::default() && epochs(&figure) == 70);
    figure.redo();
    figure.redo();
    assert_eq!(figure.value("seed").as_deref(), Some("9"));
    figure.reset();
    assert_eq!((epochs(&figure), figure.panel().run().unwrap().length()), (0, 0));
}

#[test]
fn what_nothing_can_be_learned_from_is_learned_as_just_that() {
    let mut one = opened("classes=128&epochs=20");
    assert!(one.panel().has_one_class() && one.panel().answer().unwrap().decided == 7);
    assert_eq!(one.panel().right()[0], one.panel().confusion()[7 * 10 + 7], "it knows no other digit");
    assert!(one.set("classes", "0").is_some());
    assert_eq!(command(&mut one, "teach", &[Argument::Number(7.0)]), Some(Message::new("last-taught")));
    let constant = opened("lessons=constant&epochs=20");
    assert!(constant.panel().accuracy() < 0.4, "{}", constant.panel().accuracy());
    assert!(opened("lessons=shuffled&epochs=20").panel().accuracy() < 0.3);
    assert!(opened("task=five&classes=32&epochs=5").panel().has_one_class());
    let mut figure = opened("epochs=10");
    for (name, subject) in Subject::ALL {
        put(&mut figure, name);
        let is_blank = Pad::of(subject, &mut Random::new(1)).bitmap().black_pixels() == 0;
        match figure.panel().answer() {
            None => assert!(is_blank, "{name}"),
            Some(answer) => {
                let sum: f32 = answer.outputs.iter().sum();
                assert!(!is_blank && (sum - 1.0).abs() < 1e-5, "{name}: {sum}");
            }
        }
    }
}

/// The gradients of both losses are bounded, so that a wild learning rate spoils the network without leading out of numbers.
#[test]
fn a_wild_learning_rate_leaves_numbers_and_is_lowered() {
    let mut figure = opened("optimizer=sgd&rate=10&hidden1=64&hidden2=64");
    train(&mut figure, 10);
    assert_eq!(epochs(&figure), 10);
    let panel = figure.panel();
    let largest = panel.network().parameters().iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    assert!(largest > 1e3 && largest.is_finite() && panel.accuracy() < 0.5, "{largest}");
    assert!(panel.answer().unwrap().outputs.iter().all(|output| output.is_finite()));
    assert_eq!(command(&mut figure, "lower-rate", &[]), None);
    assert_eq!((figure.value("rate").as_deref(), epochs(&figure)), (Some("1"), 0));
    let mut long = opened("hidden1=0&batch=1437&epochs=1000");
    long.make("epoch");
    assert_eq!(shown(&long)["notes"][0]["key"], "too-many-epochs");
    assert_eq!(epochs(&long), 1000);
}

#[test]
fn what_is_shown_is_what_is_computed() {
    for query in
        ["epochs=5", "hidden1=0&epochs=5", "hidden1=9&hidden2=5&activation=sigmoid&epochs=2", "task=five&epochs=5"]
    {
        let figure = opened(query);
        let answer = figure.panel().answer().unwrap();
        let table = shown(&figure)["tables"][0].take();
        let cell = |row: &Value, at: usize| number(row[at].as_str().unwrap());
        let rows = table["rows"].as_array().unwrap();
        let all: f64 = rows.iter().map(|row| cell(row, 2)).sum();
        for (row, output) in rows.iter().zip(&answer.outputs) {
            let power = cell(row, 2);
            let expected = if rows.len() == 1 { 1.0 / (1.0 + power) } else { power / all };
            assert!((expected - f64::from(*output)).abs() < 0.01, "{query}: {row}, {output}");
        }
        let panel = figure.panel();
        let node = panel.node(2.min(panel.network().layers()[0].units - 1)).unwrap();
        let sum: f32 = node.bias + node.products.iter().map(|[_, product]| product).sum::<f32>();
        assert!((sum - node.sum).abs() < 1e-4);
        assert!(node.weights.iter().zip(&node.products).all(|(w, [x, product])| w * x == *product));
        assert!(node.text().starts_with("z = b + Σ w·x ≈ "), "{}", node.text());
        assert_eq!(panel.node(1000), None);
    }
}

/// The number that a text shows: `0.523`, `1.2×10⁻⁵`.
fn number(text: &str) -> f64 {
    let plain = |letter: char| {
        let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻−".chars().position(|other| other == letter);
        raised.map_or(letter, |at| "0123456789--".chars().nth(at).unwrap())
    };
    text.replace("×10", "e").chars().map(plain).collect::<String>().parse().unwrap()
}

#[test]
fn a_validation_image_on_the_pad_is_answered_as_in_the_matrix() {
    let mut figure = opened("epochs=4");
    let counts = figure.panel().confusion();
    assert_eq!(counts.iter().sum::<usize>(), 180);
    for (cell, count) in counts.into_iter().enumerate() {
        let (label, answer) = (cell / 10, cell % 10);
        let places = figure.panel().images_of(label, answer);
        assert_eq!(places.len(), count.min(40));
        for place in places.into_iter().take(2) {
            assert_eq!(command(&mut figure, "put-image", &[Argument::Number(place as f64)]), None);
            let panel = figure.panel();
            assert_eq!(*panel.cells(), panel.parts().unwrap().validation.images[place]);
            let said = panel.answer().unwrap();
            assert_eq!((said.decided, Some(said.certainty())), (answer, panel.certainty_of(place)));
        }
    }
    assert_eq!((figure.panel().certainty_of(5000), CELLS), (None, 64));
}

#[test]
fn the_test_images_are_measured_on_when_they_are_asked_for() {
    let mut figure = opened("epochs=4");
    let notes = |figure: &Session<DigitsPanel>| shown(figure)["notes"].to_string();
    assert!(!notes(&figure).contains("test-result"));
    assert_eq!(command(&mut figure, "test", &[]), None);
    assert!(notes(&figure).contains("test-result"));
    train(&mut figure, 1);
    assert!(!notes(&figure).contains("test-result"), "of another network it says nothing");
}

#[test]
fn hostile_links_are_answered() {
    let mut figure = opened("");
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
        assert_eq!(figure.open(query).len(), 1, "{query}");
        assert_eq!(figure.link(), "goal=none", "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn no_drawing_breaks_it(places in prop::collection::vec((-40.0..80.0_f64, -40.0..80.0_f64), 1..60), fit: bool) {
        let mut panel = DigitsPanel::default();
        panel.set(DigitsPanel::TABLE.field("fit").unwrap(), perceptron_playground::panel::table::Value::Choice(if fit { "on" } else { "off" })).unwrap();
        panel.press("pad", Point2::new(places[0].0, places[0].1), 0.0, false);
        for (x, y) in &places {
            panel.drag("pen", Point2::new(*x, *y));
        }
        panel.release();
        if let Some(answer) = panel.answer() {
            prop_assert!(answer.outputs.iter().all(|output| output.is_finite()));
        }
    }
}
