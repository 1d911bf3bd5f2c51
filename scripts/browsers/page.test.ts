import { expect, test } from 'vitest';
import { type Browser, ProtocolError } from './browser.ts';
import { button, Page, plain, region } from './page.ts';

/** A browser whose page is a list of elements: 'region Train' and, in it, 'button Train'. Ids are places in the list. */
function browserWith(elements: readonly { is: string; inside?: string; text: string }[]) {
  const pressed: string[] = [];
  const looks: string[] = [];
  const browser = {
    problems: ['a script failed'],
    find: async (role: string, name: string | null, inside: string | null) => {
      const wanted = `${role} ${name}`;
      looks.push(wanted);
      return elements
        .filter((one) => one.is === wanted && (inside === null || one.inside === inside))
        .map(({ text }) => text);
    },
    press: async (id: string) => void pressed.push(id),
    text: async (id: string | null) => id ?? 'all of\u00a0the\n page',
  };
  return { browser, pressed, looks, page: new Page(browser as unknown as Browser) };
}

const elements = [
  { is: 'region Train', text: 'stage' },
  { is: 'button Train', inside: 'other', text: 'another' },
  { is: 'button Train', inside: 'stage', text: 'the one' },
];

test('an element is found in the one that it is said to be in', async () => {
  const { page, pressed } = browserWith(elements);
  await page.press(button('Train', region('Train')));
  expect(pressed).toEqual(['the one']);
});

test('what is not there in time is told with what the page says and which errors there were', async () => {
  const { page } = browserWith(elements);
  await expect(page.press(button('Train', region('Use')), 0)).rejects.toThrow(
    'button “Train” in region “Use” can be pressed: not within 0 s. The page says: all of the page\n  a script failed',
  );
});

test('an element that was drawn anew meanwhile is looked for again', async () => {
  const { page, browser, pressed, looks } = browserWith(elements);
  browser.press = async (id) => {
    if (looks.length < 4) throw new ProtocolError('stale element reference', 'gone');
    pressed.push(id);
  };
  await page.press(button('Train', region('Train')));
  expect(pressed).toEqual(['the one']);
});

test('what looking again does not help is told at once', async () => {
  const { page, browser } = browserWith(elements);
  browser.press = () => Promise.reject(new ProtocolError('invalid session id', 'no window'));
  await expect(page.press(button('Train', region('Train')))).rejects.toThrow('invalid session id: no window');
});

test('blanks of every kind are one', () => {
  expect(plain('\n 24\ttrain\u202f7\u00a0 validation ')).toBe('24 train 7 validation');
});
