import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prediction } from './evaluation.ts';
import { mcnemar, pairedComparison } from './mcnemar.ts';

/** The definition, in whole numbers: twice the sum of n over i for i up to the fewer, by 2^n, at most 1. */
function bySummation(b: number, c: number): number {
  const n = BigInt(b + c);
  let choose = 1n;
  let sum = 0n;
  for (let i = 0n; i <= BigInt(Math.min(b, c)); i++) {
    sum += choose;
    choose = (choose * (n - i)) / (i + 1n);
  }
  const digits = 10n ** 18n;
  return Math.min(1, Number((2n * sum * digits) / 2n ** n) / Number(digits));
}

describe('mcnemar', () => {
  // statsmodels/stats/tests/test_nonparametric.py, test_mcnemar_exact: six decimals, from Vassar College's calculator.
  it.each([
    [121, 59, 0.000004],
    [70, 59, 0.378688],
    [80, 59, 0.089452],
    [30, 60, 0.00206],
    [10, 30, 0.002221],
    [10, 10, 1],
  ])('agrees with statsmodels on %i and %i', (b, c, p) => {
    expect(mcnemar(b, c)).toBeCloseTo(p, 6);
  });

  it('agrees with the example of Fagerland, Lydersen & Laake 2013: 6 and 16, p = 0.053', () => {
    // doi:10.1186/1471-2288-13-91, told with these numbers in Wikipedia's article on the test.
    expect(mcnemar(6, 16)).toBeCloseTo(0.0525, 4);
  });

  it('is what the definition sums up to, the same both ways, and a probability', () => {
    const count = fc.nat({ max: 300 });
    fc.assert(
      fc.property(count, count, (b, c) => {
        const p = mcnemar(b, c);
        expect(p).toBeCloseTo(bySummation(b, c), 12);
        expect(mcnemar(c, b)).toBe(p);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('holds where 2^n is beyond a double', () => {
    expect(mcnemar(950, 1050) / bySummation(950, 1050)).toBeCloseTo(1, 9);
  });

  it('finds no difference where there is none', () => {
    expect(mcnemar(0, 0)).toBe(1);
    expect(mcnemar(1, 0)).toBe(1);
    expect(mcnemar(0, 5)).toBe(0.0625);
  });

  it('takes whole numbers of photos only', () => {
    expect(() => mcnemar(-1, 2)).toThrow(RangeError);
    expect(() => mcnemar(1.5, 2)).toThrow(RangeError);
  });
});

function predictions(answers: readonly (readonly [string, number, number])[]): Prediction[] {
  return answers.map(([sampleId, label, predicted]) => ({
    sampleId,
    label,
    predicted,
    logits: Float32Array.of(0, 0),
  }));
}

describe('pairedComparison', () => {
  it("counts the four kinds as in mlxtend's documented example of mcnemar_table", () => {
    const target = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
    const model1 = [0, 1, 0, 0, 0, 1, 1, 0, 0, 0];
    const model2 = [0, 0, 1, 1, 0, 1, 1, 0, 0, 0];
    const of = (answers: readonly number[]) =>
      predictions(answers.map((answer, i) => [`s${i}`, target[i] ?? -1, answer]));
    expect(pairedComparison(of(model1), of(model2))).toEqual({
      both: 4,
      onlyA: 2,
      onlyB: 1,
      neither: 3,
      total: 10,
      p: 1,
    });
  });

  it('pairs photos by id, and leaves out those of one run and those moved to another class since', () => {
    const a = predictions([
      ['x', 0, 0],
      ['y', 1, 0],
      ['moved', 0, 0],
      ['only a', 0, 0],
    ]);
    const b = predictions([
      ['only b', 1, 1],
      ['moved', 1, 1],
      ['y', 1, 1],
      ['x', 0, 1],
    ]);
    expect(pairedComparison(a, b)).toMatchObject({ both: 0, onlyA: 1, onlyB: 1, neither: 0, total: 2 });
  });

  it('translates the classes of the second run', () => {
    const a = predictions([
      ['x', 0, 0],
      ['y', 1, 0],
    ]);
    const b = predictions([
      ['x', 2, 2],
      ['y', 0, 0],
      ['z', 1, 1],
    ]);
    const classOfA = (label: number) => [1, -1, 0][label] ?? -1;
    expect(pairedComparison(a, b, classOfA)).toMatchObject({ both: 1, onlyB: 1, total: 2 });
  });

  it('counts each shared photo once, and changes sides with its arguments', () => {
    const label = fc.nat({ max: 3 });
    const run = fc.uniqueArray(fc.tuple(fc.nat({ max: 30 }), label, label), { selector: ([id]) => id });
    fc.assert(
      fc.property(run, run, (one, other) => {
        const of = (rows: typeof one) => predictions(rows.map(([id, of, as]) => [`s${id}`, of, as]));
        const forth = pairedComparison(of(one), of(other));
        const back = pairedComparison(of(other), of(one));
        expect(back).toEqual({ ...forth, onlyA: forth.onlyB, onlyB: forth.onlyA });
        const shared = one.filter(([id, is]) => other.some(([id2, is2]) => id === id2 && is === is2));
        expect(forth.total).toBe(shared.length);
      }),
    );
  });
});
