//! Data sets, and how they are split.

pub mod bitmap;
pub mod csv;
pub mod digits;
pub mod distributions;
pub mod exam;
pub mod fruit;
pub mod gates;
pub mod lab;
pub mod letters;
pub mod passages;
pub mod preprocess;
pub mod series;
pub mod shapes;
pub mod split;
pub mod surface;
pub mod synthetic;
pub mod table;
pub mod variants;
