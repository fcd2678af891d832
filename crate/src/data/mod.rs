//! What there is to learn.

pub mod gates;
