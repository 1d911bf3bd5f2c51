import { normaliseClassName } from '../class-name.ts';
import { stemOf } from './file-kind.ts';

/** What cameras, phones and programs call every picture. */
const anyPicture =
  /^(img|image|images|dsc|dscn|dscf|dscc|p|pic|picture|photo|pxl|mvi|gopr|dji|wa|whatsapp image|screenshot|screen shot|bild|foto|frame|file|scan|untitled|unnamed|download|sample|test|train|val|n|s|id|webcam.*|pasted.*)$/i;

/** The word before a name's number: 'cat' of 'cat.0.jpg', 'american bulldog' of 'american_bulldog_12.jpg'; null where there is none. */
export function classInName(name: string): string | null {
  const word = /^(.*?\p{L}.*?)[\s._-]*[([]?\d+[)\]]?$/u.exec(stemOf(name))?.[1] ?? '';
  const label = normaliseClassName(word.replace(/[\s._-]+$/, '').replaceAll('_', ' '));
  return label === '' || /\d/.test(label) || anyPicture.test(label) ? null : label;
}

/**
 * The classes that names tell, where they tell any: nearly all names have a word before a number, at least two words are
 * there, and each is there twice.
 *
 * @returns the class of each name, null for those that tell none; null as a whole where names tell no classes
 */
export function classesInNames(names: readonly string[]): readonly (string | null)[] | null {
  const classes = names.map(classInName);
  const counts = new Map<string, number>();
  for (const label of classes) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  const told = classes.filter((label) => label !== null).length;
  const often = [...counts.values()].every((count) => count >= 2);
  return counts.size >= 2 && often && told >= 0.9 * names.length ? classes : null;
}
