//! The intervals of the threshold in which the weights compute one and the same function.

use wasm_bindgen::prelude::wasm_bindgen;

use super::GatesDoor;
use crate::data::gates::Gate;
use crate::model::decimal::Decimal;
use crate::panel::gates::LIMIT;
use crate::panel::gates::thresholds::Interval;

#[wasm_bindgen(js_class = Gates)]
impl GatesDoor {
    /// The intervals of θ, from the lowest, for the weights shown.
    pub fn thresholds(&self) -> Vec<ThresholdInterval> {
        let theta = self.0.perceptron().threshold();
        let interval = |interval: Interval| ThresholdInterval { here: interval.contains(theta), interval };
        self.0.intervals().into_iter().map(interval).collect()
    }
}

/// An interval of θ in which the weights compute one and the same function.
#[wasm_bindgen]
pub struct ThresholdInterval {
    interval: Interval,
    here: bool,
}

#[wasm_bindgen]
impl ThresholdInterval {
    /// The lower end; nothing below the lowest.
    #[wasm_bindgen(getter)]
    pub fn from(&self) -> Option<f64> {
        self.interval.from.map(Decimal::to_f64)
    }

    /// The upper end; nothing above the highest.
    #[wasm_bindgen(getter)]
    pub fn to(&self) -> Option<f64> {
        self.interval.to.map(Decimal::to_f64)
    }

    /// The lower end as text.
    #[wasm_bindgen(getter, js_name = fromText)]
    pub fn text_of_from(&self) -> Option<String> {
        self.interval.from.map(|value| value.to_string())
    }

    /// The name of the function.
    #[wasm_bindgen(getter)]
    pub fn gate(&self) -> String {
        Gate::name(self.interval.gate).to_owned()
    }

    /// Whether the threshold shown lies in it.
    #[wasm_bindgen(getter)]
    pub fn here(&self) -> bool {
        self.here
    }

    /// Whether a threshold in it can be set at all.
    #[wasm_bindgen(getter)]
    pub fn settable(&self) -> bool {
        self.interval.middle().abs() <= Decimal::whole(LIMIT)
    }

    /// A threshold well inside, as text.
    #[wasm_bindgen(getter)]
    pub fn middle(&self) -> String {
        self.interval.middle().to_string()
    }
}
