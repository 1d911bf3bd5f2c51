import { percentWords } from '../../core/evaluation/words.ts';
import type { ModelManifest } from '../../core/export/model-manifest.ts';
import type { Failure } from '../../core/project/failure.ts';
import { classColour, classLetter } from '../../ui/primitives/class-colour.ts';
import { element } from './element.ts';
import type { PageAnswer } from './messages.ts';

/** How many classes are shown. */
const SHOWN = 5;
/** A camera answers many times a second; a screen reader hears a new answer at most so often, milliseconds. */
const SPOKEN_EVERY = 3000;

export interface AnswerPanel {
  readonly root: HTMLElement;
  /** @param rate pictures a second, of a camera; null for one picture */
  readonly show: (answer: PageAnswer, rate: number | null) => void;
  readonly fail: (failure: Pick<Failure, 'what' | 'file' | 'todo'>) => void;
  readonly clear: () => void;
}

/** What the model says: bars of the most probable classes, “none of these”, and how long it took. */
export function answerPanel(classes: ModelManifest['classes']): AnswerPanel {
  const bars = classes.slice(0, SHOWN).map(() => bar());
  const list = element('ol', { 'aria-label': 'Most probable classes' }, ...bars.map(({ root }) => root));
  const closest = element('span');
  const none = element(
    'div',
    { class: 'none-of-these' },
    element('p', { class: 'none-of-these-words' }, element('strong', {}, 'None of these'), closest),
  );
  const forced = element(
    'p',
    { class: 'soft' },
    'How the answer would be shared if it had to be one of them.',
  );
  const time = element('p', { class: 'soft numbers' });
  const found = element('div', { class: 'top-bars' }, none, list, forced, time);
  const waiting = element('p', { class: 'lead' }, 'The answer appears here.');
  const what = element('p', { class: 'notice-title' });
  const todo = element('p', { class: 'notice-words' });
  const file = element('p', { class: 'notice-file' });
  const problem = element(
    'div',
    { class: 'notice notice-error', role: 'alert' },
    element('div', { class: 'notice-body' }, what, todo, file),
  );
  const spoken = element('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  let spokenAt = Number.NEGATIVE_INFINITY;

  const only = (visible: HTMLElement): void => {
    for (const part of [found, waiting, problem]) part.hidden = part !== visible;
  };
  only(waiting);

  return {
    root: element('section', { class: 'answer', 'aria-label': 'Answer' }, spoken, waiting, problem, found),
    show: ({ probabilities, unknown, milliseconds }, rate) => {
      const order = [...probabilities.keys()].sort(
        (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0),
      );
      order.slice(0, SHOWN).forEach((label, rank) => {
        const { name = '', colour = 0 } = classes[label] ?? {};
        bars[rank]?.set(name, colour, probabilities[label] ?? 0);
      });
      const first = order[0] ?? 0;
      const name = classes[first]?.name ?? '';
      closest.textContent = `Closest: ${name}`;
      none.hidden = unknown !== true;
      forced.hidden = unknown !== true;
      found.toggleAttribute('data-unknown', unknown === true);
      time.textContent = timeWords(milliseconds, rate);
      only(found);

      const words = unknown === true ? `None of these, closest: ${name}` : name;
      const said = rate === null ? `${words}, ${percentWords(probabilities[first] ?? 0)}` : words;
      if (rate !== null && performance.now() - spokenAt < SPOKEN_EVERY) return;
      spokenAt = performance.now();
      if (spoken.textContent !== said) spoken.textContent = said;
    },
    fail: (failure) => {
      what.textContent = failure.what;
      todo.textContent = failure.todo;
      file.textContent = failure.file ?? '';
      only(problem);
    },
    clear: () => {
      spoken.textContent = '';
      only(waiting);
    },
  };
}

function timeWords(milliseconds: number, rate: number | null): string {
  const time = `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)}\u00a0ms`;
  return rate === null
    ? `${time} for this picture`
    : `${time} a picture, ${rate.toFixed(rate < 10 ? 1 : 0)} frames a second`;
}

/** One class: its colour and letter, its name, its probability in words and as a bar that grows to it. */
function bar() {
  const swatch = element('span', { class: 'class-swatch', 'aria-hidden': 'true' });
  const words = element('span', { class: 'top-bar-name' });
  const share = element('span', { class: 'top-bar-share numbers' });
  const fill = element('span', { class: 'top-bar-fill' });
  const track = element('span', { class: 'top-bar-track', 'aria-hidden': 'true' }, fill);
  return {
    root: element('li', { class: 'top-bar' }, swatch, words, share, track),
    set: (name: string, colour: number, probability: number): void => {
      words.textContent = name;
      share.textContent = percentWords(probability);
      swatch.textContent = classLetter(colour);
      swatch.style.background = classColour(colour);
      fill.style.background = classColour(colour);
      fill.style.transform = `scaleX(${probability})`;
    },
  };
}
