/** What can be put into markup: text, which is escaped; markup, which is not; null for nothing. */
type Content = Markup | string | number | null | readonly Content[];

/** Markup that is safe to put into a page: nothing but `html` makes it. */
export class Markup {
  private constructor(readonly source: string) {}

  /** The function behind `html`; a template's literal parts are the only text that is not escaped. */
  static of(literals: TemplateStringsArray, ...contents: readonly Content[]): Markup {
    const source = contents.reduce<string>(
      (before, content, i) => before + sourceOf(content) + (literals[i + 1] ?? ''),
      literals[0] ?? '',
    );
    return new Markup(source);
  }
}

/**
 * HTML or SVG: html`<p title="${text}">${text}</p>`. Whatever is put in is text, unless it is markup itself. Attributes
 * must be quoted; nothing may be put into a script or a style.
 */
export const html = Markup.of;

function sourceOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.source;
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  return content.map(sourceOf).join('');
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text as it has to be written between tags and in quoted attributes. */
function escapeText(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => references[character] ?? '');
}
