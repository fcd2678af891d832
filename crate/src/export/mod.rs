//! What a learner takes along: code that runs as it is and gives the page's own numbers, and the model as a file.

pub mod code;
pub mod keras;
pub mod model_file;
pub mod notebook;
pub mod pytorch;
pub mod training_run;
