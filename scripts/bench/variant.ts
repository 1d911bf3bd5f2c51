import { crc32 } from 'node:zlib';

const PNG_END = 12; // length, 'IEND', checksum

/**
 * The same picture as another file: a JPEG with a comment, a PNG with a text, that holds the number. Its pixels stay,
 * its hash does not.
 * @throws where the file is neither
 */
export function variantOf(file: Buffer, number: number): Buffer {
  const text = Buffer.from(`Comment\0${number}`, 'latin1');
  if (file.readUInt16BE(0) === 0xffd8) {
    const head = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
    return Buffer.concat([file.subarray(0, 2), head, text, file.subarray(2)]);
  }
  if (file.readUInt32BE(0) === 0x89504e47) {
    const body = Buffer.concat([Buffer.from('tEXt', 'latin1'), text]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(text.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    const chunk = Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
    return Buffer.concat([file.subarray(0, -PNG_END), chunk, file.subarray(-PNG_END)]);
  }
  throw new Error('only JPEG and PNG files can be repeated');
}
