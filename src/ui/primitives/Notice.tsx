import { CircleAlert, Info, X } from 'lucide-react';
import { useId } from 'react';
import type { Notice as NoticeContent } from '../../store/runtime/notice-state.ts';
import { Button } from './Button.tsx';
import { CopyReport } from './CopyReport.tsx';
import { NoticeFiles } from './NoticeFiles.tsx';
import './Notice.css';

interface Props {
  readonly notice: Pick<NoticeContent, 'tone' | 'title' | 'failures' | 'fault'>;
  readonly onDismiss?: () => void;
}

/** Something the person should know: what happened, to which files, what to do. Stays until dismissed. */
export function Notice({ notice, onDismiss }: Props) {
  const id = useId();
  const { tone, title, failures, fault } = notice;
  const first = failures[0];
  const Icon = tone === 'error' ? CircleAlert : Info;
  const single = failures.length === 1 && first !== undefined && first.file === undefined;
  return (
    <section className={`notice notice-${tone}`} aria-labelledby={id}>
      <Icon className="notice-icon" size={16} strokeWidth={1.75} aria-hidden="true" />
      <div className="notice-body">
        <p id={id} className="notice-title">
          {title}
        </p>
        {single && (
          <p className="notice-words">
            {first.what === title ? '' : `${first.what} `}
            {first.todo}
          </p>
        )}
        {fault && (
          <div className="part-failure-actions">
            <CopyReport fault={fault} />
          </div>
        )}
        {!single && failures.length > 0 && <NoticeFiles failures={failures} />}
      </div>
      {onDismiss && <Button look="quiet" icon={X} label="Dismiss" onClick={onDismiss} />}
    </section>
  );
}
