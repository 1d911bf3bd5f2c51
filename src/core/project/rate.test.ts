import { describe, expect, it } from 'vitest';
import { rateMeter } from './rate.ts';

describe('rateMeter', () => {
  it('is nothing before time has passed', () => {
    expect(rateMeter(() => 5)(3)).toBe(0);
  });

  it('gives a steady rate', () => {
    let time = 0;
    const rate = rateMeter(() => time);
    for (let done = 1; done <= 1000; done++) {
      time += 20;
      expect(rate(done)).toBeCloseTo(50, 9);
    }
  });

  it('has forgotten a stall of long ago', () => {
    let time = 0;
    const rate = rateMeter(() => time);
    time = 60_000;
    expect(rate(6)).toBeCloseTo(0.1, 9);
    let last = 0;
    for (let done = 7; done <= 46; done++) {
      time += 100;
      last = rate(done);
    }
    expect(last).toBeCloseTo(10, 9);
  });

  it('falls when nothing comes any more', () => {
    let time = 0;
    const rate = rateMeter(() => time);
    time = 1000;
    expect(rate(10)).toBeCloseTo(10, 9);
    time = 2000;
    expect(rate(10)).toBeCloseTo(5, 9);
    time = 5000;
    expect(rate(10)).toBe(0);
  });
});
