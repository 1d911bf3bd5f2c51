import type { ExportedFile, Exporter, ExportFormat, ExportInput } from '../../core/export/exported.ts';
import { KNOWN_FILE } from '../../core/export/exported.ts';
import { encodeKnown } from '../../core/export/known-file.ts';
import { MANIFEST_FILE } from '../../core/export/model-manifest.ts';
import { readmeText } from '../../core/export/readme.ts';

const exporters: Readonly<Record<ExportFormat, () => Promise<Exporter>>> = {
  tfjs: async () => (await import('./tfjs/write-tfjs.ts')).writeTfjs,
  onnx: async () => (await import('./onnx/write-onnx.ts')).writeOnnx,
  keras: async () => (await import('./keras/write-keras.ts')).writeKeras,
  html: async () => (await import('./html/write-html.ts')).writeHtml,
};

/** Packed already, or numbers that hardly pack. */
const incompressible = /\.(bin|png|keras|h5)$/;

/**
 * Writes a model in a format: a zip, or the one file that the format is.
 * @throws whatever the format's exporter throws; AbortError when stopped
 */
export async function writeExport(
  format: ExportFormat,
  input: ExportInput,
  signal: AbortSignal,
): Promise<Blob> {
  const write = await exporters[format]();
  const files = await write(input);
  signal.throwIfAborted();
  if (format === 'html')
    return new Blob(
      files.map(({ content }) => content),
      { type: 'text/html' },
    );
  return zip([...commonFiles(input), ...files], signal);
}

function commonFiles({ manifest, golden, known, licence }: ExportInput): readonly ExportedFile[] {
  return [
    { path: MANIFEST_FILE, content: JSON.stringify(manifest, null, 2) },
    ...manifest.golden.map(({ file }, i) => ({ path: file, content: golden[i] ?? new Uint8Array() })),
    ...(known ? [{ path: KNOWN_FILE, content: encodeKnown(known) }] : []),
    { path: 'LICENSE.txt', content: licence },
    { path: 'README.txt', content: readmeText(manifest) },
  ];
}

async function zip(files: readonly ExportedFile[], signal: AbortSignal): Promise<Blob> {
  const { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } = await import('@zip.js/zip.js');
  // This is a worker already.
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false });
  for (const { path, content } of files) {
    signal.throwIfAborted();
    const reader = typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content);
    await writer.add(path, reader, incompressible.test(path) ? { level: 0 } : {});
  }
  return writer.close();
}
