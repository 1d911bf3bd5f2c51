import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from './fake-engine.ts';

afterEach(() => vi.unstubAllGlobals());

test('jobs that write count while they run, however they end', async () => {
  const { store, jobs } = await openStore();
  const { useRunningJobs } = await import('./running-jobs.ts');
  const { storeContext } = await import('./store.ts');
  store.setState({ tab: 'here' });
  const { client } = storeContext();
  const running = () => useRunningJobs.getState().running;

  void client.run('image', { hash: 'a' });
  expect(running()).toEqual([]);
  const first = client.run('discard', { runId: 'a', discarded: true });
  const second = client.run('discard', { runId: 'b', discarded: true });
  expect(running()).toEqual(['discard', 'discard']);
  jobs('discard')[0]?.succeed(null);
  await first;
  expect(running()).toEqual(['discard']);
  jobs('discard')[1]?.fail({ code: 'unexpected', what: 'It failed.', todo: 'Try again.' });
  await expect(second).rejects.toThrow('It failed.');
  expect(running()).toEqual([]);
});
