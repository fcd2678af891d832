//! The panel `xor`: links that carry it to the bit, undo, what a change forgets, its questions, and its numbers read back.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::finish_work;
use crate::common::text::{number, value};
use perceptron_playground::data::gates::{Gate, ROWS};
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::port::Panel as _;
use perceptron_playground::panel::session::{Figure, Session};
use perceptron_playground::panel::xor::hand::PRESETS;
use perceptron_playground::panel::xor::learned::MAX_STEPS;
use perceptron_playground::panel::xor::seeds::SEEDS;
use perceptron_playground::panel::xor::{SLICES, Xor};
use proptest::prelude::*;
use serde_json::Value;

fn opened(query: &str) -> Session<Xor> {
    let mut session = Session::default();
    assert_eq!(session.open(query), [], "{query}");
    finish_work(&mut session);
    session
}

fn weights(session: &Session<Xor>) -> Vec<u32> {
    session.panel().learned().network().parameters().iter().map(|weight| weight.to_bits()).collect()
}

fn coach(session: &Session<Xor>) -> Value {
    serde_json::from_str::<Value>(&session.view(false)).unwrap()["view"]["coach"].clone()
}

/// Whether the guess was right; nothing while the question is open.
fn outcome(session: &Session<Xor>) -> Option<bool> {
    let coach = coach(session);
    (!coach["why"].is_null()).then(|| coach["guess"] == coach["right"])
}

#[test]
fn a_link_carries_learned_weights_to_the_bit() {
    for query in ["part=learn&steps=563", "part=learn&activation=tanh&rate=0.3&seed=42&steps=4001&row=00"] {
        let session = opened(query);
        assert_eq!(session.link(), query);
        assert_eq!(weights(&opened(&session.link())), weights(&session));
        let mut stepwise = opened(query.split("&steps").next().unwrap());
        while stepwise.value("steps") != session.value("steps") {
            stepwise.step(1);
        }
        assert_eq!(weights(&stepwise), weights(&session));
    }
}

#[test]
fn what_is_learned_is_forgotten_with_what_it_came_from() {
    let mut session = opened("part=learn&steps=400");
    let learned = weights(&session);
    session.mark();
    session.set("seed", "8");
    assert_eq!(session.value("steps").as_deref(), Some("0"));
    session.undo();
    finish_work(&mut session);
    assert_eq!((session.value("steps").as_deref(), weights(&session)), (Some("400"), learned));
    session.redo();
    assert_eq!(session.value("steps").as_deref(), Some("0"));
    session.set("steepness", "9.5");
    session.set("part", "hand");
    assert_eq!(session.value("steepness").as_deref(), Some("9.5"));
}

#[test]
fn no_link_works_for_long_when_it_opens() {
    let mut session = Session::<Xor>::default();
    for query in ["part=learn&steps=40000&seed=7", "part=seeds&tried=100", "part=limit&searched=401"] {
        assert_eq!(session.open(query), []);
        let view: Value = serde_json::from_str(&session.view(true)).unwrap();
        assert!(view["view"]["player"]["progress"].as_f64().unwrap() < 0.01, "{query}");
        assert!(session.advance(0.0, &mut || false), "{query}: a portion is not all");
        session.pause();
        assert!(!session.advance(0.0, &mut || false), "{query}: and it can be given up");
    }
}

#[test]
fn the_search_is_of_the_rule_in_force_and_can_be_gone_back_over() {
    let mut session = opened("part=limit&searched=3");
    assert_eq!(session.panel().searched(), 3);
    session.step(2);
    session.seek(1);
    assert_eq!((session.panel().searched(), session.link().as_str()), (1, "part=limit&searched=1"));
    session.set("tie", "ge");
    assert_eq!(session.panel().searched(), 0);
}

#[test]
fn hostile_links_are_answered() {
    for (query, problems) in [
        ("steps=40001", 1),
        ("seed=0", 1),
        ("rate=0", 1),
        ("activation=relu", 1),
        ("h3w1=1&h1w3=1&yw=2", 3),
        ("h1w1=99999999999", 1),
        ("steepness=0.5", 1),
        ("part=<b>&goal=none", 1),
        ("start=AAAA", 1),
        ("%ff=%ff", 1),
    ] {
        let mut session = Session::<Xor>::default();
        assert_eq!(session.open(query).len(), problems, "{query}");
        assert_eq!(session.link(), "goal=none", "{query}: the defaults, in free play");
    }
    let session = opened(&format!("part=learn&steps={MAX_STEPS}&activation=step"));
    assert_eq!(session.link(), "part=learn&activation=step", "a network that can't be trained has no steps");
}

#[test]
fn one_line_is_beaten_by_trying_every_setting() {
    let mut session = opened("goal=one-line");
    session.finish();
    finish_work(&mut session);
    assert_eq!((session.panel().searched(), outcome(&session)), (SLICES, None), "not without a guess");
    session.guess("three");
    assert_eq!(outcome(&session), Some(true));
}

#[test]
fn xor_is_built_of_or_and_nand() {
    let mut session = opened("goal=build-xor");
    session.guess("nor");
    for (name, value) in [("h2w1", "-0.5"), ("h2w2", "-0.5"), ("h2b", "0.7")] {
        assert_eq!(outcome(&session), None);
        session.set(name, value);
    }
    assert_eq!(outcome(&session), Some(false), "it is NAND");
}

#[test]
fn another_way_needs_other_hidden_units() {
    let mut session = opened("goal=another-way");
    session.command("preset", &[Argument::Text("or-nand".to_owned())]);
    assert_eq!(outcome(&session), None);
    session.command("preset", &[Argument::Text("nor-and".to_owned())]);
    assert_eq!(outcome(&session), Some(true));
}

#[test]
fn the_network_finds_the_lines_slowly_enough_to_watch() {
    let mut session = opened("goal=learn-it");
    session.guess("never");
    session.play();
    let mut frames = 0_u32;
    while session.advance(f64::from(frames) * 1000.0 / 60.0, &mut || true) {
        frames += 1;
    }
    assert!((4 * 60..=15 * 60).contains(&frames), "{frames} frames of a sixtieth of a second");
    assert_eq!(outcome(&session), Some(false));
}

#[test]
fn a_stuck_seed_is_to_be_found_among_a_hundred() {
    let mut session = opened("goal=stuck-seed");
    session.guess("none");
    session.finish();
    finish_work(&mut session);
    let seeds =
        serde_json::from_str::<Value>(&session.view(false)).unwrap()["own"]["seeds"].as_array().unwrap().clone();
    assert_eq!(seeds.len(), SEEDS as usize);
    let place = |is_stuck: bool| seeds.iter().position(|seed| seed["solved"].is_null() == is_stuck).unwrap() as f64;
    for (is_stuck, expected) in [(false, None), (true, Some(false))] {
        assert_eq!(session.command("open-seed", &[Argument::Number(place(is_stuck))]), None);
        finish_work(&mut session);
        assert_eq!(outcome(&session), expected);
        session.set("part", "seeds");
    }
    let refused = session.command("open-seed", &[Argument::Number(100.0)]);
    assert!(refused.is_some(), "there are no more");
}

#[test]
fn without_a_step_there_is_a_line_to_look_at_and_none_where_the_weights_cancel_out() {
    let mut session = opened("goal=without-step");
    assert!(session.panel().has_one_line(), "a question opens with something to see");
    session.guess("square");
    session.play();
    let mut frames = 0_u32;
    while session.advance(f64::from(frames) * 1000.0 / 60.0, &mut || true) {
        frames += 1;
    }
    assert!((4 * 60..=15 * 60).contains(&frames), "{frames} frames");
    assert_eq!(outcome(&session), Some(true));
    // The numbers of OR, NAND and AND come to 0·x1 + 0·x2 − 0.45.
    let session = opened("part=collapse");
    let view = serde_json::from_str::<Value>(&session.view(false)).unwrap();
    assert_eq!(view["view"]["sentence"][0]["key"], "no-one-line");
}

/// A value of a sum of products to the ten-thousandth: `common::text` counts hundredths.
fn fine_value(expression: &str) -> i64 {
    let number = |text: &str| {
        let text = text.trim_matches(['(', ')']);
        let digits = text.trim_start_matches('−');
        let (units, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let size = format!("{units}{fraction:0<4}").parse::<i64>().unwrap_or_else(|_| panic!("not a number: {text}"));
        if text.starts_with('−') { -size } else { size }
    };
    let product = |term: &str| match term.split_once('×') {
        Some((a, b)) => number(a) * number(b) / 10_000,
        None => number(term),
    };
    let mut words = expression.split(' ');
    let mut sum = product(words.next().unwrap());
    while let (Some(sign), Some(term)) = (words.next(), words.next()) {
        sum += if sign == "−" { -product(term) } else { product(term) };
    }
    sum
}

proptest! {
    #[test]
    fn every_sum_by_hand_is_true(numbers in prop::array::uniform9(-1000..=1000), collapse: bool) {
        let names = ["h1w1", "h1w2", "h1b", "h2w1", "h2w2", "h2b", "yw1", "yw2", "yb"];
        let mut session = opened(if collapse { "part=collapse" } else { "part=hand" });
        for (name, hundredths) in names.into_iter().zip(numbers) {
            assert_eq!(session.set(name, &format!("{:.2}", f64::from(hundredths) / 100.0)), None);
        }
        let panel = session.panel();
        for row in 0..ROWS.len() {
            for unit in 0..3 {
                let text = panel.sum_text(row, unit);
                let (left, right) = text.split_once(" = ").unwrap();
                prop_assert_eq!(fine_value(left), fine_value(right), "{}", text);
                if !collapse {
                    prop_assert_eq!(value(left), number(right), "{}", text);
                    prop_assert_eq!(panel.output(row, unit), number(right) > 0, "{}", text);
                }
            }
            if collapse {
                let (layers, one) = (panel.sum_text(row, 2), panel.one_line_text(row));
                let sum = |text: &str| fine_value(text.split_once(" = ").unwrap().1);
                prop_assert_eq!(sum(&layers), sum(&one));
                prop_assert_eq!(panel.output(row, 2), sum(&one) > 0);
            }
        }
        let matrices = panel.matrices();
        for worked in matrices.weights_worked.iter().chain([&matrices.bias_worked]) {
            let (left, right) = worked.split_once(" = ").unwrap();
            prop_assert_eq!(fine_value(left), fine_value(right), "{}", worked);
        }
        prop_assert_eq!(panel.has_one_line(), matrices.one[..2].iter().any(|weight| weight != "0"));
    }
}

#[test]
fn every_preset_shows_four_rows_right_in_every_text() {
    for (name, network) in PRESETS {
        let mut panel = Xor::default();
        panel.place(network);
        assert_eq!(panel.rows_right(), 4, "{name}");
        for row in 0..4 {
            assert_eq!(panel.output_text(row, 2), u8::from(Gate::XOR.outputs()[row]).to_string(), "{name}");
            assert!(panel.row_right(row));
        }
    }
    assert_eq!(Xor::QUESTIONS.len(), 6);
}
