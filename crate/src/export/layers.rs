//! Single layers as code: dense layers for their summary, and a convolution for its output.

use super::code::rows;
use super::library::Library;
use super::training_run::Script;
use crate::model::convolution::{Convolution, FeatureMap, KERNEL_SIZE, POOL_SIZE, Padding, Pooling};
use crate::model::decimal::Decimal;
use crate::model::dense::Dense;

/// The script of dense layers, which prints their summary.
pub fn dense(library: Library, layers: &[Dense]) -> Script {
    let model = match library {
        Library::Keras => {
            let lines = layers.iter().map(|layer| format!("    keras.layers.Dense({}),\n", layer.units));
            format!(
                "import keras\n\nmodel = keras.Sequential([\n    keras.Input(({},)),\n{}])\nmodel.summary()\n",
                layers[0].inputs,
                lines.collect::<String>()
            )
        }
        Library::PyTorch => {
            let lines = layers.iter().map(|layer| format!("    nn.Linear({}, {}),\n", layer.inputs, layer.units));
            format!(
                "from torch import nn\n\nmodel = nn.Sequential(\n{})\nfor name, values in model.named_parameters():\n    \
                 print(name, tuple(values.shape), f\"{{values.numel():,}}\")\nprint(\"Total params:\", f\"{{sum(values.numel() \
                 for values in model.parameters()):,}}\")\n",
                lines.collect::<String>()
            )
        }
    };
    Script { model, ..Script::default() }
}

/// The script of a convolution with its pooling, which prints the output for an image.
pub fn convolution(
    library: Library,
    picture: &FeatureMap<i32>,
    convolution: &Convolution,
    pooling: Option<Pooling>,
) -> Script {
    let [height, width] = picture.shape;
    let cells = picture.values.chunks(width).map(<[i32]>::to_vec).collect::<Vec<_>>();
    let kernel = convolution.kernel.map(Decimal::to_f64);
    let (cells, kernel) =
        (rows(&cells, ""), rows(&kernel.chunks(KERNEL_SIZE).map(<[f64]>::to_vec).collect::<Vec<_>>(), ""));
    let (stride, bias) = (convolution.stride, convolution.bias.to_f64());
    match library {
        Library::Keras => {
            let padding = if convolution.padding == Padding::Same { "same" } else { "valid" };
            let pool = pooling.map_or(String::new(), |pooling| {
                let name = if pooling == Pooling::Max { "Max" } else { "Average" };
                format!("    keras.layers.{name}Pooling2D({POOL_SIZE}),\n")
            });
            Script {
                data: format!(
                    "import keras\nimport numpy as np\n\n# One picture: rows, columns, one channel\npicture = \
                     np.array({cells}, dtype=\"float32\").reshape(1, {height}, {width}, 1)\n"
                ),
                model: format!(
                    "kernel = np.array({kernel}).reshape({KERNEL_SIZE}, {KERNEL_SIZE}, 1, 1)\nmodel = keras.Sequential([\n    \
                     keras.Input(({height}, {width}, 1)),\n    keras.layers.Conv2D(1, {KERNEL_SIZE}, strides={stride}, \
                     padding=\"{padding}\"),\n{pool}])\nmodel.set_weights([kernel, np.array([{bias:?}])])\nmodel.summary()\n"
                ),
                results: "outputs = picture\nfor layer in model.layers:\n    outputs = layer(outputs)\n    \
                          print(keras.ops.convert_to_numpy(outputs)[0, :, :, 0])\n"
                    .to_owned(),
                ..Script::default()
            }
        }
        Library::PyTorch => {
            // PyTorch's own "same" has no stride and puts an odd zero at the start.
            let zeros = match convolution.padding {
                Padding::Valid => String::new(),
                Padding::Same => {
                    let side = |length| {
                        let before = Padding::Same.zeros_before(length, stride);
                        [before, Padding::Same.zeros(length, stride) - before]
                    };
                    let [left, right, above, below] = [side(width), side(height)].concat()[..] else { unreachable!() };
                    format!("    nn.ZeroPad2d(({left}, {right}, {above}, {below})),  # left, right, above, below\n")
                }
            };
            let at = usize::from(!zeros.is_empty());
            let pool = pooling.map_or(String::new(), |pooling| {
                let name = if pooling == Pooling::Max { "Max" } else { "Avg" };
                format!("    nn.{name}Pool2d({POOL_SIZE}),\n")
            });
            Script {
                data: format!(
                    "import torch\nfrom torch import nn\n\n# One picture: one channel, rows, columns\npicture = \
                     torch.tensor({cells}).float().reshape(1, 1, {height}, {width})\n"
                ),
                model: format!(
                    "model = nn.Sequential(\n{zeros}    nn.Conv2d(1, 1, {KERNEL_SIZE}, stride={stride}),\n{pool})\nwith \
                     torch.no_grad():\n    model[{at}].weight[0, 0] = torch.tensor({})\n    model[{at}].bias[0] = \
                     {bias:?}\nprint(model)\n",
                    kernel.replace('\n', "\n    ")
                ),
                results: "outputs = picture\nwith torch.no_grad():\n    for layer in model:\n        outputs = \
                          layer(outputs)\n        print(outputs[0, 0])\n"
                    .to_owned(),
                ..Script::default()
            }
        }
    }
}
