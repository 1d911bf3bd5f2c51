/** The roles that the walk asks for (https://www.w3.org/TR/wai-aria-1.2/#role_definitions). */
export type Role = 'button' | 'contentinfo' | 'list' | 'region' | 'status';

/** An element of the page by the browser's own id for it. It is gone with what it was drawn for. */
export type ElementId = string;

/** A real browser with one window, driven by one of the W3C's protocols: WebDriver or WebDriver BiDi. */
export interface Browser {
  /** With its version: 'Firefox 153.8.0'. */
  readonly name: string;
  /** Where downloads go, as a path. */
  readonly downloads: string;
  /** Opens an address and waits until the page has loaded. */
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /**
   * Elements as assistive technology finds them: by the role and the name that the browser itself computes.
   * @param inside only those in this element
   */
  find(role: Role, name: string | null, inside: ElementId | null): Promise<readonly ElementId[]>;
  /** Presses the pointer's button on an element, where it can be seen. */
  press(element: ElementId): Promise<void>;
  /** The text of an element, or of the page, as it is drawn. */
  text(element: ElementId | null): Promise<string>;
  /** Puts a file into the page's chooser of this label. The system's own dialog can't be driven. */
  choose(label: string, path: string): Promise<void>;
  /** What a JavaScript expression comes to in the page, awaited and copied as JSON. */
  ask(expression: string): Promise<unknown>;
  /** What the browser has said of errors so far; a protocol that tells none leaves it empty. */
  readonly problems: readonly string[];
  /** Ends the browser and whatever was started for it. */
  close(): Promise<void>;
}

/** The protocol's own word for what went wrong: 'stale element reference'. */
export class ProtocolError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }

  /** Whether the element was drawn anew between being found and being used: to look again helps. */
  get isStale(): boolean {
    return STALE.has(this.code);
  }
}

const STALE: ReadonlySet<string> = new Set([
  'stale element reference',
  'no such element',
  'no such node',
  'element not interactable',
  'element click intercepted',
]);
