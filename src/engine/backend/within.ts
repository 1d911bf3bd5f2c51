/** A browser's graphics process that hangs answers nothing, ever: nor does a thread that the site's policy forbids. */
export const START_LIMIT_MS = 30_000;

/** @throws Error where the answer has not come by then */
export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer in ${milliseconds} ms`)), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
