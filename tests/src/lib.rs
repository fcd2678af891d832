//! Real browsers, driven from Rust.
//!
//! - [`webdriver`]: the W3C protocol, the same for every browser
//! - [`engine`]: how the browsers of the three engines are started
//! - [`browser`]: one of them, and what only Chromium's driver can do
//! - [`downloads`]: files that the page saves
//! - [`server`]: the built page, and pages made for one test, on a port of their own
//! - [`page`]: a fresh page in a browser; [`figure`]: one `<perceptron-playground>` in it, down into its shadow root
//! - [`runner`]: takes each test to a browser, and fails those that leave errors in the console
//!
//! A browser that does not do as it is told ends the test under way: functions here panic, and say why.

#![allow(clippy::missing_panics_doc)] // the sentence above goes for all of them

pub mod browser;
pub mod downloads;
pub mod engine;
pub mod figure;
pub mod page;
pub mod runner;
pub mod server;
pub mod webdriver;

pub use engine::Engine;
pub use figure::Figure;
pub use page::Page;
pub use runner::Test;
pub use serde_json::{Value, json};
