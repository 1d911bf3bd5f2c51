import type { SliceContext } from './context.ts';
import type { NoticeSlice } from './notice-state.ts';

export function noticeSlice({ set, get }: Pick<SliceContext, 'set' | 'get'>): NoticeSlice {
  let nextId = 1;
  return {
    notices: [],
    notify: (notice) => set(({ notices }) => ({ notices: [...notices, { ...notice, id: nextId++ }] })),
    notifyFault: (what, fault) => {
      if (get().notices.some((notice) => notice.fault === fault)) return;
      const todo = 'Go on; if something doesn’t work now, reload the page.';
      const failures = [{ code: 'unexpected', what, todo } as const];
      get().notify({ tone: 'error', stage: 'app', title: 'Something went wrong', failures, fault });
    },
    dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  };
}
