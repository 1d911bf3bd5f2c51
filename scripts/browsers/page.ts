import { type Browser, type ElementId, ProtocolError, type Role } from './browser.ts';
import { poll } from './processes.ts';

/** An element by its role and name, in another one where two could be meant. */
export interface Target {
  readonly role: Role;
  /** In full; null: whatever its name. */
  readonly name: string | null;
  readonly inside?: Target;
}

export const region = (name: string, inside?: Target): Target => ({
  role: 'region',
  name,
  ...(inside && { inside }),
});
export const button = (name: string, inside?: Target): Target => ({
  role: 'button',
  name,
  ...(inside && { inside }),
});

/** Enough for what needs no computing. */
const SOON = 30;

/** The page as a person uses it. Each step waits until the page has what it is about, and says what it waited for. */
export class Page {
  constructor(readonly browser: Browser) {}

  async press(target: Target, seconds = SOON): Promise<void> {
    await this.until(`${wordsOf(target)} can be pressed`, seconds, async () => {
      const element = await this.element(target);
      if (element === null) return null;
      await this.browser.press(element);
      return true;
    });
  }

  /** Waits until a part of the page says something; white space counts as one blank. */
  async says(target: Target, pattern: RegExp, seconds = SOON): Promise<RegExpExecArray> {
    return this.until(`${wordsOf(target)} says ${pattern}`, seconds, async () =>
      pattern.exec((await this.textOf(target)) ?? ''),
    );
  }

  /** The text of a part of the page now, white space as one blank; null where there is no such part. */
  async textOf(target: Target): Promise<string | null> {
    const element = await this.element(target);
    return element === null ? null : plain(await this.browser.text(element));
  }

  /** @param what the condition in words, for the error */
  async until<T>(what: string, seconds: number, look: () => Promise<T | null>): Promise<T> {
    try {
      return await poll(() => look().catch(nullWhereStale), seconds);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const said = await this.browser.text(null).then(plain, () => 'nothing that could be read');
      const problems = this.browser.problems.map((problem) => `\n  ${problem}`).join('');
      throw new Error(`${what}: ${why}. The page says: ${said}${problems}`, { cause: error });
    }
  }

  private async element({ role, name, inside }: Target): Promise<ElementId | null> {
    const around = inside ? await this.element(inside) : null;
    if (inside && around === null) return null;
    return (await this.browser.find(role, name, around))[0] ?? null;
  }
}

/** A text as it is compared: white space, the narrow and the unbreakable too, as one blank. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

function nullWhereStale(error: unknown): null {
  if (error instanceof ProtocolError && error.isStale) return null;
  throw error;
}

function wordsOf({ role, name, inside }: Target): string {
  const self = name === null ? role : `${role} “${name}”`;
  return inside ? `${self} in ${wordsOf(inside)}` : self;
}
