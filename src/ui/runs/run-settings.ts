import type { CatalogueCard } from '../../core/backbone/card.ts';
import { settingRows } from '../../core/report/settings.ts';
import type { Recipe } from '../../core/training/recipe.ts';

/** One setting of a recipe in words. */
export interface Setting {
  readonly label: string;
  readonly value: string;
  /** Whether it is another than the default's. */
  readonly changed: boolean;
}

/** Everything a recipe says, in the order of the report. */
export function settingsOf(
  recipe: Recipe,
  cards: readonly Pick<CatalogueCard, 'id' | 'name'>[],
): readonly Setting[] {
  return settingRows(recipe, cards).flatMap(({ cells: [label, value], mark }) =>
    typeof label === 'string' && typeof value === 'string'
      ? [{ label, value, changed: mark === 'changed' }]
      : [],
  );
}

/** A setting that differs, with its value in each of the recipes; '–' where one has nothing of the kind. */
export interface SettingDifference {
  readonly label: string;
  readonly values: readonly string[];
}

/** In what recipes differ. */
export function settingDifferences(recipes: readonly (readonly Setting[])[]): readonly SettingDifference[] {
  const labels = [...new Set(recipes.flatMap((settings) => settings.map(({ label }) => label)))];
  return labels
    .map((label) => ({
      label,
      values: recipes.map((settings) => settings.find((one) => one.label === label)?.value ?? '–'),
    }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** What has a column of its own, and what is different in every run of a series. */
const elsewhere = ['Backbone', 'Epochs of the head alone'];

/** In what a recipe is not the default, in one line: 'learning rate 0.01, dropout 20 %'; 'the defaults' where nowhere. */
export function recipeLine(settings: readonly Setting[]): string {
  const changed = settings.filter((one) => one.changed && !elsewhere.includes(one.label));
  return changed.length === 0
    ? 'the defaults'
    : changed
        .map(({ label, value }) => `${label.charAt(0).toLowerCase()}${label.slice(1)} ${value}`)
        .join(', ');
}
