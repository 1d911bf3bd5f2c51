/** An entry of licences.json: a package, a backbone's weights or a sample set. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly licence: string;
  /** Where it comes from. */
  readonly source: string;
  /** The licence's words; '' where the identifier has to do. */
  readonly text: string;
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The list of third-party licences that the build wrote beside the page. Throws where there is none. */
export async function readLicences(signal: AbortSignal): Promise<readonly Licence[]> {
  const response = await fetch('./licences.json', { signal });
  if (!response.ok) throw new Error(`licences.json: ${response.status}`);
  const list: unknown = await response.json();
  if (!Array.isArray(list)) throw new Error('licences.json holds no list');
  return list.map((entry: Partial<Record<keyof Licence, unknown>>) => ({
    name: word(entry.name),
    version: word(entry.version),
    licence: word(entry.licence),
    source: word(entry.source),
    text: word(entry.text),
  }));
}
