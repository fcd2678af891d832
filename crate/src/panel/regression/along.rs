//! The lab taken along: its run as code, its losses, and the model as a file.

use std::rc::Rc;

use super::settings::{LIMIT, Settings, TABLE, network};
use super::{MOST_VISITS, Regression, Run, data};
use crate::data::csv::ROW_LIMIT;
use crate::data::lab::Observation;
use crate::export::model_file::{self, Layer, ModelFile, ModelFileError};
use crate::export::training_run::{Targets, TrainingRun};
use crate::model::fit;
use crate::model::loss::Loss;
use crate::panel::along::{history_csv, read_settings, settings};

/// The panel's name in files.
const PANEL: &str = "regression";
/// The settings that a file holds elsewhere: rows of one's own.
const ELSEWHERE: [&str; 1] = ["points"];

impl Regression {
    /// The run as it is to be taken along: from its start, through the planned epochs.
    pub fn training_run(&self) -> TrainingRun {
        let parts = [&self.data.training, &self.data.validation, &self.data.test];
        #[allow(clippy::cast_possible_truncation)] // single precision already
        let column =
            |of: fn(&data::Part) -> &[f64]| parts.iter().flat_map(|part| of(part)).map(|v| *v as f32).collect();
        let mut network = network();
        // A start within the table's limits is one that a network can have.
        let _ = network.set_parameters(&self.settings.start());
        let plain = fit::Settings::new(Loss::MeanSquared, self.settings.optimizer(), self.settings.batch as usize);
        TrainingRun {
            columns: vec![("x", column(|part| &part.x))],
            target: ("y", column(|part| &part.y)),
            inputs: vec!["x"],
            targets: Targets::Same,
            parts: parts.map(data::Part::len),
            network,
            settings: fit::Settings { shuffle: self.settings.shuffle(), ..plain },
            epochs: self.code_epochs(),
        }
    }

    /// How many epochs the code trains: as many as are planned.
    pub fn code_epochs(&self) -> u64 {
        self.settings.epochs.into()
    }

    /// The losses so far as CSV, in columns named as in Keras's history.
    pub fn history_csv(&self) -> String {
        let history = self.run().map_or(&[][..], Run::history);
        let rows = history.iter().map(|entry| (entry.epoch, [Some(entry.loss), entry.validation]));
        history_csv(["loss", "val_loss"], rows)
    }

    /// The model as a file.
    pub fn model_file(&self) -> String {
        let rows = self.settings.own.as_ref().map(|rows| rows.iter().map(|row| vec![row.x, row.y]).collect());
        let file = ModelFile {
            panel: PANEL.to_owned(),
            settings: settings(&TABLE, &ELSEWHERE, |field| self.settings.get(field.name)),
            rows,
            layers: Layer::all(&network(), &self.line()),
            ..ModelFile::default()
        };
        file.to_string()
    }

    /// Takes on the state of a file that [`Regression::model_file`] wrote. A file with another weight or bias than its
    /// settings lead to is a line set by hand.
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
        let line = Layer::parameters(&file.layers, &network(), "layers")?;
        #[allow(clippy::cast_possible_truncation)] // a round number
        let limit = LIMIT as f32;
        let mut opened = Self::default();
        opened.adopt(settings.clone());
        let bits = |line: &[f32]| line.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        if bits(&opened.line()) != bits(&line) {
            for (path, value) in ["layers[0].weights[0][0]", "layers[0].biases[0]"].into_iter().zip(&line) {
                if value.abs() > limit {
                    let allowed = format!("−{LIMIT} … {LIMIT}");
                    return Err(out_of_range(path.to_owned(), value.to_string(), &allowed));
                }
            }
            settings.place([line[0], line[1]]);
            settings.steps = 0;
            opened.adopt(settings);
        }
        opened.undo = std::mem::take(&mut self.undo);
        *self = opened;
        Ok(())
    }
}

fn out_of_range(path: String, given: String, allowed: &str) -> ModelFileError {
    ModelFileError::Value { path, given, allowed: allowed.to_owned() }
}

fn rows(rows: &[Vec<f64>]) -> Result<Rc<[Observation]>, ModelFileError> {
    if rows.len() > ROW_LIMIT {
        return Err(ModelFileError::Length { path: "rows".to_owned(), given: rows.len(), wanted: ROW_LIMIT });
    }
    let most = f64::from(f32::MAX);
    let row = |(at, row): (usize, &Vec<f64>)| match row[..] {
        [x, y] if x.abs() <= most && y.abs() <= most => Ok(Observation { x, y }),
        [_, _] => Err(out_of_range(format!("rows[{at}]"), format!("{row:?}"), "−3.4·10³⁸ … 3.4·10³⁸")),
        _ => Err(ModelFileError::Length { path: format!("rows[{at}]"), given: row.len(), wanted: 2 }),
    };
    rows.iter().enumerate().map(row).collect()
}
