import { countWords } from '../../core/count-words.ts';
import type { Run } from '../../core/training/run.ts';

/** Made when it's first needed: it takes a page some milliseconds. */
let day: Intl.DateTimeFormat | undefined;

/** '24 Nov 2026, 15:05', in the reader's time zone. */
export function whenWords(milliseconds: number): string {
  day ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return day.format(milliseconds);
}

/** 'opened 2 times', or that the envelope is closed. */
export function openedWords({ testOpened }: Pick<Run, 'testOpened'>): string {
  if (testOpened === 0) return 'not opened';
  return testOpened === 1 ? 'opened once' : `opened ${testOpened} times`;
}

/** The splits' photos: '192 training, 48 validation, 60 test'. */
export function splitCountsWords({ counts: { train, validation, test } }: Pick<Run, 'counts'>): string {
  return `${countWords(train)} training, ${countWords(validation)} validation, ${countWords(test)} test`;
}
