/** A class's name as it is kept and compared: composed (Unicode NFC, since macOS decomposes folder names), no space around it. */
export function normaliseClassName(name: string): string {
  return name.normalize('NFC').trim();
}
