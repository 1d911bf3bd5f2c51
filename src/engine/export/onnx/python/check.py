"""Does the model answer here as it did where it was trained?

    python check.py                                                    in onnxruntime
    python check.py --url http://localhost:8000/v2/models/NAME/infer   on a server (Open Inference Protocol, v2)

Answers the golden pictures, prints pass or fail with the largest difference, and exits with 0 or 1.
"""

import argparse
import json
import sys
import urllib.request

import numpy as np
from PIL import Image

from predict import HERE, MANIFEST, load

# The page checks its own exports by the same measure.
TOLERANCE = 1e-4


def on_this_machine(pixels):
    return load().run(["probabilities"], {"pixels": pixels})[0]


def on_server(pixels, url, host):
    """One picture a request, as JSON. `host` is for an ingress that tells services apart by it."""
    answers = []
    for picture in pixels:
        shape = [1, *picture.shape]
        tensor = {"name": "pixels", "shape": shape, "datatype": "FP32", "data": picture.ravel().tolist()}
        body = json.dumps({"inputs": [tensor], "outputs": [{"name": "probabilities"}]}).encode()
        headers = {"Content-Type": "application/json", **({"Host": host} if host else {})}
        with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as response:
            outputs = json.load(response)["outputs"]
        answers.append(next(output["data"] for output in outputs if output["name"] == "probabilities"))
    return np.asarray(answers, dtype=np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="of a server's infer address")
    parser.add_argument("--host", help="header for the server's ingress")
    arguments = parser.parse_args()

    golden = MANIFEST["golden"]
    # They have the model's size already.
    pictures = [np.asarray(Image.open(HERE / entry["file"]).convert("RGB"), np.float32) for entry in golden]
    pixels = np.stack(pictures)
    expected = np.asarray([entry["probabilities"] for entry in golden], np.float32)
    actual = on_server(pixels, arguments.url, arguments.host) if arguments.url else on_this_machine(pixels)

    differences = np.abs(actual - expected)
    # NaN is no answer.
    largest = float(np.where(np.isnan(differences), 1, differences).max())
    passed = actual.shape == expected.shape and largest <= TOLERANCE
    word = "pass" if passed else "FAIL"
    print(f"{word}: {len(golden)} golden pictures, largest difference {largest:.1e} (up to {TOLERANCE:.0e})")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
