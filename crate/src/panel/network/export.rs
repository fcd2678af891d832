//! The network as code for other libraries, its tables, and its file.

use std::rc::Rc;

use super::NetworkPanel;
use super::coding::{Coding, Scale};
use super::examples::{self, Data as DataSet, Examples, Task};
use super::learner::{Learner, Place};
use super::packed::single;
use super::settings::{OwnTable, Settings};
use super::shape::{Feature, Output};
use crate::data::csv::MAX_TABLE_ROWS;
use crate::data::csv::{self, MAX_ROWS};
use crate::data::synthetic::{MAX_CLASSES, Point};
use crate::data::table::{Labels, MAX_COLUMNS, Table};
use crate::export;
use crate::export::library::Library;
use crate::export::model_file::{self, Layer, ModelFile, ModelFileError};
use crate::export::training_run::{Columns, Data, Decision, Scaled, Script, Targets, TrainingRun};
use crate::model::curves::Entry;
use crate::model::limits::MAX_MAGNITUDE;
use crate::model::network::Network;
use crate::model::timeline::Timeline;
use crate::panel::export::{Content, Export, FIRST_EPOCHS, history_csv, read_settings, settings};
use crate::panel::port::Panel;
use crate::panel::session::GOAL;
use crate::panel::table::{Settings as _, Value};

/// The settings that a file holds elsewhere, number by number, or that follow from others.
const ELSEWHERE: [&str; 7] = ["points", "own-table", "weights", "frozen", "depth", "nodes", "activation"];

impl Export for NetworkPanel {
    fn contents(&self) -> &'static [Content] {
        // A model is one network: one of many runs has to be opened first.
        if self.many().is_some() { Content::CODE_AND_TABLES } else { Content::ALL }
    }

    fn script(&self, library: Library) -> Script {
        export::script(library, &self.training_run())
    }

    fn is_followed(&self) -> bool {
        true
    }

    fn epochs(&self) -> u64 {
        match self.learner.timeline().map(Timeline::length) {
            None => 0,
            Some(0) => FIRST_EPOCHS,
            Some(trained) => trained,
        }
    }

    fn data_csv(&self) -> String {
        let examples = self.learner.examples();
        if examples.are_points() {
            csv::write_points(&examples.points())
        } else {
            csv::write_table(&examples.to_table())
        }
    }

    fn history_csv(&self) -> String {
        let row = |entry: &Entry| {
            let last = entry.last;
            let accuracies = [Some(last.training_accuracy), last.validation_accuracy, last.test_accuracy];
            (entry.epoch, [last.training, last.validation, last.test].into_iter().chain(accuracies))
        };
        let entries = self.learner.entries();
        let columns = ["loss", "val_loss", "test_loss", "accuracy", "val_accuracy", "test_accuracy"];
        history_csv(&columns, entries.iter().map(row))
    }

    fn model_file(&self) -> String {
        if self.many().is_some() {
            return String::new();
        }
        let learner = &self.learner;
        let (place, network, start) = (learner.place(), learner.network(), &learner.start().numbers);
        let (parameters, memory) = place.numbers.split_at(network.parameters().len());
        let examples = learner.examples();
        let table = (learner.settings().data == DataSet::Table).then(|| &*learner.settings().own_table.0);
        let count = |number: u64| Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
        let file = ModelFile {
            panel: Self::NAME.to_owned(),
            settings: settings(&Settings::TABLE, &ELSEWHERE, |setting| match setting.name {
                "epochs" => count(place.epochs),
                "steps" => count(place.steps),
                _ => learner.settings().get(setting),
            }),
            rows: match learner.settings().data {
                DataSet::Own => Some(rows(&examples.to_table())),
                DataSet::Table => table.map(rows),
                _ => None,
            },
            columns: table.map(|table| {
                table.columns.iter().chain(table.labels.as_ref().map(|labels| &labels.name)).cloned().collect()
            }),
            classes: table.and_then(|table| table.labels.as_ref()).map(|labels| labels.classes.clone()),
            layers: Layer::all(network, parameters),
            start: Some(Layer::all(network, &start[..parameters.len().min(start.len())])),
            memory: memory.chunks(parameters.len()).map(<[f32]>::to_vec).collect(),
            frozen: place.frozen,
        };
        file.to_string()
    }
}

impl NetworkPanel {
    /// The run as it is exported: from where reset goes, under the settings in force, for as many epochs as the page has trained.
    pub fn training_run(&self) -> TrainingRun {
        let learner = &self.learner;
        let (settings, split) = (learner.settings(), learner.split());
        let parts = [&split.training, &split.validation, &split.test];
        let ordered: Vec<_> = parts.into_iter().flatten().copied().collect();
        let mut network = learner.untrained();
        let count = network.parameters().len();
        let start = &learner.start().numbers;
        // What a run of this network began with suits it.
        let _ = network.set_parameters(&start[..count.min(start.len())]);
        for &index in learner.network().frozen() {
            let _ = network.set_frozen(index, true);
        }
        let readout = learner.coding().readout;
        TrainingRun {
            data: Data::Columns(columns(learner.examples(), learner.coding(), &ordered)),
            targets: match (readout.task, readout.output) {
                (Task::Values, _) if readout.target == Scale::NONE => Targets::Same,
                (Task::Values, _) => {
                    Targets::Standardized { mean: readout.target.mean, deviation: readout.target.deviation }
                }
                (_, Output::SoftmaxCrossEntropy) => Targets::OneHot(readout.nodes()),
                (_, Output::TanhSquared) => Targets::PlusMinus,
                _ => Targets::Same,
            },
            parts: parts.map(Vec::len),
            network,
            drawn: None,
            settings: settings.training(readout.output),
            epochs: self.epochs(),
            decision: readout.has_many_classes().then_some(Decision::Greatest),
        }
    }

    /// Takes on the state of a file that [`Export::model_file`] wrote.
    ///
    /// # Errors
    /// The first thing in the file that does not serve; nothing has changed then.
    pub fn read_model(&mut self, file: &[u8]) -> Result<(), ModelFileError> {
        let file = model_file::read(file, Self::NAME)?;
        let (mut settings, mut epochs, mut steps) = (Settings::default(), 0, 0);
        // The first version's files name the question under way, which is no setting of the panel.
        let given: Vec<_> = file.settings.iter().filter(|(name, _)| name != GOAL).cloned().collect();
        for (setting, value) in read_settings(&Settings::TABLE, &given)? {
            match (setting.name, &value) {
                ("epochs", Value::Count(count)) => epochs = u64::from(*count),
                ("steps", Value::Count(count)) => steps = u64::from(*count),
                _ => settings.put(setting, value),
            }
        }
        if file.columns.is_some() {
            settings.own_table = OwnTable(Rc::new(own_table(&file)?));
        } else {
            let own = file.rows.as_deref().map(own_points).transpose()?;
            settings.points.0 = Rc::new(own.unwrap_or_default());
        }
        let mut opened = Learner::new(settings);
        let network = opened.untrained();
        let numbers = self::numbers(&file, &network)?;
        let start = match &file.start {
            Some(layers) => Layer::parameters(layers, &network, "start")?,
            None => network.parameters().to_vec(),
        };
        check_magnitude("start", &start)?;
        let start = Place { numbers: start, epochs: 0, steps: 0, frozen: file.frozen.clone() };
        let place = Place { numbers, epochs, steps, frozen: file.frozen };
        if !opened.go_to(&place, start) {
            return Err(ModelFileError::OtherWeights);
        }
        self.learner = opened;
        Ok(())
    }
}

/// The rows of a table, each with its class behind its numbers.
fn rows(table: &Table) -> Vec<Vec<f64>> {
    let class = |at: usize| table.labels.as_ref().map(|labels| f64::from(labels.of[at]));
    table.rows().enumerate().map(|(at, row)| row.iter().copied().chain(class(at)).collect()).collect()
}

/// The rows of these numbers as columns in code.
fn columns(examples: &Examples, coding: &Coding, numbers: &[usize]) -> Columns {
    let encoder = &coding.encoder;
    let column = |at: usize| numbers.iter().map(|&number| single(examples.row(number)[at])).collect();
    let target = numbers.iter().map(|&number| single(examples.value(number))).collect();
    let mut names = Names::default();
    let plane: Vec<_> = encoder.features.iter().map(|feature| formula(*feature)).collect();
    if encoder.scales.is_empty() {
        let mut columns = Columns::plain(vec![("x1", column(0)), ("x2", column(1))], (&examples.target, target));
        columns.inputs = plane.into_iter().map(str::to_owned).collect();
        return columns;
    }
    let (mut measured, mut scaled, mut inputs) = (Vec::new(), Vec::new(), Vec::new());
    for feature in &encoder.features {
        let Feature::Column(at) = *feature else { continue };
        let name = names.of(&examples.columns[at]);
        let Scale { mean, deviation } = encoder.scales[at];
        if encoder.scales[at] == Scale::NONE {
            inputs.push(name.clone());
        } else {
            let remark = "mean 0 and standard deviation 1";
            let scale = Scaled {
                name: names.of(&format!("{name}_z")),
                column: name.clone(),
                centre: mean,
                unit: deviation,
                remark,
            };
            inputs.push(scale.name.clone());
            scaled.push(scale);
        }
        measured.push((name, column(at)));
    }
    Columns { measured, target: (names.of(&examples.target), target), scaled, inputs }
}

/// Names of the code's own that no column may have.
const RESERVED: [&str; 9] = ["x", "y", "np", "nn", "torch", "keras", "model", "history", "shuffled"];

/// The names that code has given to columns so far.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    /// A name of Python's for a column, one that no other column has.
    fn of(&mut self, column: &str) -> String {
        let letters = column.trim().chars().map(|c| if c.is_alphanumeric() { c } else { '_' });
        let mut name: String = letters.collect();
        if !name.starts_with(char::is_alphabetic) {
            name.insert_str(0, "c_");
        }
        while RESERVED.contains(&name.as_str()) || self.0.contains(&name) {
            name.push('_');
        }
        self.0.push(name.clone());
        name
    }
}

/// An input in Python's notation.
const fn formula(feature: Feature) -> &'static str {
    match feature {
        Feature::X1 => "x1",
        Feature::X2 => "x2",
        Feature::X1Squared => "x1**2",
        Feature::X2Squared => "x2**2",
        Feature::Product => "x1 * x2",
        Feature::SinX1 => "sin(x1)",
        Feature::SinX2 => "sin(x2)",
        Feature::Column(_) => "",
    }
}

/// The file's parameters, and behind them what the optimizer remembers.
fn numbers(file: &ModelFile, network: &Network) -> Result<Vec<f32>, ModelFileError> {
    let mut numbers = Layer::parameters(&file.layers, network, "layers")?;
    let count = numbers.len();
    check_magnitude("layers", &numbers)?;
    if file.memory.len() > 2 {
        return Err(ModelFileError::Length { path: "memory".to_owned(), given: file.memory.len(), wanted: 2 });
    }
    for (at, memory) in file.memory.iter().enumerate() {
        if memory.len() != count {
            return Err(ModelFileError::Length { path: format!("memory[{at}]"), given: memory.len(), wanted: count });
        }
        check_magnitude(&format!("memory[{at}]"), memory)?;
        numbers.extend(memory);
    }
    if let Some(index) = file.frozen.iter().find(|index| **index >= count) {
        let allowed = format!("0 … {}", count - 1);
        return Err(ModelFileError::Value { path: "frozen".to_owned(), given: index.to_string(), allowed });
    }
    Ok(numbers)
}

fn check_magnitude(path: &str, numbers: &[f32]) -> Result<(), ModelFileError> {
    match numbers.iter().find(|number| number.abs() > MAX_MAGNITUDE) {
        None => Ok(()),
        Some(number) => Err(ModelFileError::Value {
            path: path.to_owned(),
            given: format!("{number:e}"),
            allowed: "−10¹² … 10¹²".to_owned(),
        }),
    }
}

/// The learner's own points of a file.
fn own_points(rows: &[Vec<f64>]) -> Result<Vec<Point>, ModelFileError> {
    let length = |path, given, wanted| ModelFileError::Length { path, given, wanted };
    if rows.len() > MAX_ROWS {
        return Err(ModelFileError::TooManyRows { given: rows.len(), most: MAX_ROWS });
    }
    if rows.len() < 2 {
        return Err(length("rows".to_owned(), rows.len(), 2));
    }
    let most = f64::from(f32::MAX);
    let point = |(at, row): (usize, &Vec<f64>)| match row[..] {
        [x1, x2, label] if x1.abs() <= most && x2.abs() <= most => {
            let class = class_of(label, MAX_CLASSES).ok_or_else(|| wrong_row(at, row, "[x1, x2, 0 … 5]"))?;
            Ok(examples::rounded(Point { inputs: [x1, x2], class }))
        }
        [_, _, _] => Err(wrong_row(at, row, "[x1, x2, 0 … 5]")),
        _ => Err(length(format!("rows[{at}]"), row.len(), 3)),
    };
    rows.iter().enumerate().map(point).collect()
}

fn wrong_row(at: usize, row: &[f64], allowed: &str) -> ModelFileError {
    ModelFileError::Value { path: format!("rows[{at}]"), given: format!("{row:?}"), allowed: allowed.to_owned() }
}

/// The class that a number of a file says.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small whole number
fn class_of(label: f64, classes: usize) -> Option<u8> {
    (0..classes).any(|class| label == class as f64).then_some(label as u8)
}

/// The learner's own table of a file.
fn own_table(file: &ModelFile) -> Result<Table, ModelFileError> {
    let length = |path: &str, given, wanted| ModelFileError::Length { path: path.to_owned(), given, wanted };
    let (given, rows) = (file.columns.clone().unwrap_or_default(), file.rows.as_deref().unwrap_or_default());
    let columns = given.len() - usize::from(file.classes.is_some() && !given.is_empty());
    if !(2..=MAX_COLUMNS).contains(&columns) {
        return Err(length("columns", columns, 2));
    }
    if rows.len() < 2 {
        return Err(length("rows", rows.len(), 2));
    }
    if rows.len() > MAX_TABLE_ROWS {
        return Err(ModelFileError::TooManyRows { given: rows.len(), most: MAX_TABLE_ROWS });
    }
    let classes = file.classes.as_ref().map_or(0, Vec::len);
    if file.classes.is_some() && !(2..=MAX_CLASSES).contains(&classes) {
        return Err(length("classes", classes, MAX_CLASSES));
    }
    let (mut values, mut of) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        if row.len() != given.len() {
            return Err(length(&format!("rows[{at}]"), row.len(), given.len()));
        }
        let (numbers, label) = row.split_at(columns);
        if numbers.iter().any(|x| x.abs() > f64::from(f32::MAX)) {
            return Err(wrong_row(at, row, "−3.4×10³⁸ … 3.4×10³⁸"));
        }
        values.extend(numbers);
        for label in label {
            let class = class_of(*label, classes);
            of.push(class.ok_or_else(|| wrong_row(at, row, &format!("[…, 0 … {}]", classes - 1)))?);
        }
    }
    let labels = file.classes.clone().map(|classes| Labels { name: given[columns].clone(), classes, of });
    Ok(examples::rounded_table(Table { columns: given[..columns].to_vec(), values, labels }))
}
