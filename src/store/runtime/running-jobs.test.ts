import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';

afterEach(() => vi.unstubAllGlobals());

test('jobs that write count while they run, however they end', async () => {
  const { store, jobs } = await openStore();
  const { useRunningJobs, whenWritten } = await import('./running-jobs.ts');
  const { storeContext } = await import('../store.ts');
  store.setState({ tab: 'here' });
  const { client } = storeContext();
  const running = () => useRunningJobs.getState().running;

  void client.run('image', { hash: 'a' });
  expect(running()).toEqual([]);
  const first = client.run('write', {});
  const second = client.run('write', {});
  let written = false;
  void whenWritten().then(() => {
    written = true;
  });
  expect(running()).toEqual(['write', 'write']);
  jobs('write')[0]?.succeed(null);
  await first;
  expect(running()).toEqual(['write']);
  expect(written).toBe(false);
  jobs('write')[1]?.fail({ code: 'unexpected', what: 'It failed.', todo: 'Try again.' });
  await expect(second).rejects.toThrow('It failed.');
  expect(running()).toEqual([]);
  await vi.waitFor(() => expect(written).toBe(true));
});
