import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type ElementId, ProtocolError, type Role } from './browser.ts';
import { freePort, lineOf, Processes, poll } from './processes.ts';

/** What an element is called in WebDriver's JSON (https://www.w3.org/TR/webdriver2/#elements). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
type ElementReference = Readonly<Record<typeof ELEMENT, ElementId>>;

/** Where elements of a role are looked for: the browser is then asked which role and name each has. */
const CANDIDATES: Readonly<Record<Role, string>> = {
  button: 'button, [role=button]',
  contentinfo: 'footer, [role=contentinfo]',
  list: 'ul, ol, [role=list]',
  region: 'section, [role=region]',
  status: '[role=status], output',
};

/**
 * Candidates that may have a name, in one question instead of two for each: WebKit has no search by name. Blanks are left
 * out, since a name has them between blocks where a text has none.
 */
const LOOK_FOR = `
  const [inside, selector, name] = arguments;
  const bare = (text) => text.replace(/\\s/g, '');
  const mayBeCalledSo = (element) =>
    name === null ||
    element.hasAttribute('aria-labelledby') ||
    (element.getAttribute('aria-label') ?? '') === name ||
    bare(element.textContent).includes(bare(name));
  return [...(inside ?? document).querySelectorAll(selector)].filter(mayBeCalledSo);`;

interface WebKitPrograms {
  readonly driver: string;
  readonly xvfb: string;
}

/** WebKitGTK's MiniBrowser on a screen in memory, driven by WebDriver (https://www.w3.org/TR/webdriver2/) over HTTP. */
export async function startWebKit({ driver, xvfb }: WebKitPrograms): Promise<Browser> {
  const processes = await Processes.begin();
  try {
    const downloads = join(processes.folder, 'downloads');
    await mkdir(downloads);
    // https://www.freedesktop.org/wiki/Software/xdg-user-dirs/
    await writeFile(join(processes.folder, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
    // It chooses a display that is free and writes its number to the descriptor 3.
    const screen = processes.start(xvfb, [
      '-displayfd',
      '3',
      '-screen',
      '0',
      '1440x1000x24',
      '-nolisten',
      'tcp',
    ]);
    const [display] = await Promise.race([lineOf(screen.extra, /^\d+$/), screen.failed]);
    const port = await freePort();
    const { failed } = processes.start(driver, [`--port=${port}`], {
      DISPLAY: `:${display}`,
      GDK_BACKEND: 'x11',
      XDG_CONFIG_HOME: processes.folder,
    });
    const send = commandsTo(`http://127.0.0.1:${port}`, failed);
    const listens = () => send('GET', '/status').catch(() => null);
    await Promise.race([poll(listens, 30), failed]);
    return await drive(send, processes, downloads);
  } catch (error) {
    await processes.end();
    throw error;
  }
}

type Send = <Result>(method: 'GET' | 'POST', path: string, body?: object) => Promise<Result>;

/** @param failed rejects when the driver has ended */
const commandsTo =
  (address: string, failed: Promise<never>): Send =>
  async <Result>(method: 'GET' | 'POST', path: string, body?: object) => {
    const options = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await Promise.race([fetch(address + path, options), failed]);
    const { value } = (await response.json()) as { value: Result & { error: string; message: string } };
    if (!response.ok) throw new ProtocolError(value.error, value.message);
    return value;
  };

async function drive(send: Send, processes: Processes, downloads: string): Promise<Browser> {
  const { sessionId, capabilities } = await send<{
    sessionId: string;
    capabilities: { browserVersion: string };
  }>('POST', '/session', { capabilities: {} });
  const session: Send = (method, path, body) => send(method, `/session/${sessionId}${path}`, body);
  await session('POST', '/timeouts', { script: 60_000, pageLoad: 60_000 });
  await session('POST', '/window/rect', { x: 0, y: 0, width: 1440, height: 1000 });

  const execute = <Result>(script: string, ...args: readonly unknown[]) =>
    session<Result>('POST', '/execute/sync', { script, args });
  const referenceTo = (element: ElementId | null) => element && { [ELEMENT]: element };

  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    downloads,
    problems: [],
    open: (url) => session('POST', '/url', { url }),
    reload: () => session('POST', '/refresh', {}),
    find: async (role, name, inside) => {
      const candidates = await execute<readonly ElementReference[]>(
        LOOK_FOR,
        referenceTo(inside),
        CANDIDATES[role],
        name,
      );
      const found: ElementId[] = [];
      for (const { [ELEMENT]: element } of candidates) {
        const label = await session('GET', `/element/${element}/computedlabel`);
        const computed = await session('GET', `/element/${element}/computedrole`);
        // WebKit makes a group of a list that shows no bullets, on purpose.
        const isSuch = computed === role || (role === 'list' && computed === 'group');
        if (isSuch && (name === null || label === name)) found.push(element);
      }
      return found;
    },
    press: (element) => session('POST', `/element/${element}/click`, {}),
    text: (element) => execute('return (arguments[0] ?? document.body).innerText;', referenceTo(element)),
    choose: async (label, path) => {
      const value = `input[type=file][aria-label=${JSON.stringify(label)}]`;
      const input = await session<ElementReference>('POST', '/element', { using: 'css selector', value });
      await session('POST', `/element/${input[ELEMENT]}/value`, { text: path });
    },
    ask: async (expression) =>
      JSON.parse(
        await session<string>('POST', '/execute/async', {
          script: `const done = arguments[0];
            (async () => (${expression}))().then(
              (value) => done(JSON.stringify(value ?? null)),
              (error) => done(JSON.stringify(String(error))));`,
          args: [],
        }),
      ),
    close: () => processes.end(),
  };
}
