import { capital } from '../../../core/capital.ts';
import { countWords } from '../../../core/count-words.ts';
import type { Slice, SliceKind, WeakestSlice } from '../../../core/evaluation/slices.ts';
import { intervalWords, percentNumber, percentWords } from '../../../core/evaluation/words.ts';

export const kindWords: Readonly<Record<SliceKind, { readonly title: string; readonly hint: string }>> = {
  size: { title: 'By size', hint: 'The shorter side of the photo, in pixels.' },
  brightness: { title: 'By brightness', hint: 'Mean luminance: 0 % is black, 100 % is white.' },
  sharpness: {
    title: 'By sharpness',
    hint: 'How much neighbouring pixels of the thumbnail differ (variance of its Laplacian): little where the photo is blurred.',
  },
  shape: {
    title: 'By shape',
    hint: 'The model sees the middle square of a photo: of an upright or wide one, the rest is cut off.',
  },
  source: { title: 'By source folder', hint: 'Where the photo came from, beside its class and split.' },
};

/** Names of 2, 3 and 4 ranges, from the lowest values up. */
const rangeNames: Readonly<Record<'size' | 'brightness' | 'sharpness', readonly (readonly string[])[]>> = {
  size: [
    ['Smaller', 'Larger'],
    ['Smallest', 'Medium-sized', 'Largest'],
    ['Smallest', 'Rather small', 'Rather large', 'Largest'],
  ],
  brightness: [
    ['Darker', 'Brighter'],
    ['Darkest', 'Medium-bright', 'Brightest'],
    ['Darkest', 'Rather dark', 'Rather bright', 'Brightest'],
  ],
  sharpness: [
    ['More blurred', 'Sharper'],
    ['Most blurred', 'Medium-sharp', 'Sharpest'],
    ['Most blurred', 'Rather blurred', 'Rather sharp', 'Sharpest'],
  ],
};

/** 'Darkest', 'Upright', 'garden'. */
export function sliceName({ by, having }: Pick<Slice, 'by' | 'having'>): string {
  if ('value' in having) {
    if (by === 'shape') return capital(having.value);
    return having.value === '' ? 'No folder' : having.value;
  }
  if (by === 'shape' || by === 'source') return '';
  return rangeNames[by][having.of - 2]?.[having.rank] ?? '';
}

/** 'the darkest photos', 'upright photos', 'photos from “garden”'. */
export function slicePhrase(slice: Pick<Slice, 'by' | 'having'>): string {
  const name = sliceName(slice);
  if (slice.by === 'source') return name === 'No folder' ? 'photos from no folder' : `photos from “${name}”`;
  return 'value' in slice.having ? `${name.toLowerCase()} photos` : `the ${name.toLowerCase()} photos`;
}

/** '120 to 480 px', '3 to 31 %'; nothing where the number means little to a person, or there is none. */
export function sliceBounds({ by, having }: Pick<Slice, 'by' | 'having'>): string {
  if ('value' in having) return '';
  if (by === 'size') return `${countWords(having.low)} to ${countWords(having.high)}\u00a0px`;
  if (by === 'brightness') return `${percentNumber(having.low)} to ${percentWords(having.high)}`;
  return '';
}

/** Below this, chance is not what one would bet on. */
const SIGNIFICANT = 0.05;

/** The weakest slice in words, and whether it can be chance. `looked`: how many slices there are. */
export function weakestWords(
  weakest: WeakestSlice | null,
  looked: number,
): { readonly what: string; readonly chance: string } {
  if (weakest === null) return { what: 'No group of photos does worse than the others.', chance: '' };
  const { slice, others, chance } = weakest;
  const { correct, total } = slice;
  const share = percentWords(correct / total);
  const range = intervalWords(correct, total);
  const rest = percentWords(others.correct / others.total);
  const what = `It is weakest on ${slicePhrase(slice)}: ${countWords(correct)} of ${countWords(total)} right, ${share} (${range}), where it gets ${rest} of the others.`;
  const looks = `With ${looked} groups looked at, chance alone makes one that stands out so much`;
  return {
    what,
    chance:
      chance < SIGNIFICANT
        ? `${looks} in ${chance < 0.001 ? 'less than 0.1\u00a0%' : percentWords(chance, 1)} of cases: this weakness is real.`
        : `${looks} in ${chance >= 1 ? 'nearly all' : percentWords(chance)}${chance >= 1 ? '' : ' of'} cases: it may be no weakness at all.`,
  };
}
