//! The network taken along: its run as code, its losses, and the model as a file.

use std::rc::Rc;

use super::curves::{Curves, Entry};
use super::shape::{Feature, Output};
use super::state::{Settings, TABLE};
use super::{Machine, NetworkPanel, Place, points, untrained};
use crate::data::csv::MAX_ROWS;
use crate::data::synthetic::Point;
use crate::export;
use crate::export::library::Library;
use crate::export::model_file::{self, Layer, ModelFile, ModelFileError};
use crate::export::training_run::{Columns, Data, Script, Targets, TrainingRun};
use crate::panel::export::{FIRST_EPOCHS, history_csv, read_settings, settings};
use crate::panel::table::Value;

/// The panel's name in files.
const PANEL: &str = "network";
/// The settings that a file holds elsewhere, number by number.
const ELSEWHERE: [&str; 3] = ["points", "weights", "frozen"];

impl NetworkPanel {
    /// The run as it is to be taken along: from where Reset goes, under the settings in force, for as many epochs as the
    /// page has trained.
    pub fn training_run(&self) -> TrainingRun {
        let parts = [&self.parts.training, &self.parts.validation, &self.parts.test];
        let ordered: Vec<_> = parts.into_iter().flatten().map(|&number| self.points[number]).collect();
        let column = |at: usize| ordered.iter().map(|point| super::packed::single(point.inputs[at])).collect();
        let mut network = untrained(&self.settings);
        let count = network.parameters().len();
        // What a run of this network began with suits it.
        let _ = network.set_parameters(&self.start.numbers[..count.min(self.start.numbers.len())]);
        for &index in self.network().frozen() {
            let _ = network.set_frozen(index, true);
        }
        TrainingRun {
            data: Data::Columns(Columns {
                measured: vec![("x1", column(0)), ("x2", column(1))],
                target: ("label", ordered.iter().map(|point| f32::from(u8::from(point.label))).collect()),
                scaled: None,
                inputs: self.settings.inputs.iter().map(|feature| formula(*feature)).collect(),
            }),
            targets: match self.settings.output() {
                Output::SoftmaxCrossEntropy => Targets::OneHot(2),
                Output::TanhSquared => Targets::PlusMinus,
                _ => Targets::Same,
            },
            parts: parts.map(Vec::len),
            network,
            drawn: None,
            settings: self.settings.training(),
            epochs: self.code_epochs(),
            decision: None,
        }
    }

    /// The run as a script.
    pub fn script(&self, library: Library) -> Script {
        export::script(library, &self.training_run())
    }

    /// How many epochs the code trains; 0 for a network that can only be looked at.
    pub fn code_epochs(&self) -> u64 {
        match self.span()[1] {
            _ if matches!(self.machine, Machine::Still(..)) => 0,
            0 => FIRST_EPOCHS,
            trained => trained,
        }
    }

    /// What was measured so far as CSV, in columns named as in Keras's history; of a long run every so manieth epoch.
    pub fn history_csv(&self) -> String {
        let row = |entry: &Entry| {
            let last = entry.last;
            let accuracy = Some(last.training_accuracy);
            (entry.epoch, [last.training, last.validation, last.test, accuracy, last.test_accuracy])
        };
        let entries = self.curves().map_or(&[][..], Curves::entries);
        history_csv(&["loss", "val_loss", "test_loss", "accuracy", "test_accuracy"], entries.iter().map(row))
    }

    /// The panel's state with the network as a file.
    pub fn model_file(&self) -> String {
        let place = self.place();
        let network = self.network();
        let (parameters, memory) = place.numbers.split_at(network.parameters().len());
        let row = |point: &Point| vec![point.inputs[0], point.inputs[1], f64::from(u8::from(point.label))];
        let count = |number: u64| Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
        let file = ModelFile {
            panel: PANEL.to_owned(),
            settings: settings(&TABLE, &ELSEWHERE, |field| match field.name {
                "epochs" => count(place.epochs),
                "steps" => count(place.steps),
                name => self.settings.get(name).clone(),
            }),
            rows: self.settings.has_own_points().then(|| self.own.iter().map(row).collect()),
            layers: Layer::all(network, parameters),
            start: Some(Layer::all(network, &self.start.numbers[..parameters.len().min(self.start.numbers.len())])),
            memory: memory.chunks(parameters.len()).map(<[f32]>::to_vec).collect(),
            frozen: place.frozen,
        };
        file.to_string()
    }

    /// Takes on the state of a file that [`NetworkPanel::model_file`] wrote.
    ///
    /// # Errors
    /// The first thing in the file that does not serve; the state at hand stays then.
    pub fn read_model(&mut self, file: &[u8]) -> Result<(), ModelFileError> {
        let file = model_file::read(file, PANEL)?;
        let (mut settings, mut epochs, mut steps) = (Settings::default(), 0, 0);
        for (field, value) in read_settings(&TABLE, &file.settings)? {
            match (field.name, &value) {
                ("epochs", Value::Count(count)) => epochs = u64::from(*count),
                ("steps", Value::Count(count)) => steps = u64::from(*count),
                _ => {
                    let given = value.ascii();
                    if !settings.set(field, value) {
                        let path = format!("settings.{}", field.name);
                        return Err(ModelFileError::Value { path, given, allowed: field.allowed() });
                    }
                }
            }
        }
        let own = file.rows.as_deref().map(own_points).transpose()?;
        let network = untrained(&settings);
        let numbers = self::numbers(&file, &network)?;
        let start = match &file.start {
            Some(layers) => Layer::parameters(layers, &network, "start")?,
            None => network.parameters().to_vec(),
        };
        check_magnitude("start", &start)?;
        let mut opened = Self { settings, own: Rc::new(own.unwrap_or_default()), ..Self::default() };
        opened.points.clear();
        opened.draw_points();
        let frozen = file.frozen;
        opened.start = Place { numbers: start, epochs: 0, steps: 0, frozen: frozen.clone() };
        if !opened.run_from(&Place { numbers, epochs, steps, frozen }, Curves::default()) {
            return Err(ModelFileError::OtherWeights);
        }
        opened.undo = std::mem::take(&mut self.undo);
        *self = opened;
        Ok(())
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
    }
}

/// The file's parameters, and behind them what the optimizer remembers.
fn numbers(file: &ModelFile, network: &crate::model::network::Network) -> Result<Vec<f32>, ModelFileError> {
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
    match numbers.iter().find(|number| number.abs() > crate::model::limits::MAX_MAGNITUDE) {
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
    if rows.len() > MAX_ROWS || rows.len() < 2 {
        return Err(length("rows".to_owned(), rows.len(), if rows.len() < 2 { 2 } else { MAX_ROWS }));
    }
    let most = f64::from(f32::MAX);
    let point = |(at, row): (usize, &Vec<f64>)| match row[..] {
        [x1, x2, label] if x1.abs() <= most && x2.abs() <= most && (label == 0.0 || label == 1.0) => {
            Ok(points::rounded(Point { inputs: [x1, x2], label: label > 0.5 }))
        }
        [_, _, _] => Err(ModelFileError::Value {
            path: format!("rows[{at}]"),
            given: format!("{row:?}"),
            allowed: "[x1, x2, 0 | 1]".to_owned(),
        }),
        _ => Err(length(format!("rows[{at}]"), row.len(), 3)),
    };
    rows.iter().enumerate().map(point).collect()
}
