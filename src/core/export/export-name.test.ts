import { expect, test } from 'vitest';
import { exportFileName } from './export-name.ts';

test('an export is named after its run and format, by a name that every system takes', () => {
  expect(exportFileName('Run 3', 'onnx')).toBe('Headstart model, Run 3, ONNX.zip');
  expect(exportFileName('Äpfel/Birnen: 2', 'html')).toBe('Headstart model, Äpfel Birnen 2, page.html');
  expect(exportFileName('…/\u0000', 'tfjs')).toBe('Headstart model, …, TensorFlow.js.zip');
  expect(exportFileName('../', 'keras')).toBe('Headstart model, Keras.zip');
});
