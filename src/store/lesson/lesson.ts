import type { Lesson } from '../../core/lesson/lesson.ts';
import type { SliceContext } from '../runtime/context.ts';
import type { LessonSlice } from './lesson-state.ts';

/** The state of an address whose lesson has given its recipe. */
const TAKEN = 'lesson taken';

export function lessonSlice({ set, get, report }: SliceContext): LessonSlice {
  /** What the lesson says of the recipe and the split; each can be undone. */
  const take = ({ recipe }: Lesson) => {
    const { cards, dataset, recipe: before, replaceRecipe, changeRecipe, setSplit, notify } = get();
    const known = cards.length === 0 || cards.some(({ id }) => id === recipe.backbone);
    const wanted = known ? recipe : { ...recipe, backbone: before.backbone };
    if (!known)
      notify({
        tone: 'info',
        stage: 'model',
        title: 'The lesson was made with a network that is not here: the one that was chosen before stays',
        failures: [],
      });
    if (JSON.stringify(wanted) !== JSON.stringify(before)) replaceRecipe(wanted, 'Take the lesson’s recipe');
    // Set by the lesson now, even where it is the default: that of a fresh project would follow the machine.
    else changeRecipe(wanted);
    if (dataset.samples.length === 0 && dataset.split.seed !== recipe.seed)
      setSplit({ ...dataset.split, seed: recipe.seed });
  };
  return {
    lesson: null,
    readLesson: async (hash) => {
      // Most addresses have none, and the first screen does without the code that reads one.
      if (!hash.startsWith('#lesson=')) return set({ lesson: null });
      try {
        const { readLesson } = await import('../../core/lesson/lesson.ts');
        const lesson = readLesson(hash);
        set({ lesson });
        // A reload of the same page must not undo what the student has changed since. A tab that only shows the project
        // takes it when it gets that.
        if (!lesson || history.state === TAKEN || get().tab === 'elsewhere') return;
        take(lesson);
        history.replaceState(TAKEN, '');
      } catch (error) {
        set({ lesson: null });
        report('app', 'The lesson could not be opened')(error);
      }
    },
    beginLesson: async () => {
      const { lesson, dataset, clearDataset, importSampleSet } = get();
      if (!lesson) return;
      if (dataset.classes.length > 0) clearDataset();
      take(lesson);
      if (lesson.sample !== null) await importSampleSet(lesson.sample);
    },
    leaveLesson: () => {
      // The address says what the page is; without the lesson in it a reload shows the whole page.
      history.replaceState(null, '', location.pathname + location.search);
      set({ lesson: null });
    },
  };
}
