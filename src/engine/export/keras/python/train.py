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

from photos import KNOWN_DIGITS, find_photos, read_picture
from steps import (
    Batches,
    KeepBest,
    Rates,
    cross_entropy,
    fit_temperature,
    make_optimizer,
    phases_of,
    target_matrix,
)
from views import augments, draw_view

HERE = pathlib.Path(__file__).parent

# What an export has beside the model and its manifest.
KEPT = ["README.md", "LICENSE.txt", "requirements.txt"]
KEPT += ["check.py", "train.py", "steps.py", "photos.py", "views.py"]

# Threads that read photos; Pillow lets others run while it decodes and scales.
WORKERS = os.cpu_count() or 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with a folder for each class")
    parser.add_argument("--epochs", type=int, help="of each phase; otherwise the recipe's")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("trained"), help="folder of the result")
    parser.add_argument("--validation", type=float, default=0.2, help="share of new photos that is validation")
    parser.add_argument("--from-scratch-head", action="store_true", help="forget what the head has learned")
    args = parser.parse_args()

    manifest = json.loads((HERE / "headstart.json").read_text(encoding="utf-8"))
    training = json.loads((HERE / "training.json").read_text(encoding="utf-8"))
    recipe, classes = manifest["recipe"], [one["name"] for one in manifest["classes"]]
    if args.epochs:
        for phase in (recipe, *recipe["fineTuning"]["stages"]):
            phase["epochs"] = args.epochs
    photos = find_photos(args.data, classes, recipe["seed"], args.validation, training["photos"])
    print(", ".join(f"{len(some)} {split}" for split, some in photos.items()), "photos")

    keras.utils.set_random_seed(recipe["seed"])
    devices, scope = distribution()
    with scope:
        run = Training(manifest, training, photos, devices)
        run.start_head(args.from_scratch_head)
        for phase in phases_of(recipe, len(training["blocks"])):
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
        self.exported = {layer.name: layer.get_weights() for layer in self.backbone.layers}
        self.labels = {split: np.array([one.label for one in some], int) for split, some in photos.items()}
        self.views = 1 + (self.recipe["views"] if augments(self.recipe["augmentation"]) else 0)
        count = len(manifest["classes"])
        self.targets = target_matrix(self.labels["train"], count, self.recipe)
        self.plain_targets = target_matrix([], count, {**self.recipe, "classWeights": "none"})
        print("Features of the training photos")
        # One row of features a photo and view, computed once: the backbone is frozen while the head learns alone.
        self.features = np.stack([self.predict(self.backbone, "train", view) for view in range(self.views)])
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
        read = self.pictures(split)
        return self.answers(model, lambda rows, views: read(rows, views + view), len(self.photos[split]))

    def answers(self, model, read, count):
        """What a model says of each of `count` inputs, whatever number of devices they are shared among."""
        labels = np.zeros(count, int)
        data = Batches(read, labels, self.plain_targets, 16 * self.devices, self.devices, workers=WORKERS)
        return model.predict(data, verbose=0)[:count]

    def start_head(self, from_scratch):
        """The head on standardised features, from the exported weights or from nothing; its output is logits."""
        dense = [self.model.get_layer(name) for name in self.training["head"]]
        layers = [keras.layers.Rescaling(self.scale.tolist(), (-self.mean * self.scale).tolist())]
        for layer in dense[:-1]:
            layers.append(keras.layers.Dense(layer.units, "relu", kernel_initializer="he_normal"))
        layers.append(keras.layers.Dropout(self.recipe["head"]["dropout"]))
        layers.append(keras.layers.Dense(dense[-1].units, kernel_initializer="zeros"))
        self.head = keras.Sequential([keras.Input(self.mean.shape), *layers], name="headstart_head")
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
        """One phase of the recipe."""
        recipe = self.recipe
        model, read, read_validation = self.tail(phase) if phase.blocks else self.head_alone()
        common = {"batch": phase.batch, "devices": self.devices, "workers": WORKERS if phase.blocks else 1}
        drawn = {"seed": (recipe["seed"], phase.index), "views": self.views, "mixup": recipe["mixup"]}
        data = Batches(read, self.labels["train"], self.targets, **drawn, **common)
        validation = None
        if self.photos["validation"]:
            validation = Batches(read_validation, self.labels["validation"], self.plain_targets, **common)

        schedule, callbacks, rate = recipe["schedule"], [], phase.rate
        if schedule["kind"] == "plateau":
            watched, patience = "val_loss" if validation else "loss", schedule["patience"]
            callbacks.append(keras.callbacks.ReduceLROnPlateau(watched, schedule["factor"], patience, min_delta=1e-4))
        else:
            rate = Rates(schedule, phase.rate, phase.epochs * len(data))
        optimizer = make_optimizer(recipe, rate)
        variables = model.trainable_variables
        factors = [self.factors.get(id(variable), 1.0) for variable in variables]
        optimizer.set_variables(factors, [len(variable.shape) > 1 for variable in variables], phase.decay)
        model.compile(optimizer, loss=cross_entropy, weighted_metrics=["categorical_accuracy"])

        if validation and (recipe["patience"] or recipe["fineTuning"]["stages"]):
            # Fine-tuning must not leave the model worse than it came.
            before = model.evaluate(validation, verbose=0)[0] if phase.blocks else None
            callbacks.append(KeepBest(before, recipe["patience"]))
        print(f"Phase {phase.index}: the head and {phase.blocks} of the backbone's blocks")
        model.fit(data, epochs=phase.epochs, validation_data=validation, callbacks=callbacks, verbose=2)

    def head_alone(self):
        """The head, and what reads the features of photos for training and for validation."""
        validation = self.predict(self.backbone, "validation") if self.photos["validation"] else None
        self.factors = {}
        return self.head, lambda rows, views: self.features[views, rows], lambda rows, views: validation[rows]

    def tail(self, phase):
        """The whole model with the topmost blocks open, and what reads pictures for training and validation."""
        blocks, divisor = self.training["blocks"], self.recipe["fineTuning"]["rateDivisor"]
        opened = blocks[len(blocks) - phase.blocks :]
        # Each block learns at its upper neighbour's rate divided by this (Howard & Ruder 2018).
        rates = {
            name: divisor ** (place + 1 - len(opened)) for place, block in enumerate(opened) for name in block["layers"]
        }
        self.factors = {}
        for layer in self.backbone.layers:
            layer.trainable = layer.name in rates
            if layer.trainable:
                self.factors.update((id(variable), rates[layer.name]) for variable in layer.weights)
        model = keras.Model(self.model.input, self.head(self.backbone.output))
        return model, self.pictures("train"), self.pictures("validation")

    def tuned(self):
        """What the page calls the backbone's weights that are other ones than those it came with."""
        names = set(self.manifest["tuned"])
        for layer in self.backbone.layers:
            kernel = "depthwise_kernel" if isinstance(layer, keras.layers.DepthwiseConv2D) else "kernel"
            own = self.training["renamed"].get(layer.name, layer.name)
            for name, before, now in zip((kernel, "bias"), self.exported[layer.name], layer.get_weights()):
                if not np.array_equal(before, now):
                    names.add(f"{own}/{name}")
        return sorted(names)

    def finish(self, out):
        """Puts the head back into the exported model, its temperature fitted anew, and writes an export."""
        whole = keras.Model(self.model.input, self.head(self.backbone.output))
        judged = [split for split in ("validation", "test") if self.photos[split]]
        logits = {split: self.predict(whole, split) for split in judged}
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
        golden = [one["file"] for one in self.manifest["golden"]]
        kept = [name for name in KEPT if (HERE / name).exists()]
        for name in [*kept, *golden]:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(HERE / name, out / name)
        manifest = {**self.manifest, "tuned": self.tuned(), "temperature": temperature, "scores": scores}
        pictures = np.stack([np.asarray(Image.open(HERE / file).convert("RGB"), "float32") for file in golden])
        probabilities = np.clip(self.answers(self.model, lambda rows, views: pictures[rows], len(golden)), 0, 1)
        answers = [{"file": file, "probabilities": one} for file, one in zip(golden, probabilities.tolist())]
        manifest.update(unknown=None, golden=answers)
        write_json(out / "headstart.json", manifest)
        known = {
            split: sorted({*self.training["photos"][split], *(photo.content[:KNOWN_DIGITS] for photo in some)})
            for split, some in self.photos.items()
        }
        write_json(out / "training.json", {**self.training, "photos": known})
        archive = shutil.make_archive(str(out), "zip", out)
        print(f"Written to {out}; {archive} is what Headstart's page opens.")


def write_json(path, content):
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
