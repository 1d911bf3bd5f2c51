import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import type { BackboneCard } from '../../core/backbone/card.ts';
import type { BackboneInspection, InputTrial, OwnBackbone } from '../../core/backbone/own-backbone.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const file = new File(['{}'], 'model.json');
const source = { kind: 'files', files: [{ path: 'model.json', file }] } as const;
const inspection = { name: 'net', cuts: [] as BackboneInspection['cuts'] } as BackboneInspection;
const card = (id: string) => ({ id, name: `Network ${id}` }) as BackboneCard;
const input: InputTrial['input'] = { size: 224, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] };
const wanted: OwnBackbone = {
  name: 'net',
  cut: 'c',
  depths: null,
  input,
  licence: '',
  author: '',
  trial: null,
};

async function opened() {
  const fake = await openStore();
  fake.store.setState({ tab: 'here', cards: [card('shipped')] });
  fake.store.getState().changeRecipe({ backbone: 'shipped' });
  const { useOwnBackbones, removeBackbone } = await import('./own-backbones.ts');
  return { ...fake, own: useOwnBackbones, removeBackbone };
}

test('a network is read, tried and added; then it is the chosen backbone', async () => {
  const { store, jobs, own } = await opened();
  const reading = own.getState().read(source);
  const [inspect] = jobs('inspectBackbone');
  inspect?.emit({ kind: 'step', done: 1, total: 2 });
  expect(own.getState().work).toEqual({ what: 'reading', done: 1, total: 2 });
  inspect?.succeed(inspection);
  await reading;
  expect(own.getState()).toMatchObject({ inspection, work: null, failure: null });

  const trying = own.getState().tryInputs('c', 96);
  expect(jobs('tryBackbone')[0]?.request).toMatchObject({ files: source, cut: 'c', size: 96 });
  jobs('tryBackbone')[0]?.succeed([]);
  await trying;
  expect(own.getState().trials).toEqual([]);

  const adding = own.getState().add(wanted);
  jobs('addBackbone')[0]?.succeed(card('own-1'));
  expect(await adding).toBe(true);
  expect(store.getState().cards.map(({ id }) => id)).toEqual(['shipped', 'own-1']);
  expect(store.getState().recipe.backbone).toBe('own-1');
});

test('what can’t be read leaves words, and the next files begin afresh', async () => {
  const { jobs, own } = await opened();
  const reading = own.getState().read(source);
  const failure = { code: 'unsupported-format', what: 'No.', todo: 'Other.' } as const;
  jobs('inspectBackbone')[0]?.fail(failure);
  await reading;
  expect(own.getState()).toMatchObject({ source: null, inspection: null, failure });
  const again = own.getState().read(source);
  expect(own.getState().failure).toBeNull();
  jobs('inspectBackbone')[1]?.succeed(inspection);
  await again;
  own.getState().reset();
  expect(own.getState()).toMatchObject({ source: null, inspection: null, trials: null });
});

test('Stop ends the job, without a failure', async () => {
  const { jobs, own } = await opened();
  const reading = own.getState().read(source);
  own.getState().stop();
  expect(jobs('inspectBackbone')[0]?.signal?.aborted).toBe(true);
  jobs('inspectBackbone')[0]?.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  await reading;
  expect(own.getState()).toMatchObject({ work: null, failure: null });
});

test('a removed network is taken from the recipe, and undo brings both back', async () => {
  const { store, jobs, removeBackbone } = await opened();
  store.setState({ cards: [card('shipped'), card('own-1')] });
  store.getState().changeRecipe({ backbone: 'own-1' });
  removeBackbone('own-1');
  expect(store.getState()).toMatchObject({ recipe: { backbone: 'shipped' }, cards: [{ id: 'shipped' }] });
  store.getState().undo();
  expect(store.getState().recipe.backbone).toBe('own-1');
  expect(store.getState().cards).toHaveLength(2);
  store.getState().redo();
  expect(store.getState().cards).toHaveLength(1);
  expect(jobs('removeBackbone').map(({ request }) => request.removed)).toEqual([true, false, true]);
});

test('a network that came with the page stays', async () => {
  const { store, jobs, removeBackbone } = await opened();
  removeBackbone('shipped');
  expect(store.getState().cards).toHaveLength(1);
  expect(jobs('removeBackbone')).toHaveLength(0);
});
