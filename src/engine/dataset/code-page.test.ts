import { describe, expect, it } from 'vitest';
import type { CodePage } from '../../core/dataset/import/found-files.ts';
import { decodeAs, guessCodePage } from './code-page.ts';
import { decodeText } from './text.ts';

/** The bytes of a text in a code page, found by decoding every byte and pair of bytes. */
function encode(text: string, page: CodePage): Uint8Array {
  const codes = tableOf(page);
  return Uint8Array.from([...text].flatMap((character) => codes.get(character) ?? []));
}

const tables = new Map<CodePage, ReadonlyMap<string, readonly number[]>>();
function tableOf(page: CodePage): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(page);
  if (known) return known;
  const codes = new Map<string, readonly number[]>();
  const add = (...bytes: number[]) => {
    try {
      const text = decodeAs(Uint8Array.from(bytes), page);
      if ([...text].length === 1 && !codes.has(text)) codes.set(text, bytes);
    } catch {
      // The page has no such bytes.
    }
  };
  for (let byte = 0; byte < 256; byte++) add(byte);
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x30; trail < 0xff; trail++) add(lead, trail);
  tables.set(page, codes);
  return codes;
}

const names: readonly (readonly [CodePage, string])[] = [
  ['shift_jis', 'バラ/1.jpg 向日葵/1.jpg'],
  ['shift_jis', '猫/1.jpg 犬/2.jpg'],
  ['shift_jis', '学習用データ/りんご/01.png'],
  ['gb18030', '玫瑰/1.jpg 向日葵/1.jpg'],
  ['gb18030', '猫/1.jpg 狗/1.jpg'],
  ['gb18030', '训练集/苹果/1.jpg 测试集/香蕉/2.jpg'],
  ['big5', '玫瑰/1.jpg 向日葵/1.jpg'],
  ['big5', '訓練/蘋果/1.jpg 測試/香蕉/2.jpg'],
  ['euc-kr', '장미/1.jpg 해바라기/1.jpg'],
  ['euc-kr', '고양이/1.jpg 개/2.jpg'],
  ['windows-1252', 'Löwenzahn/1.jpg Gänseblümchen/1.jpg'],
  ['windows-1252', 'café/1.jpg thé/2.jpg'],
  ['ibm437', 'Löwenzahn/1.jpg Gänseblümchen/1.jpg'],
  ['ibm437', 'niño/2.jpg león/3.jpg'],
  ['windows-1251', 'Роза/1.jpg лилия/2.jpg'],
  ['ibm866', 'Роза/1.jpg лилия/2.jpg'],
];

describe('guessCodePage', () => {
  it.each(names)('tells %s by %s', (page, words) => {
    const raw = words.split(' ').map((name) => encode(name, page));
    const guess = guessCodePage(raw);
    expect(raw.map((bytes) => decodeAs(bytes, guess.page)).join(' ')).toBe(words);
  });

  it('takes what is Unicode or plain for that, without a doubt', () => {
    const utf8 = new TextEncoder().encode('バラ.jpg');
    expect(guessCodePage([utf8])).toEqual({ page: 'utf-8', doubtful: false });
    expect(guessCodePage([new TextEncoder().encode('rose.jpg')])).toEqual({ page: 'utf-8', doubtful: false });
  });

  it('is in doubt where little is there to tell by', () => {
    expect(guessCodePage([encode('가', 'euc-kr')]).doubtful).toBe(true);
  });

  it('has page 437 as Unicode has published it', () => {
    const all = decodeAs(
      Uint8Array.from({ length: 128 }, (_, i) => i + 128),
      'ibm437',
    );
    expect([...all]).toHaveLength(128);
    expect(all.charAt(0x84 - 128)).toBe('ä');
    expect(all.charAt(0xe1 - 128)).toBe('ß');
    expect(all.charAt(0xa4 - 128)).toBe('ñ');
  });
});

describe('decodeText', () => {
  const text = 'filename\tlabel\r\na.jpg\tLöwenzahn\r\n';
  const utf16 = (bigEndian: boolean, mark: boolean) => {
    const units = [...(mark ? '\uFEFF' : ''), ...text].map((character) => character.charCodeAt(0));
    return Uint8Array.from(
      units.flatMap((unit) => (bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])),
    );
  };
  it.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-16', utf16(false, true)],
    ['UTF-16, the other way round', utf16(true, true)],
    ['UTF-16 without its mark', utf16(false, false)],
    ['Windows-1252', encode(text, 'windows-1252')],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(text);
  });
  it('reads what Excel writes in Japan', () => {
    expect(decodeText(encode('filename,label\r\n1.jpg,バラ\r\n', 'shift_jis'))).toContain('1.jpg,バラ');
  });
});
