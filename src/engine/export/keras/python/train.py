"""Goes on training the exported model: the same recipe on the same folders, on every accelerator that is there.

    KERAS_BACKEND=jax python train.py --data FOLDER [--epochs N] [--out trained] [--from-scratch-head]

FOLDER holds a folder for each class, or train/, validation/ and test/ with these in them. The recipe is read
from headstart.json, the backbone's blocks from training.json. What comes out is an export again.

Otherwise than on the page: random numbers are other ones, so results are alike but not equal; while blocks of
the backbone learn, mixup mixes pictures where the page mixes activations.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil

import keras
import numpy as np
from PIL import Image

from photos import find_photos, read_picture
from steps import Batches, KeepBest, Rates, cross_entropy, make_optimizer, phases_of, target_matrix
from views import augments, draw_view

HERE = pathlib.Path(__file__).parent

# Threads that read photos; Pillow lets others run while it decodes and scales.
WORKERS = os.cpu_count() or 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with a folder for each class")
    parser.add_argument("--epochs", type=int, help="of each phase; otherwise the recipe's")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("trained"), help="folder of the result")
    parser.add_argument("--validation", type=float, default=0.2, help="share that is validation where no folder is")
    parser.add_argument("--from-scratch-head", action="store_true", help="forget what the head has learned")
    args = parser.parse_args()

    manifest = json.loads((HERE / "headstart.json").read_text(encoding="utf-8"))
    training = json.loads((HERE / "training.json").read_text(encoding="utf-8"))
    recipe, classes = manifest["recipe"], [one["name"] for one in manifest["classes"]]
    photos = find_photos(args.data, classes, recipe["seed"], args.validation)
    print(", ".join(f"{len(some)} {split}" for split, some in photos.items()), "photos")

    keras.utils.set_random_seed(recipe["seed"])
    devices, scope = distribution()
    with scope:
        run = Training(manifest, training, photos, devices)
        run.start_head(args.from_scratch_head)
        for phase in phases_of(recipe, len(training["blocks"]), args.epochs):
            run.learn(phase)
        run.finish(args.out)


def distribution():
    """How many devices share a batch, and the scope in which the model is to be made for them."""
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        strategy = tf.distribute.MirroredStrategy()
        return strategy.num_replicas_in_sync, strategy.scope()
    if keras.backend.backend() == "jax" and len(keras.distribution.list_devices()) > 1:
        keras.distribution.set_distribution(keras.distribution.DataParallel())
        return len(keras.distribution.list_devices()), contextlib.nullcontext()
    return 1, contextlib.nullcontext()


class Training:
    """A model on its way through the phases of its recipe."""

    def __init__(self, manifest, training, photos, devices):
        self.manifest, self.training, self.photos, self.devices = manifest, training, photos, devices
        self.recipe, self.size = manifest["recipe"], manifest["input"]["size"]
        self.model = keras.saving.load_model(HERE / "model.keras")
        self.backbone = keras.Model(self.model.input, self.model.get_layer(training["features"]).output)
        self.labels = {split: np.array([one.label for one in some], int) for split, some in photos.items()}
        self.views = 1 + (self.recipe["views"] if augments(self.recipe["augmentation"]) else 0)
        count = len(manifest["classes"])
        self.targets = target_matrix(self.labels["train"], count, self.recipe)
        self.plain_targets = target_matrix([], count, {**self.recipe, "classWeights": "none"})
        print("Features of the training photos")
        # One row of features a photo and view, computed once: the backbone is frozen while the head learns alone.
        self.features = np.stack([self.features_of("train", view) for view in range(self.views)])
        deviation = self.features[0].std(axis=0)
        self.mean = self.features[0].mean(axis=0)
        varies = deviation > 1e-6 * np.maximum(1, np.abs(self.mean))
        self.scale = np.where(varies, 1 / np.maximum(deviation, 1e-12), 0).astype("float32")

    def pictures(self, split):
        """What reads photos of a split, each in one of its views: [rows, size, size, 3], 0…255."""

        def read(rows, views):
            drawn = []
            for row, view in zip(rows, views):
                rng = np.random.default_rng([self.recipe["seed"], row, view]) if view > 0 else None
                picture = read_picture(self.photos[split][row].path)
                drawn.append(draw_view(picture, self.size, self.recipe["augmentation"], rng))
            return np.stack(drawn).astype("float32")

        return read

    def predict(self, model, split, view=0):
        """What a model says of each photo of a split."""
        read, labels = self.pictures(split), self.labels[split]
        of_view = lambda rows, views: read(rows, views + view)
        data = Batches(of_view, labels, self.plain_targets, 16 * self.devices, self.devices, workers=WORKERS)
        return model.predict(data, verbose=0)[: len(labels)]

    def features_of(self, split, view=0):
        return self.predict(self.backbone, split, view)

    def start_head(self, from_scratch):
        """The head on standardised features, from the exported weights or from nothing; its output is logits."""
        dropout, dense = self.recipe["head"]["dropout"], [self.model.get_layer(name) for name in self.training["head"]]
        layers = [keras.layers.Rescaling(self.scale.tolist(), (-self.mean * self.scale).tolist())]
        for layer in dense[:-1]:
            layers += [keras.layers.Dense(layer.units, "relu", kernel_initializer="he_normal")]
        layers += [keras.layers.Dropout(dropout), keras.layers.Dense(dense[-1].units, kernel_initializer="zeros")]
        self.head = keras.Sequential([keras.Input(self.mean.shape), *layers], name="head")
        if from_scratch:
            return
        own = [layer.get_weights() for layer in dense]
        own[-1] = [values * self.manifest["temperature"] for values in own[-1]]
        kernel, bias = own[0]
        # On standardised features, as they were learned: x = mean + s / scale.
        divisor = np.where(self.scale > 0, self.scale, 1)[:, None]
        own[0] = [np.where(self.scale[:, None] > 0, kernel / divisor, 0), bias + self.mean @ kernel]
        self.head.set_weights([values for layer in own for values in layer])

    def learn(self, phase):
        """One phase: the head on cached features, or the topmost blocks with the head on pictures."""
        recipe, blocks = self.recipe, self.training["blocks"]
        opened = blocks[len(blocks) - phase.blocks :]
        # Each block learns at its upper neighbour's rate divided by this (Howard & Ruder 2018).
        factors = {
            name: recipe["fineTuning"]["rateDivisor"] ** (depth + 1 - len(opened))
            for depth, block in enumerate(opened)
            for name in block["layers"]
        }
        if phase.blocks == 0:
            model, names = self.head, {}
            read = lambda rows, views: self.features[views, rows]
            features = self.features_of("validation") if self.photos["validation"] else None
            read_validation = lambda rows, views: features[rows]
        else:
            for layer in self.backbone.layers:
                layer.trainable = layer.name in factors
            model = keras.Model(self.model.input, self.head(self.backbone.output))
            read, read_validation = self.pictures("train"), self.pictures("validation")
            names = {id(variable): layer.name for layer in self.backbone.layers for variable in layer.trainable_variables}

        variables = model.trainable_variables
        common = {"batch": phase.batch, "devices": self.devices, "workers": WORKERS if phase.blocks else 1}
        seed = (recipe["seed"], phase.index)
        data = Batches(
            read, self.labels["train"], self.targets, seed=seed, views=self.views, mixup=recipe["mixup"], **common
        )
        plateau = recipe["schedule"]["kind"] == "plateau"
        rate = phase.rate if plateau else Rates(recipe["schedule"], phase.rate, phase.epochs * len(data))
        optimizer = make_optimizer(recipe, rate)
        optimizer.set_variables(
            [factors.get(names.get(id(variable)), 1.0) for variable in variables],
            [len(variable.shape) > 1 for variable in variables],
            phase.decay,
        )
        model.compile(optimizer, loss=cross_entropy, weighted_metrics=["categorical_accuracy"])

        callbacks, validation = [], None
        if self.photos["validation"]:
            validation = Batches(read_validation, self.labels["validation"], self.plain_targets, **common)
            if recipe["patience"] or recipe["fineTuning"]["stages"]:
                # Fine-tuning must not leave the model worse than it came.
                before = model.evaluate(validation, verbose=0)[0] if phase.blocks else None
                callbacks.append(KeepBest(before, recipe["patience"]))
        if plateau:
            monitor = "val_loss" if validation else "loss"
            factor, patience = recipe["schedule"]["factor"], recipe["schedule"]["patience"]
            callbacks.append(keras.callbacks.ReduceLROnPlateau(monitor, factor, patience, min_delta=1e-4))
        print(f"Phase {phase.index}: the head and {phase.blocks} blocks, {phase.epochs} epochs" if phase.blocks else "Head")
        model.fit(data, epochs=phase.epochs, validation_data=validation, callbacks=callbacks, verbose=2)

    def finish(self, out):
        """Puts the head back into the exported model, its temperature fitted anew, and writes an export."""
        whole = keras.Model(self.model.input, self.head(self.backbone.output))
        logits = {split: self.predict(whole, split) for split, some in self.photos.items() if some and split != "train"}
        temperature = 1.0
        if "validation" in logits:
            temperature = fit_temperature(logits["validation"], self.labels["validation"])
        values = self.head.get_weights()
        kernel = values[0] * self.scale[:, None]
        values[:2] = [kernel, values[1] - self.mean @ kernel]
        values[-2:] = [value / temperature for value in values[-2:]]
        for number, name in enumerate(self.training["head"]):
            self.model.get_layer(name).set_weights(values[2 * number : 2 * number + 2])

        out.mkdir(parents=True, exist_ok=True)
        self.model.save(out / "model.keras")
        scores = {"validation": None, "test": None}
        for split, answers in logits.items():
            right = int((answers.argmax(axis=1) == self.labels[split]).sum())
            scores[split] = {"right": right, "of": len(answers)}
            print(f"{split}: {right} of {len(answers)} right ({right / len(answers):.1%})")
        files = ["training.json", "check.py", "train.py", "steps.py", "photos.py", "views.py", "requirements.txt"]
        for name in [*files, *(one["file"] for one in self.manifest["golden"])]:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(HERE / name, out / name)
        manifest = {**self.manifest, "temperature": temperature, "scores": scores, "unknown": None, "golden": []}
        for one in self.manifest["golden"]:
            picture = np.asarray(Image.open(HERE / one["file"]).convert("RGB"), "float32")
            answer = self.model.predict(picture[None], verbose=0)[0]
            manifest["golden"].append({"file": one["file"], "probabilities": [float(value) for value in answer]})
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        (out / "headstart.json").write_text(text + "\n", encoding="utf-8")
        print(f"Written to {out}.")


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


if __name__ == "__main__":
    main()
