import { nextTask } from './next-task.ts';

/** Milliseconds that a task may take before others have their turn. */
const SLICE = 10;

/**
 * Runs a generator to its end and returns what it returns; in between the page can draw and answer.
 * @param take is given each of its parts
 */
export async function inParts<Part, Result>(
  parts: Generator<Part, Result>,
  take: (part: Part) => void,
): Promise<Result> {
  let begun = performance.now();
  for (;;) {
    const step = parts.next();
    if (step.done) return step.value;
    take(step.value);
    if (performance.now() - begun > SLICE) {
      await nextTask();
      begun = performance.now();
    }
  }
}
