//! The lab taken along: its run as code, its losses, and the model as a file.

use std::rc::Rc;

use super::fields::{LIMIT, TABLE};
use super::settings::Settings;
use super::shape::Shape;
use super::{MOST_VISITS, Regression, Run, data};
use crate::data::csv::MAX_ROWS;
use crate::data::lab::Observation;
use crate::export;
use crate::export::library::Library;
use crate::export::model_file::{self, Layer, ModelFile, ModelFileError};
use crate::export::training_run::{Columns, Data, Decision, Scaled, Script, Targets, TrainingRun};
use crate::model::fit;
use crate::model::least_squares::MAX_DEGREE;
use crate::panel::export::{history_csv, read_settings, settings};

/// The panel's name in files.
const PANEL: &str = "regression";
/// The settings that a file holds elsewhere: rows of one's own.
const ELSEWHERE: [&str; 1] = ["points"];
/// The unit's inputs in Python's notation, of which a polynomial takes as many as its degree.
const POWERS: [&str; MAX_DEGREE] = ["t", "t**2", "t**3", "t**4", "t**5", "t**6", "t**7", "t**8", "t**9"];

impl Regression {
    /// The run as it is to be taken along: from its start, through the planned epochs.
    pub fn training_run(&self) -> TrainingRun {
        let parts = [&self.data.training, &self.data.validation, &self.data.test];
        #[allow(clippy::cast_possible_truncation)] // single precision already
        let column =
            |of: fn(&data::Part) -> &[f64]| parts.iter().flat_map(|part| of(part)).map(|v| *v as f32).collect();
        let shape = self.data.shape;
        let mut network = shape.network();
        // A start within the table's limits is one that a network can have.
        let _ = network.set_parameters(&self.settings.parameters(shape));
        let batch = self.settings.batch as usize;
        let plain = fit::Settings::new(self.settings.loss(), self.settings.optimizer(), batch);
        let (scaled, inputs) = match shape {
            Shape::Powers { degree, centre, half } => {
                (Some(Scaled { name: "t", column: "x", centre, half }), POWERS[..degree].to_vec())
            }
            Shape::Line | Shape::Sigmoid => (None, vec!["x"]),
        };
        TrainingRun {
            data: Data::Columns(Columns {
                measured: vec![("x", column(|part| &part.x))],
                target: ("y", column(|part| &part.y)),
                scaled,
                inputs,
            }),
            targets: Targets::Same,
            parts: parts.map(data::Part::len),
            network,
            drawn: None,
            settings: fit::Settings { shuffle: self.settings.shuffle(), ..plain },
            epochs: self.code_epochs(),
            decision: self.settings.logistic.then(|| Decision::Threshold(self.settings.threshold())),
        }
    }

    /// The run as a script.
    pub fn script(&self, library: Library) -> Script {
        export::script(library, &self.training_run())
    }

    /// How many epochs the code trains: as many as are planned.
    pub fn code_epochs(&self) -> u64 {
        self.settings.epochs.into()
    }

    /// The losses so far as CSV, in columns named as in Keras's history.
    pub fn history_csv(&self) -> String {
        let history = self.run().map_or(&[][..], Run::history);
        let rows = history.iter().map(|entry| (entry.epoch, [Some(entry.loss), entry.validation]));
        history_csv(&["loss", "val_loss"], rows)
    }

    /// The model as a file.
    pub fn model_file(&self) -> String {
        let rows = self.settings.own.as_ref().map(|rows| rows.iter().map(|row| vec![row.x, row.y]).collect());
        let file = ModelFile {
            panel: PANEL.to_owned(),
            settings: settings(&TABLE, &ELSEWHERE, |field| self.settings.get(field.name)),
            rows,
            layers: Layer::all(&self.data.shape.network(), &self.single_parameters()),
            ..ModelFile::default()
        };
        file.to_string()
    }

    /// Takes on the state of a file that [`Regression::model_file`] wrote. A file with another weight or bias than its
    /// settings lead to is a line set by hand, be it bent by the sigmoid; a curve of higher powers can't be set so.
    ///
    /// # Errors
    /// The first thing in the file that does not serve; the state at hand stays then.
    pub fn read_model(&mut self, file: &[u8]) -> Result<(), ModelFileError> {
        let file = model_file::read(file, PANEL)?;
        let mut settings = Settings::default();
        for (field, value) in read_settings(&TABLE, &file.settings)? {
            let given = value.ascii();
            settings.set(field.name, value).map_err(|_| out_of_range(format!("settings.{}", field.name), given, ""))?;
        }
        settings.own = file.rows.as_deref().map(rows).transpose()?;
        let most = MOST_VISITS / u64::from(settings.batch.clamp(1, settings.rows()));
        if u64::from(settings.steps) > most {
            let allowed = format!("0 … {most}");
            return Err(out_of_range("settings.steps".to_owned(), settings.steps.to_string(), &allowed));
        }
        #[allow(clippy::cast_possible_truncation)] // a round number
        let limit = LIMIT as f32;
        let mut opened = Self::default();
        opened.adopt(settings.clone());
        let given = Layer::parameters(&file.layers, &opened.data.shape.network(), "layers")?;
        let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        if bits(&opened.single_parameters()) != bits(&given) {
            let [w, b] = given[..] else { return Err(ModelFileError::OtherWeights) };
            for (path, value) in [("layers[0].weights[0][0]", w), ("layers[0].biases[0]", b)] {
                if value.abs() > limit {
                    let allowed = format!("−{LIMIT} … {LIMIT}");
                    return Err(out_of_range(path.to_owned(), value.to_string(), &allowed));
                }
            }
            settings.place([w, b]);
            settings.steps = 0;
            opened.adopt(settings);
        }
        opened.undo = std::mem::take(&mut self.undo);
        *self = opened;
        Ok(())
    }

    /// All parameters of the model shown as it has them, the bias last.
    pub(super) fn single_parameters(&self) -> Vec<f32> {
        self.run.as_ref().map_or_else(|_| self.settings.parameters(self.data.shape), Run::parameters)
    }
}

fn out_of_range(path: String, given: String, allowed: &str) -> ModelFileError {
    ModelFileError::Value { path, given, allowed: allowed.to_owned() }
}

fn rows(rows: &[Vec<f64>]) -> Result<Rc<[Observation]>, ModelFileError> {
    if rows.len() > MAX_ROWS {
        return Err(ModelFileError::TooManyRows { given: rows.len(), most: MAX_ROWS });
    }
    let most = f64::from(f32::MAX);
    let row = |(at, row): (usize, &Vec<f64>)| match row[..] {
        [x, y] if x.abs() <= most && y.abs() <= most => Ok(Observation { x, y }),
        [_, _] => Err(out_of_range(format!("rows[{at}]"), format!("{row:?}"), "−3.4×10³⁸ … 3.4×10³⁸")),
        _ => Err(ModelFileError::Length { path: format!("rows[{at}]"), given: row.len(), wanted: 2 }),
    };
    rows.iter().enumerate().map(row).collect()
}
