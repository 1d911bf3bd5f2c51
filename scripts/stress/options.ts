import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { count } from '../bench/options.ts';

/** What is to be repeated, and under what load. */
export interface StressOptions {
  /** Rounds of the main path, each in a browser of its own. */
  readonly times: number;
  /** Busy loops beside the browser; 0: none. */
  readonly busy: number;
  /** How many times slower the page's own thread computes. */
  readonly throttle: number;
  /** Seconds without progress after which a step is taken to stand still. */
  readonly still: number;
  /** Folder with train/CLASS/ and test/CLASS/; null: twenty photos of a sample set. */
  readonly photos: string | null;
  /** Id of a card in public/models. */
  readonly backbone: string;
  /** Where screenshots of what stands still go. */
  readonly out: string;
}

/**
 * Reads the command line.
 * @throws with one line for the person where something is wrong
 */
export function readOptions(words: readonly string[]): StressOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      times: { type: 'string', default: '100' },
      busy: { type: 'string', default: '2' },
      throttle: { type: 'string', default: '4' },
      still: { type: 'string', default: '120' },
      photos: { type: 'string' },
      backbone: { type: 'string', default: 'mobilenet-v3' },
      out: { type: 'string', default: '.cache/stress' },
    },
  });
  return {
    times: count('times', values.times),
    busy: values.busy === '0' ? 0 : count('busy', values.busy),
    throttle: count('throttle', values.throttle),
    still: count('still', values.still),
    photos: values.photos === undefined ? null : resolve(values.photos),
    backbone: values.backbone,
    out: resolve(values.out),
  };
}
