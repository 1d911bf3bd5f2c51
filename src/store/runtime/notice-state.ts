import type { Failure } from '../../core/project/failure.ts';

/** Something the person should know; it stays until dismissed. */
export interface Notice {
  readonly id: number;
  readonly tone: 'error' | 'info';
  /** Which stage it belongs to. */
  readonly stage: 'data' | 'model' | 'train' | 'evaluate' | 'use' | 'app';
  readonly title: string;
  /** One entry a file where files are concerned. */
  readonly failures: readonly Failure[];
  /** Of what nobody foresaw: where it came from (fault-report.ts). */
  readonly fault?: string;
}

export interface NoticeSlice {
  readonly notices: readonly Notice[];
  notify(notice: Omit<Notice, 'id'>): void;
  dismiss(id: number): void;
  /** Tells of something that went wrong and that nobody waits for; what is told already is not told again. */
  notifyFault(what: string, fault: string): void;
}
