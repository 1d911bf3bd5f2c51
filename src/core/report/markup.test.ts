import fc from 'fast-check';
import { expect, it } from 'vitest';
import { html } from './markup.ts';

/** As an HTML parser reads character references in text and quoted attributes. */
function read(source: string): string {
  const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return source.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (characters[name] ?? '') : String.fromCodePoint(Number(code)),
  );
}

it('leaves any text as text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      const { source } = html`${text}`;
      expect(source).not.toMatch(/[<>"'`]/);
      expect(read(source)).toBe(text);
    }),
  );
});

it('escapes in attributes, and what is escaped already', () => {
  expect(html`<p title="${'"><b>'}">${'&lt;'}</p>`.source).toBe(
    '<p title="&quot;&gt;&lt;b&gt;">&amp;lt;</p>',
  );
});

it('takes markup as markup, lists one after another, and null for nothing', () => {
  expect(html`<ul>${['<', '>'].map((text) => html`<li>${text}</li>`)}${null}${3}</ul>`.source).toBe(
    '<ul><li>&lt;</li><li>&gt;</li>3</ul>',
  );
});
