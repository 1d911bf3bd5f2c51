/** Round numbers from 0 to at least `highest`, five steps at most: 1, 2, 2.5 or 5 times a power of ten apart. */
export function ticksUpTo(highest: number): readonly number[] {
  if (!(highest > 0 && Number.isFinite(highest))) return [0, 1];
  const rough = highest / 5;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}

/** Whole numbers from 0 to `last`, seven at most, evenly apart and with `last` at the end where there is room. */
export function epochTicks(last: number): readonly number[] {
  const [, step = 1] = ticksUpTo(Math.max(1, last)).map((tick) => Math.ceil(tick));
  const ticks = Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step);
  const end = ticks.at(-1) ?? 0;
  if (end === last) return ticks;
  return last - end > step / 2 ? [...ticks, last] : [...ticks.slice(0, -1), last];
}
