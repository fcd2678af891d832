//! The recurrent network as code. `cargo xtask parity` runs such code; here is asked what it says.

use perceptron_playground::export::library::Library;
use perceptron_playground::export::notebook::{Headings, notebook};
use perceptron_playground::export::training_run::Script;
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::export::Export as _;
use perceptron_playground::panel::sequences::Sequences;
use perceptron_playground::panel::session::{Figure as _, Session};

/// A small text with what a string of Python has to write otherwise.
const TEXT: &str = "she said \"no\" and wrote C:\\new and 'yes', 한글도 😀";

fn opened(query: &str) -> Session<Sequences> {
    let mut figure = Session::<Sequences>::default();
    assert_eq!(figure.open(query), []);
    while figure.advance(0.0, &mut || true) {}
    figure
}

fn scripts(figure: &Session<Sequences>) -> [Script; 2] {
    Library::ALL.map(|library| figure.panel().script(library))
}

fn texts(query: &str) -> [String; 2] {
    scripts(&opened(query)).map(|script| script.text())
}

fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn the_code_trains_for_the_whole_epochs_of_the_run() {
    let epochs = |query: &str| opened(query).panel().epochs();
    assert_eq!([epochs(""), epochs("data=weather-en")], [100, 20], "enough to see something");
    assert_eq!([epochs("steps=7"), epochs("window=10&steps=21"), epochs("window=10&steps=3")], [7, 3, 1]);
    let mut figure = opened("steps=7");
    figure.seek(2);
    assert_eq!(figure.panel().epochs(), 7, "all of the run, wherever it is looked at");
    for text in texts("steps=7") {
        assert_has(&text, &["for epoch in range(7):\n"]);
    }
}

#[test]
fn the_history_has_the_same_names_in_the_code_and_in_the_table() {
    let figure = opened("steps=2");
    assert!(figure.panel().history_csv().starts_with("epoch,loss,test_loss\n1,"));
    for script in scripts(&figure) {
        assert_has(&script.fit, &["history = {\"loss\": [], \"test_loss\": []}\n"]);
    }
}

#[test]
fn few_first_weights_are_listed_and_many_are_drawn() {
    for query in ["units=12", "units=1", "units=12&steps=3"] {
        let figure = opened(query);
        let first = format!("{:?}", figure.panel().learner().start().input_weight(0, 0));
        for script in scripts(&figure) {
            assert!(
                script.model.contains(&first) && !script.model.contains("random_bits"),
                "{query}\n{}",
                script.model
            );
        }
    }
    let [keras, pytorch] = texts("units=13&seed=5&gain=1.5");
    for text in [&keras, &pytorch] {
        assert_has(text, &["import math\n", "bits = random_bits(5, 7)\nbound = 1 / math.sqrt(13)\n"]);
    }
    assert_has(&keras, &["kernel, recurrent = drawn(1, 13), 1.5 * drawn(13, 13).T\n", "drawn(1, 13).T, np.zeros(1)])"]);
    assert_has(&pytorch, &["weight_hh_l0[:] = 1.5 * drawn(13, 13)\n", "model.output.weight[:] = drawn(1, 13)\n"]);
    for text in texts("units=13") {
        assert!(text.contains("drawn(13, 13)") && !text.contains("* drawn"), "{text}");
    }
}

#[test]
fn the_rule_the_window_and_the_limit_are_those_of_the_page() {
    let [keras, pytorch] = texts("optimizer=sgd&rate=0.3&window=10&clip=0.5");
    assert_has(
        &keras,
        &["keras.optimizers.SGD(learning_rate=0.3, global_clipnorm=0.5)", "window = 10 ", "state = last "],
    );
    assert_has(
        &pytorch,
        &["torch.optim.SGD(model.parameters(), lr=0.3)", "window = 10 ", "(model.parameters(), 0.5)\n"],
    );
    assert!(!pytorch.contains("\"eps\""), "{pytorch}");
    let [keras, pytorch] = texts("");
    assert_has(
        &keras,
        &["keras.optimizers.Adam(learning_rate=0.02)", "keras.Sequential", "x[:, :split], y[:, :split]"],
    );
    assert_has(&pytorch, &["torch.optim.Adam(model.parameters(), lr=0.02)", "window = split ", "0.999**steps"]);
    for text in [&keras, &pytorch] {
        assert!(!text.contains("clip"), "{text}");
    }
    // A window as long as the training part is all of it.
    assert_eq!(texts("window=63"), texts(""));
    assert_ne!(texts("window=62"), texts(""));
}

#[test]
fn a_constant_series_is_not_divided_by_nothing() {
    let scale = |values: &str| {
        let mut figure = opened("");
        assert!(figure.command("series", &[Argument::Text(values.to_owned())]).is_none());
        scripts(&figure).map(|script| script.data.contains(", 1.0\n"))
    };
    assert_eq!(scale(&"7 ".repeat(12)), [true; 2]);
    assert_eq!(scale(&"0.1 ".repeat(12)), [true; 2]);
    assert_eq!(scale(&"0.1 0.3 ".repeat(6)), [false; 2]);
    assert_eq!(scale(&"1 3 ".repeat(6)), [false; 2], "a spread that is 1 by chance");
}

/// The text that a script's string is.
fn read(script: &Script) -> String {
    let (_, rest) = script.data.split_once("text = (\n").unwrap();
    let (lines, _) = rest.split_once("\n)\n").unwrap();
    lines.lines().map(|line| serde_json::from_str::<String>(line.trim()).unwrap()).collect()
}

#[test]
fn a_text_stands_in_the_code_as_the_network_reads_it() {
    let mut figure = opened("");
    assert!(figure.command("text", &[Argument::Text(TEXT.to_owned())]).is_none());
    for script in scripts(&figure) {
        assert_eq!(read(&script), TEXT);
        assert!(!script.text().contains("together") && !script.text().contains("import re\n"), "{}", script.text());
    }
    let line = |script: &Script| script.data.lines().map(|line| line.chars().count()).max();
    assert!(scripts(&opened("data=weather-ko")).iter().all(|script| line(script) <= Some(110)));
    figure.set("hangul", "jamo");
    for script in scripts(&figure) {
        assert!(read(&script).ends_with("ㅎㅏㄴㄱㅡㄹㄷㅗ 😀"), "{}", script.data);
        assert_has(&script.text(), &["import re\n", "taken apart into jamo", "print(together(written))\n"]);
    }
}

#[test]
fn a_network_that_reads_letters_writes_from_the_letter_and_as_boldly_as_in_the_page() {
    let [keras, pytorch] = texts("data=weather-en&first=3&temperature=0.8&seed=4");
    for text in [&keras, &pytorch] {
        assert_has(text, &["\nletter = 3\n", " / 0.8", "the most frequent follower:", "\nprint(written)\n"]);
    }
    assert_has(&keras, &["default_rng(4)", "Dense(len(letters))(states)  # its softmax", "from_logits=True"]);
    assert_has(&pytorch, &["manual_seed(4)", "nn.CrossEntropyLoss()"]);
    let last = opened("data=weather-en").panel().material().kinds() - 1;
    for text in texts("data=weather-en&first=127") {
        assert_has(&text, &[&format!("\nletter = {last}\n")]);
    }
}

#[test]
fn a_notebook_of_a_series_draws_what_was_forecast() {
    let draws = |query: &str| {
        scripts(&opened(query)).map(|script| {
            let notebook = notebook(&script, &Headings::default());
            assert!(notebook.contains("history.items()"), "{notebook}");
            notebook.contains("plt.plot(forecasts")
        })
    };
    assert_eq!([draws(""), draws("data=weather-en")], [[true; 2], [false; 2]]);
}
