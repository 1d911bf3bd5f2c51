import type { LabPhoto, PeerRequest, PeerResult } from './messages.ts';

/** What of the library is used; see its teachable-mobilenet.ts. */
interface TeachableModel {
  setLabels(labels: readonly string[]): void;
  addExample(label: number, sample: HTMLCanvasElement): Promise<void>;
  readonly examples: readonly (readonly unknown[])[];
}

declare global {
  /** @tensorflow/tfjs and @teachablemachine/image, each a script that makes a global. */
  interface Window {
    readonly tf: { getBackend(): string };
    readonly tmImage: {
      createTeachable(
        metadata: { readonly tfjsVersion: string },
        model: { readonly checkpointUrl: string; readonly trainingLayer: string },
      ): Promise<TeachableModel>;
    };
    measurePeer(request: PeerRequest): Promise<PeerResult>;
  }
}

window.measurePeer = async ({ model, layer, size, photos, classes }) => {
  for (const script of ['./tf.min.js', './teachablemachine-image.min.js']) await loadScript(script);
  const teachable = await window.tmImage.createTeachable(
    { tfjsVersion: 'of this page' },
    { checkpointUrl: model, trainingLayer: layer },
  );
  teachable.setLabels(classes);
  const add = async ({ url, label }: LabPhoto) => teachable.addExample(label, await drawn(url, size));
  const [first, ...rest] = photos;
  if (first === undefined || rest.length === 0) throw new Error('two photos at least');
  // One to warm up: it compiles the shaders.
  await add(first);
  const began = performance.now();
  for (const photo of rest) await add(photo);
  const taken = performance.now() - began;
  const added = teachable.examples.reduce((sum, ofClass) => sum + ofClass.length, 0);
  if (added !== photos.length) throw new Error(`the library holds ${added} examples, not ${photos.length}`);
  return { msPerImage: taken / rest.length, backend: window.tf.getBackend() };
};

function loadScript(src: string): Promise<unknown> {
  const script = document.createElement('script');
  script.src = src;
  const loaded = new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${src} could not be loaded`));
  });
  document.head.append(script);
  return loaded;
}

/** The centre square of a photo on a canvas of the input's size, as the library's own page hands pictures over. */
async function drawn(url: string, size: number): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const side = Math.min(image.naturalWidth, image.naturalHeight);
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const [left, top] = [(image.naturalWidth - side) / 2, (image.naturalHeight - side) / 2];
  canvas.getContext('2d')?.drawImage(image, left, top, side, side, 0, 0, size, size);
  return canvas;
}
