import { safePart } from '../report/file-name.ts';
import type { ExportFormat } from './exported.ts';

/** What a format is called. */
export const formatNames: Readonly<Record<ExportFormat, string>> = {
  tfjs: 'TensorFlow.js',
  onnx: 'ONNX',
  keras: 'Keras',
  html: 'page',
};

/**
 * A file name for an export that every system takes: 'Headstart model, Run 3, ONNX.zip'.
 * @param name of the run
 */
export function exportFileName(name: string, format: ExportFormat): string {
  const parts = ['Headstart model', safePart(name), formatNames[format]];
  return `${parts.filter((part) => part !== '').join(', ')}.${format === 'html' ? 'html' : 'zip'}`;
}
