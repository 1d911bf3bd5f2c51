/** Colours of the palette (`--class-0` … `--class-11` in app/tokens.css). */
export const paletteSize = 12;

/** A class's colour as CSS: a custom property, so that it follows the theme. `index` is `ClassLabel.colour`. */
export function classColour(index: number): string {
  return `var(--class-${index % paletteSize})`;
}

/** The letter that tells classes of the same colour apart: '' for the first twelve, then 'B', 'C', … */
export function classLetter(index: number): string {
  const round = Math.floor(index / paletteSize);
  return round === 0 ? '' : String.fromCharCode(65 + (round % 26));
}
