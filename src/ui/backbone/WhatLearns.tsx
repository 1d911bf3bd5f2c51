import { useRef } from 'react';
import { type Learning, stagesFor } from '../../core/training/plan-stages.ts';
import type { FineTuning } from '../../core/training/recipe.ts';
import { RecipeChoice } from './RecipeChoice.tsx';

const hints: Readonly<Record<Learning, string>> = {
  head: 'Only the part on top learns; the backbone stays as it came. Takes seconds, and is often enough.',
  'last-block':
    'After the head, the backbone’s last block learns with it. A first thing to try when the head alone is not good enough.',
  'last-blocks':
    'After the head, the topmost blocks learn with it. More blocks fit photos that look unlike those the backbone knows.',
  'all-blocks':
    'After the head, the whole backbone learns with it. Takes longest, and forgets what it knew when photos are few.',
  gradually:
    'After the head, blocks join in from the top, stage by stage, each more slowly. Takes minutes, and with fewer than some 30 photos a class the head alone is mostly better: compare the two.',
};

const options: readonly { readonly value: Learning; readonly label: string }[] = [
  { value: 'head', label: 'Head only' },
  { value: 'last-block', label: 'Last block' },
  { value: 'last-blocks', label: 'Last blocks…' },
  { value: 'all-blocks', label: 'All blocks' },
  { value: 'gradually', label: 'Gradually' },
];

interface Props {
  readonly fineTuning: FineTuning;
  /** Of the backbone. */
  readonly blocks: number;
  /** What the person chose last: a plan may stand for more than one choice. */
  readonly learning: Learning;
  readonly onChange: (learning: Learning, fineTuning: FineTuning) => void;
}

/** How much of the model learns. Each choice keeps its stages while another is taken. */
export function WhatLearns({ fineTuning, blocks, learning, onChange }: Props) {
  const kept = useRef(new Map<Learning, FineTuning['stages']>());
  kept.current.set(learning, fineTuning.stages);
  return (
    <RecipeChoice
      label="What learns"
      value={learning}
      options={options}
      hint={`${hints[learning]} Default: head only.`}
      onChange={(next) => {
        const stages = kept.current.get(next) ?? stagesFor(next, blocks);
        onChange(next, { ...fineTuning, stages });
      }}
    />
  );
}
