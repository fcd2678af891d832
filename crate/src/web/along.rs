//! What the classes of panels with a model offer JavaScript alike, for taking it along and bringing it back.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::export::library::Library;
use crate::export::model_file::{ModelFileError, Wanted};
use crate::export::notebook::{Headings, notebook};
use crate::export::training_run::Script;

/// Gives `$door`, a tuple struct around a panel and exported as `$class`, the methods for taking its code and tables along.
macro_rules! along {
    ($door:ident, $class:literal) => {
        #[wasm_bindgen(js_class = $class)]
        impl $door {
            /// The run as a Python script for `keras` or `pytorch`; empty where there is none.
            pub fn code(&self, library: &str) -> String {
                self.0.script($crate::web::along::library(library)).text()
            }

            /// The run as a Jupyter notebook, with headings for the whole, the rows, the model, the training and the
            /// results.
            pub fn notebook(&self, library: &str, headings: Vec<String>) -> String {
                $crate::web::along::headed(&self.0.script($crate::web::along::library(library)), headings)
            }

            /// How many epochs the code trains; 0 for a network that is only looked at.
            #[wasm_bindgen(getter, js_name = codeEpochs)]
            pub fn code_epochs(&self) -> f64 {
                self.0.code_epochs() as f64
            }

            /// The losses so far as CSV.
            #[wasm_bindgen(js_name = historyCsv)]
            pub fn history_csv(&self) -> String {
                self.0.history_csv()
            }
        }
    };
}

/// Gives `$door` the methods for taking its model along as a file and bringing it back.
macro_rules! model_file {
    ($door:ident, $class:literal) => {
        #[wasm_bindgen(js_class = $class)]
        impl $door {
            /// The state with every weight and bias as a JSON file.
            #[wasm_bindgen(js_name = modelFile)]
            pub fn model_file(&self) -> String {
                self.0.model_file()
            }

            /// Takes on the state of such a file. Gives back what is wrong with it; the state at hand stays then.
            #[wasm_bindgen(js_name = readModel)]
            pub fn read_model(&mut self, file: &[u8]) -> Option<$crate::web::along::ModelProblem> {
                self.0.read_model(file).err().map($crate::web::along::ModelProblem)
            }
        }
    };
}

pub(super) use {along, model_file};

/// The library that JavaScript names.
pub(super) fn library(name: &str) -> Library {
    name.parse().unwrap_or(Library::Keras)
}

pub(super) fn headed(script: &Script, headings: Vec<String>) -> String {
    let mut headings = headings.into_iter();
    let mut next = || headings.next().unwrap_or_default();
    let headings = Headings { title: next(), data: next(), model: next(), fit: next(), results: next() };
    notebook(script, &headings)
}

/// Why a file of a model is not taken; the page's texts say it in the reader's language.
#[wasm_bindgen(js_name = ModelProblem)]
pub struct ModelProblem(pub(super) ModelFileError);

#[wasm_bindgen(js_class = ModelProblem)]
impl ModelProblem {
    /// Which text explains it.
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        match &self.0 {
            ModelFileError::TooLong => "too-long",
            ModelFileError::Syntax { .. } => "syntax",
            ModelFileError::NotFinite { .. } => "not-finite",
            ModelFileError::OtherFormat => "other-format",
            ModelFileError::Version { .. } => "version",
            ModelFileError::Panel { .. } => "panel",
            ModelFileError::Missing { .. } => "missing",
            ModelFileError::Kind { wanted, .. } => match wanted {
                Wanted::Object => "object",
                Wanted::List => "list",
                Wanted::Number => "number",
                Wanted::Count => "count",
                Wanted::Text => "text",
            },
            ModelFileError::Length { .. } => "length",
            ModelFileError::TooManyRows { .. } => "too-many-rows",
            ModelFileError::Value { .. } => "value",
            ModelFileError::OtherWeights => "other-weights",
        }
        .to_owned()
    }

    /// The line it stands in, from 1; 0 where none is meant.
    #[wasm_bindgen(getter)]
    pub fn line(&self) -> usize {
        match self.0 {
            ModelFileError::Syntax { line, .. } | ModelFileError::NotFinite { line, .. } => line,
            _ => 0,
        }
    }

    /// The character of the line, from 1; 0 where none is meant.
    #[wasm_bindgen(getter)]
    pub fn column(&self) -> usize {
        match self.0 {
            ModelFileError::Syntax { column, .. } | ModelFileError::NotFinite { column, .. } => column,
            _ => 0,
        }
    }

    /// The place in the file, such as `layers[0].biases`; empty where none is meant.
    #[wasm_bindgen(getter)]
    pub fn path(&self) -> String {
        match &self.0 {
            ModelFileError::Missing { path }
            | ModelFileError::Kind { path, .. }
            | ModelFileError::Length { path, .. }
            | ModelFileError::Value { path, .. } => path.clone(),
            _ => String::new(),
        }
    }

    /// What the file has; empty where it says nothing.
    #[wasm_bindgen(getter)]
    pub fn given(&self) -> String {
        match &self.0 {
            ModelFileError::Version { given }
            | ModelFileError::Panel { given, .. }
            | ModelFileError::Value { given, .. } => given.clone(),
            ModelFileError::Length { given, .. } | ModelFileError::TooManyRows { given, .. } => given.to_string(),
            _ => String::new(),
        }
    }

    /// What it should have; empty where it says nothing.
    #[wasm_bindgen(getter)]
    pub fn wanted(&self) -> String {
        match &self.0 {
            ModelFileError::Panel { wanted, .. } => wanted.clone(),
            ModelFileError::Value { allowed, .. } => allowed.clone(),
            ModelFileError::Length { wanted, .. } | ModelFileError::TooManyRows { most: wanted, .. } => {
                wanted.to_string()
            }
            _ => String::new(),
        }
    }
}
