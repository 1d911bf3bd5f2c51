import { useEffect, useRef } from 'react';
import { useStore } from '../../store/store.ts';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly renaming: boolean;
  readonly onRenaming: (renaming: boolean) => void;
}

/** A class's name; pressed, it becomes a text field. Enter or leaving keeps the new name, Escape the old one. */
export function ClassName({ id, name, renaming, onRenaming }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const returnFocus = useRef(false);

  useEffect(() => {
    if (renaming) {
      input.current?.focus();
      input.current?.select();
    } else if (returnFocus.current) button.current?.focus();
    returnFocus.current = false;
  }, [renaming]);

  if (!renaming)
    return (
      <h3 className="class-name">
        <button
          ref={button}
          type="button"
          className="class-name-button"
          title={`${name} – press to rename`}
          onClick={() => onRenaming(true)}
        >
          <bdi>{name}</bdi>
        </button>
      </h3>
    );
  return (
    <input
      ref={input}
      className="class-name-input"
      type="text"
      defaultValue={name}
      aria-label={`New name of ${name}`}
      dir="auto"
      onBlur={(event) => {
        const next = event.currentTarget.value;
        if (next.trim() !== '' && next !== name) useStore.getState().renameClass(id, next);
        onRenaming(false);
      }}
      onKeyDown={(event) => {
        // Enter also ends an input method's composition, and is then not meant for the field.
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') event.currentTarget.value = name;
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        // Or the key would go on to press the button that takes the field's place.
        event.preventDefault();
        returnFocus.current = true;
        event.currentTarget.blur();
      }}
    />
  );
}
