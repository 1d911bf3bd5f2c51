import type { TabSlice } from './state.ts';

export function tabSlice(): TabSlice {
  return { tab: 'here', takeOver: async () => {} };
}
