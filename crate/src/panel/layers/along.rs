//! The layers taken along: as code that gives the page's numbers, with the series and the losses of the recurrent one.

use super::Layers;
use crate::export::layers::{ForecastRun, convolution, dense, forecast};
use crate::export::library::Library;
use crate::export::training_run::Script;
use crate::panel::export::{FIRST_EPOCHS, history_csv};

impl Layers {
    /// What is shown as a script; an empty one for a tensor, which is no model.
    pub fn script(&self, library: Library) -> Script {
        let settings = self.settings();
        match settings.part() {
            "dense" => dense(library, &self.dense_layers()),
            "conv" => convolution(library, &settings.drawing().plane(), &settings.convolution(), settings.pooling()),
            "recurrent" => forecast(library, &self.forecast_run()),
            _ => Script::default(),
        }
    }

    fn forecast_run(&self) -> ForecastRun {
        let forecast = self.forecast();
        let [_, scale] = forecast.scaling();
        ForecastRun {
            values: forecast.values().to_vec(),
            split: forecast.split(),
            #[allow(clippy::float_cmp)] // what is divided by where nothing changes
            is_constant: scale == 1.0,
            layer: forecast.layer(0).clone(),
            rate: self.settings().number("rate").to_f64(),
            epochs: self.code_epochs(),
        }
    }

    /// How many epochs the code trains; 0 where there is no training.
    pub fn code_epochs(&self) -> u64 {
        match self.forecast().learned() as u64 {
            _ if self.settings().part() != "recurrent" => 0,
            0 => FIRST_EPOCHS,
            trained => trained,
        }
    }

    /// The recurrent layer's losses so far as CSV: the loss that it learned from, of the scaled series and before the epoch's
    /// update as in Keras's history, then the errors after it in the series' own units.
    pub fn history_csv(&self) -> String {
        let forecast = self.forecast();
        let [_, scale] = forecast.scaling();
        let mut before = forecast.errors(0);
        let row = |epoch: usize| {
            let (loss, after) = (before.training / (scale * scale), forecast.errors(epoch));
            before = after;
            (epoch as u64, [loss, after.training, after.test].map(Some))
        };
        history_csv(&["loss", "mse", "test_mse"], (1..=forecast.learned()).map(row))
    }

    /// The series as CSV.
    pub fn csv(&self) -> String {
        let rows = self.forecast().values().iter().enumerate().map(|(t, value)| format!("{t},{value}\n"));
        std::iter::once("t,value\n".to_owned()).chain(rows).collect()
    }
}
