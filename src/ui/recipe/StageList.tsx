import { ArrowDown, ArrowUp, Plus, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { FineTuningStage } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { Button } from '../primitives/Button.tsx';
import { StageNumbers } from './StageNumbers.tsx';

interface Props {
  readonly stages: readonly FineTuningStage[];
  /** Of the backbone. */
  readonly blocks: number;
  readonly onChange: (stages: readonly FineTuningStage[]) => void;
}

/** The stages of a gradual plan as a list that can be edited; a stage that is removed can be put back. */
export function StageList({ stages, blocks, onChange }: Props) {
  const id = useId();
  const [removed, setRemoved] = useState<{ readonly stage: FineTuningStage; readonly at: number } | null>(
    null,
  );
  /** The button that has the focus after the list has changed. */
  const focus = useRef<string | null>(null);
  const buttonId = (action: 'up' | 'down' | 'undo' | 'add', at = 0) => `${id}-${action}-${at}`;
  // After each change of the list.
  useEffect(() => {
    if (focus.current === null) return;
    document.getElementById(focus.current)?.focus();
    focus.current = null;
  });

  const move = (at: number, by: 1 | -1) => {
    const stage = stages[at];
    const to = at + by;
    if (stage === undefined || to < 0 || to >= stages.length) return;
    focus.current = buttonId(by < 0 ? 'up' : 'down', to);
    onChange(stages.toSpliced(at, 1).toSpliced(to, 0, stage));
  };
  const remove = (at: number) => {
    const stage = stages[at];
    if (stage === undefined || stages.length === 1) return;
    focus.current = buttonId('undo');
    setRemoved({ stage, at });
    onChange(stages.toSpliced(at, 1));
  };
  const putBack = () => {
    if (removed === null) return;
    focus.current = buttonId('add');
    setRemoved(null);
    onChange(stages.toSpliced(removed.at, 0, removed.stage));
  };
  const add = () => {
    const last = stages.at(-1);
    if (last === undefined) return;
    setRemoved(null);
    onChange([
      ...stages,
      {
        blocks: Math.min(blocks, last.blocks + 2),
        epochs: last.epochs,
        learningRate: Math.max(recipeLimits.learningRate.min, last.learningRate / 2),
      },
    ]);
  };

  return (
    <div className="stage-list">
      <p className="recipe-choice-hint">
        Blocks count from the top, and one that has learned goes on learning. The rate is that of the head and
        the topmost block; lower it from stage to stage.
      </p>
      <ol>
        {stages.map((stage, at) => {
          const name = `Stage ${at + 1}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stage has no other name than its place.
            <li key={at} className="stage-item">
              <div className="stage-item-head">
                <p className="stage-item-name">{name}</p>
                <Button
                  id={buttonId('up', at)}
                  look="quiet"
                  icon={ArrowUp}
                  label={`Move ${name} up`}
                  aria-disabled={at === 0}
                  onClick={() => move(at, -1)}
                />
                <Button
                  id={buttonId('down', at)}
                  look="quiet"
                  icon={ArrowDown}
                  label={`Move ${name} down`}
                  aria-disabled={at === stages.length - 1}
                  onClick={() => move(at, 1)}
                />
                <Button
                  look="quiet"
                  icon={Trash2}
                  label={`Remove ${name}`}
                  aria-disabled={stages.length === 1}
                  onClick={() => remove(at)}
                />
              </div>
              <StageNumbers
                name={name}
                stage={stage}
                blocks={blocks}
                withBlocks
                onChange={(changed) => onChange(stages.with(at, changed))}
              />
            </li>
          );
        })}
      </ol>
      <div className="stage-list-actions">
        <Button id={buttonId('add')} icon={Plus} onClick={add}>
          Add a stage
        </Button>
        {removed && (
          <Button id={buttonId('undo')} look="quiet" icon={Undo2} onClick={putBack}>
            Put stage {removed.at + 1} back
          </Button>
        )}
      </div>
    </div>
  );
}
