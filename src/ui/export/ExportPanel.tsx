import type { Run } from '../../core/training/run.ts';

/** The chosen run as a file that answers elsewhere as it does here. */
export default function ExportPanel({ run: _ }: { readonly run: Run }) {
  return null;
}
