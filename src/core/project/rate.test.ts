import { describe, expect, it } from 'vitest';
import { rateMeter, reportProgress } from './rate.ts';

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

describe('reportProgress', () => {
  function report(total: number) {
    const told: [number, number][] = [];
    const clock = { time: 0 };
    const done = reportProgress(
      total,
      () => clock.time,
      (...figures) => told.push(figures),
    );
    return { told, clock, done };
  }

  it('tells the begin, at most four reports a second, and the end', () => {
    const { told, clock, done } = report(100);
    for (let item = 1; item <= 100; item++) {
      clock.time += 10;
      done(item);
    }
    expect(told).toEqual([
      [0, 0],
      [25, 100],
      [50, 100],
      [75, 100],
      [100, 100],
    ]);
  });

  it('tells each item of a slow job', () => {
    const { told, clock, done } = report(3);
    for (let item = 1; item <= 3; item++) {
      clock.time += 1000;
      done(item);
    }
    expect(told.map(([count]) => count)).toEqual([0, 1, 2, 3]);
  });

  it('says nothing where there is nothing to do', () => {
    expect(report(0).told).toEqual([]);
  });
});
