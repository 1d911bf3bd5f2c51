import type { Run } from '../../../core/training/run.ts';

export default function CrossValidationPanel({ run }: { readonly run: Run }) {
  return <p>{run.id}</p>;
}
