//! The drawer `export`: models that go out from a real browser as code, notebooks, tables and files, and come back. Asked of each
//! panel of the registry that has something to export.

use crate::model::open_natively;
use crate::plate::drawers::show_drawer;
use crate::plate::{panels, wait_until_worked_out};
use perceptron_playground::export::notebook::Headings;
use perceptron_playground::panel::export::{ExportShown, file};
use perceptron_playground::panel::open;
use perceptron_playground::panel::session::Figure as Engine;
use playground_tests::downloads::Folder;
use playground_tests::{Figure, Page, Test, Value, json};

/// States that between them have all that can be exported, and have been trained.
const STATES: &[(&str, &str)] = &[
    ("regression", "optimizer=momentum&steps=30"),
    ("regression", "degree=4&rate=0.1&steps=30"),
    ("regression", "task=logistic&loss=mse&threshold=0.7&optimizer=adam&rate=0.1&steps=30"),
    ("network", "layers=tanh3&optimizer=adam&validation=0.2&epochs=12"),
    ("xor", "part=learn&steps=41&seed=3"),
    ("classes", "part=unknown&none=on&steps=60"),
    ("digits", "hidden1=12&lessons=shuffled&classes=15&epochs=2"),
    ("layers", "part=dense"),
    ("sequences", "units=3&steps=25"),
    ("sequences", "data=weather-en&units=8&window=25&steps=50"),
    ("generate", "data=moons&batch=16&iterations=25"),
];

/// A check of one panel.
type Check = fn(&Page<'_>, &'static str);

pub fn tests() -> Vec<Test> {
    let of = |name: &str, check: Check, panel: &'static str| {
        Test::new(&format!("{}::{name}::{panel}", module_path!()), move |page| check(page, panel))
    };
    panels()
        .flat_map(|panel| {
            let schema = open(panel).expect("a panel of the registry").schema();
            let takes_models = schema.files.iter().any(|kind| kind.name == "model");
            let saved =
                schema.exports.then(|| of("every_file_that_is_offered_is_saved_as_the_engine_has_it", saved, panel));
            let opened = takes_models.then(|| of("a_model_that_was_saved_opens_again", opened, panel));
            let refused =
                takes_models.then(|| of("a_file_that_does_not_serve_is_told_and_changes_nothing", refused, panel));
            [saved, opened, refused].into_iter().flatten()
        })
        .collect()
}

/// The panel's states in which something has been trained, or how it opens.
fn states(panel: &str) -> Vec<&'static str> {
    let listed: Vec<_> = STATES.iter().filter(|(name, _)| *name == panel).map(|(_, state)| *state).collect();
    assert!(!listed.is_empty(), "{panel} has something to export: one of its states is needed here");
    listed
}

#[track_caller]
fn show<'p>(page: &'p Page<'p>, panel: &str, state: &str) -> Figure<'p> {
    let figure = page.open_panel(panel, state);
    wait_until_worked_out(&figure);
    show_drawer(&figure, "export");
    figure
}

/// The headings of a notebook as the page has them in English.
fn headings(figure: &Figure<'_>) -> Headings {
    let panel = figure.run("return figure.table.panel", &[]);
    let found = figure.page.run(
        "const [panel] = arguments;
         return Promise.all([import(`${location.origin}/www/texts/kit.en.js`), import(`${location.origin}/www/texts/${panel}.en.js`)])
             .then(([{ default: kit }, { default: own }]) => ({ title: own.title, ...kit.exports.headings }))",
        &[panel],
    );
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    Headings {
        title: text("title"),
        data: text("data"),
        model: text("model"),
        fit: text("fit"),
        results: text("results"),
        ..Headings::default()
    }
}

fn saved(page: &Page<'_>, panel: &'static str) {
    for state in states(panel) {
        let figure = show(page, panel, state);
        let engine = open_natively(panel, state);
        let export = engine.export().expect("the panel exports");
        let offered: Value =
            json!(ExportShown::of(panel, export).files.iter().map(|file| &*file.file).collect::<Vec<_>>());
        let buttons = figure
            .run("return [...root.querySelectorAll('[data-save]')].filter(isShown).map((e) => e.dataset.save)", &[]);
        assert_eq!(buttons, offered, "{panel} {state}");
        let folder = Folder::new(&format!("export-{panel}"));
        let headings = Headings { figure: format!("panel={panel}&{}", engine.link()), ..headings(&figure) };
        for name in playground_tests::runner::texts(&offered) {
            let button = format!("[data-save='{name}']");
            let content = String::from_utf8(folder.saved_by(&figure, &button, name)).expect("it is text");
            let expected = file(panel, export, name, &headings).expect("it is offered");
            assert!(content == expected, "{panel} {state}: {name} is\n{content}\nand not\n{expected}");
            assert_eq!(figure.text(".voice").replace('\u{a0}', ""), format!("Saved: {name}"));
        }
    }
}

/// What the engine's own file of a state holds.
fn model_of(engine: &dyn Engine) -> String {
    engine.export().expect("the panel exports").model_file()
}

/// Gives the drawer's file box a file.
#[track_caller]
fn choose_file(figure: &Figure<'_>, content: &str) {
    figure.run("$('.said-of-file').textContent = ''", &[]);
    figure.choose_file("[data-file=model] input[type=file]", "model.json", content, 1);
    wait_for_answer(figure);
}

#[track_caller]
fn paste(figure: &Figure<'_>, text: &str) {
    figure.run("$('[data-file=model] details').open = true; $('[data-file=model] textarea').value = args[0]; $('.said-of-file').textContent = ''", &[json!(text)]);
    figure.click("[data-file=model] details button");
    wait_for_answer(figure);
}

#[track_caller]
fn wait_for_answer(figure: &Figure<'_>) {
    figure.page.wait_for(
        "what is said of the file",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('[data-file=model] .said-of-file').textContent !== ''",
    );
    wait_until_worked_out(figure);
}

fn opened(page: &Page<'_>, panel: &'static str) {
    for state in states(panel) {
        let figure = show(page, panel, state);
        let before = figure.state();
        let file = model_of(&*open_natively(panel, &before));
        for (nth, give) in [choose_file, paste].into_iter().enumerate() {
            let other = if panel == "xor" { "part=learn&seed=9" } else { "seed=9" };
            let figure = show(page, panel, other);
            assert_ne!(figure.state(), before);
            give(&figure, &file);
            assert_eq!(figure.state(), before, "{panel} {state}, way {nth}");
            assert_eq!(figure.text("[data-file=model] .said-of-file"), "The model is open, with all its weights.");
            figure.run("$('.drawer .close').click()", &[]);
            figure.choose_in_menu("undo");
            assert!(figure.state().contains("seed=9"), "opening a file can be taken back: {}", figure.state());
        }
    }
}

fn refused(page: &Page<'_>, panel: &'static str) {
    let figure = show(page, panel, states(panel)[0]);
    let before = figure.state();
    let file = model_of(&*open_natively(panel, &before));
    let other = if panel == "xor" { "network" } else { "xor" };
    for (content, told) in [
        ("{", "this is no JSON"),
        ("{}", "no model saved by this playground"),
        (&file.replace("\"version\": 1", "\"version\": 7"), "The file has version 7; this page reads version 1."),
        (&file.replace(&format!("\"{panel}\""), &format!("\"{other}\"")), &format!("belongs to the figure “{other}”")),
        (&file.replacen("\"biases\": [", "\"biases\": [1, ", 1), "wrong size."),
        (&file.replacen("\"biases\": [", "\"biases\": [NaN, ", 1), "NaN, infinity"),
    ] {
        if content == file {
            // A model without what the case is about.
            continue;
        }
        choose_file(&figure, content);
        let said = figure.text("[data-file=model] .said-of-file");
        assert!(said.contains(told) && said.contains("What was open before is unchanged."), "{told}: {said}");
        assert_eq!(figure.text(".voice").replace('\u{a0}', ""), said);
        assert_eq!(figure.state(), before, "{told}");
    }
}
