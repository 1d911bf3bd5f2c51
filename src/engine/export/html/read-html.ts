import type { WeightReader } from '../../../core/export/exported.ts';
import { readTfjs } from '../tfjs/read-tfjs.ts';

/** Reads an exported page's weights, from the files that `unpackHtml` finds in it: a LayersModel is among them. */
export const readHtml: WeightReader = readTfjs;
