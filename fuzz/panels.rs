//! Every panel by a number, for the targets that go through all of them.

#[path = "../crate/tests/library/common/panels.rs"]
#[allow(dead_code)] // what the tests use beyond
mod common;

pub use common::*;
pub use perceptron_playground::panel::activations::Activations;
pub use perceptron_playground::panel::digits::DigitsPanel;
pub use perceptron_playground::panel::gates::Gates;
pub use perceptron_playground::panel::network::NetworkPanel;
pub use perceptron_playground::panel::xor::Xor;
pub use perceptron_playground::panel::regression::Regression;

/// Calls a function whose type parameter is a panel.
macro_rules! with_panel {
    ($which:expr, $call:ident($given:expr)) => {
        match $which % 7 {
            0 => $call::<$crate::panels::Gates>($given),
            1 => $call::<$crate::panels::Xor>($given),
            2 => $call::<$crate::panels::Activations>($given),
            3 => $call::<$crate::panels::Classes>($given),
            4 => $call::<$crate::panels::DigitsPanel>($given),
            5 => $call::<$crate::panels::Layers>($given),
            _ => $call::<$crate::panels::NetworkPanel>($given),
            1 => $call::<$crate::panels::Activations>($given),
            2 => $call::<$crate::panels::Classes>($given),
            3 => $call::<$crate::panels::DigitsPanel>($given),
            4 => $call::<$crate::panels::Layers>($given),
            5 => $call::<$crate::panels::NetworkPanel>($given),
            _ => $call::<$crate::panels::Regression>($given),
        }
    };
}
pub(crate) use with_panel;
