import { expect, test, vi } from 'vitest';
import { inTurns } from './turns.ts';

/** Work that ends when it's told to. */
function slow() {
  let end = (_: string) => {};
  let fail = (_: Error) => {};
  const ending = new Promise<string>((resolve, reject) => {
    [end, fail] = [resolve, reject];
  });
  return { work: vi.fn(() => ending), end, fail };
}

const running = () => new AbortController().signal;

test('one runs after another, in the order in which they were asked for', async () => {
  const turn = inTurns();
  const [first, second] = [slow(), slow()];
  const asked = [turn(running(), first.work), turn(running(), second.work)];
  await vi.waitFor(() => expect(first.work).toHaveBeenCalledOnce());
  expect(second.work).not.toHaveBeenCalled();
  first.end('first');
  await vi.waitFor(() => expect(second.work).toHaveBeenCalledOnce());
  second.end('second');
  expect(await Promise.all(asked)).toEqual(['first', 'second']);
});

test('what fails lets the next one have its turn', async () => {
  const turn = inTurns();
  const first = slow();
  const failed = turn(running(), first.work);
  const next = turn(running(), async () => 'next');
  first.fail(new Error('no disk'));
  await expect(failed).rejects.toThrow('no disk');
  expect(await next).toBe('next');
});

test('what waits hears Stop at once, never begins, and holds nobody up', async () => {
  const turn = inTurns();
  const [first, second] = [slow(), slow()];
  const stop = new AbortController();
  const busy = turn(running(), first.work);
  const waiting = turn(stop.signal, second.work);
  const last = turn(running(), async () => 'last');
  stop.abort(new Error('stopped'));
  // While the first one still runs.
  await expect(waiting).rejects.toThrow('stopped');
  first.end('first');
  expect(await busy).toBe('first');
  expect(await last).toBe('last');
  expect(second.work).not.toHaveBeenCalled();
});

test('what was stopped before it was asked for does not wait for its turn either', async () => {
  const turn = inTurns();
  const first = slow();
  const busy = turn(running(), first.work);
  const late = vi.fn(async () => 'late');
  await expect(turn(AbortSignal.abort(new Error('stopped')), late)).rejects.toThrow('stopped');
  first.end('first');
  await busy;
  expect(late).not.toHaveBeenCalled();
});

test('what runs is left to look at its signal itself', async () => {
  const turn = inTurns();
  const first = slow();
  const stop = new AbortController();
  const busy = turn(stop.signal, first.work);
  await vi.waitFor(() => expect(first.work).toHaveBeenCalledOnce());
  stop.abort();
  first.end('finished all the same');
  expect(await busy).toBe('finished all the same');
});
