//! The panel `generate`: one's own points, digits that come later than the panel, links, undo, and hostile input.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::finish_work;
use nalgebra::Point2;
use perceptron_playground::model::gan::Player;
use perceptron_playground::model::samples::Points;
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::digits::reader;
use perceptron_playground::panel::generate::Generate;
use perceptron_playground::panel::session::{Figure, Session};
use serde_json::Value;

const DIGITS: &[u8] = include_bytes!("../../../www/data/digits.bin");

fn opened(query: &str) -> Session<Generate> {
    let mut figure = Session::<Generate>::default();
    assert_eq!(figure.open(query), [], "{query}");
    finish_work(&mut figure);
    figure
}

fn shown(figure: &Session<Generate>) -> Value {
    serde_json::from_str(&figure.view(true)).unwrap()
}

fn sentence(figure: &Session<Generate>) -> String {
    shown(figure)["view"]["sentence"][0]["key"].as_str().unwrap_or_default().to_owned()
}

fn iterations(figure: &Session<Generate>) -> u64 {
    figure.panel().gan().position().iterations
}

fn numbers(figure: &Session<Generate>) -> Vec<f32> {
    figure.panel().gan().numbers(Player::Generator)
}

fn rows(figure: &Session<Generate>) -> &[f32] {
    figure.panel().gan().data().rows()
}

/// Draws from one place to another.
fn stroke(figure: &mut Session<Generate>, from: [f64; 2], to: [f64; 2]) {
    figure.mark();
    let name = figure.press("samples", from.into(), 0.05, true).expect("the brush");
    for share in [0.5, 1.0] {
        let at = |axis: usize| from[axis] + (to[axis] - from[axis]) * share;
        figure.drag(name, Point2::new(at(0), at(1)));
    }
    figure.release();
}

#[test]
fn what_is_drawn_is_learned_from_and_is_in_the_link() {
    let mut figure = opened("data=own");
    assert_eq!(sentence(&figure), "no-points");
    figure.make("iteration");
    assert_eq!((iterations(&figure), shown(&figure)["view"]["notes"][0]["key"].as_str()), (0, Some("no-points")));
    stroke(&mut figure, [-0.5, 0.0], [0.5, 0.25]);
    assert_eq!((rows(&figure).len(), shown(&figure)["own"]["points"].as_u64()), (3 * 4 * 2, Some(12)));
    for _ in 0..20 {
        figure.make("iteration");
    }
    assert_eq!(iterations(&figure), 20);
    let again = opened(&figure.link());
    assert_eq!((rows(&again), numbers(&again)), (rows(&figure), numbers(&figure)));
    // Another stroke begins the run again, and undo brings the first one back.
    stroke(&mut figure, [0.0, -1.0], [0.0, -1.0]);
    assert_eq!((iterations(&figure), rows(&figure).len()), (0, 6 * 4 * 2));
    figure.undo();
    finish_work(&mut figure);
    assert_eq!(rows(&figure), rows(&again));
    assert_eq!(figure.command("clear", &[]), None);
    assert_eq!(sentence(&figure), "no-points");
    assert_eq!(figure.command("dab", &[]), None);
    assert_eq!(rows(&figure).len(), 4 * 2, "by keys");
}

#[test]
fn files_of_one_column_or_two_are_taken_and_others_are_told_what_is_wrong() {
    let mut figure = opened("");
    for (file, width, count) in [("1\n2\n4\n", 1, 3), ("a,b\n1,2\n3,4\n", 2, 2), ("1;2\n3;5\n1;1\n", 2, 3)] {
        let said = figure.take("csv", file.as_bytes()).unwrap();
        assert_eq!(said.key, "rows-taken", "{file}");
        assert_eq!((figure.panel().gan().data().width(), figure.panel().gan().data().count()), (width, count));
        assert!(rows(&figure).iter().all(|x| x.abs() <= 1.0));
    }
    let before = figure.link();
    let bad = [
        ("", "csv-empty"),
        ("x\n", "csv-only-header"),
        ("1\n", "csv-one-row"),
        ("1,2\n3\n", "csv-columns"),
        ("1\n2,3\n", "csv-decimal-comma"),
        ("1,2,3\n4,5,6\n", "csv-columns"),
        ("1\nNaN\n", "csv-not-a-number"),
        ("2\n2\n2\n", "rows-alike"),
    ];
    for (file, key) in bad {
        assert_eq!(figure.take("csv", file.as_bytes()).unwrap_err().key, key, "{file:?}");
        assert_eq!(figure.link(), before, "{file:?}");
    }
}

#[test]
fn a_hundred_thousand_rows_are_learned_from_and_no_link_carries_them() {
    let mut figure = opened("batch=4096");
    let file = (0..1000).map(|at| format!("{at},{}\n", at % 31)).collect::<Vec<_>>().concat().repeat(100);
    figure.take("csv", file.as_bytes()).unwrap();
    assert_eq!(figure.panel().gan().data().count(), 100_000);
    figure.make("iteration");
    assert_eq!(iterations(&figure), 1);
    assert!(!figure.link().contains("points=") && figure.link().contains("data=own"), "{}", figure.link().len());
    // Fewer points than a batch are drawn more than once.
    figure.take("csv", b"1,2\n3,4\n").unwrap();
    figure.make("iteration");
    assert_eq!(iterations(&figure), 1);
}

#[test]
fn digits_come_later_and_nothing_of_the_link_is_lost_meanwhile() {
    let query = "data=digits&depth=1&g-units=16&d-units=16&batch=16&iterations=3";
    let mut figure = opened(query);
    assert_eq!(sentence(&figure), "no-digits");
    assert_eq!(shown(&figure)["own"]["wants_digits"], true);
    assert!(figure.link().contains("iterations=3"), "{}", figure.link());
    figure.play();
    finish_work(&mut figure);
    assert_eq!(iterations(&figure), 0);
    assert_eq!(figure.take("digits", b"digits").unwrap_err().key, "damaged-data");
    figure.take("digits", DIGITS).unwrap();
    finish_work(&mut figure);
    assert_eq!((iterations(&figure), figure.panel().gan().data().count()), (3, 1797));
    // Without 7, and not without all.
    assert_eq!(figure.command("teach", &[Argument::Number(7.0)]), None);
    assert_eq!(figure.panel().gan().data().count(), 1797 - 179);
    for digit in [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0] {
        assert_eq!(figure.command("teach", &[Argument::Number(digit)]), None);
    }
    for digit in [9.0, 10.0] {
        assert_eq!(figure.command("teach", &[Argument::Number(digit)]).unwrap().key, "last-taught");
    }
    figure.make("iteration");
    assert_eq!(iterations(&figure), 1);
}

#[test]
fn noise_becomes_digits_that_are_no_copies_and_a_digit_comes_when_asked_for() {
    let mut figure = opened("");
    figure.take("digits", DIGITS).unwrap();
    assert!(figure.begin("digits"));
    figure.guess("new");
    figure.play();
    for frame in 0..3600 {
        figure.advance(f64::from(frame) * 1000.0 / 60.0, &mut || true);
        if !shown(&figure)["view"]["coach"]["why"].is_null() {
            break;
        }
    }
    let check = figure.panel().check().unwrap();
    assert!(check.measures.near >= 0.7 && check.measures.covered >= 8, "{check:?}");
    let coach = &shown(&figure)["view"]["coach"];
    assert_eq!((coach["why"]["key"].as_str(), coach["right"].as_str()), (Some("why-digits"), Some("new")), "{coach}");
    let gan = figure.panel().gan();
    let count = 200;
    let points = gan.generator_points(&gan.shown_noise(count), &vec![7; count]).unwrap();
    let sevens = gan.generator().predict(&points).unwrap();
    let answers = reader::network().predict(&Points::new(64, &sevens).unwrap()).unwrap();
    let right = answers.chunks_exact(10).filter(|answer| answer[7] >= 0.5).count();
    assert!(right > count / 2, "{right} of {count} are a 7");
}

/// From none of the seeds 1 to 20 it takes more than 2,800 iterations.
#[test]
fn without_being_told_which_digit_a_sample_is_the_generator_learns_eight_of_ten() {
    let mut figure = Session::<Generate>::default();
    figure.take("digits", DIGITS).unwrap();
    assert!(figure.begin("digits"));
    figure.set("conditional", "off");
    let is_learned = |figure: &Session<Generate>| {
        let check = figure.panel().check().unwrap();
        check.measures.near >= 0.7 && check.measures.covered >= 8
    };
    figure.set("stop", "3000");
    figure.play();
    let mut frame = 0.0;
    while !is_learned(&figure) && iterations(&figure) < 3000 {
        figure.advance(frame, &mut || true);
        frame += 1000.0 / 60.0;
    }
    assert!(is_learned(&figure), "{:?}", figure.panel().check());
}

#[test]
fn a_rate_that_is_too_large_is_told_and_nothing_that_shows_is_no_number() {
    let mut figure = opened("data=gaussians&optimizer=sgd&d-rate=100&g-rate=100&iterations=2000");
    let text = figure.view(true);
    assert!(text.contains("\"diverged\"") && !text.contains("NaN") && !text.contains("inf"), "{text}");
    figure.set("d-rate", "0.005");
    figure.set("g-rate", "0.005");
    figure.make("iteration");
    assert_eq!(iterations(&figure), 1);
    for (name, bad) in [("d-steps", "0"), ("batch", "0"), ("classes", "0"), ("points", "2AADAfw")] {
        assert!(figure.set(name, bad).is_some(), "{name}");
    }
}

#[test]
fn of_fakes_that_leave_the_picture_it_is_said_that_they_do() {
    let mut figure = opened("");
    assert!(figure.begin("pushes"));
    figure.guess("away");
    let keys = |figure: &Session<Generate>, part: &str| {
        let said = shown(figure)["view"][part].as_array().unwrap().clone();
        said.iter().map(|message| message["key"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(!keys(&figure, "sentence").contains(&"outside".to_owned()));
    figure.finish();
    (0..3600).find(|frame| !figure.advance(f64::from(*frame), &mut || true)).expect("an end");
    assert!(keys(&figure, "sentence").contains(&"outside".to_owned()), "{:?}", keys(&figure, "sentence"));
    assert!(
        !keys(&figure, "lines").contains(&"healthy".to_owned()),
        "D does not learn: they do not keep up with each other"
    );
}
