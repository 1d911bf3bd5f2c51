/** What is looked at in a request. */
export interface Asked {
  readonly url: string;
  readonly mode: RequestMode;
}

/**
 * Bytes that a request carries beyond the name of a file of this site: its content; what stands behind a '?', except
 * where a person opened that address; and the whole address where it is another site's.
 * @param content bytes of the request's body
 * @param origin of this site
 */
export function sentBytes({ url, mode }: Asked, content: number, origin: string): number {
  const address = new URL(url);
  if (address.origin !== origin) return content + url.length;
  return content + (mode === 'navigate' ? 0 : Math.max(0, address.search.length - 1));
}
