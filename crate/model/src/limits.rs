//! How large networks, data sets and their numbers can be.

/// The most inputs of a network.
pub const MAX_INPUTS: usize = 1024;
/// The most units of a layer.
pub const MAX_UNITS: usize = 1024;
/// The most layers with weights.
pub const MAX_LAYERS: usize = 16;
/// The most parameters of a network.
pub const MAX_PARAMETERS: usize = 1 << 20;
/// The most samples of a data set, and the most points of a grid.
pub const MAX_SAMPLES: usize = 1 << 20;
/// The most numbers in a list of samples or points.
pub const MAX_VALUES: usize = 1 << 26;
/// The greatest magnitude of a parameter or of a value in the data. It is far beyond anything that learns, and so far within the
/// range of single precision (3.4·10³⁸) that sums of products stay finite.
pub const MAX_MAGNITUDE: f32 = 1e12;
