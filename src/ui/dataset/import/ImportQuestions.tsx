import type { DoubtfulNames } from '../../../core/dataset/import/found-files.ts';
import type { ImportQuestion } from '../../../core/dataset/import/import-plan.ts';
import { listWords } from '../../../core/list-words.ts';
import type { ImportStatus } from '../../../store/dataset/dataset-state.ts';
import { useStore } from '../../../store/store.ts';
import { Field } from '../../primitives/Field.tsx';
import { Switch } from '../../primitives/Switch.tsx';
import { ColumnQuestion } from './ColumnQuestion.tsx';
import { pageWords } from './import-words.ts';

type Asking = Extract<ImportStatus, { kind: 'asking' }>;

/** What only the person knows of a drop. Each answer makes a new plan. */
export function ImportQuestions({ asking }: { readonly asking: Asking }) {
  const { plan, doubtful, pages, corrections } = asking;
  const alike = plan.questions.filter((question) => question.kind === 'alike');
  return (
    <>
      {doubtful.map((names) => (
        <PageQuestion key={names.path} names={names} chosen={pages.get(names.path) ?? names.page} />
      ))}
      {plan.questions.map((question) => (
        <Question key={keyOf(question)} question={question} corrections={corrections} />
      ))}
      {alike.length > 0 && (
        <Field
          label="Names that differ in case, accents or spaces only are one class"
          layout="row"
          hint={`${alike
            .slice(0, 5)
            .map(({ names }) => listWords(names.map((name) => `“${name}”`)))
            .join('; ')}${alike.length > 5 ? '; …' : ''}`}
        >
          {(ids) => (
            <Switch
              ids={ids}
              checked={corrections.mergeAlike}
              onChange={(mergeAlike) => useStore.getState().correctImport({ mergeAlike })}
            />
          )}
        </Field>
      )}
    </>
  );
}

const keyOf = (question: ImportQuestion): string =>
  question.kind === 'columns'
    ? question.path
    : question.kind === 'alike'
      ? question.names.join('\n')
      : question.kind;

function Question({
  question,
  corrections,
}: { readonly question: ImportQuestion } & Pick<Asking, 'corrections'>) {
  const { correctImport } = useStore.getState();
  if (question.kind === 'alike') return null;
  if (question.kind === 'columns')
    return (
      <ColumnQuestion
        question={question}
        onChoose={(columns) =>
          correctImport({ columns: new Map([...corrections.columns, [question.path, columns]]) })
        }
      />
    );
  const { classes } = question;
  const named = classes.slice(0, 4).map((name) => `“${name}”`);
  return (
    <Field
      label="Take the classes from the file names"
      layout="row"
      hint={`The photos lie in one folder, and their names begin with ${listWords(classes.length > 4 ? [...named, 'others'] : named)}.`}
    >
      {(ids) => (
        <Switch
          ids={ids}
          checked={corrections.namesAsClasses}
          onChange={(namesAsClasses) => correctImport({ namesAsClasses })}
        />
      )}
    </Field>
  );
}

function PageQuestion({
  names,
  chosen,
}: {
  readonly names: DoubtfulNames;
  readonly chosen: DoubtfulNames['page'];
}) {
  const { path, choices } = names;
  return (
    <Field
      label={`Names in ${path}`}
      hint="The zip doesn’t say in which alphabet its names are written. Choose the line that you can read."
    >
      {(ids) => (
        <select
          {...ids}
          className="field-control"
          value={chosen}
          onChange={({ currentTarget }) => {
            const choice = choices.find(({ page }) => page === currentTarget.value);
            if (choice) useStore.getState().correctImport({}, new Map([[path, choice.page]]));
          }}
        >
          {choices.map(({ page, names: read }) => (
            <option key={page} value={page}>
              {read.join(', ')} · {pageWords[page]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
