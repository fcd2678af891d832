//! What can be exported from a panel with a model, and what its files have alike.

use super::json::{Key, Text, shown};
use super::table::{Field, Problem, Table, Value};
use super::view::Message;
use crate::export::library::Library;
use crate::export::model_file::ModelFileError;
use crate::export::notebook::{Headings, notebook};
use crate::export::training_run::Script;

/// The epochs that code trains for when the page has not trained yet: enough to see a curve.
pub const FIRST_EPOCHS: u64 = 100;

/// Something that can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A Jupyter notebook for a library.
    Notebook(Library),
    /// A Python script for a library.
    Code(Library),
    /// The data as CSV.
    Data,
    /// The losses so far as CSV.
    History,
    /// The state with every weight and bias as JSON, which can be opened again.
    Model,
}

impl Content {
    /// Code for both libraries.
    pub const CODE: &'static [Self] = &[
        Self::Notebook(Library::Keras),
        Self::Code(Library::Keras),
        Self::Notebook(Library::PyTorch),
        Self::Code(Library::PyTorch),
    ];
    /// Code, the data and the losses.
    pub const CODE_AND_TABLES: &'static [Self] = &[
        Self::Notebook(Library::Keras),
        Self::Code(Library::Keras),
        Self::Notebook(Library::PyTorch),
        Self::Code(Library::PyTorch),
        Self::Data,
        Self::History,
    ];
    /// All of it.
    pub const ALL: &'static [Self] = &[
        Self::Notebook(Library::Keras),
        Self::Code(Library::Keras),
        Self::Notebook(Library::PyTorch),
        Self::Code(Library::PyTorch),
        Self::Data,
        Self::History,
        Self::Model,
    ];

    /// With what it stands together in the page: a key of the page's texts.
    fn group(self) -> Key {
        match self {
            Self::Notebook(library) | Self::Code(library) => library.name(),
            Self::Data | Self::History => "tables",
            Self::Model => "model",
        }
    }

    /// What it is called there: a key of the page's texts.
    fn label(self) -> Key {
        match self {
            Self::Notebook(_) => "notebook",
            Self::Code(_) => "code",
            Self::Data => "data",
            Self::History => "history",
            Self::Model => "save",
        }
    }

    /// What a panel's file of it is called.
    pub fn file_name(self, panel: &str) -> String {
        match self {
            Self::Notebook(library) => format!("{panel}_{}.ipynb", library.name()),
            Self::Code(library) => format!("{panel}_{}.py", library.name()),
            Self::Data => format!("{panel}_data.csv"),
            Self::History => format!("{panel}_history.csv"),
            Self::Model => format!("{panel}.json"),
        }
    }
}

/// A panel's model and data as code and as files.
pub trait Export {
    /// What there is to export as things stand; nothing where there is neither a model nor data.
    fn contents(&self) -> &'static [Content];

    /// The run as code for a library.
    fn script(&self, library: Library) -> Script;

    /// How many epochs, or iterations, the code trains for; 0 for a network that is only looked at.
    fn epochs(&self) -> u64;

    /// The data as CSV.
    fn data_csv(&self) -> String;

    /// The losses so far as CSV.
    fn history_csv(&self) -> String;

    /// The state with every weight and bias as a JSON file, where [`Content::Model`] is among the contents.
    fn model_file(&self) -> String {
        String::new()
    }

    /// Whether the panel can follow the training of the code's model.
    fn is_followed(&self) -> bool {
        false
    }

    /// What there is to know of the code.
    fn about(&self) -> Vec<Message> {
        vec![match self.epochs() {
            0 => Message::new("export-looks"),
            epochs => Message::new("export-trains").with("epochs", epochs),
        }]
    }
}

shown! {
    /// A file that can be saved.
    pub struct ExportFile {
        /// With what it stands together: `keras`, `pytorch`, `tables`, `model`.
        group: Key,
        /// What its button says.
        label: Key,
        /// The file's name.
        file: Text,
    }
}

shown! {
    /// What can be exported as things stand.
    pub struct ExportShown {
        /// What there is to know of it.
        about: Vec<Message>,
        /// The files.
        files: Vec<ExportFile>,
    }
}

impl ExportShown {
    /// What `export`, that of the panel called `panel`, offers now.
    pub fn of(panel: &str, export: &dyn Export) -> Self {
        let file = |content: &Content| ExportFile {
            group: content.group(),
            label: content.label(),
            file: content.file_name(panel),
        };
        Self { about: export.about(), files: export.contents().iter().map(file).collect() }
    }
}

/// The content of the file called `name`, with a notebook's headings in the reader's language; `None` when it is not offered.
pub fn file(panel: &str, export: &dyn Export, name: &str, headings: &Headings) -> Option<String> {
    let content = export.contents().iter().find(|content| content.file_name(panel) == name)?;
    Some(match content {
        Content::Notebook(library) => {
            let mut script = export.script(*library);
            if !export.is_followed() {
                script.follow.clear();
            }
            notebook(&script, headings)
        }
        Content::Code(library) => export.script(*library).text(),
        Content::Data => export.data_csv(),
        Content::History => export.history_csv(),
        Content::Model => export.model_file(),
    })
}

/// The values of a panel's settings but for the `others`, as a file holds them.
pub fn settings(table: &Table, others: &[&str], value: impl Fn(&'static Field) -> Value) -> Vec<(String, String)> {
    let fields = table.0.iter().filter(|field| !others.contains(&field.name));
    fields.map(|field| (field.name.to_owned(), field.ascii(&value(field)))).collect()
}

/// Reads a file's settings by the panel's table.
///
/// # Errors
/// The first one that the table does not allow, to the digit.
pub fn read_settings(
    table: &Table,
    settings: &[(String, String)],
) -> Result<Vec<(&'static Field, Value)>, ModelFileError> {
    let read = |(name, text): &(String, String)| match table.read(name, text) {
        Ok((field, value, None)) => Ok((field, value)),
        Ok((_, _, Some(problem))) | Err(problem) => Err(refused(problem)),
    };
    settings.iter().map(read).collect()
}

/// A problem with a setting as a file's error.
pub fn refused(Problem { name, given, allowed, .. }: Problem) -> ModelFileError {
    ModelFileError::Value { path: format!("settings.{name}"), given, allowed }
}

/// A history in columns named as in Keras's: the epoch, and what was measured after it, empty where nothing was.
pub fn history_csv<M: IntoIterator<Item = Option<f64>>>(
    columns: &[&str],
    rows: impl Iterator<Item = (u64, M)>,
) -> String {
    numbered_csv("epoch", columns, rows)
}

/// The same where what is counted is called `unit`.
pub fn numbered_csv<M: IntoIterator<Item = Option<f64>>>(
    unit: &str,
    columns: &[&str],
    rows: impl Iterator<Item = (u64, M)>,
) -> String {
    let mut csv = format!("{unit},{}\n", columns.join(","));
    for (number, measures) in rows {
        let cells = measures.into_iter().map(|measure| measure.map(|value| format!("{value:?}")).unwrap_or_default());
        csv += &format!("{number},{}\n", cells.collect::<Vec<_>>().join(","));
    }
    csv
}
