import { Maximize2, Minimize2 } from 'lucide-react';
import { type ReactNode, useContext, useId } from 'react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import { WideStage } from './wide-stage.ts';
import './Stage.css';

interface Props {
  /** 'data', 'model', 'train', 'evaluate', 'use': the section's id, for links and layout. */
  readonly name: string;
  /** Its place in the row, from 1. */
  readonly number: number;
  readonly title: string;
  /** What has to happen first: 'Waits for two classes with photos.' null: it can be used. */
  readonly waitsFor: string | null;
  /** The content reaches the stage's edges and scrolls by itself. */
  readonly flush?: boolean;
  /** Small controls at the title's end. */
  readonly actions?: ReactNode;
  /** Stays at the stage's lower edge while the rest scrolls. */
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
}

/** One of the five stages. While it waits it shows its title and what it waits for, and nothing else. */
export function Stage({ name, number, title, waitsFor, flush = false, actions, foot, children }: Props) {
  const id = useId();
  const { wide, setWide } = useContext(WideStage);
  const isWide = wide === name && waitsFor === null;
  return (
    <section
      id={name}
      className={cx('stage', waitsFor !== null && 'stage-waiting', isWide && 'stage-wide')}
      aria-labelledby={id}
    >
      <header className="stage-head">
        <span className="stage-number numbers" aria-hidden="true">
          {number}
        </span>
        <h2 id={id} className="stage-title">
          {title}
        </h2>
        {waitsFor === null && (
          <div className="stage-actions">
            {actions}
            <Button
              className="stage-widen"
              look="quiet"
              icon={isWide ? Minimize2 : Maximize2}
              label={isWide ? `Make ${title} as wide as before` : `Make ${title} wider`}
              onClick={() => setWide(isWide ? null : name)}
            />
          </div>
        )}
      </header>
      {waitsFor === null ? (
        <>
          <div className={cx('stage-body', flush && 'stage-flush')}>{children}</div>
          {foot && <footer className="stage-foot">{foot}</footer>}
        </>
      ) : (
        <p className="stage-waits">{waitsFor}</p>
      )}
    </section>
  );
}
