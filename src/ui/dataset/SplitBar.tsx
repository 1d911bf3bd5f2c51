import { CircleSlash } from 'lucide-react';
import { countWords } from '../../core/count-words.ts';
import type { SplitCounts } from '../../core/dataset/selectors.ts';
import { countsTitle, excludedCount } from './split-words.ts';

const parts = [
  { split: 'train', name: 'train' },
  { split: 'validation', name: 'validation' },
  { split: 'test', name: 'test' },
] as const;

/** The three splits as parts of one bar, with their counts. */
export function SplitBar({ counts }: { readonly counts: SplitCounts }) {
  const excluded = excludedCount(counts);
  const shown = parts.filter(({ split }) => counts[split] > 0 || split !== 'test');
  return (
    <div className="split-bar" title={countsTitle(counts)}>
      <div className="split-track" aria-hidden="true">
        {shown.map(({ split }) => (
          <div key={split} className={`split-part split-${split}`} style={{ flexGrow: counts[split] }} />
        ))}
      </div>
      <ul className="split-counts numbers" aria-label="Photos in each split">
        {shown.map(({ split, name }) => (
          <li key={split} className="split-count">
            <span className={`split-key split-${split}`} aria-hidden="true" />
            <strong>{countWords(counts[split])}</strong> {name}
          </li>
        ))}
        {excluded > 0 && (
          <li className="split-count">
            <CircleSlash size={10} strokeWidth={2.5} aria-hidden="true" />
            <strong>{countWords(excluded)}</strong> excluded
          </li>
        )}
      </ul>
    </div>
  );
}
