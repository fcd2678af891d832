//! What the panels with a model have alike when it is taken along.

use crate::export::model_file::ModelFileError;
use crate::panel::table::{Field, Problem, Table, Value};

/// The values of a panel's settings but for the `others`, as a file holds them.
pub(super) fn settings(table: &Table, others: &[&str], value: impl Fn(&Field) -> Value) -> Vec<(String, String)> {
    let fields = table.0.iter().filter(|field| !others.contains(&field.name));
    fields.map(|field| (field.name.to_owned(), value(field).ascii())).collect()
}

/// Reads a file's settings by the panel's table.
///
/// # Errors
/// The first one that the table does not allow, to the digit.
pub(super) fn read_settings(
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
pub(super) fn refused(Problem { name, given, allowed, .. }: Problem) -> ModelFileError {
    ModelFileError::Value { path: format!("settings.{name}"), given, allowed }
}

/// A history in columns named as in Keras's: the epoch, and what was measured after it, empty where nothing was.
pub(super) fn history_csv<M: IntoIterator<Item = Option<f64>>>(
    columns: &[&str],
    rows: impl Iterator<Item = (u64, M)>,
) -> String {
    let mut csv = format!("epoch,{}\n", columns.join(","));
    for (epoch, measures) in rows {
        let cells = measures.into_iter().map(|measure| measure.map(|value| format!("{value:?}")).unwrap_or_default());
        csv += &format!("{epoch},{}\n", cells.collect::<Vec<_>>().join(","));
    }
    csv
}

/// The epochs that code trains for when the page has not trained yet: enough to see a curve.
pub(super) const FIRST_EPOCHS: u64 = 100;
