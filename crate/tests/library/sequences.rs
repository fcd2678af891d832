//! The panel `sequences` from outside: its state, and that every number it writes is true.

#![cfg(not(target_arch = "wasm32"))]

use nalgebra::Point2;
use perceptron_playground::data::letters::{Hangul, known_words};
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::port::Panel as _;
use perceptron_playground::panel::sequences::Sequences;
use perceptron_playground::panel::sequences::material::Source;
use perceptron_playground::panel::session::{Figure, Session};
use perceptron_playground::panel::view::View;
use serde_json::Value;

use crate::common::acts::{finish_work, view};

const TEXT: &str = "data=weather-ko&units=32&rate=0.005&window=25&clip=5";

/// The figure that a link opens, with all that it asks for learned.
fn figure(query: &str) -> Session<Sequences> {
    let mut figure = Session::<Sequences>::default();
    assert_eq!(figure.open(if query.is_empty() { "goal=none" } else { query }), [], "{query}");
    finish_work(&mut figure);
    figure
}

fn key(panel: &Sequences) -> &'static str {
    let mut view = View::default();
    let _ = panel.show(&mut view, true);
    view.sentence[0].key
}

fn set(figure: &mut Session<Sequences>, name: &str, text: &str) {
    figure.mark();
    assert!(figure.set(name, text).is_none(), "{name}={text}");
    finish_work(figure);
}

/// What is told of a text or a series that a learner gives; nothing where it is taken.
fn give(figure: &mut Session<Sequences>, kind: &str, text: &str) -> Option<&'static str> {
    let refused = figure.command(kind, &[Argument::Text(text.to_owned())]);
    finish_work(figure);
    refused.map(|refused| refused.key)
}

fn table(figure: &Session<Sequences>, name: &str) -> Vec<Vec<Value>> {
    let shown: Value = serde_json::from_str(&Figure::view(figure, true)).unwrap();
    let tables = shown["view"]["tables"].as_array().unwrap();
    let table = tables.iter().find(|table| table["name"] == name).unwrap_or_else(|| panic!("{name}"));
    table["rows"].as_array().unwrap().iter().map(|row| row.as_array().unwrap().clone()).collect()
}

fn number(text: &Value) -> f64 {
    let text = text.as_str().unwrap().replace('−', "-");
    let (digits, exponent) = text.split_once("×10").unwrap_or((&text, ""));
    let exponent: String = exponent
        .chars()
        .map(|c| match c {
            '⁻' => '-',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            c => char::from_digit(u32::from(c) - u32::from('⁰'), 10).unwrap(),
        })
        .collect();
    digits.parse::<f64>().unwrap() * 10_f64.powi(exponent.parse().unwrap_or(0))
}

#[test]
fn training_is_played_stepped_sought_and_begun_anew() {
    let mut figure = figure("");
    assert_eq!(key(figure.panel()), "untrained");
    figure.step(1);
    figure.make("epoch");
    assert_eq!((figure.panel().timeline().position(), figure.link().as_str()), (2, "steps=2"));
    let after_two = figure.panel().scores();
    figure.finish();
    finish_work(&mut figure);
    assert_eq!((figure.panel().timeline().position(), key(figure.panel())), (500, "better"));
    figure.seek(2);
    finish_work(&mut figure);
    assert_eq!(figure.panel().scores(), after_two);
    assert_eq!(self::figure(&figure.link()).panel().scores(), after_two, "a link brings back the same network");
    set(&mut figure, "noise", "0.3");
    assert_eq!(figure.panel().timeline().length(), 0, "another series is learned from the start");
    // Of a text an epoch has many steps.
    let mut figure = self::figure(TEXT);
    figure.make("step");
    figure.make("epoch");
    let learner = figure.panel().learner();
    assert_eq!((learner.epochs(), figure.panel().timeline().position()), (1, learner.steps_an_epoch()));
}

#[test]
fn a_link_to_many_steps_opens_at_once_and_makes_up_for_them_in_slices() {
    let mut figure = Session::<Sequences>::default();
    assert_eq!(figure.open(&format!("{TEXT}&steps=4000")), []);
    assert_eq!(figure.panel().timeline().position(), 0);
    assert!(figure.advance(0.0, &mut || false));
    assert!((1..20).contains(&figure.panel().timeline().position()));
    figure.pause();
    assert!(!figure.link().contains("steps=4000"), "stopped where it is");
}

#[test]
fn letters_take_the_settings_that_suit_them_and_numbers_theirs() {
    let mut figure = figure("");
    set(&mut figure, "data", "weather-en");
    assert_eq!(figure.link(), "data=weather-en&units=32&rate=0.005&window=25&clip=5");
    set(&mut figure, "units", "16");
    set(&mut figure, "data", "neuron-en");
    assert!(figure.link().contains("units=16"), "between texts they stay");
    set(&mut figure, "data", "walk");
    assert_eq!(figure.link(), "data=walk");
}

/// What the panel promises of its Korean text: words of the text, letter by letter, within a few hundred steps.
#[test]
fn it_learns_to_write_words_of_the_text_and_to_foresee_more_than_the_last_letter_tells() {
    for (data, hangul) in [
        ("weather-ko", "syllables"),
        ("weather-ko", "jamo"),
        ("weather-en", "syllables"),
        ("neuron-ko", "syllables"),
        ("neuron-en", "syllables"),
    ] {
        let query = format!("data={data}&hangul={hangul}&units=32&rate=0.005&window=25&clip=5&steps=1500");
        let figure = figure(&query);
        let panel = figure.panel();
        let (text, written) = (panel.text().unwrap(), panel.written().unwrap());
        let share = known_words(&written, &text).unwrap();
        assert!(share >= 0.6, "{query}: {share} of {written}");
        let (model, baseline) = (panel.scores(), panel.material().baseline);
        assert!(
            model.training > baseline.training + 0.1 && (data.contains("neuron") || model.test > baseline.test),
            "{query}: {model:?} {baseline:?}"
        );
    }
}

#[test]
fn hangul_is_read_by_jamo_and_written_in_syllables() {
    let figure = figure(&format!("{TEXT}&hangul=jamo&steps=800"));
    let panel = figure.panel();
    let Source::Text { vocabulary, hangul, .. } = &panel.material().source else { panic!("a text") };
    assert_eq!(*hangul, Hangul::Jamo);
    assert!(vocabulary.count() < 40 && vocabulary.letters().iter().all(|letter| !('가'..='힣').contains(letter)));
    let written = panel.written().unwrap();
    assert!(written.chars().filter(|letter| ('가'..='힣').contains(letter)).count() > 60, "{written}");
}

#[test]
fn what_a_learner_gives_is_taken_or_refused_without_loss() {
    let mut figure = figure("");
    let numbers = (0..40).map(|t| [3, 5, 8, 6][t % 4].to_string()).collect::<Vec<_>>().join("\n");
    assert_eq!(give(&mut figure, "series", &numbers), None);
    assert!(figure.link().contains("data=own&own="), "{}", figure.link());
    figure.step(50);
    for (kind, bad, expected) in [
        ("series", "", "series-empty"),
        ("series", "1 2 3", "series-short"),
        ("series", "1 2 NaN 4 5 6 7 8 9 10 11", "series-text"),
        ("series", "1e30 1 1 1 1 1 1 1 1 1 1", "series-large"),
        ("series", &"1 ".repeat(2001), "series-long"),
        ("text", "짧은 글", "text-short"),
        ("text", &"가나 ".repeat(3000), "text-long"),
        ("text", &"가".repeat(40), "text-alike"),
    ] {
        assert_eq!(give(&mut figure, kind, bad), Some(expected), "{bad}");
        assert_eq!(
            (figure.panel().settings().own.0.len(), figure.panel().timeline().position()),
            (40, 50),
            "nothing is lost"
        );
    }
    assert_eq!(give(&mut figure, "series", &"7 ".repeat(20)), None);
    figure.step(20);
    assert_eq!(key(figure.panel()), "constant");
    assert_eq!(give(&mut figure, "text", "비가 오면 우산을 쓰고\n눈이 오면 장갑을 껴요."), None);
    assert_eq!(figure.panel().text().as_deref(), Some("비가 오면 우산을 쓰고 눈이 오면 장갑을 껴요."));
    let again = self::figure(&figure.link());
    assert_eq!(again.panel().text(), figure.panel().text(), "a link carries it");
    // A long one fits as well, and so does what was given before.
    let long = "하늘이 파랗고 바다가 넓어요. ".repeat(280);
    assert_eq!(give(&mut figure, "text", &long), None);
    assert_eq!(self::figure(&figure.link()).panel().text(), figure.panel().text());
    set(&mut figure, "data", "own");
    assert_eq!(self::figure(&figure.link()).panel().settings().own.0, [7.0; 20]);
}

#[test]
fn a_text_of_too_many_syllables_is_read_by_jamo() {
    let many: String = (0..150).filter_map(|at| char::from_u32(0xAC00 + 28 * at)).collect();
    let mut figure = figure("");
    assert_eq!(give(&mut figure, "text", &many), None);
    assert!(figure.panel().material().kinds() < 60);
}

#[test]
fn a_series_is_read_from_a_file_of_one_column() {
    let mut figure = figure("");
    let file = (0..30).fold("value\n".to_owned(), |file, t| format!("{file}{}\n", t % 5));
    assert_eq!(figure.take("csv", file.as_bytes()).map(|said| said.key), Ok("series-taken"));
    assert_eq!(figure.panel().settings().own.0.len(), 30);
    let two = "x,y\n1,2\n3,4\n";
    assert_eq!(figure.take("csv", two.as_bytes()).map_err(|said| said.key), Err("one-column"));
    assert_eq!(figure.take("csv", b"1\n2\n3\n").map_err(|said| said.key), Err("series-short"));
    assert_eq!(figure.panel().settings().own.0.len(), 30, "nothing is lost");
}

#[test]
fn a_series_is_drawn_by_hand() {
    let mut figure = figure("draw=on");
    assert_eq!(figure.press("main", Point2::new(10.0, 0.5), 0.2, false), Some("pen"));
    figure.drag("pen", Point2::new(14.0, 0.9));
    figure.drag("pen", Point2::new(1e9, -1e9));
    figure.release();
    let own = &figure.panel().settings().own.0;
    assert_eq!((own.len(), own[10], own[12], own[14]), (80, 0.5, 0.7, 0.9));
    assert_eq!((own[79], figure.panel().timeline().length()), (-1e6, 0));
    figure.undo();
    assert!(figure.panel().settings().own.0.is_empty(), "a stroke is one step to undo");
    // Where what shows moves along, a press looks at another element and no drag begins.
    let mut figure = self::figure("data=weather-en&picture=gradient");
    assert_eq!(figure.press("states", Point2::new(7.2, 0.0), 0.2, false), None);
    assert_eq!(figure.panel().moment(), 7);
    let mut figure = self::figure("");
    assert_eq!(figure.press("main", Point2::new(33.4, 0.0), 0.2, false), Some("moment"));
    assert_eq!(figure.panel().moment(), 33);
    figure.drag("moment", Point2::new(1e9, 0.0));
    assert_eq!(figure.panel().moment(), 78);
    figure.nudge("moment", [-10, 0]);
    assert_eq!(figure.panel().moment(), 68);
}

/// Every product of a unit's sum is shown, and they add up to its state.
#[test]
fn products_shown_add_up_to_the_state() {
    for query in [
        "units=3&steps=20&moment=30&unit=2".to_owned(),
        format!("{TEXT}&steps=40&moment=50&unit=31"),
        "moment=0".to_owned(),
    ] {
        let figure = figure(&query);
        let rows = table(&figure, "products");
        let (parts, results) = rows.split_at(rows.len() - 2);
        assert_eq!(parts.len(), 2 + figure.panel().settings().units as usize);
        let mut sum = 0.0;
        for row in parts {
            assert!(
                (number(&row[1]) * number(&row[2]) - number(&row[3])).abs() <= 1e-3 * number(&row[3]).abs() + 1e-9,
                "{row:?}"
            );
            sum += number(&row[3]);
        }
        assert!((sum - number(&results[0][3])).abs() < 2e-3 * parts.len() as f64, "{query}");
        assert!((number(&results[0][3]).tanh() - number(&results[1][3])).abs() < 1e-3, "{query}");
    }
}

#[test]
fn the_gradient_fades_step_by_step_and_a_gain_keeps_it() {
    let share = |query: &str| {
        let reach = figure(query).panel().reach();
        assert_eq!(reach.len(), 21);
        reach[20] / reach[0]
    };
    assert!(share("units=8&moment=40") < 1e-3);
    assert!(share("units=8&moment=40&gain=0") == 0.0);
    assert!(share("units=8&moment=40&gain=2.2") > 0.1);
    assert_eq!(figure("moment=3&picture=gradient").panel().reach().len(), 4, "no further than the sequence");
}

#[test]
fn questions_are_missed_by_a_little_and_then_answered() {
    let begun = |question: &str, guess: &str| {
        let mut figure = Session::<Sequences>::default();
        assert!(figure.begin(question));
        figure.guess(guess);
        figure
    };
    let is_answered = |figure: &Session<Sequences>| !view(figure)["view"]["coach"]["why"].is_null();
    let mut figure = begun("gradient", "vanishes");
    set(&mut figure, "gain", "1.2");
    assert!(!is_answered(&figure));
    let enough = (120..400).step_by(10).find(|gain| {
        set(&mut figure, "gain", &format!("{:.2}", f64::from(*gain) / 100.0));
        is_answered(&figure)
    });
    assert!(enough.is_some(), "some gain keeps the gradient");
    let mut figure = begun("walk", "not");
    figure.step(299);
    assert!(!is_answered(&figure));
    figure.step(1);
    assert_eq!(view(&figure)["view"]["coach"]["right"], "not", "a random walk is not forecast");
    for (question, guess) in [("letter", "second"), ("write", "words"), ("beat", "soon")] {
        for language in ["ko", "en"] {
            let mut figure = Session::<Sequences>::default();
            figure.speak(language);
            assert!(figure.begin(question));
            figure.guess(guess);
            figure.step(2);
            assert!(!is_answered(&figure), "{question}");
            figure.play();
            let frames = (0..900).map(|frame| f64::from(frame) / 60.0);
            frames.into_iter().find(|time| !figure.advance(1000.0 * time, &mut || true));
            assert!(is_answered(&figure), "{question}, {language}");
            assert_eq!(view(&figure)["view"]["coach"]["right"], guess, "{question}, {language}");
            let data = figure.value("data").unwrap();
            assert!(question == "beat" || data.ends_with(language), "{data}");
        }
    }
}

#[test]
fn hostile_links_are_answered() {
    for (query, problems) in [
        ("own=AAAA", 1),
        ("own=%3Cb%3E", 1),
        ("text=AAAA", 1),
        ("text=%00", 1),
        ("units=0&units=65", 2),
        ("rate=NaN&rate=11&clip=-1", 3),
        ("window=5001&seed=-1&moment=15000", 3),
        ("data=<b>&hangul=none&picture=x", 3),
        ("gain=11&temperature=inf", 2),
    ] {
        let mut figure = Session::<Sequences>::default();
        assert_eq!(figure.open(query).len(), problems, "{query}");
        assert_eq!(figure.open(&figure.link()), [], "{query}");
    }
    let mut figure = figure("rate=10&optimizer=sgd&gain=10&units=64&data=weather-en");
    figure.step(50);
    let shown = Figure::view(&figure, true);
    assert!(!shown.contains("NaN") && !shown.contains("inf"), "{shown}");
}
