//! Plots of models on any plotters backend: a canvas in the page, SVG in tests and on paper.

pub mod agreement;
pub mod chart;
pub mod classes;
pub mod color_map;
pub mod contours;
pub mod curves;
pub mod field;
pub mod frame;
mod grid;
pub mod grids;
pub mod histogram;
mod labels;
pub mod letters;
pub mod loss_surface;
pub mod palette;
pub mod picture;
pub mod plane;
pub mod raster;
pub mod recording;
pub mod roc;
pub mod scatter;
pub mod side_by_side;
pub mod spark;
pub mod stroke;
pub mod surface;
pub mod ticks;
pub mod unrolled;
