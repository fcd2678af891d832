//! The two libraries that code is written for.

use std::str::FromStr;

use crate::model::names::UnknownName;

/// A library that code is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    /// Keras.
    Keras,
    /// `PyTorch`.
    PyTorch,
}

impl Library {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Keras, Self::PyTorch];

    /// The name in files and in JavaScript.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keras => "keras",
            Self::PyTorch => "pytorch",
        }
    }
}

impl FromStr for Library {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|library| library.name() == name).ok_or(UnknownName)
    }
}
