/** Answers each message to this worker with what the work gives; a failure reaches the page as the worker's error. */
export function answerWith<Request, Result>(work: (request: Request) => Promise<Result>): void {
  self.onmessage = async ({ data }: MessageEvent<Request>) => {
    try {
      postMessage(await work(data));
    } catch (error) {
      // A rejection would not reach the page.
      setTimeout(() => {
        throw error;
      });
    }
  };
}
