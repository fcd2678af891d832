//! Pictures of models, drawn on any plotters backend: a canvas in the page, SVG in tests and on paper.

pub mod agreement;
pub mod bowl;
pub mod chart;
pub mod classes;
pub mod contours;
pub mod curves;
pub mod field;
pub mod frame;
pub mod grids;
pub mod heat;
pub mod histogram;
pub mod palette;
pub mod picture;
pub mod plane;
pub mod recording;
pub mod roc;
pub mod scatter;
pub mod slope;
pub mod surface;
pub mod ticks;
pub mod unrolled;
