//! The table of a panel's state, and problems with values from outside, as JavaScript reads them.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::model::decimal::Decimal;
use crate::panel::table::{Field, Kind, Problem, Table};

/// One line of a panel's table, copied out for the page to build a control from.
#[wasm_bindgen(js_name = Field)]
pub struct FieldInfo(&'static Field);

#[wasm_bindgen(js_class = Field)]
impl FieldInfo {
    /// The name in links, attributes and texts.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.name.to_owned()
    }

    /// `number`, `real`, `count`, `packed` or `choice`.
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        match self.0.kind {
            Kind::Number { .. } => "number",
            Kind::Real { .. } => "real",
            Kind::Count { .. } => "count",
            Kind::Packed { .. } => "packed",
            Kind::Choice(_) => "choice",
        }
        .to_owned()
    }

    /// The value that a panel opens with, as links write it.
    #[wasm_bindgen(getter)]
    pub fn default(&self) -> String {
        self.0.default.ascii()
    }

    /// The names allowed, for a choice.
    #[wasm_bindgen(getter)]
    pub fn choices(&self) -> Vec<String> {
        match self.0.kind {
            Kind::Choice(names) => names.iter().map(|name| (*name).to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    /// Least and greatest value allowed, and from where to where a slider usually reaches: four numbers.
    #[wasm_bindgen(getter)]
    pub fn limits(&self) -> Vec<f64> {
        match self.0.kind {
            Kind::Number { min, max, travel } => [min, max, travel[0], travel[1]].map(Decimal::to_f64).to_vec(),
            Kind::Real { min, max, travel, .. } => [min, max, travel[0], travel[1]].map(f64::from).to_vec(),
            Kind::Count { min, max } => [min, max, min, max].map(f64::from).to_vec(),
            Kind::Choice(_) | Kind::Packed { .. } => Vec::new(),
        }
    }

    /// Whether a copied link carries it.
    #[wasm_bindgen(getter, js_name = inLink)]
    pub fn in_link(&self) -> bool {
        self.0.in_link
    }
}

/// The whole table.
pub(super) fn fields(table: &Table) -> Vec<FieldInfo> {
    table.0.iter().map(FieldInfo).collect()
}

/// What was wrong with a value from outside; the page's texts say it in the reader's language.
#[wasm_bindgen(js_name = Problem)]
pub struct ProblemInfo(pub(super) Problem);

#[wasm_bindgen(js_class = Problem)]
impl ProblemInfo {
    /// Which text explains it: `out-of-range`, `comma`, …
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        self.0.wrong.key().to_owned()
    }

    /// The name it was given under.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.name.clone()
    }

    /// The value given, cut short.
    #[wasm_bindgen(getter)]
    pub fn given(&self) -> String {
        self.0.given.clone()
    }

    /// What would have been right.
    #[wasm_bindgen(getter)]
    pub fn allowed(&self) -> String {
        self.0.allowed.clone()
    }
}
