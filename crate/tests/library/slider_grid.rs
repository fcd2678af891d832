//! Over all that the sliders can be set to, the sum shown, the output shown, the mark of a point on the line and the side
//! drawn agree: each is read from what a learner sees and compared with whole-number arithmetic done here.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::text::{holds, number, set, value};
use nalgebra::Point2;
use perceptron_playground::data::gates::ROWS;
use perceptron_playground::panel::gates::Gates;
use perceptron_playground::panel::words::Words;
use perceptron_playground::plot::plane::{Plane, RANGE, Shade};
use proptest::prelude::*;

/// One setting of the sliders, in hundredths, with the form of the rule and what happens on the line.
#[derive(Clone, Copy, Debug)]
struct Setting {
    w: [i32; 2],
    b: i32,
    form: &'static str,
    tie: &'static str,
}

/// A panel whose controls are set to `setting` as the page sets them: by text.
fn panel(setting: Setting) -> Gates {
    let mut panel = Gates::default();
    let typed = |hundredths: i32| format!("{:.2}", f64::from(hundredths) / 100.0);
    let parameter = if setting.form == "threshold" { ("theta", -setting.b) } else { ("b", setting.b) };
    let texts = [("w1", typed(setting.w[0])), ("w2", typed(setting.w[1])), (parameter.0, typed(parameter.1))];
    for (name, text) in texts {
        set(&mut panel, name, &text);
    }
    set(&mut panel, "form", setting.form);
    set(&mut panel, "tie", setting.tie);
    panel
}

/// How far inside a convex polygon, counter-clockwise, a point lies: negative outside, zero on its border.
fn depth(polygon: &[Point2<f64>], point: Point2<f64>) -> f64 {
    let mut depth = if polygon.len() < 3 { f64::NEG_INFINITY } else { f64::INFINITY };
    for (i, &from) in polygon.iter().enumerate() {
        let edge = polygon[(i + 1) % polygon.len()] - from;
        if edge.norm() > 1e-12 {
            depth = depth.min(edge.perp(&(point - from)) / edge.norm());
        }
    }
    depth
}

/// The sum that the text of a row shows, after checking that the text is true and says what is put out.
fn shown_sum(panel: &Gates, row: usize, setting: Setting) -> i64 {
    let text = panel.sum_text(row);
    let output = panel.output(row);
    let (products, result) = text.split_once(" = ").expect("the sum is worked out");
    if setting.form == "threshold" {
        let words: Vec<_> = result.split(' ').collect();
        let [sum, relation, theta] = words[..] else { panic!("no comparison in {text}") };
        assert_eq!(value(products), number(sum), "{text}");
        assert_eq!(number(sum), number(&panel.sum(row).to_string()), "{text}");
        assert!(holds(number(sum), relation, number(theta)), "{text}");
        assert_eq!(
            relation,
            match (output, setting.tie) {
                (true, "gt") => ">",
                (true, _) => "≥",
                (false, "gt") => "≤",
                (false, _) => "<",
            }
        );
        number(sum) - number(theta)
    } else {
        assert_eq!(value(products), number(result), "{text}");
        assert_eq!(number(result), number(&panel.sum(row).to_string()), "{text}");
        number(result)
    }
}

fn everything_agrees(setting: Setting) {
    let panel = panel(setting);
    let plane = panel.plane(&Words::default());
    let ones = &match &plane.shade {
        Shade::All => Plane::square(RANGE),
        Shade::Positive(boundary) => boundary.clip(&Plane::square(RANGE), true),
        Shade::Ones(parts) if parts.is_empty() => Vec::new(),
        shade => panic!("one line has one side of the ones: {shade:?}"),
    };
    for (row, x) in ROWS.into_iter().enumerate() {
        let expected = setting.w[0] * i32::from(x[0]) + setting.w[1] * i32::from(x[1]) + setting.b;
        assert_eq!(shown_sum(&panel, row, setting), i64::from(expected), "{setting:?}, row {row}");

        let passes = if setting.tie == "ge" { expected >= 0 } else { expected > 0 };
        assert_eq!(panel.output(row), passes, "{setting:?}, row {row}");

        let mark = &plane.marks[row];
        assert_eq!([mark.on_line, panel.on_line(row)], [expected == 0; 2], "{setting:?}, row {row}");
        assert_eq!(mark.at, Point2::from(x.map(|bit| f64::from(u8::from(bit)))));
        assert_eq!(mark.right, Some(passes == mark.target));

        match plane.lines[..] {
            [line] => {
                let drawn = line.boundary.value_at(mark.at);
                assert_eq!((drawn > 0.0, drawn < 0.0), (expected > 0, expected < 0), "{setting:?}, row {row}");
                // A grid's point beside the line keeps a distance of at least 0.01/√(10² + 10²) from it.
                let inside = depth(ones, mark.at);
                let side = if inside.abs() < 1e-9 {
                    0
                } else if inside > 0.0 {
                    1
                } else {
                    -1
                };
                assert_eq!(side, expected.signum(), "{setting:?}, row {row}: {inside} inside {ones:?}");
            }
            _ => assert_eq!((setting.w, !ones.is_empty()), ([0, 0], passes), "{setting:?}"),
        }
    }
}

const FORMS: [&str; 2] = ["threshold", "bias"];
const TIES: [&str; 2] = ["gt", "ge"];

#[test]
fn a_tenth_and_two_tenths_against_three_tenths_lie_on_the_line() {
    for (tie, text) in TIES.into_iter().zip(["0.1×1 + 0.2×1 = 0.3 ≤ 0.3", "0.1×1 + 0.2×1 = 0.3 ≥ 0.3"]) {
        let panel = panel(Setting { w: [10, 20], b: -30, form: "threshold", tie });
        assert_eq!(panel.sum_text(3), text);
        assert_eq!(panel.output(3), tie == "ge");
        assert!(panel.on_line(3) && panel.plane(&Words::default()).marks[3].on_line);
        assert_eq!(panel.plane(&Words::default()).lines[0].boundary.value_at(Point2::new(1.0, 1.0)).abs().to_bits(), 0);
    }
}

#[test]
fn everything_agrees_over_every_tenth_about_zero() {
    // Tenths are where binary fractions go wrong, and about zero many rows lie on the line.
    for w1 in (-50..=50).step_by(10) {
        for w2 in (-50..=50).step_by(10) {
            for b in (-100..=100).step_by(10) {
                for (form, tie) in [("threshold", "gt"), ("threshold", "ge"), ("bias", "gt"), ("bias", "ge")] {
                    everything_agrees(Setting { w: [w1, w2], b, form, tie });
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn everything_agrees_all_over_the_sliders(
        w in prop::array::uniform2(-1000..=1000), b in -1000..=1000,
        form in prop::sample::select(&FORMS), tie in prop::sample::select(&TIES)
    ) {
        everything_agrees(Setting { w, b, form, tie });
    }

    #[test]
    fn everything_agrees_for_a_line_through_a_point_and_a_hair_beside(
        w in prop::array::uniform2(-500..=500), row in 0..4usize, beside in -1..=1,
        form in prop::sample::select(&FORMS), tie in prop::sample::select(&TIES)
    ) {
        let [x1, x2] = ROWS[row].map(i32::from);
        everything_agrees(Setting { w, b: beside - w[0] * x1 - w[1] * x2, form, tie });
    }
}
