const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/**
 * Lets the worker hear its messages. A posted message comes back in microseconds and in hidden tabs too, where a
 * timer takes 4 ms or a second, and an animation frame 15 ms or for ever.
 */
export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}
