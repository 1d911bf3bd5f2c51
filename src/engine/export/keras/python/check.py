"""Asks the model about the golden pictures and compares its answers with what they were when it was exported.

    python check.py [folder of the export]

Exit code 0: the largest difference of any probability is within the tolerance; 1: it is not.
"""

import json
import pathlib
import sys

import keras
import numpy as np
from PIL import Image

TOLERANCE = 1e-4


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
    golden = json.loads((folder / "headstart.json").read_text(encoding="utf-8"))["golden"]
    if not golden:
        raise SystemExit("FAIL: the export has no golden pictures.")
    model = keras.saving.load_model(folder / "model.keras")
    pictures = np.stack([np.asarray(Image.open(folder / one["file"]).convert("RGB")) for one in golden])
    answers = model.predict(pictures.astype("float32"), verbose=0)
    expected = np.array([one["probabilities"] for one in golden])
    largest = np.abs(answers - expected).max() if answers.shape == expected.shape else np.nan
    passed = bool(largest <= TOLERANCE)
    print(
        f"{'PASS' if passed else 'FAIL'}: largest difference {largest:.1e} of {TOLERANCE:.0e} allowed, "
        f"{len(golden)} pictures, Keras {keras.__version__} on {keras.backend.backend()}."
    )
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
