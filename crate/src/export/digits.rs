//! The data set of handwritten digits in code. scikit-learn has the same images as [`crate::data::digits`], in the same order.

use std::fmt::Write;

use super::code::{SHUFFLED, row};
use super::library::Library;
use super::training_run::{DigitImages, TrainingChange};
use crate::data::digits::{CLASSES, COUNT, FULL};

/// The imports, the images in the page's order, and the targets.
pub(super) fn data(library: Library, images: &DigitImages, targets: &str) -> String {
    let DigitImages { seed, training, validation, classes, change } = images;
    let end = training + validation;
    let digits = "from sklearn.datasets import load_digits";
    let (imports, x, label) = match library {
        Library::Keras => (
            format!("import keras\nimport numpy as np\n{digits}\n"),
            format!("(digits.data[rows] / {FULL}).astype(\"float32\")"),
            "digits.target[rows]",
        ),
        Library::PyTorch => (
            format!("import torch\n{digits}\nfrom torch import nn\n"),
            format!("torch.tensor(digits.data[rows] / {FULL}).float()"),
            "torch.tensor(digits.target[rows])",
        ),
    };
    let mut code = format!(
        "{imports}\n\n{SHUFFLED}# {COUNT} pictures (E. Alpaydin and C. Kaynak, 1998, CC BY 4.0) in the page's order\n\
         digits, rows = load_digits(), shuffled({COUNT}, random_bits({seed}, 0))\nx = {x}\nlabel = {label}\ny = {targets}\n\
         x_train, y_train = x[:{training}], y[:{training}]\nx_val, y_val = x[{training}:{end}], y[{training}:{end}]\n"
    );
    if classes.len() < CLASSES {
        let taught = match library {
            Library::Keras => format!("np.isin(label[:{training}], {})", row(classes)),
            Library::PyTorch => format!("torch.isin(label[:{training}], torch.tensor({}))", row(classes)),
        };
        let _ = write!(code, "taught = {taught}\nx_train, y_train = x_train[taught], y_train[taught]\n");
    }
    match change {
        TrainingChange::None => {}
        TrainingChange::ShuffledLabels(stream) => {
            let order = format!("shuffled(len(y_train), random_bits({seed}, {stream}))");
            let _ = writeln!(code, "y_train = y_train[{order}]  # labels that say nothing");
        }
        TrainingChange::Constant(cell) => {
            let _ = writeln!(code, "x_train[:] = {cell} / {FULL}  # pictures that show nothing");
        }
    }
    code
}
