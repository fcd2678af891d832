//! Pictures of models, drawn on any plotters backend: a canvas in the page, SVG in tests and on paper.

pub mod frame;
pub mod palette;
pub mod picture;
pub mod plane;
pub mod slope;
pub mod surface;
