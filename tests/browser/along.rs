//! Models taken along from a real browser, and opened again in it.

use crate::digits;
use perceptron_playground::export::library::Library;
use perceptron_playground::panel::classes::Classes;
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::layers::Layers;
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::xor::Xor;
use playground_tests::downloads::Folder;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        code_notebooks_and_tables_are_saved_under_their_names,
        a_model_that_was_saved_opens_again,
        a_model_is_opened_from_pasted_text,
        a_file_that_does_not_serve_is_told_with_its_place_and_changes_nothing,
    ]
}

/// Panels of which all can be saved as a file and opened again.
const FILED: [(&str, &str); 5] = [
    ("regression", "optimizer=momentum&steps=30"),
    ("regression", "degree=4&rate=0.1&steps=30"),
    ("regression", "task=logistic&loss=mse&threshold=0.7&optimizer=adam&rate=0.1&steps=30"),
    ("network", "layers=tanh3&optimizer=adam&validation=0.2&epochs=12"),
    ("xor", "part=learn&steps=41&seed=3"),
];

/// Panels with code and tables alone.
const OTHERS: [(&str, &str); 3] = [
    ("classes", "part=unknown&none=on&steps=60"),
    ("digits", "hidden1=12&lessons=shuffled&classes=15&epochs=2"),
    ("layers", "part=recurrent&units=3&epochs=25"),
];

#[track_caller]
fn open<'p>(page: &'p Page<'p>, panel: &str, state: &str) -> Figure<'p> {
    let figure = page.open_panel(panel, state);
    if panel == "digits" {
        digits::ready(page);
    }
    figure
}

/// The nth button of the nth group: Keras, PyTorch, tables, model.
fn button(group: usize, nth: usize) -> String {
    format!(".along > .buttons:nth-of-type({group}) button:nth-of-type({nth})")
}

/// The engine's own code for both libraries, its rows and its history, of the state that a link opens.
fn expected(panel: &str, state: &str) -> [String; 4] {
    macro_rules! of {
        ($panel:expr, $csv:expr) => {{
            let mut panel = $panel;
            assert_eq!(panel.load(state), []);
            let [keras, pytorch] = Library::ALL.map(|library| panel.script(library).text());
            let csv: fn(&_) -> String = $csv;
            [keras, pytorch, csv(&panel), panel.history_csv()]
        }};
    }
    let rows = |lab: &Regression| perceptron_playground::data::csv::write_observations(&lab.data().rows);
    match panel {
        "regression" => of!(Regression::default(), rows),
        "network" => of!(NetworkPanel::default(), NetworkPanel::csv),
        "classes" => of!(Classes::default(), Classes::csv),
        "digits" => of!(digits::panel_in(state), DigitsPanel::csv),
        "layers" => of!(Layers::default(), Layers::csv),
        _ => of!(Xor::default(), Xor::csv),
    }
}

/// The engine's own file of the state that a link opens.
fn expected_file(panel: &str, state: &str) -> String {
    macro_rules! of {
        ($panel:expr) => {{
            let mut panel = $panel;
            assert_eq!(panel.load(state), []);
            panel.model_file()
        }};
    }
    match panel {
        "regression" => of!(Regression::default()),
        "network" => of!(NetworkPanel::default()),
        _ => of!(Xor::default()),
    }
}

fn code_notebooks_and_tables_are_saved_under_their_names(page: &Page<'_>) {
    for (panel, state) in FILED.into_iter().chain(OTHERS) {
        let figure = open(page, panel, state);
        let folder = Folder::new(&format!("along-{panel}"));
        let saved = |group, nth, file: &str| {
            String::from_utf8(folder.saved_by(&figure, &button(group, nth), &format!("{panel}{file}"))).expect("text")
        };
        let [keras, pytorch, csv, history] = expected(panel, state);
        assert_eq!(saved(1, 2, "_keras.py"), keras);
        assert_eq!(saved(2, 2, "_pytorch.py"), pytorch);
        assert_eq!(saved(3, 1, "_data.csv"), csv);
        assert_eq!(saved(3, 2, "_history.csv"), history);
        if FILED.contains(&(panel, state)) {
            assert_eq!(saved(4, 1, ".json"), expected_file(panel, state));
        }
        for (group, library, import) in [(1, "keras", "import keras"), (2, "pytorch", "import torch")] {
            let notebook = saved(group, 1, &format!("_{library}.ipynb"));
            let notebook: playground_tests::Value = serde_json::from_str(&notebook).expect("a notebook is JSON");
            let cells = notebook["cells"].as_array().expect("a notebook has cells");
            assert!(cells[2]["source"].as_str().is_some_and(|source| source.starts_with(import)));
        }
        assert_eq!(figure.text(".voice"), format!("Saved: {panel}_pytorch.ipynb"));
    }
}

/// Hands the file box of the model a file.
#[track_caller]
fn choose_file(figure: &Figure<'_>, content: &str) {
    figure.run(
        "const files = new DataTransfer();
         files.items.add(new File([args[0]], 'model.json', { type: 'application/json' }));
         const box = $('.along input[type=file]');
         box.files = files.files;
         box.dispatchEvent(new Event('change'));",
        &[json!(content)],
    );
    figure.page.settle();
    figure.page.settle();
}

fn a_model_that_was_saved_opens_again(page: &Page<'_>) {
    for (panel, state) in FILED {
        let figure = open(page, panel, state);
        let before = figure.state();
        let folder = Folder::new(&format!("model-{panel}"));
        let file = String::from_utf8(folder.saved_by(&figure, &button(4, 1), &format!("{panel}.json"))).expect("text");
        let figure = open(page, panel, if panel == "xor" { "part=learn&seed=9" } else { "seed=9" });
        assert_ne!(figure.state(), before);
        choose_file(&figure, &file);
        assert_eq!(figure.state(), before, "{panel}");
        assert_eq!(figure.text(".voice"), "The model is open, with all its weights.");
        figure.click(".takeaway button:nth-child(1)");
        assert!(figure.state().contains("seed=9"), "opening a file can be taken back: {}", figure.state());
    }
}

#[track_caller]
fn paste(figure: &Figure<'_>, text: &str) {
    figure.run("$('.along details').open = true; $('.along textarea').value = args[0]", &[json!(text)]);
    figure.click(".along details button");
}

fn a_model_is_opened_from_pasted_text(page: &Page<'_>) {
    for (panel, state) in FILED {
        let figure = open(page, panel, state);
        let before = figure.state();
        let file = expected_file(panel, state);
        let figure = open(page, panel, if panel == "xor" { "part=learn" } else { "" });
        paste(&figure, &file);
        assert_eq!(figure.state(), before, "{panel}");
    }
}

fn a_file_that_does_not_serve_is_told_with_its_place_and_changes_nothing(page: &Page<'_>) {
    let figure = open(page, "network", "layers=tanh3&epochs=5");
    let before = figure.state();
    let file = {
        let mut panel = NetworkPanel::default();
        assert_eq!(panel.load(&before), []);
        panel.model_file()
    };
    for (content, told) in [
        ("{", "this is no JSON"),
        ("{}", "no model saved by this playground"),
        (&file.replace("\"version\": 1", "\"version\": 7"), "The file has version 7; this page reads version 1."),
        (&file.replace("\"network\"", "\"xor\""), "belongs to the figure “xor”"),
        (&file.replacen("\"biases\": [", "\"biases\": [1, ", 1), "layers[0].biases: wrong size."),
        (&file.replacen("\"biases\": [", "\"biases\": [NaN, ", 1), "NaN, infinity"),
    ] {
        choose_file(&figure, content);
        let notice = figure.text(".notice");
        assert!(notice.contains(told) && notice.contains("What was open before was kept."), "{told}: {notice}");
        assert_eq!(figure.state(), before, "{told}");
    }
}
