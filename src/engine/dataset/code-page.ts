import { CODE_PAGES, type CodePage } from '../../core/dataset/import/found-files.ts';

export interface CodePageGuess {
  readonly page: CodePage;
  /** Whether another page reads the bytes nearly as well. */
  readonly doubtful: boolean;
}

/** Bytes 0x80…0xff of DOS's page 437, which browsers don't have: https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT */
const DOS =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** @throws TypeError where the bytes are none of that page's */
export function decodeAs(bytes: Uint8Array, page: CodePage): string {
  if (page !== 'ibm437') return new TextDecoder(page, { fatal: true }).decode(bytes);
  return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : (DOS[byte - 128] ?? ''))).join(
    '',
  );
}

/** Only where they are legible: characters of the page's own language count, frames, signs and rarities count against it. */
const languages: Readonly<Record<CodePage, RegExp | null>> = {
  'utf-8': null,
  shift_jis: /[\u3040-\u30ff\u4e00-\u9fff々〆ー]/u,
  gb18030: /[\u4e00-\u9fff]/u,
  big5: /[\u4e00-\u9fff]/u,
  'euc-kr': /[\uac00-\ud7a3]/u,
  'euc-jp': /[\u3040-\u30ff\u4e00-\u9fff々〆ー]/u,
  'windows-1252': /[À-ÖØ-öø-ÿŒœŠšŽž]/u,
  'windows-1250': /[À-ž]/u,
  'windows-1251': /[\u0410-\u044fЁё]/u,
  ibm866: /[\u0410-\u044fЁё]/u,
  ibm437: /[À-ÖØ-öø-ÿ]/u,
};

/**
 * Tells the code page of texts from their bytes: UTF-8 where they are UTF-8, else the page in which they read most like
 * words. Chinese, Japanese and Korean pages share their bytes, so it goes by how common the characters are in each:
 * two-byte pages are laid out with the common characters first.
 *
 * @param texts names or lines, each without the others
 */
export function guessCodePage(texts: readonly Uint8Array[]): CodePageGuess {
  const special = texts.filter((bytes) => bytes.some((byte) => byte > 127)).slice(0, 500);
  const scores = CODE_PAGES.map((page) => ({ page, score: scoreOf(special, page) }));
  const [utf8] = scores;
  if (special.length === 0 || (utf8 && utf8.score > Number.NEGATIVE_INFINITY))
    return { page: 'utf-8', doubtful: false };
  scores.sort((a, b) => b.score - a.score);
  const [best] = scores;
  const read = (page: CodePage) => special.map((bytes) => decodeAs(bytes, page)).join('\n');
  // Pages that read the same are no other choice; those that can't read it come last.
  const second = scores.find(
    ({ page, score }) => best && score > Number.NEGATIVE_INFINITY && read(page) !== read(best.page),
  );
  // Few characters say little.
  const different = new Set(special.map((bytes) => bytes.join())).size;
  const enough = 0.05 + 0.1 / different;
  return {
    page: best?.page ?? 'windows-1252',
    doubtful:
      best !== undefined && second !== undefined && (best.score < 0.4 || best.score - second.score < enough),
  };
}

/** Mean likelihood of the special characters, −1…1; minus infinity where a text isn't of that page. */
function scoreOf(texts: readonly Uint8Array[], page: CodePage): number {
  const own = languages[page];
  let sum = 0;
  let count = 0;
  for (const bytes of texts) {
    let text: string;
    try {
      text = decodeAs(bytes, page);
    } catch {
      // That page has no such bytes.
      return Number.NEGATIVE_INFINITY;
    }
    for (const [i, character] of [...text].entries()) {
      if (character <= '\u007f') continue;
      const isOwn = own?.test(character) ?? true;
      sum += isOwn ? likelihood(text, i, character, page) : -1;
      count++;
    }
    const commonness = twoByteCommonness(bytes, page);
    if (commonness !== null) {
      sum += commonness.sum;
      count += commonness.count;
    }
  }
  return count === 0 ? 0 : sum / count;
}

/** Letters of one alphabet: an accent stands among plain letters, Cyrillic among Cyrillic in the same case. */
function likelihood(text: string, at: number, character: string, page: CodePage): number {
  if (!/^(windows|ibm)/.test(page)) {
    // A letter beside a character of East Asia: more likely an accented letter of a Latin page, and the one after it.
    const beside = /[a-z]/i;
    return beside.test(text[at - 1] ?? '') || beside.test(text[at + 1] ?? '') ? -0.8 : 0.6;
  }
  const around = `${text[at - 1] ?? ''}${text[at + 1] ?? ''}`;
  const upperInside = /\p{Lu}/u.test(character) && /\p{Ll}/u.test(text[at - 1] ?? '');
  if (upperInside) return -0.6;
  const cyrillic = /[\u0400-\u04ff]/u;
  if (page === 'windows-1251' || page === 'ibm866')
    return cyrillic.test(around) && !/[a-z]/i.test(around) ? 0.8 : -0.5;
  const common = /[äöüßÄÖÜéèêëàâçñóíúáìòùôîïœåøæÅØÆãõÉÀ]/u.test(character);
  const latin = /[a-z]/i.test(around) || !/\p{L}/u.test(around);
  return (
    (latin ? 0.4 : -0.4) +
    (common ? (page === 'windows-1250' ? 0.2 : 0.3) : -0.3) -
    (page === 'ibm437' ? 0.05 : 0)
  );
}

/** How the characters of a two-byte page spread: the rows of its lead bytes in which common characters lie. */
function twoByteCommonness(bytes: Uint8Array, page: CodePage): { sum: number; count: number } | null {
  const rows = commonRows[page];
  if (!rows) return null;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    // Half-width katakana, one byte each, are rare in names.
    if (page === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf) {
      sum -= 0.8;
      count++;
      continue;
    }
    const trail = bytes[++i] ?? 0;
    sum += rows(lead, trail);
    count++;
  }
  return { sum, count };
}

/** Syllables that names are mostly made of. */
const commonHangul = new Set([
  ...'가각간갈감강개거건결경계고과관구국군권기김나남내녀년노능다단달대데도동드들등라람랑래러로리마만말매면명모목무문물',
  ...'미민바박반발방배백번법보복부북분비사산상새색생서석선성세소속수순술스시식신실심아안야양어언업에여역연영예오와왕외요용',
  ...'우운원월위유은음의이인일임입자작장재전정제조종주중증지직진차참창천청체초추출치카코크타토통트티파판평포표품프피하학한',
  ...'합해행향현형호화환활회후훈휴희',
]);

const within = (value: number, from: number, to: number): boolean => value >= from && value <= to;

/** By the standards' layout: kana, then kanji of level 1 (JIS X 0208), hanzi of level 1 (GB 2312), 5401 frequent ones (Big5), hangul (KS X 1001). */
const commonRows: Partial<Record<CodePage, (lead: number, trail: number) => number>> = {
  shift_jis: (lead) =>
    lead === 0x82 || lead === 0x83 ? 1 : within(lead, 0x88, 0x97) ? 0.8 : lead === 0x81 ? 0.2 : -0.6,
  'euc-jp': (lead) => (lead === 0xa4 || lead === 0xa5 ? 1 : within(lead, 0xb0, 0xcf) ? 0.55 : -0.6),
  gb18030: (lead, trail) =>
    trail < 0xa1 ? -0.8 : within(lead, 0xb0, 0xd7) ? 0.8 : within(lead, 0xd8, 0xf7) ? 0.1 : -0.6,
  big5: (lead, trail) =>
    (within(lead, 0xa4, 0xc6) ? 0.8 : within(lead, 0xc9, 0xf9) ? 0 : -0.6) - (trail < 0x40 ? 1 : 0),
  'euc-kr': (lead, trail) => {
    if (!within(lead, 0xb0, 0xc8) || trail < 0xa1) return -0.6;
    // Hangul are laid out in the order of the alphabet, so the common ones have to be known.
    return commonHangul.has(decodeAs(Uint8Array.of(lead, trail), 'euc-kr')) ? 1 : 0.2;
  },
};
