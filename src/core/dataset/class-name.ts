/** A class's name as it is kept and compared: composed (Unicode NFC, since macOS decomposes folder names), no space around it. */
export function normaliseClassName(name: string): string {
  return name.normalize('NFC').trim();
}

/** What names have in common that differ in case, in how accents are composed, or in spaces only. */
export function classKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC').replace(/\s+/gu, '');
}
