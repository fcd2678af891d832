//! What must be true of every panel, tried on all that the registry has: whatever a learner does, a link brings the state back,
//! undo takes back one change, nothing shown is no number, every sentence has its text, and no question is answered by chance.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::{Act, handles_of, has_only_numbers, lasting, open, opened, settle, view};
use crate::common::texts::texts;
use perceptron_playground::export::notebook::Headings;
use perceptron_playground::panel::REGISTRY;
use perceptron_playground::panel::export::{ExportFile, ExportShown, file};
use perceptron_playground::panel::schema::Setting;
use perceptron_playground::panel::session::{Figure, GOAL, NONE};
use perceptron_playground::panel::view::Message;
use perceptron_playground::panel::words::Words;
use perceptron_playground::plot::palette::Palette;
use perceptron_playground::plot::picture::svg;
use perceptron_playground::plot::raster::pixels_of;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

pub fn acts() -> impl Strategy<Value = Vec<Act>> {
    // The ends of a range are as likely as all between.
    let share = prop_oneof![3 => 0.0..1.0_f64, 1 => Just(0.0), 1 => Just(1.0)];
    let place =
        prop_oneof![8 => -3.0..3.0_f64, 1 => -1e9..1e9_f64, 1 => prop::sample::select(&[f64::NAN, f64::INFINITY, 0.0])];
    let act = prop_oneof![
        8 => (any::<usize>(), share).prop_map(|(at, share)| Act::Set(at, share)),
        3 => (any::<usize>(), -30..30).prop_map(|(at, steps)| Act::StepSetting(at, steps)),
        5 => (any::<usize>(), prop::array::uniform3(-2.0..40.0_f64)).prop_map(|(at, values)| Act::Command(at, values)),
        3 => (any::<usize>(), prop::array::uniform4(place)).prop_map(|(at, places)| Act::Drag(at, places)),
        2 => (any::<usize>(), prop::array::uniform2(-10..10)).prop_map(|(at, by)| Act::Nudge(at, by)),
        1 => any::<usize>().prop_map(Act::Begin),
        2 => any::<usize>().prop_map(Act::Guess),
        2 => any::<usize>().prop_map(Act::Make),
        2 => (1..40_u32).prop_map(Act::Play),
        1 => Just(Act::Finish),
        1 => any::<u16>().prop_map(Act::Seek),
        1 => Just(Act::Reset),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 0..12)
}

pub fn any_panel() -> impl Strategy<Value = &'static str> {
    prop::sample::select(REGISTRY.iter().map(|(name, _)| *name).collect::<Vec<_>>())
}

/// The keys that a view asks texts for, sentences and words, each with the names of the values that come with it.
fn keys_asked(value: &Value, asked: &mut BTreeSet<(&'static str, String, Vec<String>)>) {
    match value {
        Value::Object(fields) => {
            if let (Some(Value::String(key)), Some(Value::Object(values))) = (fields.get("key"), fields.get("values")) {
                asked.insert(("say", key.clone(), values.keys().cloned().collect()));
            }
            if let (1, Some(Value::String(word))) = (fields.len(), fields.get("word")) {
                asked.insert(("words", word.clone(), Vec::new()));
            }
            fields.values().for_each(|field| keys_asked(field, asked));
        }
        Value::Array(items) => items.iter().for_each(|item| keys_asked(item, asked)),
        _ => {}
    }
}

/// Every key that the figure asks for now has its text in both languages, and every gap of the sentence is filled.
fn has_its_texts(name: &str, figure: &dyn Figure) {
    let mut asked = BTreeSet::new();
    keys_asked(&view(figure), &mut asked);
    for language in ["ko", "en"] {
        let (own, kit) = (texts(name, language), texts("kit", language));
        for (section, key, values) in &asked {
            let places = [(&own, *section), (&kit, *section), (&kit, "functions"), (&own, "names")];
            let text = places.iter().find_map(|(table, section)| table.get(&format!("{section}.{key}")));
            let text = text.unwrap_or_else(|| panic!("{name}.{language}: {section}.{key}"));
            let gaps = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(gap, _)| gap);
            for gap in gaps.filter(|_| *section == "say") {
                assert!(values.iter().any(|value| value == gap), "{name}.{language}: nothing fills {{{gap}}} in {key}");
            }
        }
    }
}

/// What settings, choices, questions and guesses are called; a choice may go by a word that the panel has for other things too.
#[test]
fn each_name_that_a_learner_chooses_from_has_its_text() {
    let mut missing = Vec::new();
    for (name, _) in REGISTRY {
        let mut figure = open(name).unwrap();
        let schema = figure.schema();
        let mut asked = Vec::new();
        for setting in &schema.settings {
            asked.push(vec![format!("names.{}", setting.name)]);
            // A switch is called by its setting's name alone, and a number is its own.
            let is_called = |one: &&&str| !["on", "off"].contains(*one) && one.parse::<u32>().is_err();
            for choice in setting.choices.iter().filter(is_called).filter(|_| setting.name != GOAL) {
                let places = [&format!("choices.{}", setting.name), "words", "functions", "names"];
                asked.push(places.map(|place| format!("{place}.{choice}")).to_vec());
            }
        }
        for question in schema.questions.iter().filter(|question| question.name != NONE) {
            asked.push(vec![format!("questions.{}.title", question.name)]);
            figure.begin(question.name);
            for guess in view(&*figure)["view"]["coach"]["guesses"].as_array().into_iter().flatten() {
                asked.push(vec![format!("questions.{}.guesses.{}", question.name, guess.as_str().unwrap())]);
            }
        }
        for language in ["ko", "en"] {
            let (own, kit) = (texts(name, language), texts("kit", language));
            let has =
                |key: &String| [&own, &kit].iter().any(|table| table.get(key).is_some_and(|text| !text.is_empty()));
            let without = asked.iter().filter(|keys| !keys.iter().any(has));
            missing.extend(without.map(|keys| format!("{name}.{language}: {}", keys[0])));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_link_brings_back_what_is_shown(name in any_panel(), acts in acts(), others in acts()) {
        let mut figure = opened(name);
        for act in &acts {
            act.on(&mut *figure);
        }
        has_only_numbers(&*figure);
        has_its_texts(name, &*figure);
        let link = figure.link();
        let mut other = open(name).unwrap();
        // Whatever the figure that opens it showed before.
        for act in &others {
            act.on(&mut *other);
        }
        prop_assert_eq!(other.open(&link), [], "{}", &link);
        // What a question covers shows after the guess, which is no part of a link.
        if let Some(guess) = view(&*figure)["view"]["coach"]["guess"].as_str() {
            other.guess(guess);
        }
        // All that the link asks for, which many acts together may have done.
        while other.advance(0.0, &mut || true) {}
        prop_assert_eq!(lasting(&*other), lasting(&*figure), "{}", &link);
        prop_assert_eq!(other.link(), link);
        prop_assert!(!view(&*other)["view"]["undo"].as_bool().unwrap(), "what a link opens is the ground of undo");
    }

    #[test]
    fn undo_takes_back_one_change_and_redo_does_it_again(name in any_panel(), acts in acts(), steps in (any::<usize>(), 0.0..1.0_f64)) {
        let mut figure = opened(name);
        for act in &acts {
            act.on(&mut *figure);
        }
        let before = lasting(&*figure);
        Act::Set(steps.0, steps.1).on(&mut *figure);
        let after = lasting(&*figure);
        let schema = figure.schema();
        let set = &schema.settings[steps.0 % schema.settings.len()];
        if before != after && set.name != GOAL && !set.for_view {
            figure.undo();
            settle(&mut *figure);
            prop_assert_eq!(lasting(&*figure), before);
            figure.redo();
            settle(&mut *figure);
            prop_assert_eq!(lasting(&*figure), after);
        }
    }

    #[test]
    fn no_link_breaks_a_panel(name in any_panel(), pairs in prop::collection::vec(("[a-z0-9]{1,6}|goal|w1|steps|rate|part|data|layers|weights|points", "\\PC{0,12}|-?[0-9]{0,6}(\\.[0-9]{0,4})?|NaN|1e999|%[0-9a-f]{2}|<b>|[A-Za-z0-9._~-]{0,40}"), 0..6)) {
        let mut figure = open(name).unwrap();
        let query = pairs.iter().map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join("&");
        // Such as steps=400000: it is work, and no test of links.
        prop_assume!(!query.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 3));
        let problems = figure.open(&query);
        prop_assert!(problems.iter().all(|problem| problem.given.chars().count() <= 25), "{}", query);
        settle(&mut *figure);
        has_only_numbers(&*figure);
        let link = figure.link();
        prop_assert_eq!(figure.open(&link), [], "{}", &link);
        settle(&mut *figure);
        prop_assert_eq!(figure.link(), link);
    }

    #[test]
    fn what_is_locked_is_not_changed_by_hand(name in any_panel(), acts in acts(), which in any::<usize>()) {
        let mut figure = opened(name);
        let settings = figure.schema().settings;
        let locked = settings[which % settings.len()].name;
        figure.lock(&[locked]);
        let before = figure.value(locked);
        // What is learned may change; what a learner sets may not.
        let trains = |act: &Act| match act {
            Act::Set(at, _) | Act::StepSetting(at, _) => ["steps", "epochs", "batches", GOAL].contains(&settings[at % settings.len()].name),
            Act::Begin(_) => locked != GOAL,
            act => matches!(act, Act::Make(_) | Act::Play(_) | Act::Finish | Act::Seek(_)),
        };
        for act in acts.iter().filter(|act| !trains(act)) {
            act.on(&mut *figure);
            prop_assert_eq!(figure.value(locked), before.clone(), "{} after {:?}", locked, act);
        }
    }

    #[test]
    fn pictures_can_be_drawn_at_any_size(name in any_panel(), acts in acts(), size in prop::array::uniform2(0..700_u32)) {
        let mut figure = opened(name);
        for act in &acts {
            act.on(&mut *figure);
        }
        for picture in figure.schema().pictures {
            if let Some(picture) = figure.picture(picture, &Words::default()) {
                let drawn = svg(&*picture, size, &Palette::LIGHT);
                prop_assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{}", figure.link());
            }
        }
        for name in figure.rasters() {
            let raster = figure.raster(name).expect(name);
            let [columns, rows] = raster.size();
            prop_assert_eq!(pixels_of(&*raster, &Palette::LIGHT).len(), columns * rows, "{}", name);
        }
    }
}

/// A row or two of numbers, a model, or anything at all, with a piece of it exchanged for other bytes.
fn a_file() -> impl Strategy<Value = Vec<u8>> {
    const GOOD: [&str; 3] = [
        "x;y\n0.5;1.25\n-3;2\n1e-3;7\n2;4\n5;6\n7;8\n",
        "x1,x2,label\n0.5,1.25,1\n-3,\"2\",0\n1e-3,7,1\n2,2,0\n",
        "{\"format\": \"perceptron-playground model\", \"version\": 1, \"panel\": \"xor\", \"settings\": {}, \"layers\": []}",
    ];
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        "[-+0-9eE.,;\\t\"\n\\[\\]{}:a-z]{0,12}".prop_map(String::into_bytes),
    ];
    let place = prop::option::of((any::<prop::sample::Index>(), 0..6_usize));
    (prop::sample::select(&GOOD), bytes, place).prop_map(|(good, bytes, place)| match place {
        None => bytes,
        Some((at, length)) => {
            let at = at.index(good.len());
            let end = good.len().min(at + length);
            [&good.as_bytes()[..at], &bytes, &good.as_bytes()[end..]].concat()
        }
    })
}

/// What is told of a file has its text in both languages.
pub fn has_its_text(name: &str, message: &Message) {
    for language in ["ko", "en"] {
        let places = [texts(name, language), texts("kit", language)];
        let text = places.iter().find_map(|table| table.get(&format!("say.{}", message.key)));
        assert!(text.is_some(), "{name}.{language}: say.{}", message.key);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_file_is_taken_or_changes_nothing(name in any_panel(), acts in acts(), file in a_file()) {
        let mut figure = opened(name);
        for act in &acts {
            act.on(&mut *figure);
        }
        for kind in figure.schema().files {
            let before = lasting(&*figure);
            let taken = figure.take(kind.name, &file);
            settle(&mut *figure);
            match taken {
                Ok(message) => {
                    has_its_text(name, &message);
                    has_only_numbers(&*figure);
                }
                Err(message) => {
                    has_its_text(name, &message);
                    prop_assert_eq!(lasting(&*figure), before, "{} refused: {:?}", kind.name, message);
                }
            }
        }
        prop_assert!(figure.take("nonsense", &file).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_exported_is_whole_and_a_model_brings_back_what_is_shown(name in any_panel(), acts in acts()) {
        let mut figure = opened(name);
        for act in &acts {
            act.on(&mut *figure);
        }
        let Some(export) = figure.export() else { return Ok(()) };
        let (shown, headings) = (ExportShown::of(name, export), Headings { title: "\"한\"".to_owned(), ..Headings::default() });
        shown.about.iter().for_each(|message| has_its_text(name, message));
        prop_assert!(file(name, export, "nonsense.csv", &headings).is_none());
        for ExportFile { file: file_name, .. } in &shown.files {
            let content = file(name, export, file_name, &headings).unwrap();
            prop_assert!(!content.is_empty(), "{} of {}", file_name, figure.link());
            prop_assert!(!content.contains("NaN") && !content.contains("inf,"), "{} of {}", file_name, figure.link());
            let kind = file_name.rsplit('.').next();
            if matches!(kind, Some("ipynb" | "json")) {
                prop_assert!(serde_json::from_str::<Value>(&content).is_ok(), "{}", file_name);
            }
            if kind == Some("json") {
                let mut other = open(name).unwrap();
                let taken = other.take("model", content.as_bytes());
                prop_assert!(taken.is_ok(), "{:?}: {}", taken, figure.link());
                settle(&mut *other);
                prop_assert_eq!(lasting(&*other), lasting(&*figure), "{}", figure.link());
            }
        }
    }
}

#[test]
fn a_link_to_a_run_that_has_diverged_tells_of_that_too() {
    let mut figure = open("regression").unwrap();
    assert_eq!(figure.open("n=40&low=-1000&start=hand"), []);
    Act::Finish.on(&mut *figure);
    let tells = lasting(&*figure)["view"]["lines"].to_string().contains("\"diverged\"");
    assert!(tells, "{}", figure.link());
    let mut other = open("regression").unwrap();
    assert_eq!(other.open(&figure.link()), []);
    settle(&mut *other);
    assert_eq!(lasting(&*other), lasting(&*figure), "{}", figure.link());
}

/// Whether the question under way has been answered.
fn is_answered(figure: &dyn Figure) -> bool {
    !view(figure)["view"]["coach"]["why"].is_null()
}

/// Each question of each panel, just begun and guessed with each of its guesses.
fn each_question_guessed(mut check: impl FnMut(&str, &str, &mut dyn Figure)) {
    for (name, _) in REGISTRY {
        for question in open(name).unwrap().schema().questions.iter().filter(|question| question.name != NONE) {
            let mut figure = open(name).unwrap();
            figure.begin(question.name);
            settle(&mut *figure);
            let guesses = view(&*figure)["view"]["coach"]["guesses"].clone();
            if let Some(guess) = guesses.as_array().and_then(|guesses| guesses.first()) {
                assert!(!is_answered(&*figure), "{name} {}: answered without a guess", question.name);
                figure.guess(guess.as_str().unwrap());
            }
            check(name, question.name, &mut *figure);
        }
    }
}

#[test]
fn no_question_is_answered_when_it_opens_nor_by_undo() {
    each_question_guessed(|panel, question, figure| {
        assert!(!is_answered(figure), "{panel} {question}");
        figure.undo();
        figure.redo();
        assert!(!is_answered(figure), "{panel} {question}");
    });
}

/// What one key makes of a control: steps with the arrows and the keys of pages; the ends of a slider with Home and
/// End; any of a few values.
fn one_key(figure: &dyn Figure, setting: &Setting) -> Vec<Key> {
    if setting.limits.is_empty() {
        return setting.choices.iter().map(|choice| Key::Value((*choice).to_owned())).collect();
    }
    let reach = view(figure)["view"]["values"][setting.name]["reach"].clone();
    let reach =
        reach.as_array().map_or_else(|| setting.travel.clone(), |ends| ends.iter().filter_map(Value::as_f64).collect());
    let steps = [-10, -1, 1, 10].map(Key::Steps);
    steps.into_iter().chain(reach.into_iter().map(|end| Key::Value(end.to_string()))).collect()
}

/// What a key does.
#[derive(Debug)]
enum Key {
    Steps(i32),
    Value(String),
}

#[test]
fn no_question_is_answered_by_one_key_on_a_control_or_a_handle() {
    each_question_guessed(|panel, question, figure| {
        let schema = figure.schema();
        let rail = schema.questions.iter().find(|shown| shown.name == question).unwrap().rail.clone();
        let try_once = |figure: &mut dyn Figure, what: &str, act: &dyn Fn(&mut dyn Figure)| {
            figure.mark();
            act(figure);
            settle(figure);
            assert!(!is_answered(figure), "{panel} {question}: {what}");
            figure.undo();
            settle(figure);
        };
        for setting in schema.settings.iter().filter(|setting| rail.contains(&setting.name)) {
            for key in one_key(figure, setting) {
                try_once(figure, &format!("{} by {key:?}", setting.name), &|figure| match &key {
                    Key::Steps(steps) => figure.step_setting(setting.name, *steps),
                    Key::Value(text) => _ = figure.set(setting.name, text),
                });
            }
        }
        for handle in handles_of(figure) {
            let name = handle["name"].as_str().unwrap();
            for by in [[-1, 0], [1, 0], [0, -1], [0, 1], [-10, 0], [10, 0], [0, -10], [0, 10]] {
                try_once(figure, &format!("{name} by {by:?}"), &|figure| figure.nudge(name, by));
            }
        }
    });
}

#[test]
fn a_question_alone_in_a_link_begins_with_its_own_start() {
    for (name, _) in REGISTRY {
        for question in open(name).unwrap().schema().questions {
            let [mut begun, mut linked] = [0, 1].map(|_| open(name).unwrap());
            begun.begin(question.name);
            if question.name == NONE {
                continue; // Free play goes on from what is there.
            }
            assert_eq!(linked.open(&format!("goal={}", question.name)), []);
            assert_eq!(begun.link(), format!("goal={}", question.name), "and so its link is short");
            for figure in [&mut begun, &mut linked] {
                settle(&mut **figure);
            }
            assert_eq!(lasting(&*linked), lasting(&*begun), "{name} {}", question.name);
        }
    }
}

#[test]
fn a_question_begins_with_its_own_start_whatever_is_said_of_what_is_looked_at() {
    for (name, _) in REGISTRY {
        let schema = open(name).unwrap().schema();
        let Some(looked_at) = schema.settings.iter().find(|setting| setting.for_view && setting.choices.len() > 1)
        else {
            continue;
        };
        for question in schema.questions.iter().filter(|question| question.name != NONE) {
            let mut figure = open(name).unwrap();
            let value = looked_at.choices[1];
            assert_eq!(figure.open(&format!("goal={}&{}={value}", question.name, looked_at.name)), []);
            assert_eq!(figure.value(looked_at.name).as_deref(), Some(value));
            let link = figure.link();
            assert!(link.starts_with(&format!("goal={}", question.name)), "{name}: {link}");
            assert!(!link.contains('&') || link.ends_with(&format!("&{}={value}", looked_at.name)), "{name}: {link}");
            assert_eq!(open(name).map(|mut other| (other.open(&link), other.link())), Some((Vec::new(), link)));
        }
    }
}

#[test]
fn a_locked_goal_keeps_every_other_question_from_being_begun() {
    each_question_guessed(|panel, locked, figure| {
        figure.lock(&[GOAL]);
        let schema = figure.schema();
        for question in schema.questions.iter().filter(|question| question.name != locked) {
            assert!(!figure.begin(question.name), "{panel} {locked}: {}", question.name);
            assert_eq!(figure.set(GOAL, question.name), None);
            assert_eq!(figure.value(GOAL).as_deref(), Some(locked), "{panel}: {}", question.name);
        }
        assert!(view(figure)["view"]["coach"]["locked"].as_bool().unwrap());
        assert!(figure.begin(locked), "{panel} {locked}: begun anew");
        figure.lock(&[]);
        assert!(figure.begin(NONE), "{panel}");
    });
}

#[test]
fn what_a_teacher_sets_up_answers_nothing_and_is_the_ground_of_undo() {
    // The first is a line that is wrong; in the others the question would be answered as it stands.
    for link in [
        "goal=make-and&w1=0.8&w2=-0.4&b=0.2",
        "goal=make-and&gate=and",
        "goal=make-and&w1=1&w2=1&b=-1.5",
        "goal=nand-by-sign&gate=nand&w1=-0.5&w2=-0.5&b=0.7",
        "goal=learn-nand&gate=nand&form=bias&w1=0&w2=0&b=0&rate=0.1&steps=60",
    ] {
        let mut figure = open("gates").unwrap();
        assert_eq!(figure.open(link), []);
        settle(&mut *figure);
        assert!(!view(&*figure)["view"]["undo"].as_bool().unwrap(), "{link}");
        let before = lasting(&*figure);
        figure.undo();
        settle(&mut *figure);
        assert_eq!(lasting(&*figure), before, "{link}");
        if let Some(guess) = view(&*figure)["view"]["coach"]["guesses"].as_array().and_then(|guesses| guesses.first()) {
            figure.guess(guess.as_str().unwrap());
        }
        for row in ["00", "01", "10", "11"] {
            figure.set("row", row);
            figure.nudge("tip", [0, 0]);
        }
        assert!(!is_answered(&*figure), "{link}");
    }
    // Away from there and back it is the learner's own.
    let mut figure = open("gates").unwrap();
    figure.open("goal=nand-by-sign&gate=nand&w1=-0.5&w2=-0.5&b=0.7");
    for value in ["-0.4", "-0.5"] {
        figure.mark();
        figure.set("w1", value);
    }
    assert!(is_answered(&*figure));
}

#[test]
fn a_panel_has_three_to_six_questions_two_of_them_with_a_guess_and_few_controls_beside_the_picture() {
    for (name, _) in REGISTRY {
        let questions = open(name).unwrap().schema().questions;
        let met = questions.iter().filter(|question| !question.further).count();
        assert!((4..=7).contains(&met), "{name}: {met} with free play");
        let first = questions.iter().take_while(|question| !question.further).count();
        let is_last = questions.iter().skip(first).all(|question| question.further || question.name == NONE);
        assert!(is_last, "{name}: those to be asked for come last");
        let mut guessed = 0;
        for question in &questions {
            let mut figure = open(name).unwrap();
            figure.begin(question.name);
            let shown = view(&*figure);
            guessed +=
                usize::from(shown["view"]["coach"]["guesses"].as_array().is_some_and(|guesses| guesses.len() > 1));
            let idle = shown["view"]["idle"].as_array().unwrap();
            let in_view = question.rail.iter().filter(|control| !idle.iter().any(|name| name == *control)).count();
            assert!(in_view <= 4, "{name} {}: {in_view} controls", question.name);
        }
        assert!(guessed >= 2, "{name}: {guessed} with a guess");
    }
}
