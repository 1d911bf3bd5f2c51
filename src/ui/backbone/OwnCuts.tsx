import { useEffect, useId, useRef } from 'react';
import type { BackboneCut } from '../../core/backbone/own-backbone.ts';
import { countWords } from '../../core/count-words.ts';

interface Props {
  readonly cuts: readonly BackboneCut[];
  /** The layer of the chosen one. */
  readonly value: string;
  readonly onChange: (layer: string) => void;
}

/** The network's blocks from the input to the top; it is used up to the chosen one. */
export function OwnCuts({ cuts, value, onChange }: Props) {
  const name = useId();
  const table = useRef<HTMLDivElement>(null);
  // The usual choice is at the end.
  useEffect(() => {
    if (table.current) table.current.scrollTop = table.current.scrollHeight;
  }, []);
  return (
    <fieldset className="own-choice">
      <legend>Used up to</legend>
      <p className="own-hint" id={`${name}-hint`}>
        What the last block gives are the features. It is the usual choice; for photos unlike those that the
        network was trained on, an earlier one is often better.
      </p>
      <div className="own-table" ref={table}>
        <table>
          <thead>
            <tr>
              <th scope="col">Block</th>
              <th scope="col" data-numeric>
                Features
              </th>
              <th scope="col" data-numeric>
                Parameters so far
              </th>
            </tr>
          </thead>
          <tbody className="numbers">
            {cuts.map(({ layer, block, features, parameters }) => (
              <tr key={layer} data-chosen={layer === value || undefined}>
                <th scope="row">
                  <label className="own-option" title={layer}>
                    <input
                      type="radio"
                      name={name}
                      checked={layer === value}
                      onChange={() => onChange(layer)}
                      aria-describedby={`${name}-hint`}
                    />
                    <span>{block}</span>
                  </label>
                </th>
                <td data-numeric>{countWords(features)}</td>
                <td data-numeric>{countWords(parameters)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}
