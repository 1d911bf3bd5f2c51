import { useStore } from '../../store/store.ts';
import { Notice } from '../primitives/Notice.tsx';
import './Notices.css';

/** What the person should know, newest first, each until dismissed. The later stages show their own. */
export function Notices() {
  const all = useStore((state) => state.notices);
  const dismiss = useStore((state) => state.dismiss);
  const notices = all.filter(({ stage }) => stage === 'app' || stage === 'data');
  return (
    <section className="notices" aria-label="Notices" aria-live="polite" aria-relevant="additions">
      {notices.toReversed().map((notice) => (
        <Notice key={notice.id} notice={notice} onDismiss={() => dismiss(notice.id)} />
      ))}
    </section>
  );
}
