//! The panel `classes` from outside: what it says is what the engine computes, and no link breaks it.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::model::probability::{binary_cross_entropy, categorical_cross_entropy};
use perceptron_playground::model::samples::Points;
use perceptron_playground::panel::classes::Classes;
use perceptron_playground::panel::classes::decide::{Side, Unit};
use perceptron_playground::panel::classes::words::{Grid, Line};
use perceptron_playground::panel::played::Played;
use perceptron_playground::panel::undo::Undoable;
use perceptron_playground::plot::palette::Palette;
use proptest::prelude::*;

const PARTS: [&str; 5] = ["compare", "order", "unknown", "two", "cutoff"];

fn opened(query: &str) -> Classes {
    let mut panel = Classes::default();
    assert_eq!(panel.load(query), [], "{query}");
    panel
}

/// Every text that a view shows.
fn texts(panel: &Classes) -> Vec<String> {
    let of_line = |line: Line| line.values.into_iter().map(|(_, value)| value).collect::<Vec<_>>();
    let of_grid = |grid: Grid| grid.rows.concat();
    let mut texts = of_line(panel.sentence());
    texts.extend(panel.warnings().into_iter().flat_map(of_line));
    texts.extend(of_grid(panel.things_grid()));
    for side in panel.sides() {
        texts.extend(of_line(panel.caption(side)));
        texts.extend(panel.worked(side).into_iter().flat_map(of_line));
        texts.extend(panel.grids(side).into_iter().flat_map(of_grid));
    }
    texts
}

#[test]
#[allow(clippy::cast_possible_truncation)] // as the engine computes
fn what_is_worked_out_is_what_the_engine_gives() {
    let panel = opened("x1=0.37&x2=-0.81");
    let at = Points::new(2, &panel.settings().probe().map(|x| x as f32)).unwrap();
    let given: Vec<Vec<f32>> = panel.run().fits().iter().map(|fit| fit.network().predict(&at).unwrap()).collect();
    let softmax = panel.values(Side::Softmax);
    for (worked, engine) in softmax.iter().zip(&given[3]) {
        assert!((worked - f64::from(*engine)).abs() < 1e-6, "{softmax:?} {given:?}");
    }
    for (worked, engine) in panel.values(Side::Sigmoids).iter().zip(&given) {
        assert!((worked - f64::from(engine[0])).abs() < 1e-6);
    }
    assert!((softmax.iter().sum::<f64>() - 1.0).abs() < 1e-15);
}

/// A sample's loss from the models' sums and its class.
type LossOf = fn(&[f64], usize) -> f64;

/// Ten things are one batch, and so the first step is −η times the slope of the mean loss, here from finite differences.
#[test]
fn a_step_of_training_goes_down_the_slope() {
    let query = "apples=4&grapes=3&pears=3&rate=0.3";
    let (before, after) = (opened(&format!("{query}&steps=0")), opened(&format!("{query}&steps=1")));
    let things = before.run().things().to_vec();
    assert_eq!(things.len(), 10);
    let losses: [(Side, LossOf); 2] = [
        (Side::Softmax, categorical_cross_entropy),
        (Side::Sigmoids, |z, t| {
            z.iter().enumerate().map(|(k, z)| binary_cross_entropy(*z, f64::from(u8::from(k == t)))).sum()
        }),
    ];
    for (side, loss_of) in losses {
        let loss = |units: &[Unit]| {
            let of = |thing: &perceptron_playground::data::fruit::Example| {
                loss_of(&units.iter().map(|unit| unit.sum(thing.features)).collect::<Vec<_>>(), thing.class)
            };
            things.iter().map(of).sum::<f64>() / things.len() as f64
        };
        let (start, end) = (before.units(side), after.units(side));
        for k in 0..3 {
            for parameter in 0..3 {
                let of = |units: &[Unit]| [units[k].weights[0], units[k].weights[1], units[k].bias][parameter];
                let moved = |by: f64| {
                    let mut units = start.clone();
                    match parameter {
                        2 => units[k].bias += by,
                        i => units[k].weights[i] += by,
                    }
                    loss(&units)
                };
                let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
                let step = of(&end) - of(&start);
                assert!((step + 0.3 * slope).abs() < 1e-6, "{side:?} {k} {parameter}: {step}, not {}", -0.3 * slope);
            }
        }
    }
}

#[test]
fn a_constant_moves_the_sigmoids_and_no_share() {
    let (plain, moved) = (opened("x1=0.5"), opened("x1=0.5&shift=3"));
    for (a, b) in plain.values(Side::Softmax).iter().zip(moved.values(Side::Softmax)) {
        assert!((a - b).abs() < 1e-12);
    }
    for (a, b) in plain.values(Side::Sigmoids).iter().zip(moved.values(Side::Sigmoids)) {
        assert!(b > *a);
    }
}

#[test]
fn two_outputs_are_one_to_the_last_digit_wherever_the_point_is() {
    let mut panel = opened("part=two");
    for x1 in -6..=6 {
        for x2 in -6..=6 {
            panel.place(f64::from(x1) / 2.0, f64::from(x2) / 2.0);
            let (pair, one) = (panel.values(Side::Pair), panel.values(Side::Difference));
            assert!((pair[0] - one[0]).abs() < 1e-15 && (pair[1] - one[1]).abs() < 1e-15);
        }
    }
}

#[test]
fn the_class_in_the_middle_gets_the_band_and_one_hot_the_points() {
    for numbering in ["agp", "gap", "gpa"] {
        let panel = opened(&format!("part=order&steps=6000&numbering={numbering}"));
        let [numbers, of] = panel.right(Side::Numbers);
        let [one_hot, _] = panel.right(Side::Softmax);
        assert!(one_hot > numbers && of == 120, "{numbering}: {numbers} and {one_hot} of {of}");
    }
}

#[test]
fn a_fourth_class_draws_islands() {
    let panel = opened("part=unknown&none=on&steps=6000");
    let [right, of] = panel.right(Side::WithNone);
    assert!(right * 20 > of * 19, "{right} of {of}");
    let mut panel = panel;
    for corner in [[-2.9, -2.9], [2.9, -2.9], [2.9, 2.9]] {
        panel.place(corner[0], corner[1]);
        assert_eq!(panel.decided(Side::WithNone), Some(3), "{corner:?}");
        assert!(panel.values(Side::Fruit).iter().any(|p| *p > 0.9), "{corner:?}");
    }
}

#[test]
fn every_view_has_a_picture_for_each_model() {
    for (part, pictures) in PARTS.into_iter().zip([2, 2, 1, 2, 2]) {
        let svg = opened(&format!("part={part}")).svg(200, &Palette::LIGHT);
        assert_eq!(svg.matches("<svg ").count(), pictures + 1, "{part}");
        let none = opened(&format!("part={part}&apples=0&grapes=0&pears=0&cats=0&dogs=0"));
        assert!(none.svg(200, &Palette::LIGHT).ends_with("</svg>\n") && none.sentence().key == "no-data");
    }
}

#[test]
fn a_point_that_is_none_moves_nothing() {
    let mut panel = Classes::default();
    let before = panel.link();
    panel.place(f64::NAN, 0.0);
    assert_eq!(panel.link(), before);
    panel.place(f64::INFINITY, -1e300);
    assert_eq!(panel.settings().probe(), [3.0, -3.0]);
}

#[test]
fn undo_takes_back_training_and_settings() {
    let mut panel = Classes::default();
    let acts: [fn(&mut Classes); 4] = [
        |panel| _ = panel.set("part", "order"),
        |panel| _ = panel.epoch(),
        |panel| _ = panel.set("numbering", "gap"),
        |panel| panel.reset(),
    ];
    let mut links = vec![panel.link()];
    for act in acts {
        panel.mark();
        act(&mut panel);
        links.push(panel.link());
    }
    for link in links.iter().rev().skip(1) {
        assert!(panel.undo());
        assert_eq!(&panel.link(), link);
    }
    assert!(!panel.undo() && panel.redo());
    assert_eq!(panel.link(), links[1]);
}

#[test]
fn each_place_on_the_roc_curve_finds_its_threshold_again() {
    for query in ["part=cutoff", "part=cutoff&spread=0.7&steps=0", "part=cutoff&cats=5&dogs=20&seed=3"] {
        for cutoff in [0, 7, 50, 93, 100] {
            let mut panel = opened(&format!("{query}&cutoff={}", f64::from(cutoff) / 100.0));
            let (link, counts) = (panel.link(), panel.confusion());
            let [alarms, found] = counts.rates().unwrap();
            panel.place_cutoff(alarms, found);
            assert_eq!(panel.link(), link, "of equal thresholds the one in force stays");
            panel.place_cutoff(1.0 - alarms, 1.0 - found);
            panel.place_cutoff(alarms, found);
            assert_eq!(panel.confusion(), counts, "{query} at {cutoff}");
            panel.place_cutoff(f64::NAN, f64::INFINITY);
            assert_eq!(panel.confusion(), counts);
        }
    }
    // A curve has two classes.
    let mut panel = opened("part=cutoff&dogs=0");
    panel.place_cutoff(0.0, 0.0);
    assert_eq!(panel.link(), "part=cutoff&dogs=0");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_link_breaks_it_and_no_number_is_none(
        part in 0..5_usize, counts in prop::array::uniform5(0..4_u32), rate in 1..200_i32, spread in 10..70_i32,
        place in prop::array::uniform2(-300..=300_i32), shift in -500..=500_i32, steps in 0..6000_u32, none: bool,
        cutoff in 0..=100_i32, seed in 0..1000_u32
    ) {
        let [apples, grapes, pears, cats, dogs] = counts.map(|count| count * count * 5);
        let hundredths = |value: i32| f64::from(value) / 100.0;
        let query = format!(
            "part={}&x1={}&x2={}&shift={}&none={}&confidence={}&cutoff={}&apples={apples}&grapes={grapes}&pears={pears}\
             &cats={cats}&dogs={dogs}&spread={}&rate={}&seed={seed}&steps={steps}",
            PARTS[part], hundredths(place[0]), hundredths(place[1]), hundredths(shift), if none { "on" } else { "off" },
            hundredths(cutoff), hundredths(cutoff), hundredths(spread), hundredths(rate),
        );
        let mut panel = opened(&query);
        for text in texts(&panel) {
            prop_assert!(!text.contains("NaN") && !text.contains("inf") && !text.contains('∞'), "{text} in {query}");
        }
        panel.check_goal();
        let again = opened(&panel.link());
        prop_assert_eq!(texts(&again), texts(&panel));
    }

    #[test]
    fn whatever_stands_in_a_link_it_opens(query in "\\PC*") {
        Classes::default().load(&query);
    }
}
