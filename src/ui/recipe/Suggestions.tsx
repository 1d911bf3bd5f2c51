import { Check } from 'lucide-react';
import { useMemo } from 'react';
import { adviceFor, adviceHolds, suggestedRecipe } from '../../core/training/advice.ts';
import { leftOutSentence } from '../../core/training/advice-backbone.ts';
import type { AdviceFigures, Suggestion } from '../../core/training/advice-figures.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { NetworkTable } from './NetworkTable.tsx';

const titles: Readonly<Record<Suggestion['part'], string>> = {
  backbone: 'Backbone',
  read: 'What is read',
  learning: 'What learns',
  head: 'Head',
  augmentation: 'Augmentation',
  weights: 'Class weights',
};

/** What the figures suggest for the present recipe, each part by itself or all at once. */
export default function Suggestions() {
  const figures = useStore((state) => state.advice);
  return figures && <SuggestionsOf figures={figures} />;
}

function SuggestionsOf({ figures }: { readonly figures: AdviceFigures }) {
  const recipe = useStore((state) => state.recipe);
  const cards = useStore((state) => state.cards);
  const replaceRecipe = useStore((state) => state.replaceRecipe);
  const suggestions = useMemo(() => adviceFor({ figures, recipe, cards }), [figures, recipe, cards]);
  if (!adviceHolds({ figures, recipe }))
    return <p>Your photos were not tried with the network that you have chosen since: ask again.</p>;
  const news = suggestions.some(({ change }) => change !== null);
  const leftOut = leftOutSentence(figures, cards);
  return (
    <div className="suggestions">
      <ul className="suggestion-list">
        {suggestions.map((suggestion) => (
          <SuggestionItem
            key={suggestion.part}
            suggestion={suggestion}
            onApply={(change) =>
              replaceRecipe(
                { ...recipe, ...change },
                `Apply suggestion: ${titles[suggestion.part].toLowerCase()}`,
              )
            }
          />
        ))}
      </ul>
      {figures.networks.length > 1 && <NetworkTable figures={figures} cards={cards} />}
      {leftOut && <p className="recipe-choice-hint numbers">{leftOut}</p>}
      <Button
        look={news ? 'primary' : 'secondary'}
        aria-disabled={!news}
        onClick={() => {
          if (news) replaceRecipe(suggestedRecipe(recipe, suggestions), 'Apply suggested recipe');
        }}
      >
        Apply all
      </Button>
    </div>
  );
}

interface ItemProps {
  readonly suggestion: Suggestion;
  readonly onApply: (change: Partial<Recipe>) => void;
}

/** The button stays when it has been pressed, and the focus with it. */
function SuggestionItem({ suggestion: { part, sentence, change }, onApply }: ItemProps) {
  const words = change ? 'Apply' : 'Already so';
  return (
    <li className="suggestion">
      <div className="suggestion-head">
        <span>{titles[part]}</span>
        <Button
          {...(!change && { icon: Check })}
          aria-disabled={!change}
          aria-label={`${words}: ${titles[part]}`}
          onClick={() => change && onApply(change)}
        >
          {words}
        </Button>
      </div>
      <p className="numbers">{sentence}</p>
    </li>
  );
}
