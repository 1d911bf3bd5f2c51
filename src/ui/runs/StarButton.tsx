import { Star } from 'lucide-react';
import type { Run } from '../../core/training/run.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { cx } from '../primitives/cx.ts';
import './StarButton.css';

/** Marks a run as one to come back to: it stays in the short list. */
export function StarButton({ run }: { readonly run: Run }) {
  const starRun = useStore((state) => state.starRun);
  const label = `Star ${nameOfRun(run)}`;
  return (
    <button
      type="button"
      className={cx('button', 'button-quiet', 'button-icon', 'star')}
      aria-label={label}
      aria-pressed={run.starred}
      title={run.starred ? `Take the star from ${nameOfRun(run)}` : label}
      onClick={() => starRun(run.id, !run.starred)}
    >
      <Star size={16} strokeWidth={1.75} aria-hidden="true" fill={run.starred ? 'currentColor' : 'none'} />
    </button>
  );
}
