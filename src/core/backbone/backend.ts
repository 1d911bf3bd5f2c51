export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';
export type BackendChoice = 'auto' | BackendName;

/** Which backend runs, and why, in words for the page. */
export interface BackendInfo {
  readonly name: BackendName;
  /** One plain sentence. */
  readonly reason: string;
  /** The adapter's or renderer's own name, where it tells. */
  readonly device: string | null;
  /** False for a software adapter such as SwiftShader or llvmpipe. */
  readonly hardware: boolean;
  /** Threads of the WASM backend; 1 elsewhere. */
  readonly threads: number;
}
