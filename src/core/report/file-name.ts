/** Bytes of the name's middle: with date and ending it stays far below the 255 that file systems allow. */
const LONGEST = 120;

/**
 * A file name for a run's report that every system takes: 'Headstart report, Run 3, 2026-11-24 1505.html'. It begins
 * with words of its own, so it is never a name that Windows keeps for devices, nor a hidden file.
 * @param createdAt of the run, milliseconds since 1970
 * @param ending without the dot
 */
export function reportFileName(name: string, createdAt: number, ending: string): string {
  const parts = ['Headstart report', safePart(name), momentPart(createdAt)];
  return `${parts.filter((part) => part !== '').join(', ')}.${ending}`;
}

/** A moment as part of a file name, in the reader's time zone: '2026-11-24 1505'. */
export function momentPart(milliseconds: number): string {
  const date = new Date(milliseconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}${two(date.getMinutes())}`;
}

/**
 * A name as part of a file name: without what separates folders, what Windows and shells don't allow, and what can't be
 * seen; no dots at its ends.
 */
export function safePart(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[<>:"/\\|?*%$`'~#&;!=@\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ');
  let cut = '';
  let bytes = 0;
  for (const character of plain) {
    bytes += utf8Bytes(character);
    if (bytes > LONGEST) break;
    cut += character;
  }
  return cut.replace(/^[\s.,-]+|[\s.,-]+$/g, '');
}

/** Bytes of one character in UTF-8. */
function utf8Bytes(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
