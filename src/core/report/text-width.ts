/** From here on characters are about as wide as high: Hangul, kana, Chinese characters, emoji. */
const WIDE = 0x1100;

/** About how wide a text is, in units of its font's size: nothing can be measured outside a page. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= WIDE ? 1 : 0.56;
  return width;
}

/** The text as far as it fits, with '…' where it was cut. `width` is in units of the font's size. */
export function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let cut = '';
  for (const character of text) {
    if (textWidth(cut + character) + 1 > width) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}
