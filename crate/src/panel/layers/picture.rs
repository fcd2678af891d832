//! The picture of the view shown.

use nalgebra::Point2;

use super::Layers;
use crate::plot::curves::Curves;
use crate::plot::frame::Frame;
use crate::plot::grids::Grids;
use crate::plot::palette::Palette;
use crate::plot::picture::Picture;
use crate::plot::surface::{Area, DrawResult};

/// What a view shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Numbers as cells.
    Grids(Grids),
    /// A series and its forecasts.
    Curves(Curves),
}

impl Picture for Shown {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        match self {
            Self::Grids(grids) => grids.frame(size, scale),
            Self::Curves(curves) => curves.frame(size, scale),
        }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        match self {
            Self::Grids(grids) => grids.draw(area, frame, colors),
            Self::Curves(curves) => curves.draw(area, frame, colors),
        }
    }
}

impl Layers {
    /// The picture of the view shown.
    pub fn picture(&self) -> Shown {
        match self.settings().part() {
            "tensor" => Shown::Grids(self.tensor_picture()),
            "dense" => Shown::Grids(self.network_picture()),
            "conv" => Shown::Grids(self.convolution_picture()),
            _ => Shown::Curves(self.forecast_picture()),
        }
    }

    /// Where the handle is; nothing where there is none.
    pub fn handle_place(&self) -> Option<Point2<f64>> {
        match self.settings().part() {
            "conv" => Some(self.kernel_place().into()),
            "recurrent" => Some(self.moment_place().into()),
            _ => None,
        }
    }
}
