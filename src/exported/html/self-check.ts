import type { ParityCheck } from '../../core/export/parity.ts';
import type { Failure } from '../../core/project/failure.ts';
import { element } from './element.ts';
import type { Started } from './messages.ts';

const backends: Record<Started['backend'], string> = {
  wasm: 'Computes on the processor with WebAssembly. Nothing is sent.',
  cpu: 'Computes in plain JavaScript, slowly: this browser does not run the WebAssembly in the page. Nothing is sent.',
};

/** Says whether the page answers as the model did when it was exported. */
export function selfCheck() {
  const verdict = element('p', { class: 'verdict' }, 'Starting…');
  const figures = element('p', { class: 'soft numbers' });
  const root = element('div', { class: 'self-check', role: 'status' }, verdict, figures);
  const set = (state: 'passed' | 'failed', words: string, more: string): void => {
    root.dataset.state = state;
    verdict.textContent = words;
    figures.textContent = more;
  };
  return {
    root,
    show: ({ backend, check }: Started): void =>
      set(
        check.passed ? 'passed' : 'failed',
        check.passed ? 'Self-check passed' : 'Self-check failed',
        `${checkWords(check)} ${backends[backend]}`,
      ),
    fail: ({ what, todo }: Failure): void =>
      set('failed', 'The model could not be started', `${what} ${todo}`),
  };
}

/** '3 pictures answered as when the model was exported: largest difference 2e-7, allowed 1e-4.' */
export function checkWords({ passed, largest, tolerance, pictures }: ParityCheck): string {
  if (pictures === 0) return 'There are no pictures in the page to check it by.';
  const count = `${pictures} ${pictures === 1 ? 'picture' : 'pictures'}`;
  const figures = `largest difference ${differenceWords(largest)}, allowed ${differenceWords(tolerance)}.`;
  return passed
    ? `${count} answered as when the model was exported: ${figures}`
    : `${count} answered otherwise than when the model was exported: ${figures} Don’t rely on its answers here; open the page in another browser.`;
}

/** 0.00000021 → '2.1e-7'. */
const differenceWords = (value: number): string =>
  value === 0 ? '0' : Number(value.toPrecision(2)).toExponential();
