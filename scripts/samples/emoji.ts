import sharp from 'sharp';
import { EMOJI_CLASSES } from './emoji-names.ts';
import { onlyFile, type SampleImage, type SampleRecipe } from './recipe.ts';

/** Side of a finished picture, pixels. */
const SIDE = 160;

/** What is used of Iconify's file of a whole icon set. */
interface IconSet {
  readonly prefix: string;
  readonly width?: number;
  readonly height?: number;
  readonly icons: Readonly<
    Record<string, { readonly body: string; readonly width?: number; readonly height?: number }>
  >;
}

export const emoji: SampleRecipe = {
  card: {
    id: 'emoji',
    name: 'Emoji by three artists',
    summary:
      'Animals, faces, food, vehicles and buildings as two teams of artists draw them, then as a third does.',
    sources: [
      {
        package: '@iconify-json/noto',
        version: '1.2.9',
        integrity:
          'sha512-DQiuXENbun41ch+XPSV55H9FaWKpHTyz46YIKtSaKYD4fIDDzL1tR6H4np/T38jfrTAeI3rcKF0mqHYeZVAuaw==',
        files: ['icons.json'],
        licence: 'Apache-2.0',
        author: 'Google',
        url: 'https://github.com/googlefonts/noto-emoji',
        attribution: 'Noto Emoji by Google, Apache License 2.0; rendered as PNG.',
      },
      {
        package: '@iconify-json/twemoji',
        version: '1.2.5',
        integrity:
          'sha512-uKpuIEV0v6K5BW3Mjdyl+XKFVAbbcPxAgifKvEMtZoUZB5+YiY5zaMm2uNNCxyXzAWU9yNLlj41WU6/mvgALsw==',
        files: ['icons.json'],
        licence: 'CC-BY-4.0',
        author: 'Twitter and other contributors',
        url: 'https://github.com/jdecked/twemoji',
        attribution: 'Twemoji by Twitter and other contributors, CC BY 4.0; rendered as PNG.',
      },
      {
        package: '@iconify-json/openmoji',
        version: '1.2.29',
        integrity:
          'sha512-vXdhkqcXVSO6suy+m9LbcUM3OdVyuNOtpV8/als/WqfkQIRxevL5Geb/g+6GH/Qwnq1OqksEmaDGTCmZ5nFKJQ==',
        files: ['icons.json'],
        licence: 'CC-BY-SA-4.0',
        author: 'OpenMoji',
        url: 'https://openmoji.org',
        attribution: 'OpenMoji, the open-source emoji and icon project, CC BY-SA 4.0; rendered as PNG.',
      },
    ],
  },
  images: async (sources) => {
    const sets = sources.map((files) => JSON.parse(onlyFile(files).toString('utf8')) as IconSet);
    const images: SampleImage[] = [];
    for (const [className, names] of Object.entries(EMOJI_CLASSES)) {
      for (const name of names) {
        for (const set of sets) {
          const split = set.prefix === 'openmoji' ? 'test' : 'train';
          images.push({
            split,
            className,
            name: `${name}-${set.prefix}.png`,
            bytes: await render(set, name),
          });
        }
      }
    }
    return images;
  },
};

async function render(set: IconSet, name: string): Promise<Uint8Array> {
  const icon = set.icons[name];
  if (icon === undefined) throw new Error(`${set.prefix} has no ${name}`);
  const width = icon.width ?? set.width ?? 16;
  const height = icon.height ?? set.height ?? 16;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${width} ${height}">${icon.body}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png({ compressionLevel: 9 }).toBuffer();
}
