"""Photos in folders, found and read as Headstart's page does it.

A photo's class is the nearest folder that is not called train, validation or test. Without a folder for
validation, photos that the exported model knows stay on the side on which they were: what it has learned
from tells nothing of how good it is. Of the others a share of each class is taken for validation, by the
seed and the photo's content, so that a photo stays on its side when more come.
"""

import hashlib
import pathlib
import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageOps

SPLITS = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "test": "test",
    "testing": "test",
}

# Of a hash, as training.json has them.
KNOWN_DIGITS = 16


@dataclass(frozen=True)
class Photo:
    path: pathlib.Path
    label: int
    content: str  # SHA-256 of the file, hex


def find_photos(folder, classes, seed, share, known):
    """Photos by split: {'train': [...], 'validation': [...], 'test': [...]}.

    classes: names in the order of the model's outputs; share: of each class that becomes validation;
    known: by split, how the content's hash begins of photos that the model knows.
    """
    photos = {"train": [], "validation": [], "test": [], None: []}
    kinds = {suffix for suffix, kind in Image.registered_extensions().items() if kind in Image.OPEN}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        parts = path.relative_to(folder).parts
        if path.suffix.lower() not in kinds or any(part.startswith(".") for part in parts):
            continue
        folders = [unicodedata.normalize("NFC", part).strip() for part in parts[:-1]]
        names = [name for name in folders if name.lower() not in SPLITS]
        splits = [SPLITS[name.lower()] for name in folders if name.lower() in SPLITS]
        if not names or names[-1] not in classes:
            where = f"the folder “{names[-1]}”" if names else "no class's folder"
            raise SystemExit(f"{path} lies in {where}. The model's classes are: {', '.join(classes)}.")
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        photos[splits[-1] if splits else None].append(Photo(path, classes.index(names[-1]), content))

    # One that was on several sides, in several classes, was learned from.
    sides = {start: split for split in ("test", "validation", "train") for start in known.get(split, [])}
    open_ones = photos.pop(None)
    if not photos["validation"]:
        open_ones, photos["train"] = open_ones + photos["train"], []
        new = [photo for photo in open_ones if side_of(photo, sides) is None]
        chosen = choose_validation(new, seed, share)
        for photo in open_ones:
            side = "validation" if photo in chosen else side_of(photo, sides) or "train"
            photos[side].append(photo)
    else:
        photos["train"] += open_ones
    for split in ("validation", "test"):
        learned = sum(side_of(photo, sides) == "train" for photo in photos[split])
        if learned:
            print(f"The model has learned from {learned} of the {split} photos already: what it gets right says less.")
    if not photos["train"]:
        raise SystemExit(f"There are no photos to train on in {folder}.")
    return photos


def side_of(photo, sides):
    """The split in which the model knows a photo; None for a new one."""
    return sides.get(photo.content[:KNOWN_DIGITS])


def choose_validation(photos, seed, share):
    """The share of each class that comes first in the seeded order of the photos' contents."""
    chosen = set()
    for label in {photo.label for photo in photos}:
        own = [photo for photo in photos if photo.label == label]
        own.sort(key=lambda photo: hash32(f"{seed}:{photo.content}"))
        if share > 0 and len(own) > 1:
            chosen.update(own[: min(max(int(share * len(own) + 0.5), 1), len(own) - 1)])
    return chosen


def hash32(text):
    """FNV-1a over ASCII, then MurmurHash3's finaliser: the page's order of the same photos with the same seed."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)


def read_picture(path):
    """A picture upright by its EXIF, over white where it is transparent: RGB."""
    try:
        with Image.open(path) as file:
            picture = ImageOps.exif_transpose(file).convert("RGBA")
    except (OSError, SyntaxError, ValueError) as error:
        raise ValueError(f"{path} can't be read as a picture: {error}") from error
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")
