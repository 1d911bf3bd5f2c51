import type { Notice as NoticeContent } from '../../store/runtime/notice-state.ts';
import { useStore } from '../../store/store.ts';
import { Notice } from '../primitives/Notice.tsx';

/** The notices of one stage, at the place where they happened, until they are dismissed. */
export function StageNotices({ stage }: { readonly stage: NoticeContent['stage'] }) {
  const notices = useStore((state) => state.notices);
  const dismiss = useStore((state) => state.dismiss);
  return notices
    .filter((notice) => notice.stage === stage)
    .map((notice) => <Notice key={notice.id} notice={notice} onDismiss={() => dismiss(notice.id)} />);
}
