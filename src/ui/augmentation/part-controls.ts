import type { Augmentation, AugmentationPart } from '../../core/augmentation/augmentation.ts';

type RangeName<P extends AugmentationPart> = Exclude<keyof Augmentation[P], 'on'> & string;

/** One number of a part, in the unit that a person sees. */
export interface RangeControl<Name extends string = string> {
  readonly name: Name;
  readonly label: string;
  readonly unit: string;
  readonly hint: string;
  /** Of the handle, in the unit. */
  readonly step: number;
}

/** The words and limits of a part: its switch and its ranges. */
interface PartWords<P extends AugmentationPart> {
  readonly label: string;
  /** What it does and when to use it. */
  readonly hint: string;
  readonly ranges: readonly RangeControl<RangeName<P>>[];
}

export type PartControls = { readonly [P in AugmentationPart]: PartWords<P> };

const amountOf = (what: string): RangeControl<'amount'> => ({
  name: 'amount',
  label: `Change of ${what}`,
  unit: '%',
  hint: 'Up or down by as much as this.',
  step: 1,
});

export const partControls: PartControls = {
  horizontalFlip: {
    label: 'Mirror left and right',
    hint: 'Mirrors half of the views. Not for text, road signs or anything that has a left and a right.',
    ranges: [],
  },
  verticalFlip: {
    label: 'Mirror top and bottom',
    hint: 'Turns half of the views upside down. For what has no up: photos from above, or through a microscope.',
    ranges: [],
  },
  crop: {
    label: 'Crop',
    hint: 'Shows a part of the photo, stretched to the square. For things that are now near, now far, now half in sight.',
    ranges: [
      {
        name: 'smallest',
        label: 'Smallest part',
        unit: '%',
        hint: 'Of the area. Lower it until what matters is only just in sight.',
        step: 1,
      },
      {
        name: 'aspect',
        label: 'Stretch',
        unit: '×',
        hint: 'How much longer one side may be than the other; 1 keeps the shape.',
        step: 0.01,
      },
    ],
  },
  rotation: {
    label: 'Rotation',
    hint: 'Turns the photo. A little suits most photos; all the way round only what has no up.',
    ranges: [
      {
        name: 'degrees',
        label: 'Largest angle',
        unit: '°',
        hint: 'Either way; the corners are filled by reflection.',
        step: 1,
      },
    ],
  },
  translation: {
    label: 'Translation',
    hint: 'Moves the photo. For things that are not always in the middle.',
    ranges: [
      {
        name: 'share',
        label: 'Largest shift',
        unit: '%',
        hint: 'Of the side, in each direction.',
        step: 1,
      },
    ],
  },
  zoom: {
    label: 'Zoom',
    hint: 'Makes the photo larger or smaller. For things at different distances.',
    ranges: [
      {
        name: 'factor',
        label: 'Largest zoom',
        unit: '×',
        hint: 'As often larger as smaller.',
        step: 0.01,
      },
    ],
  },
  brightness: {
    label: 'Brightness',
    hint: 'Makes the photo lighter or darker. For other hours, other rooms, other cameras.',
    ranges: [amountOf('brightness')],
  },
  contrast: {
    label: 'Contrast',
    hint: 'Pulls light and dark apart or together. For haze, flash and dull days.',
    ranges: [amountOf('contrast')],
  },
  saturation: {
    label: 'Saturation',
    hint: 'Makes colours stronger or paler. For different cameras and light.',
    ranges: [amountOf('saturation')],
  },
  hue: {
    label: 'Hue',
    hint: 'Shifts all colours. Only where colour does not tell the classes apart: not for flowers or fruit.',
    ranges: [
      {
        name: 'degrees',
        label: 'Change of hue',
        unit: '°',
        hint: 'Around the colour circle, either way.',
        step: 1,
      },
    ],
  },
  erasing: {
    label: 'Erasing',
    hint: 'Paints over a rectangle, so that no single detail decides. For things that others may cover.',
    ranges: [
      {
        name: 'probability',
        label: 'Views with a patch',
        unit: '%',
        hint: 'The others are whole.',
        step: 1,
      },
      {
        name: 'largest',
        label: 'Largest patch',
        unit: '%',
        hint: 'Of the area. Keep it smaller than what has to be recognised.',
        step: 1,
      },
    ],
  },
};

/** The parts by what they change, in the order of the page. */
export const partGroups: readonly { readonly title: string; readonly parts: readonly AugmentationPart[] }[] =
  [
    { title: 'Shape', parts: ['horizontalFlip', 'verticalFlip', 'crop', 'rotation', 'translation', 'zoom'] },
    { title: 'Colour', parts: ['brightness', 'contrast', 'saturation', 'hue'] },
    { title: 'Hiding', parts: ['erasing'] },
  ];
