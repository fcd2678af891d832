"""How long real Keras takes for the regression lab: 100 epochs of 128 rows in batches of 32, with validation on 32 more.

The seconds are those of model.fit alone: the median of some labs, after one that compiles.
"""

import statistics
import time

import keras
import numpy as np

random = np.random.default_rng(3)
x = random.uniform(-2, 2, (160, 1)).astype("float32")
y = (1.726 * x - 0.84 + (0.5 + x * x / 3) * random.normal(size=x.shape)).astype("float32")
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.01), loss="mse")
taken = []
for _ in range(6):
    model.set_weights([np.array([[0.3]]), np.array([0.0])])
    start = time.perf_counter()
    history = model.fit(x, y, batch_size=32, epochs=100, validation_split=0.2, verbose=0).history
    taken.append(time.perf_counter() - start)
    assert len(history["val_loss"]) == 100
seconds = statistics.median(taken[1:])
print(f"\nThe regression lab in Keras {keras.__version__} with {keras.backend.backend()}: {seconds:.2f} s a lab")
