//! What can be exported from a panel with a model.

use crate::export::library::Library;
use crate::export::training_run::Script;

/// A panel's model and data as code and as files.
pub trait Export {
    /// The run as code for a library.
    fn script(&self, library: Library) -> Script;

    /// How many epochs the code trains for; 0 for a network that is only looked at.
    fn epochs(&self) -> u64;

    /// The data as CSV.
    fn data_csv(&self) -> String;

    /// The losses so far as CSV.
    fn history_csv(&self) -> String;

    /// The state with every weight and bias as a JSON file, where it can be opened again.
    fn model_file(&self) -> Option<String> {
        None
    }
}
