import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { toFailure } from '../../core/project/failure.ts';
import { reportFileName } from '../../core/report/file-name.ts';
import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { saveFile } from '../primitives/save-file.ts';
import { runName } from '../training/training-words.ts';
import { makeFile, mimeTypes, type ReportFormat } from './make-file.ts';
import './ReportButtons.css';

interface Props {
  readonly run: Run;
  /** Secondary where the stage has another primary action. */
  readonly look?: 'primary' | 'secondary';
}

/** Takes a run away as a report: a page to hand in, Markdown for a text of one's own, the answers as a table. */
export default function ReportButtons({ run, look = 'primary' }: Props) {
  const notify = useStore((state) => state.notify);
  const [saving, setSaving] = useState<ReportFormat | null>(null);
  const [saved, setSaved] = useState('');

  const save = async (format: ReportFormat) => {
    if (saving !== null) return;
    setSaving(format);
    setSaved('');
    try {
      const { runs, dataset, cards, samples, thumbnail, answersOf } = useStore.getState();
      const name = runName(runs, run.id);
      const answered = await answersOf(run);
      const parts = await makeFile(format, { run: answered, name, dataset, cards, samples }, thumbnail);
      const file = reportFileName(name, run.createdAt, format);
      saveFile(file, mimeTypes[format], parts);
      setSaved(`Saved as “${file}”.`);
    } catch (error) {
      notify({
        tone: 'error',
        stage: 'evaluate',
        title: 'The report could not be saved',
        failures: [toFailure(error)],
      });
    } finally {
      setSaving(null);
    }
  };
  const button = (format: ReportFormat) => ({
    'aria-disabled': saving !== null,
    onClick: () => void save(format),
  });

  return (
    <section className="report" aria-label="Report">
      <div className="report-buttons">
        <Button look={look} icon={FileDown} {...button('html')}>
          {saving === 'html' ? 'Writing…' : 'Save report'}
        </Button>
        <Button look="quiet" aria-label="Save report as Markdown" {...button('md')}>
          Markdown
        </Button>
        <Button look="quiet" aria-label="Save answers as CSV" {...button('csv')}>
          CSV
        </Button>
      </div>
      <p className="report-hint">
        One page to hand in or print: recipe, data, curves, mistakes and environment. CSV has a row for each
        photo.
      </p>
      <p className="report-saved" role="status">
        {saved}
      </p>
    </section>
  );
}
