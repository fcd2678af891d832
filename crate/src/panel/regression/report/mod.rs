//! What there is to say about the lab: numbers, measures, remarks.

pub mod measures;
pub mod numbers;
pub mod remarks;
