"""Photos in folders, found and read as Headstart's page does it.

A photo's class is the nearest folder that is not called train, validation or test. Without a folder for
validation, a share of each class is taken for it: by the seed and the photo's content, so that a photo
stays on its side when others come.
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


@dataclass(frozen=True)
class Photo:
    path: pathlib.Path
    label: int


def find_photos(folder, classes, seed, share):
    """Photos by split: {'train': [...], 'validation': [...], 'test': [...]}.

    classes: names in the order of the model's outputs; share: of each class that becomes validation.
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
        photos[splits[-1] if splits else None].append(Photo(path, classes.index(names[-1])))

    open_ones = photos.pop(None)
    if not photos["validation"]:
        open_ones, photos["train"] = open_ones + photos["train"], []
        chosen = choose_validation(open_ones, seed, share)
        photos["validation"] = [photo for photo in open_ones if photo in chosen]
        open_ones = [photo for photo in open_ones if photo not in chosen]
    photos["train"] += open_ones
    if not photos["train"]:
        raise SystemExit(f"There are no photos to train on in {folder}.")
    return photos


def choose_validation(photos, seed, share):
    """The share of each class that comes first in the seeded order of the photos' contents."""
    chosen = set()
    for label in {photo.label for photo in photos}:
        own = [photo for photo in photos if photo.label == label]
        own.sort(key=lambda photo: hash32(f"{seed}:{hashlib.sha256(photo.path.read_bytes()).hexdigest()}"))
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
