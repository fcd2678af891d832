//! The data set of handwritten digits in code. scikit-learn has the same images as [`crate::data::digits`], in the same order.

use std::fmt::Write;

use super::code::{SHUFFLED, row};
use super::library::Library;
use super::training_run::{PictureLesson, Pictures};
use crate::data::digits::{CLASSES, COUNT, FULL};

/// The imports, the images in the page's order, and the targets.
pub(super) fn data(library: Library, pictures: &Pictures, wanted: &str) -> String {
    let Pictures { seed, first, taught, lesson } = pictures;
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
         digits, rows = load_digits(), shuffled({COUNT}, random_bits({seed}, 0))\nx = {x}\nlabel = {label}\ny = {wanted}\n\
         x_train, y_train = x[:{first}], y[:{first}]\nx_val, y_val = x[{first}:], y[{first}:]\n"
    );
    if taught.len() < CLASSES {
        let taught = match library {
            Library::Keras => format!("np.isin(label[:{first}], {})", row(taught)),
            Library::PyTorch => format!("torch.isin(label[:{first}], torch.tensor({}))", row(taught)),
        };
        let _ = write!(code, "taught = {taught}\nx_train, y_train = x_train[taught], y_train[taught]\n");
    }
    match lesson {
        PictureLesson::Plain => {}
        PictureLesson::ShuffledLabels(stream) => {
            let order = format!("shuffled(len(y_train), random_bits({seed}, {stream}))");
            let _ = writeln!(code, "y_train = y_train[{order}]  # labels that say nothing");
        }
        PictureLesson::Constant(cell) => {
            let _ = writeln!(code, "x_train[:] = {cell} / {FULL}  # pictures that show nothing");
        }
    }
    code
}
