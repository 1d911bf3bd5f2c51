import { html } from '../../../core/report/markup.ts';
import { digest } from '../../dataset/hash.ts';
import { toBase64 } from './data-block.ts';

/** What an exported page is put together from. */
export interface HtmlPageParts {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  /** As `dataBlock` writes them. */
  readonly blocks: readonly string[];
}

/**
 * One page that needs nothing else. Its policy lets run what is in it, by its hash, and nothing in or out: no request
 * can be made.
 * @throws TypeError where style or script could end before their end
 */
export async function htmlPage({ title, style, script, blocks }: HtmlPageParts): Promise<string> {
  if (/<\/style/i.test(style)) throw new TypeError('The style would end its element.');
  if (/<\/script|<!--/i.test(script)) throw new TypeError('The script would end its element.');
  const policy = [
    "default-src 'none'",
    `script-src ${await hashOf(script)} 'wasm-unsafe-eval'`,
    `style-src ${await hashOf(style)}`,
    // The typeface, the picture that was chosen, the engine's own thread.
    'font-src data:',
    'img-src blob:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
`.source;
  const body = html`</head>
<body>
<noscript><p>This page answers what is on a picture. It needs JavaScript, and no network.</p></noscript>
`.source;
  return [
    `${head}<style>${style}</style>\n${body}`,
    ...blocks.map((block) => `${block}\n`),
    `<script>${script}</script>\n</body>\n</html>\n`,
  ].join('');
}

/** A source of a Content-Security-Policy (W3C CSP 3, 2.3.1). */
async function hashOf(text: string): Promise<string> {
  return `'sha256-${toBase64(await digest(new TextEncoder().encode(text)))}'`;
}
