//! The layers as they are exported: as code that gives the page's numbers, with the series and the losses of the recurrent one.

use super::Layers;
use super::settings::Part;
use crate::export::layers::{ForecastRun, convolution, dense, forecast};
use crate::export::library::Library;
use crate::export::training_run::Script;
use crate::panel::export::{Content, Export, FIRST_EPOCHS, history_csv};
use crate::panel::view::Message;

impl Layers {
    fn forecast_run(&self) -> ForecastRun {
        let forecast = self.forecast();
        let [_, scale] = forecast.scaling();
        ForecastRun {
            values: forecast.values().to_vec(),
            split: forecast.split(),
            #[allow(clippy::float_cmp)] // what is divided by where nothing changes
            is_constant: scale == 1.0,
            layer: forecast.start().clone(),
            rate: self.settings().rate.to_f64(),
            epochs: self.epochs(),
        }
    }
}

impl Export for Layers {
    /// A tensor alone is no model.
    fn contents(&self) -> &'static [Content] {
        match self.settings().part {
            Part::Tensor => &[],
            Part::Dense | Part::Conv => Content::CODE,
            Part::Recurrent => Content::CODE_AND_TABLES,
        }
    }

    fn script(&self, library: Library) -> Script {
        let settings = self.settings();
        match settings.part {
            Part::Tensor => Script::default(),
            Part::Dense => dense(library, &self.dense_layers()),
            Part::Conv => {
                convolution(library, &settings.drawing().plane(), &settings.convolution(), settings.pooling())
            }
            Part::Recurrent => forecast(library, &self.forecast_run()),
        }
    }

    fn epochs(&self) -> u64 {
        match self.history.length() {
            _ if self.settings().part != Part::Recurrent => 0,
            0 => FIRST_EPOCHS,
            trained => trained,
        }
    }

    fn data_csv(&self) -> String {
        let rows = self.forecast().values().iter().enumerate().map(|(t, value)| format!("{t},{value}\n"));
        std::iter::once("t,value\n".to_owned()).chain(rows).collect()
    }

    /// The loss that the layer learned from, of the scaled series and before the epoch's update as in Keras's history, then the
    /// errors after it in the series' own units.
    fn history_csv(&self) -> String {
        let [_, scale] = self.forecast().scaling();
        let epochs = self.forecast().errors().windows(2).enumerate();
        let row = |(at, errors): (usize, &[super::forecast::Errors])| {
            let [before, after] = [errors[0], errors[1]];
            (at as u64 + 1, [before.training / (scale * scale), after.training, after.test].map(Some))
        };
        history_csv(&["loss", "mse", "test_mse"], epochs.map(row))
    }

    fn about(&self) -> Vec<Message> {
        match self.settings().part {
            Part::Tensor => Vec::new(),
            Part::Dense => vec![Message::new("export-dense")],
            Part::Conv => vec![Message::new("export-conv")],
            Part::Recurrent => {
                vec![Message::new("export-trains").with("epochs", self.epochs()), Message::new("export-recurrent")]
            }
        }
    }
}
