import { countWords, photoWords } from '../../core/count-words.ts';
import type { DamagedRecord } from '../../core/project/sound-records.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import './TabBanner.css';

const words: Readonly<Record<DamagedRecord['store'], (count: number) => string>> = {
  samples: photoWords,
  classes: (count) => (count === 1 ? 'the name of a class' : `the names of ${countWords(count)} classes`),
  runs: (count) => `${countWords(count)} run${count === 1 ? '' : 's'}`,
  ensembles: (count) => `${countWords(count)} ensemble${count === 1 ? '' : 's'}`,
  checkpoints: (count) => `${countWords(count)} unfinished training${count === 1 ? '' : 's'}`,
  settings: () => 'some settings',
  backbones: (count) => `${countWords(count)} network${count === 1 ? '' : 's'} that you brought`,
};

/** Says what of the stored project can't be read, and offers to delete it. */
export default function DamagedBanner() {
  const damaged = useStore((state) => state.damaged);
  const removeDamaged = useStore((state) => state.removeDamaged);
  const parts = Object.entries(words).flatMap(([store, wordsOf]) => {
    const count = damaged.filter((one) => one.store === store).length;
    return count > 0 ? [wordsOf(count)] : [];
  });
  return (
    <section className="tab-banner" role="status" aria-label="Damaged on this device">
      <p>
        <strong>Damaged on this device and left out: {parts.join(', ')}.</strong> Everything else is here.
      </p>
      <Button onClick={() => void removeDamaged()}>Delete what is damaged</Button>
    </section>
  );
}
