import { countWords } from '../../core/count-words.ts';
import type { Sample } from '../../core/dataset/dataset.ts';
import { SampleThumbnail } from '../evaluation/SampleThumbnail.tsx';
import { Segmented } from '../primitives/Segmented.tsx';

interface Props {
  /** Photos to choose from. */
  readonly candidates: readonly Sample[];
  /** Hashes of the chosen ones; null: drawn pictures. */
  readonly photos: readonly string[] | null;
  readonly onChange: (photos: readonly string[] | null) => void;
}

/** Which pictures an export is checked with: no photo leaves unasked. */
export function GoldenChoice({ candidates, photos, onChange }: Props) {
  const chosen = photos ?? [];
  return (
    <div className="golden-choice">
      <div className="golden-head">
        <span aria-hidden="true">Check pictures</span>
        <Segmented
          label="Check pictures"
          value={photos === null ? 'drawn' : 'photos'}
          options={[
            { value: 'drawn', label: 'Drawn' },
            { value: 'photos', label: 'My photos' },
          ]}
          disabled={candidates.length === 0}
          onChange={(value) => onChange(value === 'drawn' ? null : candidates.map(({ hash }) => hash))}
        />
      </div>
      <p className="export-hint" role="status">
        {photos === null
          ? 'Three pictures of colours and shapes, drawn by the page. None of your photos is in the file.'
          : photos.length === 0
            ? 'Choose at least one photo.'
            : `${countWords(photos.length)} of your photos, cut to the model’s square, will be in the file: whoever gets it can see them.`}
      </p>
      {photos !== null && (
        <fieldset className="golden-photos">
          <legend className="visually-hidden">Photos that go along</legend>
          {candidates.map(({ id, hash, name }) => (
            <label key={id} className="golden-photo" title={name}>
              <input
                type="checkbox"
                aria-label={name}
                checked={chosen.includes(hash)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, hash] : chosen.filter((one) => one !== hash))
                }
              />
              <SampleThumbnail hash={hash} />
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
