//! What learners take along. `cargo xtask parity` runs it in real Keras; here is what can be seen without.

use perceptron_playground::export::notebook::{Headings, notebook};
use perceptron_playground::panel::regression::Regression;
use serde_json::Value;

fn panel(query: &str) -> Regression {
    let mut panel = Regression::default();
    assert_eq!(panel.load(query), []);
    panel
}

#[test]
fn the_notebook_is_json_with_the_scripts_lines_in_its_cells() {
    let script = panel("").lab_run().script();
    let headings =
        Headings { title: "\"A\\B\"\t\u{1}".to_owned(), data: "데이터".to_owned(), ..Headings::default() };
    let text = notebook(&script, &headings);
    let parsed: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((parsed["nbformat"].as_u64(), parsed["nbformat_minor"].as_u64()), (Some(4), Some(5)));
    let cells = parsed["cells"].as_array().unwrap();
    assert_eq!(cells[0]["source"], format!("# {}", headings.title));
    let code: Vec<_> = cells.iter().filter(|cell| cell["cell_type"] == "code").collect();
    let sources: Vec<_> = code.iter().map(|cell| cell["source"].as_str().unwrap()).collect();
    let expected = [&script.data, &script.model, &script.fit, &script.results].map(|text| text.trim_end());
    assert_eq!(sources[..4], expected);
    let ids: std::collections::BTreeSet<_> = cells.iter().map(|cell| cell["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), cells.len(), "each cell has an id of its own");
}

#[test]
fn a_run_without_shuffling_is_the_plain_script_of_the_course() {
    let text = panel("shuffle=none").lab_run().script().text();
    assert!(text.contains("batch_size=32, epochs=100, validation_data=(x_val, y_val), shuffle=False"));
    assert!(text.contains("keras.optimizers.SGD(learning_rate=0.01)") && !text.contains("def order"));
    let bare = panel("shuffle=none&test=0&validation=0&optimizer=adam").lab_run().script().text();
    assert!(
        !bare.contains("_val") && !bare.contains("_test") && bare.contains("keras.optimizers.Adam(learning_rate=0.01)")
    );
}

#[test]
fn the_rows_stand_in_the_script_to_the_bit_and_in_the_order_of_their_parts() {
    let panel = panel("split=shuffled&n=30");
    let run = panel.lab_run();
    let script = run.script().data;
    let numbers = script.split_once('[').unwrap().1.split_once(']').unwrap().0;
    let read: Vec<f32> = numbers.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    assert_eq!((bits(&read), run.parts), (bits(&run.x), [19, 5, 6]));
    assert!(script.contains("x[:19]") && script.contains("x[19:24]") && script.contains("x[24:]"));
}

#[test]
fn the_history_as_csv_has_kerass_columns() {
    let mut with = panel("epochs=2");
    with.finish().unwrap();
    let lines: Vec<_> = with.history_csv().lines().map(str::to_owned).collect();
    assert_eq!((lines.len(), lines[0].as_str()), (3, "epoch,loss,val_loss"));
    let numbers: Vec<f64> = lines[2].split(',').map(|cell| cell.parse().unwrap()).collect();
    let last = with.run().unwrap().history().last().unwrap();
    assert_eq!(
        numbers.iter().map(|n| n.to_bits()).collect::<Vec<_>>(),
        [2.0, last.loss, last.validation.unwrap()].map(f64::to_bits)
    );
    let mut without = panel("epochs=1&validation=0");
    without.finish().unwrap();
    assert!(without.history_csv().lines().nth(1).unwrap().ends_with(','));
}
