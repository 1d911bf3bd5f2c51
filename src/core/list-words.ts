import { countWords } from './count-words.ts';

/** 'Run 1, “wide head” and Run 3'. */
export function listWords(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The same where there may be thousands: 'a, b and c' for at most `most` names, else one fewer and '1,998 more'. */
export function someWords(names: readonly string[], most: number): string {
  if (names.length <= most) return listWords(names);
  const named = names.slice(0, most - 1);
  return `${named.join(', ')} and ${countWords(names.length - named.length)} more`;
}
