"""What a view of a photo shows: the middle square, or an augmented variation of it.

Every part of the recipe's augmentation is here and does what it does on the page, but for the numbers that
are drawn: they come from NumPy's generator, so a view is another one than the page's.
"""

import math

import numpy as np
from PIL import Image

# Random erasing (Zhong et al. 2017): the smallest share of the area, and the narrowest aspect.
SMALLEST, NARROWEST = 0.02, 0.3


def augments(augmentation):
    return any(part["on"] for part in augmentation.values())


def draw_view(picture, size, augmentation=None, rng=None):
    """The middle square of an RGB picture, or with `rng` a view of it: uint8, [size, size, 3]."""
    if rng is None:
        return np.asarray(picture.resize((size, size), Image.Resampling.BILINEAR, box=middle_square(*picture.size)))
    pixels = draw_shape(picture, size, augmentation, rng)
    colours = colour_matrix(augmentation, rng)
    if colours is not None:
        changed = pixels @ colours[:, :3].T + 255 * colours[:, 3]
        pixels = np.clip(np.rint(changed), 0, 255).astype(np.uint8)
    return erase(pixels, augmentation["erasing"], rng)


def draw_shape(picture, size, augmentation, rng):
    """Crop, flips, rotation, translation and zoom as one transform; beyond the borders is the mirror image."""
    crop = augmentation["crop"]
    left, top, right, bottom = crop_box(crop, *picture.size, rng) if crop["on"] else middle_square(*picture.size)
    window = np.array([[right - left, 0, left], [0, bottom - top, top], [0, 0, 1.0]])
    source = window @ movement(augmentation, rng)
    # Shrunk first, by an average over the pixels: a transform alone would leave out most of them.
    scale = min(1.0, size / min(np.linalg.norm(source[:2, :2], axis=0)))
    width, height = (max(1, round(side * scale)) for side in picture.size)
    scaled = picture.resize((width, height), Image.Resampling.BILINEAR)
    source = np.diag([width / picture.width, height / picture.height, 1]) @ source
    corners = source @ np.array([[0, 1, 0, 1], [0, 0, 1, 1], [1, 1, 1, 1]])
    before = np.maximum(0, np.ceil(1 - corners[:2].min(axis=1))).astype(int)
    after = np.maximum(0, np.ceil(corners[:2].max(axis=1) + 1 - [width, height])).astype(int)
    padding = ((before[1], after[1]), (before[0], after[0]), (0, 0))
    mirrored = Image.fromarray(np.pad(np.asarray(scaled), padding, mode="symmetric"))
    source[:2, 2] += before
    source[:2, :2] /= size
    return np.asarray(
        mirrored.transform((size, size), Image.Transform.AFFINE, source[:2].ravel(), Image.Resampling.BILINEAR)
    )


def middle_square(width, height):
    side = min(width, height)
    left, top = (width - side) / 2, (height - side) / 2
    return left, top, left + side, top + side


def crop_box(crop, width, height, rng):
    """RandomResizedCrop (Szegedy et al. 2015): area uniform, aspect uniform in its logarithm among those that fit."""
    area, limit, own = rng.uniform(crop["smallest"], 1), math.log(crop["aspect"]), math.log(width / height)
    lowest, highest = max(-limit, own + math.log(area)), min(limit, own - math.log(area))
    ratio = math.exp(rng.uniform(lowest, highest) if lowest <= highest else math.copysign(limit, own))
    side = math.sqrt(area * width * height)
    fit = min(1, width / (side * math.sqrt(ratio)), height / (side / math.sqrt(ratio)))
    wide, high = min(width, side * math.sqrt(ratio) * fit), min(height, side / math.sqrt(ratio) * fit)
    left, top = rng.uniform(0, 1) * (width - wide), rng.uniform(0, 1) * (height - high)
    return left, top, left + wide, top + high


def movement(augmentation, rng):
    """From the view's unit square to the window's: mirrored, turned and zoomed about the middle, then shifted."""
    on = {name: part["on"] for name, part in augmentation.items()}
    mirror_x = -1 if on["horizontalFlip"] and rng.random() < 0.5 else 1
    mirror_y = -1 if on["verticalFlip"] and rng.random() < 0.5 else 1
    degrees, share = augmentation["rotation"]["degrees"], augmentation["translation"]["share"]
    factor = math.log(augmentation["zoom"]["factor"])
    angle = math.radians(rng.uniform(-degrees, degrees)) if on["rotation"] else 0.0
    zoom = math.exp(rng.uniform(-factor, factor)) if on["zoom"] else 1.0
    shift = rng.uniform(-share, share, 2) if on["translation"] else np.zeros(2)
    cos, sin = math.cos(angle) / zoom, math.sin(angle) / zoom
    turn = np.array([[mirror_x * cos, mirror_x * sin], [-mirror_y * sin, mirror_y * cos]])
    matrix = np.eye(3)
    matrix[:2, :2], matrix[:2, 2] = turn, 0.5 - turn @ (0.5 + shift)
    return matrix


def colour_matrix(augmentation, rng):
    """Brightness, contrast about the middle grey, saturation, hue: three rows for red, green, blue and 1; or None."""
    luminance = np.tile([0.213, 0.715, 0.072], (3, 1))
    turned = np.array([[-0.213, -0.715, 0.928], [0.143, 0.14, -0.283], [-0.787, 0.715, 0.072]])
    matrix, changed = np.eye(4), False
    for name in ("brightness", "contrast", "saturation", "hue"):
        part = augmentation[name]
        if not part["on"]:
            continue
        step, changed = np.eye(4), True
        if name == "hue":
            angle = math.radians(rng.uniform(-part["degrees"], part["degrees"]))
            step[:3, :3] = luminance + math.cos(angle) * (np.eye(3) - luminance) + math.sin(angle) * turned
        else:
            factor = rng.uniform(max(0, 1 - part["amount"]), 1 + part["amount"])
            step[:3, :3] = factor * np.eye(3)
            if name == "contrast":
                step[:3, 3] = 0.5 - 0.5 * factor
            if name == "saturation":
                step[:3, :3] += (1 - factor) * luminance
        matrix = step @ matrix
    return matrix[:3] if changed else None


def erase(pixels, erasing, rng):
    """Paints a rectangle over with noise, in a share of the views."""
    if not erasing["on"] or rng.random() >= erasing["probability"]:
        return pixels
    size = len(pixels)
    area = rng.uniform(min(SMALLEST, erasing["largest"]), erasing["largest"])
    bounds = math.log(max(NARROWEST, area)), math.log(min(1 / NARROWEST, 1 / area))
    aspect = math.exp(rng.uniform(*bounds))
    width, height = math.sqrt(area * aspect), math.sqrt(area / aspect)
    x, y = rng.random() * (1 - width), rng.random() * (1 - height)
    columns, rows = (slice(round(a * size), round(b * size)) for a, b in ((x, x + width), (y, y + height)))
    pixels = pixels.copy()
    pixels[rows, columns] = rng.integers(0, 256, pixels[rows, columns].shape, dtype=np.uint8)
    return pixels
