import { CircleAlert, RotateCcw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { faultReport, faultWords, isUnfetched } from '../../store/runtime/fault-report.ts';
import { Button } from './Button.tsx';
import { CopyReport } from './CopyReport.tsx';
import './Boundary.css';

interface Props {
  /** Of the part, as the person knows it: 'Class by class'. */
  readonly name: string;
  /** What the failure is shown in: a stage's frame, a dialog. */
  readonly frame?: ((failure: ReactNode, error: unknown) => ReactNode) | undefined;
  /** Called before the part is tried again. */
  readonly onRetry?: () => void;
  /** With another one the part is tried again by itself: what could not be shown may be gone. */
  readonly subject?: unknown;
  readonly children: ReactNode;
}

interface State {
  readonly error: { readonly thrown: unknown } | null;
  readonly retries: number;
  readonly subject: unknown;
}

/** Keeps a failure to one part of the page: says what could not be shown, and tries again when asked to. */
export class Boundary extends Component<Props, State> {
  override state: State = { error: null, retries: 0, subject: this.props.subject };

  static getDerivedStateFromError(thrown: unknown): Partial<State> {
    return { error: { thrown } };
  }

  static getDerivedStateFromProps({ subject }: Props, state: State): Partial<State> | null {
    return subject === state.subject ? null : { error: null, retries: 0, subject };
  }

  override render(): ReactNode {
    const { name, frame, onRetry, children } = this.props;
    const { error, retries } = this.state;
    if (!error) return children;
    const failure = (
      <PartFailure
        name={name}
        error={error.thrown}
        again={retries > 0}
        onRetry={() => {
          onRetry?.();
          this.setState({ error: null, retries: retries + 1 });
        }}
      />
    );
    return frame ? frame(failure, error.thrown) : failure;
  }
}

interface FailureProps {
  readonly name: string;
  readonly error: unknown;
  /** Whether trying again has failed: some browsers fetch a file that failed once no more until the page is reloaded. */
  readonly again: boolean;
  readonly onRetry: () => void;
}

function PartFailure({ name, error, again, onRetry }: FailureProps) {
  return (
    <section className="part-failure" role="alert" aria-label={`${name} could not be shown`}>
      <p className="part-failure-title">
        <CircleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
        {name} could not be shown.
      </p>
      <p>
        {isUnfetched(error)
          ? 'Its code could not be fetched: the connection may be gone. Everything else goes on.'
          : `${faultWords(error)} Everything else goes on.`}
      </p>
      <div className="part-failure-actions">
        <Button icon={RotateCcw} onClick={onRetry}>
          Try again
        </Button>
        {again && <Button onClick={() => location.reload()}>Reload the page</Button>}
        <CopyReport fault={faultReport(error)} />
      </div>
    </section>
  );
}
