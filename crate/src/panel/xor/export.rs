//! The learned network as it is exported: its run as code, its losses, and the model as a file.

use super::learned::{self, Run};
use super::{Part, Settings, Xor};
use crate::data::gates::{Gate, ROWS};
use crate::export;
use crate::export::library::Library;
use crate::export::model_file::{self, Layer, ModelFile, ModelFileError};
use crate::export::training_run::{Columns, Data, Script, Targets, TrainingRun};
use crate::panel::export::{Content, Export, FIRST_EPOCHS, history_csv, read_settings, settings};
use crate::panel::port::Panel as _;
use crate::panel::session::GOAL;
use crate::panel::table::Settings as _;

/// The panel's name in files.
const PANEL: &str = "xor";

impl Xor {
    /// The learned network's run as it is exported: from its start, for as many epochs as it has been trained.
    pub fn training_run(&self) -> TrainingRun {
        let start = Run::new(self.settings().recipe());
        let bit = |is: bool| f32::from(u8::from(is));
        let column = |at: usize| ROWS.iter().map(|row| bit(row[at])).collect();
        TrainingRun {
            data: Data::Columns(Columns::plain(
                vec![("x1", column(0)), ("x2", column(1))],
                ("label", Gate::XOR.outputs().map(bit).to_vec()),
            )),
            targets: Targets::Same,
            parts: [ROWS.len(), 0, 0],
            network: start.network().clone(),
            drawn: None,
            settings: learned::settings(self.settings().recipe()),
            epochs: self.epochs(),
            decision: None,
        }
    }

    /// Takes on the state of a file that [`Export::model_file`] wrote.
    ///
    /// # Errors
    /// The first thing in the file that does not serve, weights that training by its settings does not lead to among them;
    /// the state at hand stays then.
    pub fn read_model(&mut self, file: &[u8]) -> Result<(), ModelFileError> {
        let file = model_file::read(file, PANEL)?;
        let mut opened = Self::default();
        // Files of before name the question as a setting.
        let settings: Vec<_> = file.settings.into_iter().filter(|(name, _)| name != GOAL).collect();
        opened.open(read_settings(&Self::TABLE, &settings)?);
        let _ = opened.history.catch_up(&mut || true);
        let network = opened.learned().network();
        let given = Layer::parameters(&file.layers, network, "layers")?;
        if !network.parameters().iter().map(|w| w.to_bits()).eq(given.iter().map(|w| w.to_bits())) {
            return Err(ModelFileError::OtherWeights);
        }
        *self = opened;
        Ok(())
    }
}

impl Export for Xor {
    fn contents(&self) -> &'static [Content] {
        if self.settings().part == Part::Learn { Content::ALL } else { &[] }
    }

    fn script(&self, library: Library) -> Script {
        export::script(library, &self.training_run())
    }

    fn epochs(&self) -> u64 {
        match self.history.length().div_ceil(ROWS.len() as u64) {
            _ if self.learned().blocked().is_some() => 0,
            0 => FIRST_EPOCHS,
            trained => trained,
        }
    }

    fn data_csv(&self) -> String {
        let bit = u8::from;
        let rows = ROWS.iter().zip(Gate::XOR.outputs());
        let rows = rows.map(|([x1, x2], label)| format!("{},{},{}\n", bit(*x1), bit(*x2), bit(label)));
        std::iter::once("x1,x2,label\n".to_owned()).chain(rows).collect()
    }

    fn history_csv(&self) -> String {
        let rows = self.learned().losses().iter().enumerate().map(|(at, loss)| (at as u64 + 1, [Some(*loss)]));
        history_csv(&["loss"], rows)
    }

    fn model_file(&self) -> String {
        // The weights are those of the step shown, which may still lie before the one asked for.
        let steps = u32::try_from(self.history.position()).unwrap_or_default();
        let shown = Settings { steps, ..self.settings().clone() };
        let network = self.learned().network();
        let file = ModelFile {
            panel: PANEL.to_owned(),
            settings: settings(&Self::TABLE, &[], |field| shown.get(field)),
            layers: Layer::all(network, network.parameters()),
            ..ModelFile::default()
        };
        file.to_string()
    }
}
