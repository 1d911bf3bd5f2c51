import { largest } from '../extremes.ts';
import { goldenPattern } from './golden-pattern.ts';

/** RGBA, size² · 4 values, as it goes into a model. */
export type Picture = Uint8ClampedArray<ArrayBuffer>;

/** What a model says of a picture: probabilities of its classes. */
export type Answer = (picture: Picture) => Promise<Float32Array>;

/** Drawn pictures that go along with an export, and of how many they are chosen. */
const DRAWN = 3;
const CANDIDATES = 6;
/** Surer than this, a picture is led towards one of another class. */
const SURE = 0.9;
/** Plain colours to lead a picture towards, where all drawings are of one class. */
const PLAIN = [
  [255, 255, 255],
  [0, 0, 0],
  [30, 60, 140],
  [60, 130, 50],
  [200, 50, 40],
  [128, 128, 128],
] as const;
/** Halvings of the way between two pictures. */
const HALVINGS = 6;

interface Judged {
  readonly picture: Picture;
  /** The most probable class, and its probability. */
  readonly label: number;
  readonly sure: number;
}

/**
 * Drawn pictures for a model, such that it is not sure of them: one that is answered with 100 % stays so, whatever has
 * gone a little wrong. Of some candidates the least sure ones are taken; one that it is sure of is mixed with one of
 * another class, so much that the answer is about to turn.
 * @param size side of the pictures, pixels
 * @param answer the model's
 */
export async function drawnPictures(size: number, answer: Answer): Promise<readonly Picture[]> {
  const judge = async (picture: Picture): Promise<Judged> => {
    const probabilities = await answer(picture);
    const sure = largest(probabilities);
    return { picture, sure, label: probabilities.indexOf(sure) };
  };
  const candidates: Judged[] = [];
  for (let seed = 0; seed < CANDIDATES; seed++) candidates.push(await judge(goldenPattern(size, seed)));
  candidates.sort((a, b) => a.sure - b.sure);
  const pictures: Picture[] = [];
  /** What a sure picture can be led towards. */
  const others = [...candidates];
  const otherThan = async (label: number): Promise<Judged | undefined> => {
    const found = others.find((other) => other.label !== label);
    if (found || others.length > candidates.length) return found;
    for (const colour of PLAIN) others.push(await judge(plainPicture(size, colour)));
    return others.find((other) => other.label !== label);
  };
  for (const candidate of candidates.slice(0, DRAWN)) {
    const other = candidate.sure > SURE ? await otherThan(candidate.label) : undefined;
    const taken = other ? await between(candidate, other, judge) : candidate;
    pictures.push(taken.picture);
  }
  return pictures;
}

function plainPicture(size: number, colour: readonly [number, number, number]): Picture {
  const pixels = new Uint8ClampedArray(size * size * 4);
  for (let at = 0; at < pixels.length; at += 4) pixels.set([...colour, 255], at);
  return pixels;
}

/** The least sure picture met on the way to where the answer turns from one picture's class to the other's. */
async function between(
  from: Judged,
  to: Judged,
  judge: (picture: Picture) => Promise<Judged>,
): Promise<Judged> {
  let [near, far] = [0, 1];
  let least = from;
  for (let i = 0; i < HALVINGS; i++) {
    const share = (near + far) / 2;
    const mixed = await judge(
      from.picture.map((value, at) => value + share * ((to.picture[at] ?? 0) - value)),
    );
    if (mixed.sure < least.sure) least = mixed;
    if (mixed.label === from.label) near = share;
    else far = share;
  }
  return least;
}
