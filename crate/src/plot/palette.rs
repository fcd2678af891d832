//! The colours of a plot. A page gives its own, so that plots follow its theme.

use plotters::style::RGBColor;

/// The colours of plots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// The ground.
    pub paper: RGBColor,
    /// Lines and text.
    pub ink: RGBColor,
    /// Tick labels and what is less important.
    pub muted: RGBColor,
    /// Grid lines.
    pub grid: RGBColor,
    /// Points of class 1, and the side of the plane where the output is 1.
    pub one: RGBColor,
    /// Points of class 0.
    pub zero: RGBColor,
    /// What is wrong.
    pub wrong: RGBColor,
    /// What is selected.
    pub accent: RGBColor,
}

/// One of the colours of a palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hue {
    /// [`Palette::ink`].
    Ink,
    /// [`Palette::muted`].
    Muted,
    /// [`Palette::one`].
    One,
    /// [`Palette::zero`].
    Zero,
    /// [`Palette::wrong`].
    Wrong,
    /// [`Palette::accent`].
    Accent,
    /// [`Palette::grid`].
    Grid,
}

impl Hue {
    /// The colour in a palette.
    pub const fn of(self, colors: &Palette) -> RGBColor {
        match self {
            Self::Ink => colors.ink,
            Self::Muted => colors.muted,
            Self::One => colors.one,
            Self::Zero => colors.zero,
            Self::Wrong => colors.wrong,
            Self::Accent => colors.accent,
            Self::Grid => colors.grid,
        }
    }
}

/// The colour `0xRRGGBB`.
pub const fn rgb(code: u32) -> RGBColor {
    let [_, red, green, blue] = code.to_be_bytes();
    RGBColor(red, green, blue)
}

/// The colour a fraction of the way from one to another.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between two bytes
pub(super) fn mixed(from: RGBColor, to: RGBColor, fraction: f64) -> RGBColor {
    let between = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * fraction).round() as u8;
    RGBColor(between(from.0, to.0), between(from.1, to.1), between(from.2, to.2))
}

impl Palette {
    /// For a white ground, on paper and in pages that set no colours. Blue and orange are those of Okabe and Ito's palette, which every
    /// kind of colour vision can tell apart.
    pub const LIGHT: Self = Self {
        paper: rgb(0x00ff_ffff),
        ink: rgb(0x001d_2126),
        muted: rgb(0x005c_6570),
        grid: rgb(0x00e3_e6ea),
        one: rgb(0x0000_72b2),
        zero: rgb(0x00e6_9f00),
        wrong: rgb(0x00b3_261e),
        accent: rgb(0x0000_72b2),
    };
}
