//! The state of the panel `xor`: links that carry it to the bit, undo, what a change forgets, hostile input; and its texts,
//! read back.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::panels::assert_answered;
use crate::common::text::{number, value};
use perceptron_playground::data::gates::{Gate, ROWS};
use perceptron_playground::model::grid_search::GridSearch;
use perceptron_playground::panel::played::Played;
use perceptron_playground::panel::undo::Undoable;
use perceptron_playground::panel::xor::hand::PRESETS;
use perceptron_playground::panel::xor::learned::MOST_STEPS;
use perceptron_playground::panel::xor::{TABLE, Xor, samples};
use proptest::prelude::*;

fn opened(query: &str) -> Xor {
    let mut panel = Xor::default();
    assert_eq!(panel.load(query), [], "{query}");
    panel
}

fn weights(panel: &Xor) -> Vec<u32> {
    panel.run().network().parameters().iter().map(|weight| weight.to_bits()).collect()
}

#[test]
fn a_link_carries_learned_weights_to_the_bit() {
    for query in ["part=learn&steps=563", "part=learn&activation=tanh&rate=0.3&seed=42&steps=4001&row=00"] {
        let panel = opened(query);
        assert_eq!(panel.link(), query);
        assert_eq!(weights(&opened(&panel.link())), weights(&panel));
        let mut stepwise = opened(query.split("&steps").next().unwrap());
        while stepwise.run().position() < panel.run().position() {
            stepwise.step().unwrap();
        }
        // The seed and the rate stand before `steps` in both.
        assert_eq!(weights(&stepwise), weights(&panel));
    }
}

#[test]
fn what_is_learned_is_forgotten_with_what_it_came_from() {
    let mut panel = opened("part=learn&steps=400");
    let learned = weights(&panel);
    panel.mark();
    panel.set("seed", "8").unwrap();
    assert_eq!(panel.run().position(), 0);
    assert!(panel.undo());
    assert_eq!((panel.run().position(), weights(&panel)), (400, learned));
    assert!(panel.redo() && panel.run().position() == 0 && !panel.can_redo());
    panel.set("steepness", "9.5").unwrap();
    panel.set("part", "hand").unwrap();
    assert_eq!(panel.value("steepness").as_deref(), Some("9.50"));
}

#[test]
fn the_search_is_of_the_rule_in_force() {
    let mut panel = Xor::default();
    panel.advance_search();
    assert_eq!(panel.search().tried(), 401 * 401);
    panel.set("tie", "ge").unwrap();
    assert_eq!((panel.search().tried(), panel.search().total()), (0, 401 * 401 * 401));
}

#[test]
fn of_all_settings_of_the_sliders_none_does_xor() {
    let mut search = GridSearch::new(samples(), Xor::default().settings().tie, 200);
    while search.advance() {}
    assert_eq!((search.best(), search.tried()), (Some(3), 64_481_201));
}

#[test]
fn hostile_links_are_answered() {
    let cases = [
        ("steps=40001", 1),
        ("seed=0", 1),
        ("rate=0", 1),
        ("activation=relu", 1),
        ("h3w1=1&h1w3=1&yw=2", 3),
        ("h1w1=99999999999", 1),
        ("steepness=0.5", 1),
        ("part=<b>&goal=none", 1),
        ("%ff=%ff", 1),
    ];
    assert_answered::<Xor>(&cases);
    let panel = opened(&format!("steps={MOST_STEPS}&activation=step"));
    assert_eq!(panel.run().position(), 0, "a network that can't be trained has no steps");
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
    fn a_link_carries_all_that_is_set(
        numbers in prop::array::uniform12(-1000..=1000), steps in 0..600_u32, seed in 1..=9999_u32, rate in 1..=500,
        part in prop::sample::select(&["hand", "learn", "limit", "collapse"]),
        activation in prop::sample::select(&["sigmoid", "tanh"]), row in prop::sample::select(&["00", "01", "10", "11"])
    ) {
        let hundredths = |value: i32| format!("{}", f64::from(value) / 100.0);
        let names = ["h1w1", "h1w2", "h1b", "h2w1", "h2w2", "h2b", "yw1", "yw2", "yb", "w1", "w2", "b"];
        let parameters = names.iter().zip(numbers).map(|(name, value)| format!("{name}={}&", hundredths(value)));
        let query = format!(
            "{}part={part}&activation={activation}&rate={}&seed={seed}&steps={steps}&row={row}",
            parameters.collect::<String>(), hundredths(rate)
        );
        let panel = opened(&query);
        let again = opened(&panel.link());
        prop_assert_eq!(panel.settings(), again.settings());
        prop_assert_eq!(weights(&panel), weights(&again));
        for field in TABLE.0 {
            prop_assert_eq!(panel.value(field.name), again.value(field.name));
        }
    }

    #[test]
    fn every_sum_by_hand_is_true(numbers in prop::array::uniform9(-1000..=1000), collapse: bool) {
        let names = ["h1w1", "h1w2", "h1b", "h2w1", "h2w2", "h2b", "yw1", "yw2", "yb"];
        let mut panel = opened(if collapse { "part=collapse" } else { "" });
        for (name, hundredths) in names.into_iter().zip(numbers) {
            panel.set(name, &format!("{:.2}", f64::from(hundredths) / 100.0)).unwrap();
        }
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
}
