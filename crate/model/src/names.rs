//! The error of looking an item up by its name.

use thiserror::Error;

/// No item has the name that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("nothing has this name")]
pub struct UnknownName;
