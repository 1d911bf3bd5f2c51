import { expect, test, vi } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';

test('the first look loads what is needed; of the next three the middle one counts', async () => {
  const { jobs } = await openStore();
  // Of the same fresh modules as the store.
  const { answerTime } = await import('./answer-time.ts');
  const members = [{ runId: 'a', weight: 1 }];
  const { signal } = new AbortController();
  const measured = answerTime(members, 'hash', signal);
  expect(jobs('image')[0]?.request).toEqual({ hash: 'hash' });
  const image = new Blob();
  jobs('image')[0]?.succeed(image);
  for (const [look, milliseconds] of [900, 30, 50, 40].entries()) {
    await vi.waitFor(() => expect(jobs('predict')).toHaveLength(look + 1));
    expect(jobs('predict')[look]).toMatchObject({ request: { members, image, views: 0 }, signal });
    jobs('predict')[look]?.succeed({ probabilities: [1], scores: [null], milliseconds });
  }
  expect(await measured).toBe(40);
});
