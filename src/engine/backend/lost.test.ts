import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { copyRegisteredKernels, registerBackend, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { clouds, trainHead } from '../../../test-support/engine/training/clouds.ts';
import { seededRandom } from '../../core/random.ts';
import type { EpochMetrics } from '../../core/training/run.ts';
import { throwIfLost, watch } from './lost.ts';

/** Computes as the CPU backend does, until its context is lost: then all that is read back is zeros. */
class FakeWebGL extends MathBackendCPU {
  lost = false;
  readonly canvas = new EventTarget();
  readonly gpgpu = { gl: { isContextLost: () => this.lost } };
  override readSync(dataId: object) {
    const values = super.readSync(dataId);
    return this.lost ? new Float32Array(values.length) : values;
  }
  override async read(dataId: object) {
    return this.readSync(dataId) as Float32Array;
  }
}

const graphics = new FakeWebGL();
const told: string[] = [];

beforeAll(async () => {
  await startRuntime();
  registerBackend('webgl', () => graphics);
  copyRegisteredKernels('cpu', 'webgl');
});
beforeEach(async () => {
  graphics.lost = false;
  told.length = 0;
  await setBackend('webgl');
  watch('webgl', (why) => told.push(why));
});

test('while the context is there nothing is told', () => {
  throwIfLost();
  expect(told).toEqual([]);
});

test('a context that is lost while a head learns is told once, before anything is made of what was read', async () => {
  const examples = clouds(60, 0.5, seededRandom('lost'));
  const history: EpochMetrics[] = [];
  const onEpoch = (metrics: EpochMetrics) => {
    history.push(metrics);
    if (history.length === 3) graphics.lost = true;
  };
  await expect(
    trainHead(examples, { learningRate: 0.01 }, { validation: examples, onEpoch }),
  ).rejects.toMatchObject({
    failure: { code: 'engine-lost' },
  });
  expect(history).toHaveLength(3);
  graphics.canvas.dispatchEvent(new Event('webglcontextlost'));
  expect(told).toEqual(['The graphics context was lost.']);
});

test('the event alone is enough', () => {
  graphics.canvas.dispatchEvent(new Event('webglcontextlost'));
  expect(throwIfLost).toThrow('The graphics context was lost.');
  expect(told).toHaveLength(1);
});

test('a backend that can’t be lost never is', async () => {
  graphics.lost = true;
  await setBackend('cpu');
  throwIfLost();
});
