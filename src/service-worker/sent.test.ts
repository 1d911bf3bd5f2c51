import { expect, test } from 'vitest';
import { sentBytes } from './sent.ts';

const origin = 'https://a.example';
const fetched = { mode: 'cors' } as const;

test("the name of a file of the site is no content of the person's", () => {
  expect(sentBytes({ ...fetched, url: `${origin}/x/models/a/model.json` }, 0, origin)).toBe(0);
  // Opened by a person, as a lesson's address is.
  expect(sentBytes({ mode: 'navigate', url: `${origin}/x/?backend=wasm#lesson` }, 0, origin)).toBe(0);
});

test('a body counts, and what a script puts behind a question mark', () => {
  expect(sentBytes({ ...fetched, url: `${origin}/x/` }, 5, origin)).toBe(5);
  expect(sentBytes({ ...fetched, url: `${origin}/x/?` }, 0, origin)).toBe(0);
  expect(sentBytes({ ...fetched, url: `${origin}/x/?abc` }, 5, origin)).toBe(8);
});

test('of a request to another site all counts', () => {
  const url = 'https://b.example/pixel.gif';
  expect(sentBytes({ ...fetched, url }, 0, origin)).toBe(url.length);
  expect(sentBytes({ mode: 'navigate', url }, 3, origin)).toBe(url.length + 3);
  expect(sentBytes({ ...fetched, url: 'https://a.example:8443/' }, 0, origin)).toBeGreaterThan(0);
});
