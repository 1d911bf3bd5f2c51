import { DisjointSets } from '../features/disjoint-sets.ts';
import { normaliseClassName } from './class-name.ts';
import type { ClassLabel, Dataset, Patch, Sample, SplitSettings } from './dataset.ts';
import { type DuplicateGroup, gatherGroups, givenAsTest } from './duplicates.ts';
import { groupBy, samplesOfClass } from './selectors.ts';
import { splitAnew } from './split.ts';

/** The smallest colour index that none of the classes has. */
export function nextFreeColour(classes: readonly ClassLabel[]): number {
  const taken = new Set(classes.map((label) => label.colour));
  let colour = 0;
  while (taken.has(colour)) colour++;
  return colour;
}

export function classByName(classes: readonly ClassLabel[], name: string): ClassLabel | undefined {
  const wanted = normaliseClassName(name);
  return classes.find((label) => label.name === wanted);
}

/** 'Class N' with the smallest N that is free. */
function freeClassName(classes: readonly ClassLabel[]): string {
  let number = classes.length + 1;
  while (classByName(classes, `Class ${number}`)) number++;
  return `Class ${number}`;
}

/**
 * Adds a class at the end; a blank name becomes 'Class N'. A class that already has the name is used.
 *
 * @returns the change (empty where the class was there) and the class's id.
 */
export function addClass(
  dataset: Dataset,
  name: string,
  newId: () => string,
): { patch: Patch; classId: string } {
  const { classes } = dataset;
  const existing = classByName(classes, name);
  if (existing) return { patch: {}, classId: existing.id };
  const label = {
    id: newId(),
    name: normaliseClassName(name) || freeClassName(classes),
    colour: nextFreeColour(classes),
  };
  return { patch: { classes: [...classes, label] }, classId: label.id };
}

function changeClass(dataset: Dataset, id: string, change: Partial<ClassLabel>): Patch {
  return { classes: dataset.classes.map((label) => (label.id === id ? { ...label, ...change } : label)) };
}

/** Renames a class. A name that another class has merges the two; a blank one changes nothing. */
export function renameClass(dataset: Dataset, id: string, name: string): Patch {
  const wanted = normaliseClassName(name);
  if (wanted === '') return {};
  const other = classByName(dataset.classes, wanted);
  if (other) return mergeClass(dataset, id, other.id);
  return changeClass(dataset, id, { name: wanted });
}

export function recolourClass(dataset: Dataset, id: string, colour: number): Patch {
  return changeClass(dataset, id, { colour });
}

/** Moves all samples of one class into another and takes the empty class away. */
export function mergeClass(dataset: Dataset, from: string, into: string): Patch {
  if (from === into || !dataset.classes.some((label) => label.id === into)) return {};
  const ids = samplesOfClass(dataset, from).map((sample) => sample.id);
  return {
    ...moveSamples(dataset, ids, into),
    classes: dataset.classes.filter((label) => label.id !== from),
  };
}

/** Takes a class and its samples away. */
export function deleteClass(dataset: Dataset, id: string): Patch {
  return {
    classes: dataset.classes.filter((label) => label.id !== id),
    remove: samplesOfClass(dataset, id).map((sample) => sample.id),
  };
}

/**
 * Moves samples into a class; each keeps its split. One whose picture the class already has is taken
 * away instead, since a class holds a picture once.
 */
export function moveSamples(dataset: Dataset, ids: Iterable<string>, classId: string): Patch {
  if (!dataset.classes.some((label) => label.id === classId)) return {};
  const wanted = new Set(ids);
  const present = new Set(samplesOfClass(dataset, classId).map((sample) => sample.hash));
  const put: Sample[] = [];
  const remove: string[] = [];
  for (const sample of dataset.samples) {
    if (!wanted.has(sample.id) || sample.classId === classId) continue;
    if (present.has(sample.hash)) remove.push(sample.id);
    else put.push({ ...sample, classId });
    present.add(sample.hash);
  }
  return { put, remove };
}

export function deleteSamples(dataset: Dataset, ids: Iterable<string>): Patch {
  const wanted = new Set(ids);
  return { remove: dataset.samples.filter(({ id }) => wanted.has(id)).map(({ id }) => id) };
}

/** Leaves samples out of every split, or takes them in again. */
export function excludeSamples(dataset: Dataset, ids: Iterable<string>, excluded: boolean): Patch {
  const wanted = new Set(ids);
  const put = dataset.samples
    .filter((sample) => wanted.has(sample.id) && sample.excluded !== excluded)
    .map((sample) => ({ ...sample, excluded }));
  return { put };
}

/** Divides the samples anew by other settings; those whose folder chose the split stay. */
export function resplit(dataset: Dataset, settings: SplitSettings): Patch {
  return { split: settings, put: splitAnew(dataset, settings) };
}

/**
 * Takes in which photos are near-duplicates: these groups and no older ones, and where near-duplicates are to stay
 * together, on one side of the split (`gatherGroups`).
 *
 * @param compared whether a sample was among those that were compared. What is known of the others stays: their groups.
 */
export function groupDuplicates(
  dataset: Dataset,
  groups: readonly DuplicateGroup[],
  compared: (sample: Sample) => boolean = ({ excluded }) => !excluded,
): Patch {
  return gatherNamed(dataset, nameGroups(dataset, groups, compared));
}

/** The first half of `groupDuplicates`: the data set's samples with the groups' names. */
export function nameGroups(
  { samples }: Dataset,
  groups: readonly DuplicateGroup[],
  compared: (sample: Sample) => boolean,
): readonly Sample[] {
  const indexOf = new Map(samples.map(({ id }, index) => [id, index]));
  // One that was not compared stays with what it was found with, and does not bring together what was compared since.
  const older = [...groupBy(samples, ({ group }) => group)].flatMap(([group, members]) => {
    const known = group === null ? [] : members.filter((sample) => !compared(sample));
    const [together] = members.filter(compared).sort((a, b) => (a.hash < b.hash ? -1 : 1));
    return known.length > 0 ? [[...(together ? [together] : []), ...known].map(({ id }) => id)] : [];
  });
  const alike = [...groups.map(({ ids }) => ids), ...older];
  const sets = new DisjointSets(samples.length);
  for (const ids of alike) {
    const [first, ...rest] = ids.flatMap((id) => indexOf.get(id) ?? []);
    for (const other of rest) sets.join(first ?? other, other);
  }
  const groupOf = new Map<number, string>();
  for (const set of sets.sets()) {
    const members = set.flatMap((index) => samples[index] ?? []);
    // A test photo that came to it does not change its name, which decides on what side of the split it comes.
    const learned = members.filter((sample) => !givenAsTest(sample));
    const [name = ''] = (learned.length > 0 ? learned : members).map(({ hash }) => hash).sort();
    for (const index of set) groupOf.set(index, name);
  }
  return samples.map((sample, index) => {
    const group = groupOf.get(index) ?? null;
    return group === sample.group ? sample : { ...sample, group };
  });
}

/**
 * The second half.
 * @param grouped what `nameGroups` made of the same data set
 */
export function gatherNamed({ samples, split }: Dataset, grouped: readonly Sample[]): Patch {
  const put = new Map<string, Sample>();
  for (const [i, sample] of grouped.entries()) if (sample !== samples[i]) put.set(sample.id, sample);
  if (split.together) for (const sample of gatherGroups(grouped)) put.set(sample.id, sample);
  return put.size > 0 ? { put: [...put.values()] } : {};
}

/** Keeps near-duplicates on one side of the split from now on, or lets them be divided; what is divided stays so then. */
export function keepTogether(dataset: Dataset, together: boolean): Patch {
  const split = { ...dataset.split, together };
  return together ? { split, put: gatherGroups(dataset.samples) } : { split };
}
