import { capital } from '../capital.ts';
import type { Split } from '../dataset/dataset.ts';
import { percentWords } from '../evaluation/words.ts';
import type { Run } from '../training/run.ts';
import type { JudgedSplit } from './report.ts';

export const splitWords: Readonly<Record<JudgedSplit, string>> = {
  train: 'training',
  validation: 'validation',
  test: 'test',
  'left-out': 'left-out',
};

/** @param run whose photos of a split were judged */
export const judgedSplit = (split: Split, { folds }: Pick<Run, 'folds'>): JudgedSplit =>
  split === 'validation' && folds !== null ? 'left-out' : split;

/** '24 November 2026 at 15:05', in the reader's time zone. */
export function dateWords(milliseconds: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(milliseconds);
}

/** 'once', '3 times'. */
export const timesWords = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** A share with one decimal, or what stands for a share of nothing. */
export const shareWords = (share: number | null): string => (share === null ? '–' : percentWords(share, 1));

/** A name as it stands in a report; one of nothing but space could not be seen. */
export const nameWords = (name: string): string => (name.trim() === '' ? '(no name)' : name);

export const splitTitle = (split: JudgedSplit): string => capital(splitWords[split]);

/** '96 %', never 0 or 100 where it is neither. */
export const percentOf = (share: number): string => percentWords(share);
