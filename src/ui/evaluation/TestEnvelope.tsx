import { Mail, MailOpen } from 'lucide-react';
import { photoWords } from '../../core/count-words.ts';
import { totalCounts } from '../../core/dataset/selectors.ts';
import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';

interface TestEnvelopeProps {
  readonly run: Run;
  /** Called before the test photos are looked at, so that their result is what comes into view. */
  readonly onOpen: () => void;
}

/** The test split as an envelope: closed until a person decides, and it remembers how often it was opened. */
export function TestEnvelope({ run, onOpen }: TestEnvelopeProps) {
  const held = useStore((state) => totalCounts(state.dataset).test);
  const evaluating = useStore((state) => state.evaluating === 'test');
  const openTest = useStore((state) => state.openTest);
  const opened = run.testOpened;
  const Icon = opened > 0 ? MailOpen : Mail;
  return (
    <section className="envelope" aria-label="Test set">
      <Icon size={20} strokeWidth={1.5} aria-hidden="true" />
      <div className="envelope-words">
        <p className="envelope-title numbers">
          Test set: {photoWords(held)} held out, opened {opened === 1 ? 'once' : `${opened} times`}
        </p>
        <p className="envelope-why">
          {held === 0
            ? 'Photos in a folder named “test” are held out here, for one honest look at the end.'
            : 'Open it when you are done choosing. Each look that makes you change something makes its number less honest.'}
        </p>
        {held > 0 && (
          <Button
            aria-disabled={evaluating}
            onClick={() => {
              if (evaluating) return;
              onOpen();
              void openTest();
            }}
          >
            {evaluating
              ? 'Looking at the test photos…'
              : opened === 0
                ? 'Open the test set'
                : 'Open it again'}
          </Button>
        )}
      </div>
    </section>
  );
}
