import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlPage } from './html-page.ts';

const parts = { style: 'body { margin: 0 }', script: 'document.title += "!";', blocks: [] };

/** What has been put into the page at a place whose surroundings are known. */
const between = (page: string, before: string, after: string) => {
  const from = page.indexOf(before) + before.length;
  return page.slice(from, page.indexOf(after, from));
};

test('whatever the model is called, it is the title and nothing else', async () => {
  const reference = (await htmlPage({ title: 'NAME', ...parts })).split('NAME');
  const hostile = fc.constantFrom(
    '</title><script>alert(1)</script>',
    '<!--',
    '"><img src=x onerror=y>',
    '&lt;',
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(hostile, fc.string({ unit: 'binary' })), async (title) => {
      const page = await htmlPage({ title, ...parts });
      const written = between(page, '<title>', '</title>');
      expect(page).toBe(reference.join(written));
      expect(written).not.toMatch(/[<>"]/);
      const read = written.replace(
        /&(amp|lt|gt|quot|#39|#96);/g,
        (_, name: string) => characters[name] ?? '',
      );
      expect(read).toBe(title);
    }),
    { numRuns: 25 },
  );
});

const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#96': '`',
};

test('the policy lets run what is in the page, by its hash, and lets nothing in or out', async () => {
  const page = await htmlPage({ title: 'x', ...parts });
  const policy = between(page, 'content="', '"').replaceAll('&#39;', "'").split('; ');
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policy).toContain(`script-src ${hash(between(page, '<script>', '</script>'))} 'wasm-unsafe-eval'`);
  expect(policy).toContain(`style-src ${hash(between(page, '<style>', '</style>'))}`);
  expect(policy[0]).toBe("default-src 'none'");
  // What has no line of its own falls back on default-src.
  expect(policy.join(' ')).not.toMatch(/connect-src|unsafe-inline|http|\*/);
});

test.each([
  { ...parts, script: 'x = "</script>"' },
  { ...parts, script: 'x = "<!--"' },
  { ...parts, style: 'a { content: "</STYLE>" }' },
])('code that would end its own element is refused', async (broken) => {
  await expect(htmlPage({ title: 'x', ...broken })).rejects.toThrow(TypeError);
});
