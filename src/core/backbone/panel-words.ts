import { numberWords } from '../count-words.ts';
import { percentWords } from '../evaluation/words.ts';
import type { PanelMean } from './card.ts';

/** '83 % on seven unlike sets' */
export const panelWords = ({ accuracy, sets }: PanelMean): string =>
  `${percentWords(accuracy)} on ${numberWords(sets)} unlike sets`;
