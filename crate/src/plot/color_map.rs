//! A diverging colour map: from the colour of class 0 through the colour of the ground to the colour of class 1.

use plotters::style::RGBColor;

use super::palette::{Palette, mixed};

/// The number of shades.
const SHADES: usize = 256;
/// The fraction of the colour of a class in the strongest shade. Points in the full colour stand out from it.
const MAX_STRENGTH: f64 = 0.8;
/// The number of shades in a plot of rectangles.
const COARSE: usize = 24;

/// The shades of a palette.
#[derive(Clone, Debug)]
pub struct ColorMap {
    shades: Vec<[u8; 4]>,
}

impl ColorMap {
    /// The colour map of a palette. A discretized one has only the two colours of a decision.
    pub fn new(colors: &Palette, discretize: bool) -> Self {
        let shade = |at: usize| {
            let value = at as f64 / (SHADES - 1) as f64 * 2.0 - 1.0;
            let value = if discretize { if at >= SHADES / 2 { 1.0 } else { -1.0 } } else { value };
            let strong = if value < 0.0 { colors.zero } else { colors.one };
            let RGBColor(r, g, b) = mixed(colors.paper, strong, value.abs() * MAX_STRENGTH);
            [r, g, b, 255]
        };
        Self { shades: (0..SHADES).map(shade).collect() }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to SHADES − 1; NaN becomes 0
    fn shade(value: f32, [low, high]: [f32; 2]) -> usize {
        let fraction = (value - low) / (high - low);
        // The shade in the middle belongs to class 1, as in a decision.
        (fraction.clamp(0.0, 1.0) * (SHADES - 1) as f32 + 0.5) as usize
    }

    /// The shade of a value, one of only a few.
    pub fn coarse(&self, value: f32, range: [f32; 2]) -> usize {
        let step = SHADES / COARSE;
        (Self::shade(value, range) / step * step + step / 2).min(self.shades.len() - 1)
    }

    /// The colour of a shade.
    pub fn color(&self, shade: usize) -> RGBColor {
        let [r, g, b, _] = self.shades[shade.min(SHADES - 1)];
        RGBColor(r, g, b)
    }

    /// Writes the colours of `values` into `pixels`, as RGBA.
    pub fn paint(&self, values: &[f32], range: [f32; 2], pixels: &mut [[u8; 4]]) {
        for (value, pixel) in values.iter().zip(pixels) {
            *pixel = self.shades[Self::shade(*value, range)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decision_changes_in_the_middle_and_nothing_falls_out() {
        let colors = Palette::LIGHT;
        let heat = ColorMap::new(&colors, true);
        let mut cells = [[0; 4]; 6];
        heat.paint(&[f32::NAN, f32::NEG_INFINITY, 0.49, 0.5, 0.51, f32::INFINITY], [0.0, 1.0], &mut cells);
        assert_eq!(cells[0], cells[2]);
        assert_eq!(cells[1], cells[2]);
        assert_ne!(cells[2], cells[3]);
        assert_eq!(cells[3], cells[5]);
    }

    #[test]
    fn certainty_deepens_the_colour() {
        let heat = ColorMap::new(&Palette::LIGHT, false);
        let red = |value: f32| heat.color(ColorMap::shade(value, [-1.0, 1.0])).0;
        assert!(red(0.1) > red(0.5) && red(0.5) > red(1.0), "towards blue");
        assert_eq!(red(1.0), red(7.0), "beyond the range");
    }
}
