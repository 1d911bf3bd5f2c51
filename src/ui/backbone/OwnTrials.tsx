import { FlaskConical } from 'lucide-react';
import { useId } from 'react';
import type { BackboneInput } from '../../core/backbone/card.ts';
import { inputCandidates, sameInput } from '../../core/backbone/own-input.ts';
import { countWords, percentWords } from '../../core/evaluation/words.ts';
import { useOwnBackbones } from '../../store/own-backbones.ts';
import { Button } from '../primitives/Button.tsx';
import { OwnProgress } from './OwnProgress.tsx';

interface Props {
  readonly cut: string;
  /** Side of the square input, pixels. */
  readonly size: number;
  readonly value: BackboneInput | null;
  /** Null: whatever turns out to be the best. */
  readonly onChange: (input: BackboneInput | null) => void;
}

/** What the network's pixels want: tried on the photos, with the evidence; the person has the last word. */
export function OwnTrials({ cut, size, value, onChange }: Props) {
  const name = useId();
  const trials = useOwnBackbones((state) => state.trials);
  const work = useOwnBackbones((state) => state.work);
  const rows = trials ?? inputCandidates(size).map((one) => ({ ...one, accuracy: null, photos: null }));
  const most = Math.max(...(trials ?? []).map(({ photos }) => photos));
  return (
    <section className="own-part" aria-label="What its pixels want">
      <h3>What its pixels want</h3>
      <p>
        A network goes blind when pixels come in another range or channel order than it was trained with, and
        few files say which. Yours are tried on up to 200 of your training photos: the better the features
        tell your classes apart, the likelier the settings.
      </p>
      {work?.what === 'trying' ? (
        <OwnProgress what="Trying ten settings" unit="photos" work={work} />
      ) : (
        <Button
          icon={FlaskConical}
          look={trials ? 'secondary' : 'primary'}
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
        {trials?.[0] &&
          `Best: ${trials[0].words}, ${percentWords(trials[0].accuracy)} of ${countWords(trials[0].photos)} photos nearest to the mean of their class.`}
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
              {rows.map(({ input, words, accuracy, photos }) => (
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
                    {accuracy === null ? (
                      <span className="own-soft">not tried</span>
                    ) : (
                      <span className="own-bar">
                        <span className="own-bar-track" aria-hidden="true">
                          <span style={{ scale: `${accuracy} 1` }} />
                        </span>
                        <span>{percentWords(accuracy)}</span>
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
            All were tried on some of the photos, the best three on all. Leave-one-out: each photo is compared
            with means that it is no part of.
          </p>
        )}
      </fieldset>
    </section>
  );
}
