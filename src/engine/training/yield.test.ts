import { afterEach, expect, test, vi } from 'vitest';
import { yieldToMessages } from './yield.ts';

afterEach(() => vi.useRealTimers());

test('a message that has been posted is heard', async () => {
  const { port1, port2 } = new MessageChannel();
  let heard = false;
  port1.onmessage = () => {
    heard = true;
  };
  port2.postMessage('stop');
  // A loop of microtasks would never end.
  while (!heard) await yieldToMessages();
  port1.close();
});

test('it needs no timer, and those who wait go on in their order', async () => {
  vi.useFakeTimers();
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((n) => yieldToMessages().then(() => order.push(n))));
  expect(order).toEqual([1, 2, 3]);
});
