import { countWords, photoWords } from '../count-words.ts';
import { dataSection } from './data-section.ts';
import { environmentSection, licenceSection, repeatSection, settingsSection } from './environment-section.ts';
import { errorsSection } from './errors-section.ts';
import type { ReportInput } from './input.ts';
import type { Report } from './report.ts';
import { resultSection, scoresOf } from './result-section.ts';
import { trainingSection } from './training-section.ts';
import { dateWords, nameWords } from './words.ts';

/**
 * The report on a run: everything that is written is written here and in the sections, once for all formats. A generator,
 * so that the page that asks for it can do something else in between; it returns the report.
 */
export function* reportParts(input: ReportInput): Generator<undefined, Report> {
  const { run, name, cards } = input;
  const card = cards.find(({ id }) => id === run.recipe.backbone);
  const { train, validation, test } = run.counts;
  const data = dataSection(input);
  yield;
  const training = trainingSection(input);
  yield;
  const result = yield* resultSection(input);
  yield;
  const errors = errorsSection(input);
  yield;
  const settings = settingsSection(input);
  const environment = environmentSection(input);
  yield;
  return {
    title: nameWords(name),
    lead: [
      `Trained on ${dateWords(run.createdAt)}`,
      `${countWords(run.classes.length)} classes, ${photoWords(train + validation + test)}, ${card?.name ?? run.recipe.backbone}`,
    ],
    note: run.note.trim(),
    scores: scoresOf(run),
    sections: [
      data,
      training,
      result,
      errors,
      settings,
      environment,
      repeatSection(run),
      licenceSection(input),
    ],
  };
}
