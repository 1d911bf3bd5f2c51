import { describe, expect, it } from 'vitest';
import { type BackendProbe, chooseBackend } from './choose-backend.ts';

const gpu = { device: 'NVIDIA', hardware: true };
const software = { device: 'SwiftShader', hardware: false };
const wasm = { threads: true, cores: 2 };
const probe = (part: Partial<BackendProbe>): BackendProbe => ({ webgpu: null, webgl: null, wasm, ...part });

describe('chooseBackend', () => {
  it.each([
    [probe({ webgpu: gpu, webgl: gpu }), 'webgpu'],
    [probe({ webgpu: software, webgl: gpu }), 'webgl'],
    [probe({ webgpu: software, webgl: software }), 'wasm'],
    [probe({}), 'wasm'],
    [probe({ wasm: null }), 'cpu'],
    [probe({ wasm: null, webgl: software }), 'cpu'],
  ])('picks the fastest real device (%#)', (given, name) => {
    expect(chooseBackend(given, 'auto').name).toBe(name);
  });

  it('takes what the person chose, software or not', () => {
    const decision = chooseBackend(probe({ webgpu: software }), 'webgpu');
    expect(decision).toMatchObject({ name: 'webgpu', hardware: false, device: 'SwiftShader' });
  });

  it('falls back, and says so, when the choice is not to be had', () => {
    const decision = chooseBackend(probe({}), 'webgpu');
    expect(decision.name).toBe('wasm');
    expect(decision.reason).toContain('WebGPU is not available');
  });
});
