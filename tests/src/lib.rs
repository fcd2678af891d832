//! Real browsers, driven from Rust.
