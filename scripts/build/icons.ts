import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';

const ROOT = path.join(import.meta.dirname, '../..');
export const ICON_FOLDER = path.join(ROOT, 'public/icons');
const MARK = path.join(ROOT, 'src/ui/app/mark.svg');
/** The mark's own ground, which a mask may show more of. */
const GROUND = '#3346d6';

/** An icon of the application. */
export interface Icon {
  readonly file: string;
  /** Side, pixels. */
  readonly size: number;
  /** Share of the side that the mark takes; the rest is ground. 1: the mark with its own rounded corners. */
  readonly mark: number;
}

export const ICONS: readonly Icon[] = [
  { file: 'icon-192.png', size: 192, mark: 1 },
  { file: 'icon-512.png', size: 512, mark: 1 },
  // What counts must lie in a circle of 80 % of the side (https://www.w3.org/TR/appmanifest/#icon-masks).
  { file: 'maskable-192.png', size: 192, mark: 0.8 },
  { file: 'maskable-512.png', size: 512, mark: 0.8 },
  // iOS rounds the corners itself and shows no transparency.
  { file: 'apple-180.png', size: 180, mark: 0.9 },
];

/** Draws an icon from the page's mark, as a PNG. */
export async function drawIcon({ size, mark }: Icon): Promise<Buffer> {
  const inner = Math.round(size * mark);
  // Dots an inch: the mark is 24 units wide, and 72 dots an inch draw a unit as one pixel.
  const drawn = await sharp(await readFile(MARK), { density: (72 * inner) / 24 })
    .resize(inner, inner)
    .png()
    .toBuffer();
  const background = mark === 1 ? { r: 0, g: 0, b: 0, alpha: 0 } : GROUND;
  return (
    sharp({ create: { width: size, height: size, channels: 4, background } })
      .composite([{ input: drawn }])
      // The mark has two colours; these are enough for its edges.
      .png({ palette: true, colours: 16, effort: 10 })
      .toBuffer()
  );
}

/** `npx tsx scripts/build/icons.ts`: draws the icons anew after the mark has changed. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await mkdir(ICON_FOLDER, { recursive: true });
  for (const icon of ICONS) await writeFile(path.join(ICON_FOLDER, icon.file), await drawIcon(icon));
}
