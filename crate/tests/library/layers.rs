//! The panel `layers` from outside: its state, and that every number it writes is true.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::panels::assert_answered;
use perceptron_playground::data::digits::Digits;
use perceptron_playground::panel::layers::drawing::{Drawing, SIDE};
use perceptron_playground::panel::layers::goals::Goal;
use perceptron_playground::panel::layers::settings::{KERNEL_NAMES, TABLE};
use perceptron_playground::panel::layers::{Halt, Layers};
use perceptron_playground::panel::played::Played;
use proptest::prelude::*;

fn opened(query: &str) -> Layers {
    let mut panel = Layers::default();
    assert_eq!(panel.load(query), [], "{query}");
    panel
}

fn number(text: &str) -> f64 {
    text.replace('−', "-").parse().unwrap_or_else(|_| panic!("no number: {text}"))
}

/// What stands behind the last sign of equality.
fn result(line: &str) -> &str {
    line.rsplit_once(['=', '≈']).unwrap().1.trim()
}

#[test]
fn the_pictures_are_those_of_the_data_set() {
    let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../www/data/digits.bin")).unwrap();
    let digits = Digits::unpack(&file).unwrap();
    for digit in 0..10 {
        assert_eq!((digits.label(digit), Drawing::digit(digit).0), (digit, *digits.image(digit)));
    }
}

#[test]
fn a_tensor_of_each_rank_has_its_shape_strides_and_offset() {
    for (query, lines) in [
        ("rank=0", vec!["shape = ()", "strides = ()", "offset = 0"]),
        ("rank=1", vec!["shape = (8,)", "strides = (1,)", "8 = 8", "offset = 3×1 = 3"]),
        ("", vec!["shape = (8, 8)", "strides = (8, 1)", "8×8 = 64", "offset = 2×8 + 3×1 = 19"]),
        (
            "rank=3&channel=1",
            vec!["shape = (8, 8, 3)", "strides = (24, 3, 1)", "8×8×3 = 192", "offset = 2×24 + 3×3 + 1×1 = 58"],
        ),
        (
            "rank=4&order=first&channel=2",
            vec![
                "shape = (4, 3, 8, 8)",
                "strides = (192, 64, 8, 1)",
                "4×3×8×8 = 768",
                "offset = 1×192 + 2×64 + 2×8 + 3×1 = 339",
            ],
        ),
    ] {
        assert_eq!(opened(query).worked(), lines, "{query}");
    }
    assert_eq!(opened("rank=4").table().cells[..4], ["sample", "4", "8×8×3 = 192", "1"]);
}

#[test]
fn the_networks_of_the_course_have_2_and_8_parameters() {
    assert_eq!(opened("part=dense").worked(), ["dense: 3×2 + 2 = 6 + 2 = 8"]);
    assert_eq!(opened("part=dense&inputs=1&units1=1").worked(), ["dense: 1×1 + 1 = 1 + 1 = 2"]);
    let panel = opened("part=dense&inputs=64&depth=2&units1=32&units2=10");
    assert_eq!(
        panel.worked(),
        ["dense: 64×32 + 32 = 2048 + 32 = 2080", "dense_1: 32×10 + 10 = 320 + 10 = 330", "2080 + 330 = 2410"]
    );
    assert!(panel.summary().contains("Total params: 2,410 (9.41 KB)"), "{}", panel.summary());
    assert_eq!(panel.table().cells[5..], ["dense_1", "(None, 10)", "(32, 10)", "(10,)", "330"]);
    let most = opened("part=dense&inputs=1000&depth=4&units1=1000&units2=1000&units3=1000&units4=1000");
    assert_eq!(most.parameters(), 4_004_000);
}

#[test]
fn a_kernel_is_worked_out_at_its_place() {
    let panel = opened(
        "part=conv&digit=0&down=0&across=0&k11=-1&k12=0.5&k13=2&k21=0.25&k22=-3&k23=1&k31=0&k32=1.5&k33=-0.75&bias=0.5",
    );
    assert_eq!(
        panel.worked(),
        [
            "−1×0 + 0.5×0 + 2×5 = 10",
            "0.25×0 + (−3×0) + 1×13 = 13",
            "0×0 + 1.5×3 + (−0.75×15) = −6.75",
            "10 + 13 − 6.75 + 0.5 = 16.75",
            "⌊(8 − 3)/1⌋ + 1 = 6"
        ]
    );
    let costs = panel.table().cells;
    assert_eq!((costs[2].as_str(), costs[5].as_str()), ("3×3×1×1 + 1 = 10", "64×36 + 36 = 2,340"));
    let pooled = opened("part=conv&pool=average&padding=same&stride=2").worked();
    assert_eq!(pooled[4], "⌈8/2⌉ = 4");
    assert!(pooled[5].ends_with(&format!("= {}", result(&pooled[5]))));
    assert_eq!(opened("part=conv&filters=16").table().cells[1], "(None, 6, 6, 16)");
}

#[test]
fn a_picture_without_differences_is_told_so() {
    for cells in ["0", "g", "7"] {
        let panel = opened(&format!("part=conv&cells={}", cells.repeat(64)));
        assert_eq!(panel.said().key, "even");
        assert!(panel.convolved().values.iter().all(|value| value.count() == 0));
    }
}

#[test]
fn drawing_by_pen_and_by_keys_leaves_ink_and_a_second_press_wipes_it_out() {
    let mut panel = opened("part=conv");
    panel.clear();
    assert!(panel.settings().is_drawn() && panel.settings().drawing().0 == [0; 64]);
    panel.set("hand", "draw").unwrap();
    // The cell of row 2, column 5: there is a head of one row above.
    panel.press(5.5, -3.5);
    assert_eq!(panel.settings().drawing().at(2, 5), 16);
    panel.drag(6.5, -3.5);
    assert_eq!(panel.settings().drawing().at(2, 6), 16);
    panel.press(5.5, -3.5);
    assert_eq!(panel.settings().drawing().at(2, 5), 0);
    for place in [f64::NAN, f64::INFINITY, -50.0, 1e300] {
        panel.press(place, place);
    }
    panel.dot();
    assert_eq!(panel.settings().drawing().at(3, 3), 16, "the kernel at (2, 2) has its middle there");
    let again = opened(&panel.link());
    assert_eq!(again.settings().drawing(), panel.settings().drawing());
    panel.set("digit", "7").unwrap();
    assert!(!panel.settings().is_drawn());
}

#[test]
fn a_press_finds_what_is_drawn_there() {
    let mut panel = opened("rank=4");
    // The fourth picture of the batch, its green channel, row 1, column 7.
    panel.press(3.0 * 9.0 + 7.5, -(1.0 + 10.0 + 1.5));
    let chosen = ["sample", "row", "column", "channel"].map(|name| panel.settings().count(name));
    assert_eq!(chosen, [3, 1, 7, 1]);
    let mut panel = opened("part=conv");
    panel.press(1.5, -2.5);
    assert_eq!(panel.place(), [0, 0], "the kernel's middle on the picture's second cell");
    panel.press(8.0 + 1.5 + 5.5, -1.0 - 3.5);
    assert_eq!(panel.place(), [3, 5], "a place of the output");
    panel.drag(-100.0, -100.0);
    assert_eq!(panel.place(), [5, 0]);
    let mut panel = opened("part=recurrent");
    panel.press(33.4, 0.0);
    assert_eq!(panel.moment(), 33);
    panel.drag(1e9, 0.0);
    assert_eq!(panel.moment(), 78);
}

#[test]
fn a_moment_worked_out_is_what_the_layer_does() {
    let panel = opened("part=recurrent&units=1&epochs=50&moment=30");
    let (forecast, lines) = (panel.forecast(), panel.worked());
    assert_eq!(lines.len(), 4);
    let close = |line: &str, value: f64| assert!((number(result(line)) - value).abs() < 6e-4, "{line}: {value}");
    let run = forecast.run(50);
    close(&lines[1], run.states[30]);
    close(&lines[2], run.outputs[30]);
    close(&lines[3], forecast.forecasts(50)[30]);
    let table = panel.table();
    assert_eq!(table.heads, ["step", "t = 27", "t = 28", "t = 29", "t = 30"]);
    assert_eq!(table.cells.len(), 4 * 5);
    assert_eq!(panel.recurrent_parameters(), "1×(1 + 1 + 1) + (1 + 1) = 3 + 2 = 5");
    assert_eq!(opened("units=2").recurrent_parameters(), "2×(1 + 2 + 1) + (2 + 1) = 8 + 3 = 11");
    assert_eq!(opened("part=recurrent&moment=0").table().heads, ["step", "t = 0"]);
    // The picture of the cell has the numbers of the table, which reads row by row what the picture shows column by column.
    for query in ["part=recurrent&units=3&epochs=9", "part=recurrent&units=4&moment=1"] {
        let panel = opened(query);
        let (table, moments) = (panel.table(), panel.unrolled_picture().0);
        let columns = table.heads.len();
        let shown = |column: usize| table.cells.iter().skip(column).step_by(columns).cloned().collect::<Vec<_>>();
        assert_eq!(moments.len(), columns - 1);
        for (moment, column) in moments.into_iter().zip(1..) {
            let states = moment.state.into_iter().map(|(_, text)| text);
            let numbers: Vec<_> = std::iter::once(moment.read).chain(states).chain([moment.output]).collect();
            assert_eq!(numbers, shown(column)[..numbers.len()], "{query}");
        }
    }
}

#[test]
fn training_is_played_stepped_sought_and_begun_anew() {
    let mut panel = opened("part=recurrent");
    assert_eq!(panel.said().key, "untrained");
    panel.step().unwrap();
    panel.epoch().unwrap();
    assert_eq!((panel.position(), panel.length(), panel.link().as_str()), (2, 2, "part=recurrent&epochs=2"));
    let after_two = panel.forecast().errors(2);
    panel.finish().unwrap();
    assert_eq!((panel.position(), panel.step()), (500, Err(Halt::Finished)));
    assert_eq!(panel.said().key, "better");
    panel.seek(2);
    assert_eq!((panel.position(), panel.forecast().errors(2)), (2, after_two));
    assert_eq!(opened(&panel.link()).forecast().errors(2), after_two, "a link brings back the same layer");
    panel.set("noise", "0.3").unwrap();
    assert_eq!((panel.position(), panel.length()), (0, 0), "another series is learned from the start");
    panel.step().unwrap();
    Played::reset(&mut panel);
    assert_eq!((panel.position(), panel.length()), (0, 0));
}

#[test]
fn a_series_of_ones_own_is_taken_or_refused_without_loss() {
    let mut panel = opened("part=recurrent");
    let numbers = (0..40).map(|t| [3, 5, 8, 6][t % 4].to_string()).collect::<Vec<_>>().join("\n");
    panel.take_series(&numbers).unwrap();
    let link = panel.link();
    assert!(link.contains("series=own&own="), "{link}");
    panel.finish().unwrap();
    assert_eq!(panel.said().key, "better");
    for bad in ["", "1 2 3", "1 2 NaN 4 5 6 7 8 9 10 11", "1e30 1 1 1 1 1 1 1 1 1 1", "<img src=x>"] {
        assert!(panel.take_series(bad).is_err(), "{bad}");
        assert!(panel.settings().own().0.len() == 40 && panel.position() == 500, "nothing is lost");
    }
    panel.take_series(&"7 ".repeat(20)).unwrap();
    panel.finish().unwrap();
    assert_eq!(panel.said().key, "constant");
    assert!(panel.said().values.iter().all(|(_, value)| !value.contains("NaN") && !value.contains("inf")));
    panel.take_series(&"1e6 -1e6 ".repeat(20)).unwrap();
    panel.finish().unwrap();
    assert!(panel.said().values.iter().all(|(_, value)| !value.contains("NaN") && !value.contains("inf")));
}

#[test]
fn goals_are_missed_by_a_little_and_reached_and_told_once() {
    let begun = |goal| {
        let mut panel = Layers::default();
        panel.begin(goal);
        assert!(!panel.check_goal(), "{goal:?} is not reached at its opening");
        panel
    };
    let try_out = |panel: &mut Layers, pairs: &[(&str, &str)]| {
        for (name, text) in pairs {
            panel.set(name, text).unwrap();
        }
        panel.check_goal()
    };
    let mut panel = begun(Goal::Offset);
    assert!(!try_out(&mut panel, &[("row", "4"), ("column", "1"), ("channel", "2")]));
    assert!(try_out(&mut panel, &[("channel", "1")]) && !panel.check_goal() && panel.goal_reached());
    let mut panel = begun(Goal::Budget);
    assert!(!try_out(&mut panel, &[("units1", "12")]) && !try_out(&mut panel, &[("units1", "14")]));
    assert!(try_out(&mut panel, &[("units1", "13")]));
    let mut panel = begun(Goal::Unchanged);
    let zeros: Vec<_> = KERNEL_NAMES.iter().map(|name| (*name, "0")).collect();
    assert!(!try_out(&mut panel, &zeros));
    assert!(!try_out(&mut panel, &[("k22", "1.01")]) && try_out(&mut panel, &[("k22", "1")]));
    panel.begin(Goal::Unchanged);
    panel.clear();
    assert!(!try_out(&mut panel, &[("k22", "3")]), "of a white picture every kernel makes a white one");
    let mut panel = begun(Goal::Beat);
    assert!(!try_out(&mut panel, &[("epochs", "5")]));
    assert!(try_out(&mut panel, &[("epochs", "400")]));
}

#[test]
fn hostile_links_are_answered() {
    let cases = [
        ("rank=5", 1),
        ("row=8&column=-1", 2),
        ("inputs=0&units1=1001&depth=5", 3),
        ("cells=zz", 1),
        (&format!("cells={}", "h".repeat(64)), 1),
        ("own=AAAA", 1),
        ("own=%3Cb%3E", 1),
        ("k11=NaN&k22=11&k44=1", 3),
        ("stride=0&stride=4&padding=full", 3),
        ("epochs=501&units=0&rate=0", 3),
        ("digit=10&part=<b>", 2),
    ];
    assert_answered::<Layers>(&cases);
}

#[test]
fn reset_and_undo_go_back() {
    let mut panel = opened("part=conv&k22=3&stride=2");
    panel.mark();
    assert!(panel.preset("blur") && !panel.preset("bulr"));
    assert_eq!(panel.preset_shown(), Some("blur"));
    panel.mark();
    panel.restart();
    assert_eq!(panel.link(), "part=conv");
    assert!(panel.undo() && panel.preset_shown() == Some("blur"));
    assert!(panel.undo() && panel.link() == "part=conv&k22=3&stride=2" && !panel.undo());
    assert!(panel.redo() && panel.preset_shown() == Some("blur"));
}

proptest! {
    #[test]
    fn an_index_and_its_offset_belong_together(
        rank in 0..=4_usize, last: bool, index in (0..4_u32, 0..8_u32, 0..8_u32, 0..3_u32)
    ) {
        let (sample, row, column, channel) = index;
        let order = if last { "last" } else { "first" };
        let panel = opened(&format!("rank={rank}&order={order}&sample={sample}&row={row}&column={column}&channel={channel}"));
        let axes = panel.tensor_axes();
        prop_assert_eq!(axes.len(), rank);
        // Taken apart again from the first axis on, the offset gives the index back.
        let mut rest = panel.offset();
        for axis in &axes {
            prop_assert_eq!(rest / axis.stride, axis.index);
            rest %= axis.stride;
        }
        let count: usize = axes.iter().map(|axis| axis.size).product();
        prop_assert!(rest == 0 && panel.offset() < count);
    }

    #[test]
    fn products_and_sums_written_are_true(
        kernel in prop::array::uniform9(-1000..=1000_i32), bias in -1000..=1000_i32, digit in 0..10_usize,
        stride in 1..=3_usize, same: bool, pool in 0..3_usize, down in 0..8_usize, across in 0..8_usize
    ) {
        let text = |hundredths: i32| format!("{:.2}", f64::from(hundredths) / 100.0);
        let weights = KERNEL_NAMES.iter().zip(kernel).fold(String::new(), |link, (name, w)| link + &format!("&{name}={}", text(w)));
        let (padding, pool) = (if same { "same" } else { "valid" }, ["none", "max", "average"][pool]);
        let panel = opened(&format!(
            "part=conv&digit={digit}&bias={}&stride={stride}&padding={padding}&pool={pool}&down={down}&across={across}{weights}",
            text(bias)
        ));
        let lines = panel.worked();
        let [row, column] = panel.place();
        let value = panel.convolved().at(row, column).unwrap().to_f64();
        prop_assert!((number(result(&lines[3])) - value).abs() < 1e-9);
        let sums: f64 = lines[..3].iter().map(|line| number(result(line))).sum();
        prop_assert!((sums + f64::from(bias) / 100.0 - value).abs() < 1e-9, "{lines:?}");
        prop_assert_eq!(result(&lines[4]), panel.convolved().shape[0].to_string());
        prop_assert_eq!(panel.values().cells.len(), panel.convolved().shape[0] * (panel.convolved().shape[0] + 1));
        prop_assert!(panel.settings().drawing().0.len() == SIDE * SIDE);
    }

    #[test]
    fn a_link_carries_all_that_is_set(
        part in prop::sample::select(&["tensor", "dense", "conv", "recurrent"]), epochs in 0..40_u32, units in 1..=4_u32,
        noise in 0..=100_i32, seed in 1..=9999_u32, digit in 0..10_u32, cells in prop::collection::vec(0..17_u32, 64), drawn: bool
    ) {
        let letters: String = cells.iter().filter_map(|v| char::from_digit(*v, 17)).collect();
        let cells = if drawn { format!("&cells={letters}") } else { String::new() };
        let query = format!(
            "part={part}&epochs={epochs}&units={units}&noise={}&seed={seed}&digit={digit}{cells}", f64::from(noise) / 100.0
        );
        let panel = opened(&query);
        let again = opened(&panel.link());
        prop_assert_eq!(panel.settings(), again.settings());
        prop_assert_eq!(panel.forecast().errors(epochs as usize), again.forecast().errors(epochs as usize));
        for field in TABLE.0 {
            prop_assert_eq!(panel.value(field.name), again.value(field.name));
        }
        for report in [panel.table(), panel.values()] {
            prop_assert!(report.cells.len().is_multiple_of(report.heads.len()) && !report.cells.is_empty());
            prop_assert!(report.cells.iter().all(|cell| !cell.is_empty() && !cell.contains("NaN")));
        }
    }
}
