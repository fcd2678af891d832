//! The panel `layers` from outside: its state, and that every number it writes is true.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::finish_work;
use nalgebra::Point2;
use perceptron_playground::data::digits::Digits;
use perceptron_playground::data::series::Series;
use perceptron_playground::model::recurrent::{Elements, RecurrentNetwork, Sequence};
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::json::Json as _;
use perceptron_playground::panel::layers::Layers;
use perceptron_playground::panel::layers::drawing::{Drawing, SIDE};
use perceptron_playground::panel::layers::settings::KERNEL_NAMES;
use perceptron_playground::panel::port::Panel as _;
use perceptron_playground::panel::session::{Figure, Session};
use perceptron_playground::panel::view::{Table, View};
use proptest::prelude::*;

/// The figure that a link opens, with all that it asks for learned.
fn figure(query: &str) -> Session<Layers> {
    let mut figure = Session::<Layers>::default();
    assert_eq!(figure.open(if query.is_empty() { "goal=none" } else { query }), [], "{query}");
    finish_work(&mut figure);
    figure
}

fn finish(figure: &mut Session<Layers>) {
    figure.finish();
    finish_work(figure);
}

fn opened(query: &str) -> Layers {
    figure(query).panel().clone()
}

fn shown(panel: &Layers) -> View {
    let mut view = View::default();
    let _ = panel.show(&mut view, true);
    view
}

/// The cells of a table as text, words by their keys.
fn cells(panel: &Layers, name: &str) -> Vec<Vec<String>> {
    let view = shown(panel);
    let table: &Table = view.tables.iter().find(|table| table.name == name).expect(name);
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{name}");
    let text =
        |cell: &perceptron_playground::panel::view::Said| cell.json().replace("{\"word\":", "").replace(['"', '}'], "");
    table.rows.iter().map(|row| row.iter().map(text).collect()).collect()
}

fn key(panel: &Layers) -> &'static str {
    shown(panel).sentence[0].key
}

fn set(figure: &mut Session<Layers>, name: &str, text: &str) {
    figure.mark();
    assert!(figure.set(name, text).is_none(), "{name}={text}");
    finish_work(figure);
}

fn is_answered(figure: &Session<Layers>) -> bool {
    !figure.view(false).contains("\"why\":null")
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
        assert_eq!(opened(query).tensor_lines(), lines, "{query}");
    }
    assert_eq!(cells(&opened("rank=4"), "axes")[0], ["sample", "4", "8×8×3 = 192", "1"]);
}

#[test]
fn the_networks_of_the_course_have_2_and_8_parameters() {
    assert_eq!(opened("part=dense").network_lines(), ["dense: 3×2 + 2 = 6 + 2 = 8"]);
    assert_eq!(opened("part=dense&inputs=1&units1=1").network_lines(), ["dense: 1×1 + 1 = 1 + 1 = 2"]);
    let panel = opened("part=dense&inputs=64&depth=2&units1=32&units2=10");
    assert_eq!(
        panel.network_lines(),
        ["dense: 64×32 + 32 = 2,048 + 32 = 2,080", "dense_1: 32×10 + 10 = 320 + 10 = 330", "2,080 + 330 = 2,410"]
    );
    assert!(panel.summary().contains("Total params: 2,410 (9.41 KB)"), "{}", panel.summary());
    assert_eq!(cells(&panel, "shapes")[1], ["dense_1", "(None, 10)", "(32, 10)", "(10,)", "330"]);
    let most = opened("part=dense&inputs=1000&depth=4&units1=1000&units2=1000&units3=1000&units4=1000");
    assert_eq!(most.parameters(), 4_004_000);
}

#[test]
fn a_network_to_begin_with_is_taken_whole_or_not_at_all() {
    let mut figure = figure("part=dense");
    let mut take = |sizes: &str| {
        let refused = figure.command("network", &[Argument::Text(sizes.to_owned())]).is_some();
        (refused, figure.panel().settings().sizes())
    };
    assert_eq!(take("64 32 10"), (false, vec![64, 32, 10]));
    for bad in ["", "3", "0 2", "3 x", "1001 1", "1 2 3 4 5 6", "3 -2"] {
        assert_eq!(take(bad), (true, vec![64, 32, 10]), "{bad}");
    }
}

#[test]
fn a_kernel_is_worked_out_at_its_place() {
    let panel = opened(
        "part=conv&digit=0&down=0&across=0&k11=-1&k12=0.5&k13=2&k21=0.25&k22=-3&k23=1&k31=0&k32=1.5&k33=-0.75&bias=0.5",
    );
    assert_eq!(
        panel.convolution_lines(),
        [
            "−1×0 + 0.5×0 + 2×5 = 10",
            "0.25×0 + (−3×0) + 1×13 = 13",
            "0×0 + 1.5×3 + (−0.75×15) = −6.75",
            "10 + 13 − 6.75 + 0.5 = 16.75",
            "⌊(8 − 3)/1⌋ + 1 = 6"
        ]
    );
    assert_eq!(shown(&panel).sum, "10 + 13 − 6.75 + 0.5 = 16.75");
    let costs = cells(&panel, "costs");
    assert_eq!((costs[0][2].as_str(), costs[1][2].as_str()), ("3×3×1×1 + 1 = 10", "64×36 + 36 = 2,340"));
    let pooled = opened("part=conv&pool=average&padding=same&stride=2").convolution_lines();
    assert_eq!(pooled[4], "⌈8/2⌉ = 4");
    assert!(pooled[5].ends_with(&format!("= {}", result(&pooled[5]))));
    assert_eq!(cells(&opened("part=conv&filters=16"), "costs")[0][1], "(None, 6, 6, 16)");
}

#[test]
fn a_picture_without_differences_is_told_so_and_the_sign_is_that_of_products_and_bias() {
    for cells in ["0", "g", "7"] {
        let panel = opened(&format!("part=conv&cells={}", cells.repeat(64)));
        assert_eq!(key(&panel), "even");
        assert!(panel.convolved().values.iter().all(|value| value.count() == 0));
    }
    for (bias, expected) in [("100", "positive"), ("-100", "negative")] {
        assert_eq!(key(&opened(&format!("part=conv&bias={bias}"))), expected);
    }
}

#[test]
fn drawing_by_pen_and_by_keys_leaves_ink_and_a_second_press_wipes_it_out() {
    let mut figure = figure("part=conv");
    assert_eq!(figure.command("clear", &[]), None);
    assert_eq!(figure.panel().settings().drawing().0, [0; 64]);
    set(&mut figure, "hand", "draw");
    let at = |figure: &Session<Layers>, row: usize, column: usize| figure.panel().settings().drawing().at(row, column);
    // The cell of row 2, column 5: there is a head above.
    let cell = Point2::new(5.5, -3.7);
    assert_eq!(figure.press("main", cell, 0.2, false), Some("pen"));
    assert_eq!(at(&figure, 2, 5), 16);
    figure.drag("pen", Point2::new(6.5, -3.7));
    figure.release();
    assert_eq!(at(&figure, 2, 6), 16);
    figure.press("main", cell, 0.2, false);
    assert_eq!(at(&figure, 2, 5), 0);
    for place in [f64::NAN, f64::INFINITY, -50.0, 1e300] {
        assert_eq!(figure.press("main", Point2::new(place, place), 0.2, true), None);
    }
    assert_eq!(figure.command("dot", &[]), None);
    assert_eq!(at(&figure, 3, 3), 16, "the kernel at (2, 2) has its middle there");
    assert_eq!(opened(&figure.link()).settings().drawing(), figure.panel().settings().drawing());
    set(&mut figure, "digit", "7");
    assert_eq!(figure.panel().settings().drawing(), Drawing::digit(7));
}

#[test]
fn a_press_finds_what_is_drawn_there() {
    let mut tensor = figure("rank=4");
    // The fourth picture of the batch, its green channel, row 1, column 7.
    assert_eq!(tensor.press("main", Point2::new(3.0 * 9.0 + 7.5, -(11.0 + 1.5)), 0.2, false), Some("number"));
    assert_eq!(tensor.value("sample").zip(tensor.value("row")), Some(("3".to_owned(), "1".to_owned())));
    assert_eq!(tensor.value("column").zip(tensor.value("channel")), Some(("7".to_owned(), "1".to_owned())));
    let mut conv = figure("part=conv");
    conv.press("main", Point2::new(1.5, -2.7), 0.2, false);
    assert_eq!(conv.panel().place(), [0, 0], "the kernel's middle on the picture's second cell");
    conv.press("main", Point2::new(8.0 + 1.5 + 5.5, -1.2 - 3.5), 0.2, false);
    assert_eq!(conv.panel().place(), [3, 5], "a place of the output");
    conv.drag("window", Point2::new(-100.0, -100.0));
    assert_eq!(conv.panel().place(), [5, 0]);
    assert_eq!(conv.press("kernel", Point2::new(2.5, -(1.2 + 0.5)), 0.2, true), Some("weight"));
    assert_eq!(conv.panel().settings().weight, "k13");
    conv.nudge("weight", [-1, -1]);
    assert_eq!(conv.panel().settings().weight, "k22");
    conv.nudge("weight", [-9, 9]);
    assert_eq!(conv.panel().settings().weight, "k11", "no further than the kernel reaches");
}

#[test]
fn playing_goes_through_what_is_there_one_by_one_and_shows_all_of_it_in_the_end() {
    for (query, all, seconds) in [
        ("rank=0", 1, 1.0),
        ("rank=2", 64, 6.0),
        ("rank=4", 768, 6.0),
        ("part=dense", 8, 6.0),
        ("part=dense&inputs=64&depth=2&units1=32&units2=10", 2410, 6.0),
        ("part=conv", 36, 6.0),
        ("part=conv&padding=same", 64, 6.0),
        ("part=conv&stride=3", 4, 6.0),
        ("part=recurrent", 79, 6.0),
    ] {
        let mut figure = figure(query);
        let at = |figure: &Session<Layers>| {
            let run = figure.panel().run().unwrap();
            (run.position(), run.length(), run.speed())
        };
        let (position, length, speed) = at(&figure);
        assert_eq!((position, length), (all, all), "{query}: all of it shows");
        assert!(f64::from(u32::try_from(all).unwrap()) / speed <= seconds, "{query}: {speed} a second");
        figure.step(1);
        assert_eq!(at(&figure).0, 1 % all.max(2), "{query}: it begins anew");
        let part = figure.link();
        assert!(all == 1 || part.contains("walk=1"), "{part}");
        finish(&mut figure);
        assert_eq!(at(&figure).0, all, "{query}");
        assert!(!figure.link().contains("walk"), "{}", figure.link());
        figure.reset();
        assert_eq!(at(&figure).0, 0, "{query}");
        figure.seek(all / 2);
        assert_eq!(at(&figure).0, all / 2, "{query}");
    }
    // The kernel goes where the output is that comes.
    let mut figure = figure("part=conv&walk=0");
    figure.step(8);
    assert_eq!(figure.panel().place(), [1, 1]);
    set(&mut figure, "padding", "same");
    assert_eq!(figure.panel().walked(), 0, "another output is gone through from its start");
}

#[test]
fn a_moment_worked_out_is_what_the_recurrent_layer_does() {
    let panel = opened("part=recurrent&units=1&moment=30&seed=4");
    let lines = panel.recurrent_lines();
    let network = RecurrentNetwork::initialized(Elements::Numbers, 1, 1.0, 4);
    let run = network.run(&Sequence::Numbers(Series::Sine.values(0.0, 4)));
    let close = |line: &str, value: f64| assert!((number(result(line)) - value).abs() < 6e-4, "{line}: {value}");
    assert_eq!(lines.len(), 2);
    close(&lines[0], run.states[30]);
    close(&lines[1], run.forecasts[30]);
    let table = cells(&panel, "unrolled");
    assert_eq!(table.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["27", "28", "29", "30"]);
    assert_eq!(panel.recurrent_parameters(), "1×(1 + 1 + 1) + 1×(1 + 1) = 3 + 2 = 5");
    assert_eq!(opened("units=2").recurrent_parameters(), "2×(1 + 2 + 1) + 1×(2 + 1) = 8 + 3 = 11");
    assert_eq!(cells(&opened("part=recurrent&moment=0"), "unrolled").len(), 1);
    // The picture of the cell has the numbers of the table.
    for query in ["part=recurrent&units=3", "part=recurrent&units=4&moment=1"] {
        let panel = opened(query);
        let (table, moments) = (cells(&panel, "unrolled"), panel.unrolled_picture().0);
        assert_eq!(moments.len(), table.len());
        for (moment, row) in moments.into_iter().zip(table) {
            let states = moment.state.into_iter().map(|(_, text)| text);
            let numbers: Vec<_> = std::iter::once(moment.read).chain(states).chain([moment.output]).collect();
            assert_eq!(numbers, row[1..=numbers.len()], "{query}");
        }
    }
    let mut figure = figure("part=recurrent&walk=0");
    figure.step(8);
    assert_eq!(figure.panel().moment(), 7, "what is read is looked at");
}

/// A question just begun, with a guess committed to.
fn begun(question: &str) -> Session<Layers> {
    let mut figure = Session::<Layers>::default();
    assert!(figure.begin(question));
    let guesses = [("colour", "triple"), ("offset", "24"), ("budget", "75"), ("edges", "left")];
    if let Some((_, guess)) = guesses.iter().find(|(name, _)| *name == question) {
        figure.guess(guess);
    }
    assert!(!is_answered(&figure), "{question}");
    figure
}

#[test]
fn questions_are_missed_by_a_little_and_then_answered() {
    let mut figure = begun("colour");
    set(&mut figure, "rank", "3");
    assert!(!is_answered(&figure));
    set(&mut figure, "channel", "2");
    assert!(is_answered(&figure) && figure.view(false).contains("\"right\":\"triple\""));

    let mut figure = begun("offset");
    for (name, text) in [("row", "4"), ("column", "1"), ("channel", "2")] {
        set(&mut figure, name, text);
        assert!(!is_answered(&figure), "{name}={text}");
    }
    set(&mut figure, "channel", "1");
    assert!(is_answered(&figure) && figure.view(false).contains("\"right\":\"24\""));

    let mut figure = begun("budget");
    for units in ["12", "14"] {
        set(&mut figure, "units1", units);
        assert!(!is_answered(&figure), "{units}");
    }
    set(&mut figure, "units1", "13");
    assert!(is_answered(&figure) && figure.view(false).contains("\"right\":\"75\""));

    let mut figure = begun("unchanged");
    for name in KERNEL_NAMES {
        set(&mut figure, name, "0");
    }
    set(&mut figure, "k22", "1.01");
    assert!(!is_answered(&figure));
    set(&mut figure, "k22", "1");
    assert!(is_answered(&figure));
    let mut figure = begun("unchanged");
    figure.command("clear", &[]);
    set(&mut figure, "k22", "3");
    assert!(!is_answered(&figure), "of a white picture every kernel makes a white one");
}

#[test]
fn questions_with_a_run_are_answered_by_the_run() {
    let mut figure = begun("edges");
    figure.step(35);
    assert!(!is_answered(&figure));
    figure.step(1);
    assert!(is_answered(&figure) && figure.view(false).contains("\"right\":\"left\""));
    // The mirrored kernel finds the other edges.
    let mut figure = begun("edges");
    for (name, weight) in KERNEL_NAMES.into_iter().zip(["1", "0", "-1", "2", "0", "-2", "1", "0", "-1"]) {
        set(&mut figure, name, weight);
    }
    finish(&mut figure);
    assert!(is_answered(&figure) && figure.view(false).contains("\"right\":\"right\""));
}

#[test]
fn hostile_links_are_answered() {
    for (query, problems) in [
        ("rank=5", 1),
        ("row=8&column=-1", 2),
        ("inputs=0&units1=1001&depth=5", 3),
        ("cells=zz", 1),
        (&format!("cells={}", "h".repeat(64)), 1),
        ("k11=NaN&k22=11&k44=1", 3),
        ("stride=0&stride=4&padding=full", 3),
        ("seed=0&units=0&moment=300", 3),
        ("digit=10&part=<b>", 2),
        ("walk=-1", 1),
        ("walk=4294967296", 1),
    ] {
        let mut figure = Session::<Layers>::default();
        assert_eq!(figure.open(query).len(), problems, "{query}");
        assert_eq!(figure.open(&figure.link()), [], "{query}");
    }
}

#[test]
fn reset_and_undo_go_back() {
    let mut figure = figure("part=conv&k22=3&stride=2");
    let preset = |figure: &mut Session<Layers>, name: &str| {
        figure.mark();
        figure.command("preset", &[Argument::Text(name.to_owned())]).is_none()
    };
    assert!(preset(&mut figure, "blur") && !preset(&mut figure, "bulr"));
    assert_eq!(figure.panel().preset_shown(), Some("blur"));
    figure.mark();
    figure.command("restart", &[]);
    assert_eq!(figure.link(), "part=conv");
    figure.undo();
    assert_eq!(figure.panel().preset_shown(), Some("blur"));
    figure.undo();
    assert_eq!(figure.link(), "part=conv&k22=3&stride=2");
    figure.redo();
    assert_eq!(figure.panel().preset_shown(), Some("blur"));
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
        let lines = panel.convolution_lines();
        let [row, column] = panel.place();
        let value = panel.convolved().at(row, column).unwrap().to_f64();
        prop_assert!((number(result(&lines[3])) - value).abs() < 1e-9);
        let sums: f64 = lines[..3].iter().map(|line| number(result(line))).sum();
        prop_assert!((sums + f64::from(bias) / 100.0 - value).abs() < 1e-9, "{lines:?}");
        prop_assert_eq!(result(&lines[4]), panel.convolved().shape[0].to_string());
        prop_assert_eq!(cells(&panel, "output").len(), panel.convolved().shape[0]);
        prop_assert!(panel.settings().drawing().0.len() == SIDE * SIDE);
    }
}
