import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import './TabBanner.css';

/** Says that another tab has the project open, and offers to take it over. */
export default function TabBanner() {
  const takeOver = useStore((state) => state.takeOver);
  const [asking, setAsking] = useState(false);
  return (
    <section className="tab-banner" role="status" aria-label="Open in another tab">
      <p>
        <strong>Another tab has this project open.</strong> This one shows it and answers for new photos, but
        changes nothing. If you work here instead, a training in the other tab is paused and can go on here.
      </p>
      <Button
        aria-disabled={asking}
        onClick={() => {
          if (asking) return;
          setAsking(true);
          void takeOver();
        }}
      >
        {asking ? 'Waiting for the other tab…' : 'Work here'}
      </Button>
    </section>
  );
}
