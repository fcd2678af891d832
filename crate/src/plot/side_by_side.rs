//! Several pictures as one: for a file, where each has a canvas of its own in the page.

use super::frame::Frame;
use super::palette::Palette;
use super::picture::Picture;
use super::surface::{Area, DrawResult};

/// Pictures of one size side by side, from the left.
pub struct SideBySide<'a>(pub Vec<Box<dyn Picture + 'a>>);

impl Picture for SideBySide<'_> {
    /// The whole has no plane of its own: its units are shares of its width and height.
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: [0.0, 1.0], y: [0.0, 1.0] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [width, height] = frame.size;
        let count = u32::try_from(self.0.len()).unwrap_or(u32::MAX).max(1);
        let size = [width / count, height];
        for (left, picture) in (0..).step_by(size[0].max(1) as usize).zip(&self.0) {
            let part = area.clone().shrink((left, 0), (size[0], height));
            let frame = picture.frame(size, frame.scale);
            if let Some(ground) = picture.ground(&frame) {
                part.fill(&colors.paper)?;
                ground.draw(&part, &frame, colors)?;
            }
            picture.draw(&part, &frame, colors)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::curves::Curves;
    use crate::plot::picture::svg;

    fn empty() -> Box<dyn Picture> {
        let (shaded, lines, marks) = (Vec::new(), Vec::new(), Vec::new());
        Box::new(Curves { x: [-1.0, 1.0], y: [-1.0, 1.0], names: ["a", "h"], shaded, lines, marks, labels: Vec::new() })
    }

    #[test]
    fn each_picture_is_drawn_as_alone_but_further_to_the_right() {
        let alone = svg(&*empty(), [300, 200], &Palette::LIGHT);
        let both = svg(&SideBySide(vec![empty(), empty()]), [600, 200], &Palette::LIGHT);
        let texts = |document: &str| {
            let mut places: Vec<(String, String)> = Vec::new();
            for text in document.split("<text ").skip(1).filter_map(|rest| rest.split('>').next()) {
                let of = |name: &str| {
                    text.split(&format!(" {name}=\"")).nth(1).or_else(|| text.strip_prefix(&format!("{name}=\"")))
                };
                let attribute = |name: &str| of(name).and_then(|rest| rest.split('"').next()).unwrap_or("").to_owned();
                places.push((attribute("x"), attribute("y")));
            }
            places
        };
        let (one, two) = (texts(&alone), texts(&both));
        assert!(one.len() > 8 && two.len() == 2 * one.len());
        assert_eq!(two[..one.len()], one[..]);
        for ((x, y), (far, same)) in one.iter().zip(&two[one.len()..]) {
            assert_eq!((far.parse::<i32>().unwrap(), same), (x.parse::<i32>().unwrap() + 300, y));
        }
    }
}
