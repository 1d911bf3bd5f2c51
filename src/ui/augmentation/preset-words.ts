import type { Preset } from '../../core/augmentation/presets.ts';

/** `custom`: the person's own choice of parts, which is none of the presets. */
type PresetChoice = Preset | 'custom';

export const presetOptions: readonly { readonly value: PresetChoice; readonly label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'light', label: 'Light' },
  { value: 'strong', label: 'Strong' },
  { value: 'text', label: 'Text and signs' },
  { value: 'custom', label: 'Custom' },
];

/** What each one does and when to use it. */
export const presetWords: Readonly<Record<PresetChoice, string>> = {
  none: 'Training sees your photos as they are. The fastest.',
  light: 'Mirrored, turned and lit a little differently. For most photos, when they are few.',
  strong:
    'Cropped, turned, coloured and partly covered. For few photos of things that look different each time.',
  text: 'Nothing mirrored, turned only slightly. For letters, digits and road signs, where a flip means something else.',
  custom: 'Your own choice of parts.',
};
