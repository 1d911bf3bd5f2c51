import { segmentsOf } from '../path.ts';
import { stemOf } from './file-kind.ts';
import { type SplitWord, splitOfName } from './split-name.ts';

/** A photo that rows of a list can mean. */
export interface Findable {
  readonly at: number;
  /** Its folders and name, from the drop's root. */
  readonly segments: readonly string[];
}

/** How a cell named its photo: 'exact' by its whole name, 'loose' without the ending or in other case. */
export type Found =
  | { readonly kind: 'exact' | 'loose'; readonly at: number }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'none' };

const none: Found = { kind: 'none' };

/** Finds the photos of a folder and below by what lists write: paths, addresses, names, with or without an ending. */
export class PhotoIndex {
  private readonly byName = new Map<string, Findable[]>();
  private readonly byLoose = new Map<string, Findable[]>();

  /**
   * @param base how many folders lie above the list
   * @param prefer among photos of one name those that a list of this name means (`trainLabels.csv` those in `train`)
   */
  constructor(
    photos: Iterable<Findable>,
    private readonly base: number,
    private readonly prefer: (photo: Findable) => boolean,
  ) {
    for (const photo of photos) {
      const name = (photo.segments.at(-1) ?? '').normalize('NFC');
      put(this.byName, name, photo);
      put(this.byLoose, stemOf(name).toLowerCase(), photo);
    }
  }

  find(cell: string): Found {
    for (const segments of readings(cell)) {
      const name = segments.at(-1) ?? '';
      const exact = this.byName.get(name);
      if (exact) return this.one(exact, segments, 'exact');
      const loose = this.byLoose.get(stemOf(name).toLowerCase());
      if (loose) return this.one(sameCase(loose, stemOf(name)), segments, 'loose');
    }
    return none;
  }

  /** The one whose folders agree with the cell's furthest up. */
  private one(photos: readonly Findable[], segments: readonly string[], kind: 'exact' | 'loose'): Found {
    const [only] = photos;
    if (only && photos.length === 1) return { kind, at: only.at };
    let best: Findable[] = [];
    let most = -1;
    for (const photo of photos) {
      const agrees = agreement(photo.segments, segments, this.base);
      if (agrees > most) best = [];
      if (agrees >= most) best.push(photo);
      most = Math.max(most, agrees);
    }
    if (best.length > 1) best = best.filter(this.prefer);
    const [first] = best;
    return first && best.length === 1 ? { kind, at: first.at } : { kind: 'ambiguous' };
  }
}

function put(map: Map<string, Findable[]>, key: string, photo: Findable): void {
  const there = map.get(key);
  if (there) there.push(photo);
  else map.set(key, [photo]);
}

function sameCase(photos: readonly Findable[], stem: string): readonly Findable[] {
  const same = photos.filter(({ segments }) => stemOf((segments.at(-1) ?? '').normalize('NFC')) === stem);
  return same.length > 0 ? same : photos;
}

/** Equal folders above the name, counted from it; one more where the cell's path from the list's folder is the photo's. */
function agreement(photo: readonly string[], cell: readonly string[], base: number): number {
  let equal = 0;
  while (
    equal < Math.min(photo.length, cell.length) - 1 &&
    photo
      .at(-2 - equal)
      ?.normalize('NFC')
      .toLowerCase() === cell.at(-2 - equal)?.toLowerCase()
  )
    equal++;
  return equal + (equal === cell.length - 1 && photo.length - base === cell.length ? 0.5 : 0);
}

/** The paths that a cell can mean: as it is, out of an address, without what Label Studio puts before a name. */
function* readings(cell: string): Generator<readonly string[]> {
  const text = cell.normalize('NFC').replaceAll('\\', '/');
  if (text === '') return;
  yield segmentsOf(text);
  const local = /[?&]d=([^&]+)/.exec(text)?.[1];
  if (local !== undefined) yield segmentsOf(decoded(local));
  const path = decoded(text.replace(/^[a-z][\w+.-]*:\/\//i, '').replace(/[?#].*$/, ''));
  const segments = segmentsOf(path);
  if (path !== text) yield segments;
  const name = segments.at(-1) ?? '';
  const bare = name.replace(/^[0-9a-f]{8}-/i, '');
  if (bare !== name) yield [...segments.slice(0, -1), bare];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).normalize('NFC');
  } catch {
    // A name with a % of its own.
    return text;
  }
}

/** Photos of a folder and below. */
export interface Scope {
  readonly index: PhotoIndex;
  readonly scope: readonly Findable[];
}

/** The scopes of lists, made once where many lists lie side by side. */
export class Scopes {
  private readonly made = new Map<string, Scope>();

  constructor(private readonly photos: readonly Findable[]) {}

  /** @param split photos in such a folder are preferred among those of one name */
  of(folder: readonly string[], split: SplitWord | null): Scope {
    const key = `${split}/${folder.join('/')}`;
    const known = this.made.get(key);
    if (known) return known;
    const scope = this.photos.filter(({ segments }) => folder.every((name, i) => segments[i] === name));
    const prefer = ({ segments }: Findable) =>
      split !== null && segments.slice(0, -1).some((name) => splitOfName(name) === split);
    const made = { scope, index: new PhotoIndex(scope, folder.length, prefer) };
    this.made.set(key, made);
    return made;
  }
}
