import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRecipe } from '../../../core/training/recipe.ts';
import { recipeLimits } from '../../../core/training/recipe-limits.ts';
import { presentValue } from '../../../core/training/sweep-trials.ts';
import { axisKeys, parseValues, suggestedValues, valuesText } from './sweep-axes.ts';

describe('suggested values', () => {
  it('lie around the present one', () => {
    expect(suggestedValues(defaultRecipe, 'learningRate')).toEqual([0.0003, 0.0009, 0.003, 0.009, 0.03]);
    expect(suggestedValues({ ...defaultRecipe, epochs: 15 }, 'epochs')).toEqual([8, 15, 30, 60]);
    expect(suggestedValues({ ...defaultRecipe, mixup: 0.3 }, 'mixup')).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  });

  it.each(axisKeys)('of %s can be tried as they are, the present one too', (key) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const { min, max, step } = recipeLimits[key];
        const value = min + share * (max - min);
        const present = step === 1 ? Math.round(value) : Number(value.toPrecision(2));
        const recipe = {
          ...defaultRecipe,
          ...(key !== 'dropout' && { [key]: present }),
          head: { kind: 'linear', dropout: key === 'dropout' ? present : 0 } as const,
        };
        const values = suggestedValues(recipe, key);
        expect(values).toContain(presentValue(recipe, key));
        expect(parseValues(valuesText(values), key).problem).toBeNull();
      }),
    );
  });
});

describe('what is typed', () => {
  it.each([
    ['0.01, 0.001', [0.001, 0.01]],
    ['1e-3;0.01 0.1,', [0.001, 0.01, 0.1]],
    ['0.01, 0.01, 0.02', [0.01, 0.02]],
  ])('%s is read', (text, values) => {
    expect(parseValues(text, 'learningRate')).toEqual({ values, problem: null });
  });

  it.each([
    ['0.01', 'two values'],
    ['', 'two values'],
    ['0.01, fast', 'fast is not a number from'],
    ['0.01, 2', '2 is not a number from'],
    [Array.from({ length: 13 }, (_, i) => i / 100 + 0.01).join(), '12 values at most'],
  ])('%s is not: %s', (text, problem) => {
    expect(parseValues(text, 'learningRate').problem).toContain(problem);
  });

  it('epochs are whole', () => {
    expect(parseValues('10, 12.5', 'epochs').problem).toContain('12.5 is not a whole number');
  });
});
