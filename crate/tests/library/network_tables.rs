//! The panel `network` with more than two classes, with tables, and with values to learn: files, links, hands and models.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::network::{Network, bits, learner, opened, settle};
use perceptron_playground::data::csv::read_table;
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::export::Export as _;
use perceptron_playground::panel::network::coding::Scale;
use perceptron_playground::panel::network::examples::{Targets, Task};
use perceptron_playground::panel::session::Figure;
use perceptron_playground::panel::view::Message;
use serde_json::Value;

fn set(network: &mut Network, name: &str, value: &str) {
    assert_eq!(network.set(name, value), None, "{name}={value}");
    settle(network);
}

/// Takes a column in or out, and says why not.
fn toggle(network: &mut Network, column: &str) -> Option<Message> {
    network.command("toggle-input", &[Argument::Text(column.to_owned())])
}

fn view(network: &Network) -> Value {
    serde_json::from_str(&network.view(true)).unwrap()
}

const PLANTS: &str = "height;width;leaves;kind
1.5;0.5;3;모란
2.5;1.5;5;모란
0.5;2.5;4;국화
0.75;3;6;국화
3;3.5;8;난초
3.5;3.25;7;난초
";

#[test]
fn a_table_of_ones_own_is_learned_from_and_a_link_brings_it_back_to_the_bit() {
    let mut network = opened("goal=none&test=0&layers=tanh3&rate=0.3&batch=3");
    let taken = network.take("csv", PLANTS.as_bytes()).unwrap();
    assert_eq!(taken.key, "table-taken");
    set(&mut network, "epochs", "200");
    assert_eq!(learner(&network).examples().task(), Task::Classes(3));
    assert_eq!(learner(&network).measures().unwrap().training_accuracy, 1.0);
    let again = opened(&network.link());
    assert_eq!((bits(&again), again.link()), (bits(&network), network.link()));
    assert_eq!(learner(&again).examples(), learner(&network).examples());
    // What is exported is read back as the same table.
    let csv = network.panel().data_csv();
    assert_eq!(read_table(csv.as_bytes()), read_table(PLANTS.as_bytes()));
    let mut other = opened("goal=none");
    other.take("model", network.panel().model_file().as_bytes()).unwrap();
    assert_eq!((bits(&other), learner(&other).examples()), (bits(&network), learner(&network).examples()));
}

#[test]
fn a_missing_cell_is_told_with_its_line_and_column_and_nothing_is_lost() {
    let mut network = opened("goal=none&data=wine");
    let before = network.link();
    let told = network.take("csv", PLANTS.replace("2.5;1.5;5", "2.5;;5").as_bytes()).unwrap_err();
    let told = serde_json::to_string(&serde_json::json!(format!("{told:?}"))).unwrap();
    assert!(told.contains("csv-missing") && told.contains('3') && told.contains('5'), "{told}");
    assert_eq!(network.link(), before);
}

#[test]
fn columns_go_in_and_out_and_one_can_be_the_target() {
    let mut network = opened("goal=none&data=penguins");
    assert_eq!((learner(&network).network().inputs(), learner(&network).network().outputs()), (4, 3));
    assert_eq!(toggle(&mut network, "2"), None);
    assert_eq!(network.value("columns").as_deref(), Some("1.3.4"));
    for column in ["1", "3"] {
        assert_eq!(toggle(&mut network, column), None);
    }
    assert!(toggle(&mut network, "4").is_some(), "one stays");
    set(&mut network, "target", "4");
    // The column that is learned is no input.
    assert_eq!((learner(&network).network().inputs(), learner(&network).network().outputs()), (3, 1));
    assert!(matches!(learner(&network).examples().targets, Targets::Values(_)));
    set(&mut network, "columns", "");
    set(&mut network, "rate", "0.05");
    set(&mut network, "epochs", "100");
    let measures = learner(&network).measures().unwrap();
    assert!(measures.test_accuracy.unwrap() > 0.75, "R² of the mass of penguins: {measures:?}");
    assert_eq!(opened(&network.link()).link(), network.link());
}

#[test]
fn standardized_columns_have_mean_0_and_deviation_1_over_the_training_rows() {
    let network = opened("goal=none&data=wine");
    let (examples, coding, split) =
        (learner(&network).examples(), learner(&network).coding(), learner(&network).split());
    for input in 0..13 {
        let values: Vec<f64> = split
            .training
            .iter()
            .map(|&row| f64::from(coding.encoder.inputs(examples.row(row)).nth(input).unwrap()))
            .collect();
        let Scale { mean, deviation } = Scale::of(values.iter().copied());
        assert!(mean.abs() < 1e-6 && (deviation - 1.0).abs() < 1e-6, "{input}: {mean} {deviation}");
    }
    let tables = view(&network)["view"]["tables"].clone();
    let scales = tables.as_array().unwrap().iter().find(|table| table["name"] == "scales").unwrap();
    assert_eq!(scales["rows"].as_array().unwrap().len(), 13, "the means and deviations are shown");
    let raw = opened("goal=none&data=wine&standardize=off");
    let first = learner(&raw).coding().encoder.inputs(learner(&raw).examples().row(0)).next();
    assert_eq!(first, Some(14.23));
}

#[test]
fn points_of_any_class_are_added_by_hand_and_another_class_makes_another_network() {
    let mut network = opened("goal=none&data=blobs&classes=3&count=30&hand=five");
    assert_eq!(learner(&network).network().outputs(), 3);
    network.press("plane", nalgebra::Point2::new(1.0, 2.0), 0.1, false);
    let examples = learner(&network).examples();
    assert_eq!((examples.count(), examples.class(30), learner(&network).network().outputs()), (31, 5, 6));
    let again = opened(&network.link());
    assert_eq!(learner(&again).examples(), learner(&network).examples());
    network.mark();
    assert_eq!(network.command("relabel-point", &[]), None);
    assert_eq!(learner(&network).examples().class(30), 0, "after the last class comes the first");
    network.undo();
    assert_eq!(learner(&network).examples(), learner(&again).examples());
    // In a table there is nothing to draw on.
    let mut table = opened("goal=none&data=penguins&hand=one");
    table.press("plane", nalgebra::Point2::new(0.0, 0.0), 0.5, false);
    assert_eq!(learner(&table).examples().count(), 342);
    assert!(table.command("add-point", &[Argument::Number(1.0)]).is_some());
    assert!(table.command("delete-point", &[]).is_some());
}

#[test]
fn six_classes_are_told_apart_and_each_row_of_the_confusion_matrix_is_a_class() {
    let network = opened("goal=none&data=blobs&classes=6&layers=none&rate=0.3&epochs=60&count=300");
    let (learner, shown) = (learner(&network), view(&network));
    assert!(learner.measures().unwrap().test_accuracy.unwrap() > 0.9);
    let counts = learner.confusions()[0].as_ref().unwrap();
    assert_eq!((counts.len(), counts.iter().sum::<usize>()), (36, learner.split().training.len()));
    let table = &shown["view"]["tables"][0];
    assert_eq!((table["rows"].as_array().unwrap().len(), table["names"].as_array().unwrap().len()), (6, 6));
    assert_eq!(shown["own"]["classes"].as_array().unwrap().len(), 6);
}

#[test]
fn values_over_the_plane_are_fitted_and_a_plane_needs_no_hidden_layer() {
    for (query, enough) in [
        ("data=plane&layers=none&rate=0.03&noise=0&epochs=40", 0.99),
        ("data=saddle&inputs=x1x2&layers=none&rate=0.001&noise=0&epochs=40", 0.99),
        ("data=ripple&layers=tanh8.tanh8&optimizer=adam&rate=0.02&noise=0&count=500&epochs=150", 0.8),
    ] {
        let network = opened(&format!("goal=none&{query}"));
        let measures = learner(&network).measures().unwrap();
        assert!(measures.test_accuracy.unwrap() > enough, "{query}: {measures:?}");
    }
}
