//! What the model says of the test rows, against the truth.

use nalgebra::Point2;

use super::{airy, points};
use crate::panel::regression::data::bounds;
use crate::panel::regression::lab::Lab;
use crate::panel::words::Words;
use crate::plot::agreement::Agreement;

/// The picture.
pub fn agreement(lab: &Lab, words: &Words) -> Agreement {
    let test = &lab.data().test;
    let (shape, parameters) = (lab.data().shape, lab.parameters());
    let pairs = points(test).map(|(_, row)| Point2::new(row.y, shape.at(&parameters, row.x)));
    let pairs: Vec<_> = pairs.filter(|pair| pair.y.is_finite()).collect();
    // A line that is far off is shown to be so, as long as the truth does not shrink to a dot.
    let [low, high] = bounds(test.y.iter().copied());
    let span = high - low;
    let predicted = pairs.iter().map(|pair| pair.y.clamp(low - span, high + span));
    let range = airy(bounds(predicted.chain([low, high])));
    Agreement { names: ["truth", "prediction"].map(|key| words.get(key).to_owned()), pairs, range }
}
