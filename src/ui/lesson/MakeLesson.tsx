import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import {
  allShown,
  LESSON_PARTS,
  type Lesson,
  lessonHash,
  PART_ACCESS,
  TEXT_LENGTH,
  TITLE_LENGTH,
} from '../../core/lesson/lesson.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { Field } from '../primitives/Field.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { accessWords, partWords } from './lesson-words.ts';
import './MakeLesson.css';

const accesses = PART_ACCESS.map((value) => ({ value, label: accessWords[value] }));

/** A teacher's dialog: what the students read, see and may change, as a link. */
export default function MakeLesson({ onClose }: { readonly onClose: () => void }) {
  const recipe = useStore((state) => state.recipe);
  const samples = useStore((state) => state.samples);
  const [chosen, setChosen] = useState<Omit<Lesson, 'recipe'>>({
    title: '',
    text: '',
    sample: samples[0]?.id ?? null,
    parts: allShown,
    predictFirst: false,
  });
  const [copied, setCopied] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const change = (part: Partial<typeof chosen>) => setChosen({ ...chosen, ...part });
  const link = new URL(lessonHash({ ...chosen, recipe }), document.baseURI).href;

  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(link);
      setRefused(false);
    } catch {
      // The browser may forbid it; the link can be copied by hand then.
      setRefused(true);
    }
  }

  return (
    <Dialog title="Make a lesson" size="medium" onClose={onClose}>
      <div className="make-lesson">
        <p>
          The link opens this page as you set it up here, with your present recipe and its seed. All of it is
          in the link itself: it works offline, and nothing is sent to a server.
        </p>
        <Field label="Title">
          {(ids) => (
            <input
              {...ids}
              data-autofocus
              className="field-control"
              type="text"
              maxLength={TITLE_LENGTH}
              value={chosen.title}
              onChange={({ currentTarget }) => change({ title: currentTarget.value })}
            />
          )}
        </Field>
        <Field label="Text" hint="What to do, what to look for. An empty line begins a new paragraph.">
          {(ids) => (
            <textarea
              {...ids}
              className="field-control"
              rows={4}
              maxLength={TEXT_LENGTH}
              value={chosen.text}
              onChange={({ currentTarget }) => change({ text: currentTarget.value })}
            />
          )}
        </Field>
        <Field label="Photos" hint="The sample set that one press loads.">
          {(ids) => (
            <select
              {...ids}
              className="field-control"
              value={chosen.sample ?? ''}
              onChange={({ currentTarget }) =>
                change({ sample: samples.find(({ id }) => id === currentTarget.value)?.id ?? null })
              }
            >
              {samples.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
              <option value="">their own photos</option>
            </select>
          )}
        </Field>
        <fieldset className="make-lesson-parts">
          <legend>What students see. Fixed: seen, and not to be changed.</legend>
          {LESSON_PARTS.map((part) => (
            <div key={part} className="make-lesson-part">
              <span aria-hidden="true">{partWords[part]}</span>
              <Segmented
                label={partWords[part]}
                value={chosen.parts[part]}
                options={accesses}
                onChange={(access) => change({ parts: { ...chosen.parts, [part]: access } })}
              />
            </div>
          ))}
        </fieldset>
        <Field
          label="Guess first"
          layout="row"
          hint="Before each training the student guesses how much it will get right, and sees the guess beside the result."
        >
          {(ids) => (
            <Switch
              ids={ids}
              checked={chosen.predictFirst}
              onChange={(predictFirst) => change({ predictFirst })}
            />
          )}
        </Field>
        <Field
          label="Link"
          hint={`${link.length} characters. Open it in a new tab to see what students will see.`}
        >
          {(ids) => (
            <input
              {...ids}
              className="field-control"
              type="text"
              readOnly
              value={link}
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
          )}
        </Field>
        <div className="make-lesson-copy">
          <Button look="primary" icon={copied === link ? Check : Copy} onClick={() => void copy()}>
            Copy the link
          </Button>
          <p role="status">
            {refused
              ? 'The browser did not allow it: select the link and copy it yourself.'
              : copied === link
                ? 'Copied.'
                : ''}
          </p>
        </div>
      </div>
    </Dialog>
  );
}
