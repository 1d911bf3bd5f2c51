import { faultReport, faultWords } from '../../store/runtime/fault-report.ts';
import { useStore } from '../../store/store.ts';

/** Says an observer's callbacks took more than one frame; nothing is wrong (https://www.w3.org/TR/resize-observer/). */
const harmless = /^ResizeObserver loop/;

/** Shows what goes wrong on the page and nobody waits for: the console is no place that a person looks at. */
export function watchErrors(): void {
  const tell = (error: unknown) => {
    if (harmless.test(faultWords(error))) return;
    useStore.getState().notifyFault(faultWords(error), faultReport(error));
  };
  addEventListener('error', (event) => tell(event.error ?? event.message));
  addEventListener('unhandledrejection', (event) => tell(event.reason));
}
