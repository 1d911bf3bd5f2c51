import { countWords, photoWords } from '../../../core/count-words.ts';
import type { CodePage } from '../../../core/dataset/import/found-files.ts';
import type { PlannedClass, Surprise } from '../../../core/dataset/import/import-plan.ts';
import { listWords } from '../../../core/list-words.ts';

/** Names that a sentence says; the others are counted. */
const NAMED = 3;

const quoted = (names: readonly string[]): string => {
  const more = names.length - NAMED;
  const said = names.slice(0, NAMED).map((name) => `“${name}”`);
  return listWords(more > 0 ? [...said, `${countWords(more)} more`] : said);
};

/** Why the person sees the plan first, a sentence. */
export function surpriseWords(surprise: Surprise): string {
  switch (surprise.kind) {
    case 'many-classes':
      return `These would be ${countWords(surprise.classes)} classes, which is a lot for a list of labels.`;
    case 'lone-photo':
      return surprise.names.length === 1
        ? `Only one photo is in ${quoted(surprise.names)}.`
        : `Only one photo each is in ${quoted(surprise.names)}.`;
    case 'one-class':
      return `All photos would be in one class, “${surprise.name}”. A model needs two to tell apart.`;
    case 'test-only':
      return `${quoted(surprise.names)} ${surprise.names.length === 1 ? 'has' : 'have'} test photos only, so there is nothing to learn from.`;
  }
}

/** '12 photos: 8 train, 4 test'; the splits only where folders or lists give them. */
export function plannedWords({ photos, splits }: PlannedClass): string {
  const given = (['train', 'validation', 'test'] as const)
    .filter((split) => splits[split] > 0)
    .map((split) => `${countWords(splits[split])} ${split}`);
  return given.length > 0 ? `${photoWords(photos)}: ${given.join(', ')}` : photoWords(photos);
}

/** Code pages as people know them. */
export const pageWords: Readonly<Record<CodePage, string>> = {
  'utf-8': 'Unicode',
  shift_jis: 'Japanese (Shift-JIS)',
  'euc-jp': 'Japanese (EUC)',
  gb18030: 'Chinese, simplified (GBK)',
  big5: 'Chinese, traditional (Big5)',
  'euc-kr': 'Korean (EUC-KR)',
  'windows-1252': 'Western Europe (Windows)',
  'windows-1250': 'Central Europe (Windows)',
  'windows-1251': 'Cyrillic (Windows)',
  ibm866: 'Cyrillic (DOS)',
  ibm437: 'Western Europe (DOS)',
};
