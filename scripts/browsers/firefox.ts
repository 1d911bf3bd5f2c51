import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BidiConnection } from './bidi.ts';
import { type Browser, type ElementId, ProtocolError } from './browser.ts';
import { lineOf, Processes } from './processes.ts';

/** Downloads are saved without asking, nothing is fetched for the browser itself, and what only moves is not drawn. */
const preferences = (downloads: string): Readonly<Record<string, string | number | boolean>> => ({
  'browser.download.folderList': 2,
  'browser.download.dir': downloads,
  'browser.download.useDownloadDir': true,
  'browser.download.alwaysOpenPanel': false,
  'ui.prefersReducedMotion': 1,
  'layout.frame_rate': 10,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'app.update.auto': false,
  'app.normandy.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
});

/** What Firefox says of a fetch through a service worker that ends with the page that was left. */
const CUT_OFF = /ServiceWorker intercepted the request and encountered an unexpected error/;

type Evaluated =
  | { readonly type: 'success'; readonly result: { readonly value?: unknown } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

/**
 * Firefox, driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it speaks itself: no geckodriver.
 * @param program its path
 */
export async function startFirefox(program: string): Promise<Browser> {
  const processes = await Processes.begin();
  try {
    const downloads = join(processes.folder, 'downloads');
    const profile = join(processes.folder, 'profile');
    await mkdir(downloads);
    await mkdir(profile);
    const lines = Object.entries(preferences(downloads)).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    const words = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
    const { stderr, failed } = processes.start(program, words);
    const [, address = ''] = await Promise.race([
      lineOf(stderr, /WebDriver BiDi listening on (ws:\S+)/),
      failed,
    ]);
    const connection = await BidiConnection.open(`${address}/session`);
    return await drive(connection, processes, downloads);
  } catch (error) {
    await processes.end();
    throw error;
  }
}

async function drive(connection: BidiConnection, processes: Processes, downloads: string): Promise<Browser> {
  const problems: string[] = [];
  connection.onEvent('log.entryAdded', ({ level, text }) => {
    if (level === 'error') problems.push(String(text));
  });
  const { capabilities } = await connection.send<{ capabilities: { browserVersion: string } }>(
    'session.new',
    {
      capabilities: {},
    },
  );
  await connection.send('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = await connection.send<{ contexts: readonly { context: string }[] }>(
    'browsingContext.getTree',
    {},
  );
  const context = contexts[0]?.context;
  if (context === undefined) throw new Error('Firefox has no window');

  const locate = async (locator: object, inside: ElementId | null): Promise<readonly ElementId[]> => {
    const startNodes = inside === null ? {} : { startNodes: [{ sharedId: inside }] };
    const { nodes } = await connection.send<{ nodes: readonly { sharedId: ElementId }[] }>(
      'browsingContext.locateNodes',
      { context, locator, ...startNodes },
    );
    return nodes.map(({ sharedId }) => sharedId);
  };
  /** Calls a function of the page's with an element; what it returns goes through JSON. */
  const call = async (code: string, element: ElementId | null): Promise<unknown> => {
    const answer = await connection.send<Evaluated>('script.callFunction', {
      functionDeclaration: `async (element) => JSON.stringify((await (${code})(element)) ?? null)`,
      target: { context },
      awaitPromise: true,
      arguments: element === null ? [] : [{ sharedId: element }],
    });
    if (answer.type === 'exception')
      throw new ProtocolError('javascript error', answer.exceptionDetails.text);
    return JSON.parse(String(answer.result.value));
  };

  return {
    name: `Firefox ${capabilities.browserVersion}`,
    downloads,
    problems,
    open: async (url) => {
      await connection.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    reload: async () => {
      const before = problems.length;
      await connection.send('browsingContext.reload', { context, wait: 'complete' });
      const meanwhile = problems.splice(before);
      problems.push(...meanwhile.filter((problem) => !CUT_OFF.test(problem)));
    },
    find: (role, name, inside) =>
      locate({ type: 'accessibility', value: { role, ...(name === null ? {} : { name }) } }, inside),
    press: async (element) => {
      await call('(element) => element.scrollIntoView({ block: "center", behavior: "instant" })', element);
      const origin = { type: 'element', element: { sharedId: element } };
      const actions = [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await connection.send('input.performActions', {
        context,
        actions: [{ type: 'pointer', id: 'mouse', actions }],
      });
    },
    text: async (element) => String(await call('(element) => (element ?? document.body).innerText', element)),
    choose: async (label, path) => {
      const value = `input[type=file][aria-label=${JSON.stringify(label)}]`;
      const [input] = await locate({ type: 'css', value }, null);
      if (input === undefined) throw new ProtocolError('no such element', label);
      await connection.send('input.setFiles', { context, element: { sharedId: input }, files: [path] });
    },
    ask: (expression) => call(`() => (${expression})`, null),
    close: async () => {
      connection.close();
      await processes.end();
    },
  };
}
