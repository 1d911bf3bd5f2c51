import { type ReactNode, useId } from 'react';
import './Field.css';

/** What the control inside a Field must carry to be tied to its words. */
export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
}

interface Props {
  readonly label: string;
  /** '%', 'px', 'photos a second'. */
  readonly unit?: string;
  /** One plain sentence: what it does and when to change it. */
  readonly hint?: string;
  /** The default, as words: '20 %'. */
  readonly initial?: string;
  /** The present value, shown at the label's end: for a range, which shows none itself. */
  readonly value?: string;
  /** 'row' puts the control at the label's end: for a switch or a short number. */
  readonly layout?: 'column' | 'row';
  readonly children: (ids: FieldIds) => ReactNode;
}

/** The frame of one control: label, unit, control, what it does, its default. Class `field-control` styles input and select. */
export function Field({ label, unit, hint, initial, value, layout = 'column', children }: Props) {
  const id = useId();
  const described = hint !== undefined || initial !== undefined || unit !== undefined;
  return (
    <div className={`field field-${layout}`}>
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {value !== undefined && <output htmlFor={id}>{value}</output>}
      </div>
      <div className="field-body">
        {children({ id, 'aria-describedby': described ? `${id}-words` : undefined })}
        {unit !== undefined && (
          <span className="field-unit" aria-hidden="true">
            {unit}
          </span>
        )}
      </div>
      {described && (
        <p className="field-hint" id={`${id}-words`}>
          {unit !== undefined && <span className="visually-hidden">In {unit}. </span>}
          {hint}
          {initial !== undefined && <span className="field-initial"> Default: {initial}.</span>}
        </p>
      )}
    </div>
  );
}
