import type { Dataset } from '../../core/dataset/dataset.ts';
import { sampleById } from '../../core/dataset/selectors.ts';
import { csvParts } from '../../core/report/csv.ts';
import { htmlParts } from '../../core/report/html.ts';
import type { ReportInput } from '../../core/report/input.ts';
import { markdown } from '../../core/report/markdown.ts';
import { worstMistakes } from '../../core/report/mistakes.ts';
import { reportParts } from '../../core/report/report-parts.ts';
import type { AnsweredRun } from '../../core/training/run.ts';
import { inParts } from '../../store/runtime/in-parts.ts';

export type ReportFormat = 'html' | 'md' | 'csv';

export const mimeTypes: Readonly<Record<ReportFormat, string>> = {
  html: 'text/html;charset=utf-8',
  md: 'text/markdown;charset=utf-8',
  csv: 'text/csv;charset=utf-8',
};

/**
 * A run's report as the parts of a file.
 * @param thumbnail gives an object URL of a picture's thumbnail, or null
 */
export async function makeFile(
  format: ReportFormat,
  input: Omit<ReportInput, 'pictures'>,
  thumbnail: (hash: string) => Promise<string | null>,
): Promise<readonly string[]> {
  const { run, dataset } = input;
  const parts: string[] = [];
  const take = (part: string) => {
    parts.push(part);
  };
  if (format === 'csv') {
    await inParts(csvParts(run, dataset), take);
    return parts;
  }
  const pictures = format === 'html' ? await picturesOf(run, dataset, thumbnail) : new Map<string, string>();
  const report = await inParts(reportParts({ ...input, pictures }), () => {});
  if (format === 'md') return [markdown(report)];
  await inParts(htmlParts(report), take);
  return parts;
}

/** data: URLs of the thumbnails that the report shows, by id of the sample. */
async function picturesOf(
  run: AnsweredRun,
  dataset: Dataset,
  thumbnail: (hash: string) => Promise<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    worstMistakes(run).map(async ({ sampleId }): Promise<readonly (readonly [string, string])[]> => {
      const sample = sampleById(dataset, sampleId);
      const url = sample ? await thumbnail(sample.hash) : null;
      return url === null ? [] : [[sampleId, await dataUrl(url)]];
    }),
  );
  return new Map(found.flat());
}

async function dataUrl(objectUrl: string): Promise<string> {
  const blob = await (await fetch(objectUrl)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('A thumbnail could not be read.'));
    reader.readAsDataURL(blob);
  });
}
