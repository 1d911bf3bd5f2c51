"""What is on a photo, by the exported model: python predict.py photo.jpg …"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

HERE = Path(__file__).resolve().parent
MANIFEST = json.loads((HERE / "headstart.json").read_text(encoding="utf-8"))


def load():
    """The model in onnxruntime, on the processor."""
    model = next(HERE.glob("serving/triton/*/1/model.onnx"))
    return onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])


def square(file, size):
    """A picture as the page shows it to the model: upright by EXIF, alpha over white, the middle square, scaled.

    Returns float32 [size, size, 3], RGB, 0…255. How a browser scales differs a little from one to the next.
    """
    picture = ImageOps.exif_transpose(Image.open(file)).convert("RGBA")
    picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    side = min(picture.size)
    left, top = (picture.width - side) / 2, (picture.height - side) / 2
    scaled = picture.resize((size, size), Image.Resampling.BICUBIC, box=(left, top, left + side, top + side))
    return np.asarray(scaled, dtype=np.float32)


def main(files):
    session = load()
    names = [" ".join(label["name"].split()) for label in MANIFEST["classes"]]
    unknown = MANIFEST["unknown"]
    outputs = [output.name for output in session.get_outputs()]
    for file in files:
        pixels = square(file, MANIFEST["input"]["size"])[np.newaxis]
        answer = dict(zip(outputs, session.run(outputs, {"pixels": pixels})))
        probabilities = answer["probabilities"][0]
        best = np.argsort(-probabilities)[:3]
        words = ", ".join(f"{names[i]} {probabilities[i]:.1%}" for i in best)
        if unknown and "familiarity" in answer and answer["familiarity"][0] < unknown["threshold"]:
            words = f"none of the classes (nearest: {words})"
        print(f"{file}: {words}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
