//! The learned network taken along: its run as code, its losses, and the model as a file.

use super::learned::Run;
use super::{Settings, TABLE, Xor};
use crate::data::gates::{Gate, ROWS};
use crate::export;
use crate::export::library::Library;
use crate::export::model_file::{self, Layer, ModelFile, ModelFileError};
use crate::export::training_run::{Columns, Data, Script, Targets, TrainingRun};
use crate::panel::export::{FIRST_EPOCHS, history_csv, read_settings, settings};

/// The panel's name in files.
const PANEL: &str = "xor";

impl Xor {
    /// The learned network's run as it is to be taken along: from its start, for as many epochs as it has been trained.
    pub fn training_run(&self) -> TrainingRun {
        let start = Run::new(self.settings.recipe());
        let bit = |is: bool| f32::from(u8::from(is));
        let column = |at: usize| ROWS.iter().map(|row| bit(row[at])).collect();
        TrainingRun {
            data: Data::Columns(Columns {
                measured: vec![("x1", column(0)), ("x2", column(1))],
                target: ("label", Gate::XOR.outputs().map(bit).to_vec()),
                scaled: None,
                inputs: vec!["x1", "x2"],
            }),
            targets: Targets::Same,
            parts: [ROWS.len(), 0, 0],
            network: start.network().clone(),
            drawn: None,
            settings: super::learned::settings(self.settings.recipe()),
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
        match self.run.length().div_ceil(ROWS.len()) as u64 {
            _ if self.run.blocked().is_some() => 0,
            0 => FIRST_EPOCHS,
            trained => trained,
        }
    }

    /// The losses so far as CSV.
    pub fn history_csv(&self) -> String {
        let rows = self.run.losses().iter().enumerate().map(|(at, loss)| (at as u64 + 1, [Some(*loss)]));
        history_csv(&["loss"], rows)
    }

    /// The four rows as CSV.
    pub fn csv(&self) -> String {
        let bit = u8::from;
        let rows = ROWS.iter().zip(Gate::XOR.outputs());
        let rows = rows.map(|([x1, x2], label)| format!("{},{},{}\n", bit(*x1), bit(*x2), bit(label)));
        std::iter::once("x1,x2,label\n".to_owned()).chain(rows).collect()
    }

    /// The panel's state with the learned network as a file.
    pub fn model_file(&self) -> String {
        let network = self.run.network();
        let file = ModelFile {
            panel: PANEL.to_owned(),
            settings: settings(&TABLE, &[], |field| self.settings.get(field)),
            layers: Layer::all(network, network.parameters()),
            ..ModelFile::default()
        };
        file.to_string()
    }

    /// Takes on the state of a file that [`Xor::model_file`] wrote.
    ///
    /// # Errors
    /// The first thing in the file that does not serve, weights that training by its settings does not lead to among them;
    /// the state at hand stays then.
    pub fn read_model(&mut self, file: &[u8]) -> Result<(), ModelFileError> {
        let file = model_file::read(file, PANEL)?;
        let mut settings = Settings::default();
        for (field, value) in read_settings(&TABLE, &file.settings)? {
            let given = value.ascii();
            if !settings.set(field.name, value) {
                let path = format!("settings.{}", field.name);
                return Err(ModelFileError::Value { path, given, allowed: field.allowed() });
            }
        }
        let mut opened = Self::default();
        opened.adopt(settings);
        let network = opened.run.network();
        let given = Layer::parameters(&file.layers, network, "layers")?;
        if !network.parameters().iter().map(|w| w.to_bits()).eq(given.iter().map(|w| w.to_bits())) {
            return Err(ModelFileError::OtherWeights);
        }
        opened.undo = std::mem::take(&mut self.undo);
        *self = opened;
        Ok(())
    }
}
