import { capital } from '../../core/capital.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { depthWords, readSentence } from '../../core/training/read-words.ts';
import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { Figures } from '../charts/Figures.tsx';
import { Field } from '../primitives/Field.tsx';
import './ReadSummary.css';

/** What a run's head reads of its network, why, and what else was compared; the person can take another. */
export default function ReadSummary({ run }: { readonly run: Run }) {
  const card = useStore((state) => state.cards.find(({ id }) => id === run.recipe.backbone));
  const wanted = useStore((state) => state.recipe.read);
  const changeRecipe = useStore((state) => state.changeRecipe);
  const { read, choice } = run;
  // A network of one depth leaves nothing to say.
  if (!card || read === null || card.depths.length < 2) return null;
  const compared = choice?.compared.toSorted((a, b) => a.loss - b.loss) ?? [];
  const decided = compared.length > 1 ? 'by photos' : run.recipe.read === null ? 'by default' : 'by person';
  return (
    <section className="read-summary" aria-label="What the head reads">
      <p>{readSentence(card, read, decided)}</p>
      {compared.length > 1 && (
        <Figures summary="Depths compared" label="Depths compared">
          {() => (
            <table>
              <thead>
                <tr>
                  <th scope="col">Read</th>
                  <th scope="col">Log loss, nats</th>
                  <th scope="col">Right</th>
                  <th scope="col">Penalty</th>
                </tr>
              </thead>
              <tbody>
                {compared.map((one) => (
                  <tr key={one.read.join()}>
                    <th scope="row">{one.read.join(', ')}</th>
                    <td>{one.loss.toFixed(3)}</td>
                    <td>{percentWords(one.accuracy, 1)}</td>
                    <td>{one.penalty}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Figures>
      )}
      {compared.length > 1 && (
        <Field label="Read next time">
          {(ids) => (
            <select
              {...ids}
              className="field-control"
              value={
                compared.some((one) => keyOf(one.read) === keyOf(wanted ?? [])) ? keyOf(wanted ?? []) : ''
              }
              onChange={(event) => {
                const key = event.currentTarget.value;
                changeRecipe({ read: compared.find((one) => keyOf(one.read) === key)?.read ?? null });
              }}
            >
              <option value="">What fits the photos best</option>
              {compared.map((one) => (
                <option key={keyOf(one.read)} value={keyOf(one.read)}>
                  {capital(depthWords(one.read))}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </section>
  );
}

const keyOf = (read: readonly string[]): string => read.join('+');
