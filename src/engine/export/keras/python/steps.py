"""What a training step is made of: phases, batches, rates, the optimiser, the weights that are kept."""

import math
from dataclasses import dataclass

import keras
import numpy as np
from keras import ops


@dataclass(frozen=True)
class Phase:
    """A stretch of training in which the same weights learn."""

    index: int
    blocks: int  # that learn, from the top; 0: the head alone
    epochs: int
    rate: float  # the head's, at its peak
    decay: float
    batch: int


def phases_of(recipe, blocks):
    """The head alone, then the stages of fine-tuning; a block that has learned goes on learning."""
    tuning = recipe["fineTuning"]
    phases = [
        Phase(0, 0, recipe["epochs"], recipe["learningRate"], recipe["weightDecay"], recipe["batchSize"])
    ]
    for index, stage in enumerate(tuning["stages"], 1):
        opened = min(blocks, max(phases[-1].blocks, stage["blocks"]))
        rate, decay, batch = stage["learningRate"], tuning["weightDecay"], tuning["batchSize"]
        phases.append(Phase(index, opened, stage["epochs"], rate, decay, batch))
    return phases


def target_matrix(labels, classes, recipe):
    """What each class should answer, [classes, classes]: smoothed (Szegedy et al. 2016), times the class's weight."""
    smoothing = recipe["labelSmoothing"]
    weights = np.ones(classes)
    if recipe["classWeights"] == "balanced":
        counts = np.bincount(labels, minlength=classes)
        weights = np.where(counts > 0, len(labels) / (np.count_nonzero(counts) * np.maximum(counts, 1)), 0)
    return (weights[:, None] * ((1 - smoothing) * np.eye(classes) + smoothing / classes)).astype("float32")


def cross_entropy(targets, logits):
    """−Σ t ln p for each row. Rows sum to their weight, which Keras's own loss would not allow on every backend."""
    return -ops.sum(targets * ops.log_softmax(logits, axis=-1), axis=-1)


class Batches(keras.utils.PyDataset):
    """Batches of inputs, targets and weights, each photo once an epoch in one of its views.

    read: (rows, views) → inputs of these photos; view 0 is the photo itself
    seed: numbers from which an epoch's order and views follow; None: in order, the photos themselves
    devices: a batch is filled up to a multiple of it, by rows that weigh nothing
    workers: threads that read batches ahead
    """

    def __init__(self, read, labels, targets, batch, devices, *, seed=None, views=1, mixup=0.0, workers=1):
        super().__init__(workers=workers)
        self.read, self.labels, self.targets = read, np.asarray(labels), targets
        self.batch, self.devices, self.seed, self.views, self.mixup = batch, devices, seed, views, mixup
        self.epoch = -1
        self.on_epoch_end()

    def __len__(self):
        return math.ceil(len(self.labels) / self.batch)

    def __getitem__(self, index):
        order, epoch = self.order, self.epoch
        rows = order[index * self.batch : (index + 1) * self.batch]
        views, rng = np.zeros(len(rows), int), None
        if self.seed is not None:
            rng = np.random.default_rng([*self.seed, epoch, index])
            views = rng.integers(self.views, size=len(rows))
        inputs, targets = self.read(rows, views), self.targets[self.labels[rows]]
        if rng is not None and self.mixup > 0:
            # Each keeps the larger share and takes the rest from the next one (Zhang et al. 2018).
            share = rng.beta(self.mixup, self.mixup, len(rows)).astype("float32")
            share = np.maximum(share, 1 - share)
            mixed = share.reshape(-1, *[1] * (inputs.ndim - 1))
            inputs = mixed * inputs + (1 - mixed) * np.roll(inputs, -1, axis=0)
            targets = share[:, None] * targets + (1 - share[:, None]) * np.roll(targets, -1, axis=0)
        empty = -len(rows) % self.devices
        weights = np.repeat(np.float32([1, 0]), [len(rows), empty])
        # The loss is a mean over the filled batch; so it is that of the photos.
        targets = targets * np.float32((len(rows) + empty) / len(rows))
        fill = lambda values: np.concatenate([values, np.repeat(values[:1], empty, axis=0)])
        return fill(inputs), fill(targets), weights

    def on_epoch_end(self):
        self.epoch += 1
        order = np.arange(len(self.labels))
        if self.seed is not None:
            np.random.default_rng([*self.seed, self.epoch]).shuffle(order)
        self.order = order


def rate_at(schedule, peak, step, steps):
    """The rate of a step of a phase, counted from 0. Plateau is constant here: Keras's callback moves it."""
    cosine = lambda start, end, way: end + (start - end) * (1 + math.cos(math.pi * way)) / 2
    if schedule["kind"] == "cosine":
        warmup = min(int(schedule["warmup"] * steps + 0.5), steps - 1)
        if step < warmup:
            return peak * (step + 1) / (warmup + 1)
        return cosine(peak, 0, (step - warmup) / (steps - warmup))
    if schedule["kind"] == "one-cycle":
        top = max(0, schedule["peak"] * steps - 1)
        if step < top:
            return cosine(peak / 25, peak, step / top)
        return cosine(peak, peak / 25 / 1e4, (step - top) / (steps - 1 - top)) if steps - 1 > top else peak
    return peak


class Rates(keras.optimizers.schedules.LearningRateSchedule):
    """The recipe's rate at each step of a phase."""

    def __init__(self, schedule, peak, steps):
        self.rates = np.float32([rate_at(schedule, peak, step, steps) for step in range(steps)])

    def __call__(self, step):
        last = len(self.rates) - 1
        return ops.take(ops.convert_to_tensor(self.rates), ops.minimum(ops.cast(step, "int32"), last))

    def get_config(self):
        return {"rates": self.rates.tolist()}


class ByVariable:
    """Gives each variable a rate of its own, and decoupled weight decay to all but biases (Loshchilov & Hutter 2019).

    factors: of the rate, in the order of the model's trainable variables
    decayed: whether each of them decays
    """

    def set_variables(self, factors, decayed, decay):
        self.factors, self.decayed, self.decay = factors, decayed, decay

    def update_step(self, gradient, variable, learning_rate):
        index = self._get_variable_index(variable)
        rate = ops.cast(learning_rate, variable.dtype) * self.factors[index]
        if self.decayed[index]:
            self.assign_sub(variable, variable * rate * self.decay)
        super().update_step(gradient, variable, rate)


class Adam(ByVariable, keras.optimizers.Adam):
    pass


class SGD(ByVariable, keras.optimizers.SGD):
    """Keras's momentum gathers steps where the page's gathers gradients: the same while the rate stays."""


def make_optimizer(recipe, rate):
    clip = recipe["clipNorm"] or None
    if recipe["optimizer"] == "sgd":
        return SGD(rate, momentum=recipe["momentum"], global_clipnorm=clip)
    return Adam(rate, epsilon=1e-8, global_clipnorm=clip)


class KeepBest(keras.callbacks.Callback):
    """Ends with the weights of the lowest validation loss, and a phase whose loss does not fall any more.

    loss: of the weights before the phase, where they count among those; None: they don't
    """

    def __init__(self, loss, patience):
        super().__init__()
        self.best, self.patience, self.waited = loss, patience, 0
        self.weights = None

    def on_train_begin(self, logs=None):
        if self.best is not None:
            self.weights = self.model.get_weights()

    def on_epoch_end(self, epoch, logs=None):
        loss = logs["val_loss"]
        if self.best is None or loss < self.best:
            self.best, self.weights, self.waited = loss, self.model.get_weights(), 0
            return
        self.waited += 1
        if self.patience and self.waited >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


def fit_temperature(logits, labels):
    """Temperature scaling (Guo et al. 2017), where half a photo counts as wrong: as the page fits it."""
    wrong = 0.5 / (len(labels) + 1)
    right = logits[np.arange(len(labels)), labels]
    others = logits.copy()
    others[np.arange(len(labels)), labels] = -np.inf
    target = ((1 - wrong) * right + wrong * others.max(axis=1)).sum()
    low, high = 0.05, 20.0
    while high / low > 1 + 1e-6:
        middle = (low * high) ** 0.5
        weights = np.exp((logits - logits.max(axis=1, keepdims=True)) / middle)
        mean = (logits * weights).sum(axis=1) / weights.sum(axis=1)
        low, high = (middle, high) if mean.sum() > target else (low, middle)
    return float((low * high) ** 0.5)
