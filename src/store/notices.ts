import type { SliceContext } from './context.ts';
import type { NoticeSlice } from './state.ts';

export function noticeSlice({ set }: SliceContext): NoticeSlice {
  let nextId = 1;
  return {
    notices: [],
    notify: (notice) => set(({ notices }) => ({ notices: [...notices, { ...notice, id: nextId++ }] })),
    dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  };
}
