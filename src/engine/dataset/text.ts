import { decodeAs, guessCodePage } from './code-page.ts';

/**
 * The text of a list as programs write it: UTF-8, UTF-16 with or without its mark (Excel's "Unicode text"), or a code page
 * (Excel's "CSV"), told by its bytes.
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const start = bytes.subarray(0, 400);
  const zeros = (odd: number) => start.filter((byte, i) => i % 2 === odd && byte === 0).length;
  if (zeros(1) * 4 > start.length) return new TextDecoder('utf-16le').decode(bytes);
  if (zeros(0) * 4 > start.length) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: a page of eight bits or of East Asia.
    const { page } = guessCodePage([...specialLines(bytes)]);
    return page === 'utf-8' ? new TextDecoder().decode(bytes) : decodeAs(bytes, page);
  }
}

/** The first lines that are not plain ASCII. */
function* specialLines(bytes: Uint8Array): Generator<Uint8Array> {
  let found = 0;
  for (let start = 0; start < bytes.length && found < 300; ) {
    const at = bytes.indexOf(10, start);
    const end = at < 0 ? bytes.length : at;
    const line = bytes.subarray(start, end);
    if (line.some((byte) => byte > 127)) {
      found++;
      yield line;
    }
    start = end + 1;
  }
}
