import { FlaskConical } from 'lucide-react';
import { useId } from 'react';
import type { BackboneInput } from '../../core/backbone/card.ts';
import type { InputTrial } from '../../core/backbone/own-backbone.ts';
import { inputCandidates, sameInput } from '../../core/backbone/own-input.ts';
import { countWords, photoWords } from '../../core/count-words.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { largest } from '../../core/extremes.ts';
import { useOwnBackbones } from '../../store/backbone/own-backbones.ts';
import { Button } from '../primitives/Button.tsx';
import { OwnProgress } from './OwnProgress.tsx';

interface Props {
  readonly cut: string;
  /** Side of the square input, pixels. */
  readonly size: number;
  /** Whether what it wants follows from the file. */
  readonly known: boolean;
  readonly value: BackboneInput | null;
  /** Null: whatever turns out to be the best. */
  readonly onChange: (input: BackboneInput | null) => void;
}

/** What the network's pixels want: tried on the photos, with the evidence; the person has the last word. */
export function OwnTrials({ cut, size, known, value, onChange }: Props) {
  const name = useId();
  const trials = useOwnBackbones((state) => state.trials);
  const work = useOwnBackbones((state) => state.work);
  const rows =
    trials ?? inputCandidates(size).map((one) => ({ ...one, accuracy: null, photos: null, verdict: null }));
  const most = largest((trials ?? []).map(({ photos }) => photos));
  return (
    <section className="own-part" aria-label="What it wants of its pixels">
      <h3>What it wants of its pixels</h3>
      {known ? (
        <p>
          This network is known by its layers, and so is what it wants of its pixels: it is chosen below. You
          can try the settings on your photos all the same.
        </p>
      ) : (
        <p>
          A network goes blind when pixels come in another range or channel order than it was trained with,
          and few files say which. Yours are tried on up to 200 of your training photos: the better the
          features tell your classes apart, the likelier the settings.
        </p>
      )}
      {work?.what === 'trying' ? (
        <OwnProgress what="Trying ten settings" unit="photos" work={work} />
      ) : (
        <Button
          icon={FlaskConical}
          look={trials || known ? 'secondary' : 'primary'}
          disabled={work !== null}
          onClick={() => {
            onChange(null);
            void useOwnBackbones.getState().tryInputs(cut, size);
          }}
        >
          {trials ? 'Try again' : 'Try the settings'}
        </Button>
      )}
      <p role="status" className="own-status">
        {trials && suggestionWords(trials)}
      </p>
      <fieldset className="own-choice">
        <legend>{trials ? 'The evidence' : 'Or choose, if you know'}</legend>
        <div className="own-table own-trials">
          <table>
            <thead>
              <tr>
                <th scope="col">Settings</th>
                <th scope="col">Nearest to the mean of their class</th>
                <th scope="col" data-numeric>
                  Photos
                </th>
              </tr>
            </thead>
            <tbody className="numbers">
              {rows.map(({ input, words, accuracy, photos, verdict }) => (
                <tr key={words} data-chosen={(value !== null && sameInput(input, value)) || undefined}>
                  <th scope="row">
                    <label className="own-option">
                      <input
                        type="radio"
                        name={name}
                        checked={value !== null && sameInput(input, value)}
                        onChange={() => onChange(input)}
                      />
                      <span>{words}</span>
                    </label>
                  </th>
                  <td>
                    {accuracy === null || verdict === null ? (
                      <span className="own-soft">not tried</span>
                    ) : (
                      <span className="own-bar">
                        <span className="own-bar-track" aria-hidden="true">
                          <span style={{ scale: `${accuracy} 1` }} />
                        </span>
                        <span>{percentWords(accuracy)}</span>
                        <span className="own-verdict">{verdictWords[verdict]}</span>
                      </span>
                    )}
                  </td>
                  <td data-numeric>{photos === null ? '—' : countWords(photos)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {trials?.some(({ photos }) => photos < most) && (
          <p className="own-hint">
            All were tried on some of the photos, the best four on all. Each photo is compared with means that
            it is no part of.
          </p>
        )}
      </fieldset>
    </section>
  );
}

const verdictWords: Readonly<Record<InputTrial['verdict'], string>> = {
  suggested: 'suggested',
  'as-good': 'can’t be told apart',
  worse: '',
};

function suggestionWords(trials: readonly InputTrial[]): string {
  const [first] = trials;
  if (!first) return '';
  const others = trials.filter(({ verdict }) => verdict === 'as-good').length;
  const evidence = `Suggested: ${first.words}. ${percentWords(first.accuracy)} of ${photoWords(first.photos)} lie nearest to the mean of their class.`;
  if (others === 0) return evidence;
  return `${evidence} Your photos don’t tell it from ${others === 1 ? 'one other' : `${others} others`}. More photos tell more.`;
}
