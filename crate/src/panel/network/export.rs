//! The network as code for other libraries, its tables, and its file.

use super::NetworkPanel;
use super::learner::{Place, untrained};
use super::points;
use super::settings::Settings;
use super::shape::{Feature, Output};
use crate::data::csv::{self, MAX_ROWS};
use crate::data::synthetic::Point;
use crate::export;
use crate::export::library::Library;
use crate::export::model_file::{self, Layer, ModelFile, ModelFileError};
use crate::export::training_run::{Columns, Data, Script, Targets, TrainingRun};
use crate::model::curves::{Curves, Entry};
use crate::model::limits::MAX_MAGNITUDE;
use crate::model::network::Network;
use crate::model::timeline::Timeline;
use crate::panel::export::{Content, Export, FIRST_EPOCHS, history_csv, read_settings, settings};
use crate::panel::port::Panel;
use crate::panel::session::GOAL;
use crate::panel::table::{Settings as _, Value};

/// The settings that a file holds elsewhere, number by number, or that follow from others.
const ELSEWHERE: [&str; 6] = ["points", "weights", "frozen", "depth", "nodes", "activation"];

impl Export for NetworkPanel {
    fn contents(&self) -> &'static [Content] {
        Content::ALL
    }

    fn script(&self, library: Library) -> Script {
        export::script(library, &self.training_run())
    }

    fn epochs(&self) -> u64 {
        match self.learner.timeline().map(Timeline::length) {
            None => 0,
            Some(0) => FIRST_EPOCHS,
            Some(trained) => trained,
        }
    }

    fn data_csv(&self) -> String {
        csv::write_points(self.learner.points())
    }

    fn history_csv(&self) -> String {
        let row = |entry: &Entry| {
            let last = entry.last;
            let accuracies = [Some(last.training_accuracy), last.validation_accuracy, last.test_accuracy];
            (entry.epoch, [last.training, last.validation, last.test].into_iter().chain(accuracies))
        };
        let entries = self.learner.curves().map_or(&[][..], Curves::entries);
        let columns = ["loss", "val_loss", "test_loss", "accuracy", "val_accuracy", "test_accuracy"];
        history_csv(&columns, entries.iter().map(row))
    }

    fn model_file(&self) -> String {
        let learner = &self.learner;
        let (place, network, start) = (learner.place(), learner.network(), &learner.start().numbers);
        let (parameters, memory) = place.numbers.split_at(network.parameters().len());
        let row = |point: &Point| vec![point.inputs[0], point.inputs[1], f64::from(u8::from(point.label))];
        let count = |number: u64| Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
        let has_own_points = learner.settings().data == points::Data::Own;
        let file = ModelFile {
            panel: Self::NAME.to_owned(),
            settings: settings(&Settings::TABLE, &ELSEWHERE, |setting| match setting.name {
                "epochs" => count(place.epochs),
                "steps" => count(place.steps),
                _ => learner.settings().get(setting),
            }),
            rows: has_own_points.then(|| learner.points().iter().map(row).collect()),
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
        let (settings, points, split) = (learner.settings(), learner.points(), learner.split());
        let parts = [&split.training, &split.validation, &split.test];
        let ordered: Vec<_> = parts.into_iter().flatten().map(|&number| points[number]).collect();
        let column = |at: usize| ordered.iter().map(|point| super::packed::single(point.inputs[at])).collect();
        let mut network = untrained(settings);
        let count = network.parameters().len();
        let start = &learner.start().numbers;
        // What a run of this network began with suits it.
        let _ = network.set_parameters(&start[..count.min(start.len())]);
        for &index in learner.network().frozen() {
            let _ = network.set_frozen(index, true);
        }
        TrainingRun {
            data: Data::Columns(Columns {
                measured: vec![("x1", column(0)), ("x2", column(1))],
                target: ("label", ordered.iter().map(|point| f32::from(u8::from(point.label))).collect()),
                scaled: None,
                inputs: settings.inputs.0.iter().map(|feature| formula(*feature)).collect(),
            }),
            targets: match settings.output {
                Output::SoftmaxCrossEntropy => Targets::OneHot(2),
                Output::TanhSquared => Targets::PlusMinus,
                _ => Targets::Same,
            },
            parts: parts.map(Vec::len),
            network,
            drawn: None,
            settings: settings.training(),
            epochs: self.epochs(),
            decision: None,
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
        let own = file.rows.as_deref().map(own_points).transpose()?;
        settings.points.0 = std::rc::Rc::new(own.unwrap_or_default());
        let network = untrained(&settings);
        let numbers = self::numbers(&file, &network)?;
        let start = match &file.start {
            Some(layers) => Layer::parameters(layers, &network, "start")?,
            None => network.parameters().to_vec(),
        };
        check_magnitude("start", &start)?;
        let start = Place { numbers: start, epochs: 0, steps: 0, frozen: file.frozen.clone() };
        let place = Place { numbers, epochs, steps, frozen: file.frozen };
        let is_taken = self.learner.take_state(settings, &place, start);
        if is_taken { Ok(()) } else { Err(ModelFileError::OtherWeights) }
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
