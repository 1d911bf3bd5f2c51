import type { Tensor } from './layers.ts';
import { axisAt } from './onnx-axes.ts';

/*
 * What graphs do to constants, as ONNX's operators of these names: each gives undefined where it would mean something else.
 */

/** Unsqueeze: axes of one at some places of the result. */
export function withOnes({ shape, values }: Tensor, axes: readonly number[]): Tensor | undefined {
  const rank = shape.length + axes.length;
  const places = axes.map((axis) => axisAt(axis, rank));
  if (places.includes(-1) || new Set(places).size !== places.length) return undefined;
  const old = [...shape];
  return {
    shape: Array.from({ length: rank }, (_, i) => (places.includes(i) ? 1 : (old.shift() ?? 1))),
    values,
  };
}

/** Reshape: 0 as it was, −1 the rest. */
export function withShape({ shape, values }: Tensor, wanted: readonly number[]): Tensor | undefined {
  const sizes = wanted.map((size, i) => (size === 0 ? (shape[i] ?? 0) : size));
  const known = sizes.filter((size) => size !== -1).reduce((product, size) => product * size, 1);
  const whole = sizes.map((size) => (size === -1 ? values.length / known : size));
  const length = whole.reduce((product, size) => product * size, 1);
  return whole.every(Number.isInteger) && length === values.length ? { shape: whole, values } : undefined;
}

/** Concat along the first axis. */
export function joinedRows(parts: readonly (Tensor | undefined)[]): Tensor | undefined {
  const whole = parts.flatMap((part) => (part && part.shape.length > 0 ? [part] : []));
  const rest = whole[0]?.shape.slice(1) ?? [];
  if (whole.length !== parts.length || whole.some(({ shape }) => shape.slice(1).join() !== rest.join()))
    return undefined;
  const rows = whole.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  return { shape: [rows, ...rest], values: Float32Array.from(whole.flatMap(({ values }) => [...values])) };
}

/** Slice along the first axis, forwards or backwards. */
export function slicedRows(
  { shape, values }: Tensor,
  { start, end, step }: { readonly start: number; readonly end: number; readonly step: number },
): Tensor | undefined {
  const [rows, ...rest] = shape;
  if (rows === undefined || !Number.isInteger(step) || step === 0) return undefined;
  const [first, last] = step > 0 ? [0, rows] : [-1, rows - 1];
  const place = (bound: number) => Math.min(Math.max(bound < 0 ? bound + rows : bound, first), last);
  const width = rest.reduce((product, size) => product * size, 1);
  const out: number[] = [];
  let taken = 0;
  for (let row = place(start); step > 0 ? row < place(end) : row > place(end); row += step, taken++)
    for (const value of values.subarray(row * width, (row + 1) * width)) out.push(value);
  return { shape: [taken, ...rest], values: Float32Array.from(out) };
}

/** Transpose of a table. */
export function turnedTable(
  { shape, values }: Tensor,
  order = [1, 0] as readonly number[],
): Tensor | undefined {
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0 || order.join() !== '1,0')
    return undefined;
  const turned = Float32Array.from(
    values,
    (_, i) => values[(i % rows) * columns + Math.floor(i / rows)] ?? 0,
  );
  return { shape: [columns, rows], values: turned };
}
