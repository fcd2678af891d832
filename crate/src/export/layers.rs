//! Single layers as code: dense layers for their summary, a convolution for its output, and a recurrent layer that learns to forecast.

use super::code::{list, row, rows, transposed};
use super::library::Library;
use super::training_run::Script;
use crate::model::convolution::{Convolution, FeatureMap, KERNEL_SIZE, POOL_SIZE, Padding, Pooling};
use crate::model::decimal::Decimal;
use crate::model::dense::Dense;
use crate::model::recurrent::SimpleRnn;

/// A recurrent layer that learns to forecast a series.
#[derive(Clone, Debug)]
pub struct ForecastRun {
    /// The series.
    pub values: Vec<f64>,
    /// The number of forecasts for training.
    pub split: usize,
    /// Whether the series is constant, so that its standard deviation is 0.
    pub is_constant: bool,
    /// The layer before training.
    pub layer: SimpleRnn,
    /// Adam's learning rate.
    pub rate: f64,
    /// The number of epochs.
    pub epochs: u64,
}

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
                fit: String::new(),
                results: "outputs = picture\nfor layer in model.layers:\n    outputs = layer(outputs)\n    \
                          print(keras.ops.convert_to_numpy(outputs)[0, :, :, 0])\n"
                    .to_owned(),
                plot: None,
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
                fit: String::new(),
                results: "outputs = picture\nwith torch.no_grad():\n    for layer in model:\n        outputs = \
                          layer(outputs)\n        print(outputs[0, 0])\n"
                    .to_owned(),
                plot: None,
            }
        }
    }
}

/// The script of a recurrent layer. Each update is from the whole training part. The result is compared with the forecast "tomorrow
/// is today".
pub fn forecast(library: Library, run: &ForecastRun) -> Script {
    let units = run.layer.units();
    let each = |value: &dyn Fn(usize) -> f64| (0..units).map(value).collect::<Vec<_>>();
    let inputs = each(&|unit| run.layer.input_weight(unit));
    let states: Vec<_> = (0..units).map(|to| each(&|from| run.layer.state_weight(to, from))).collect();
    let (biases, output) = (each(&|unit| run.layer.bias(unit)), each(&|unit| run.layer.output_weight(unit)));
    let (values, split, epochs, rate) = (list(&run.values), run.split, run.epochs, run.rate);
    let columns = |values: &[f64]| rows(&values.iter().map(|value| vec![*value]).collect::<Vec<_>>(), "    ");
    let (last, bias) = (split + 1, run.layer.output_bias());
    match library {
        Library::Keras => Script {
            data: format!(
                "import keras\nimport numpy as np\n\nseries = np.array({values})\n\nknown = series[:{last}]\nmean, scale = \
                 known.mean(), {}\nz = ((series - mean) / scale).astype(\"float32\").reshape(1, -1, 1)\nx, y = z[:, :-1], \
                 z[:, 1:]  # each value, and the next one to forecast\nx_train, y_train = x[:, :{split}], y[:, :{split}]\n",
                if run.is_constant { "1.0" } else { "known.std()" }
            ),
            model: format!(
                "model = keras.Sequential([\n    keras.Input((None, 1)),\n    keras.layers.SimpleRNN({units}, \
                 return_sequences=True),\n    keras.layers.Dense(1),\n])\nmodel.set_weights([  # the page's own first weights \
                 and biases\n    np.array([{}]),\n    np.array({}),\n    np.array({}),\n    np.array({}),\n    \
                 np.array([{bias:?}]),\n])\nmodel.compile(optimizer=keras.optimizers.Adam(learning_rate={rate:?}), \
                 loss=\"mse\")\nmodel.summary()\n",
                row(&inputs),
                rows(&transposed(&states), "    "),
                row(&biases),
                columns(&output),
            ),
            fit: format!(
                "# In single precision, which long training lets part a little from the page's double one.\nhistory = \
                 model.fit(x_train, y_train, epochs={epochs}, shuffle=False, verbose=0).history\n"
            ),
            results: errors("forecasts = keras.ops.convert_to_numpy(model(x))[0, :, 0] * scale + mean\n", split),
            plot: None,
        },
        Library::PyTorch => Script {
            data: format!(
                "import torch\nfrom torch import nn\n\nseries = torch.tensor({values}, dtype=torch.float64)\n\nknown = \
                 series[:{last}]\nmean, scale = known.mean(), {}\nz = ((series - mean) / scale).reshape(1, -1, 1)\nx, y = z[:, :-1], z[:, 1:]  # each value, and the next one to forecast\nx_train, y_train = x[:, \
                 :{split}], y[:, :{split}]\n",
                if run.is_constant { "1.0" } else { "known.std(unbiased=False)" }
            ),
            model: format!(
                "class Forecaster(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.layer = \
                 nn.RNN(1, {units}, batch_first=True, dtype=torch.float64)\n        self.output = nn.Linear({units}, 1, dtype=torch.float64)\n        # A second bias \
                 for each unit would do the same as the first.\n        self.layer.bias_hh_l0.requires_grad_(False).zero_()\n\n    \
                 def forward(self, x):\n        states, _ = self.layer(x)\n        return self.output(states)\n\n\nmodel = \
                 Forecaster()\nwith torch.no_grad():  # the page's own first weights and biases\n    \
                 model.layer.weight_ih_l0[:] = torch.tensor({}, dtype=torch.float64)\n    model.layer.weight_hh_l0[:] = torch.tensor({}, dtype=torch.float64)\n    \
                 model.layer.bias_ih_l0[:] = torch.tensor({}, dtype=torch.float64)\n    model.output.weight[:] = torch.tensor([{}], dtype=torch.float64)\n    \
                 model.output.bias[:] = {bias:?}\nprint(model)\n",
                columns(&inputs),
                rows(&states, "    "),
                row(&biases),
                row(&output),
            ),
            fit: format!(
                "learned = [values for values in model.parameters() if values.requires_grad]\noptimizer = \
                 torch.optim.Adam(learned, lr={rate:?})\nhistory = {{\"loss\": []}}\nfor epoch in range({epochs}):\n    loss = \
                 nn.MSELoss()(model(x_train), y_train)\n    optimizer.zero_grad()\n    loss.backward()\n    # \
                 Keras adds epsilon before Adam's correction.\n    optimizer.param_groups[0][\"eps\"] = 1e-7 / (1 - 0.999 ** \
                 (epoch + 1)) ** 0.5\n    optimizer.step()\n    history[\"loss\"].append(loss.item())\n"
            ),
            results: errors("with torch.no_grad():\n    forecasts = model(x)[0, :, 0] * scale + mean\n", split),
            plot: None,
        },
    }
}

/// Code for the mean squared errors in the units of the series, and those of the forecast "tomorrow is today".
fn errors(forecasts: &str, split: usize) -> String {
    format!(
        "{forecasts}for name, part in [(\"training\", slice(None, {split})), (\"test\", slice({split}, None))]:\n    errors = \
         [(values[part] - series[1:][part]) ** 2 for values in (forecasts, series[:-1])]\n    print(name, \"MSE:\", \
         errors[0].mean().item(), \" tomorrow is today:\", errors[1].mean().item())\n"
    )
}
