import { Check } from 'lucide-react';
import { useMemo } from 'react';
import { adviceFor, adviceHolds, suggestedRecipe } from '../../core/training/advice.ts';
import type { AdviceFigures, Suggestion } from '../../core/training/advice-figures.ts';
import { shortNumber } from '../../core/training/advice-words.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { roundedRate } from './rate-words.ts';

const titles: Readonly<Record<Suggestion['part'], string>> = {
  backbone: 'Backbone',
  learning: 'What learns',
  augmentation: 'Augmentation',
  rates: 'Learning rate',
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
  const found = useStore((state) => state.rateSearch?.suggestion ?? null);
  const replaceRecipe = useStore((state) => state.replaceRecipe);
  const suggestions = useMemo(() => {
    const foundRate = found === null ? null : roundedRate(found);
    return adviceFor({ figures, recipe, cards, foundRate });
  }, [figures, recipe, cards, found]);
  const name = cards.find(({ id }) => id === figures.backbone)?.name ?? figures.backbone;
  if (!adviceHolds({ figures, recipe, cards }))
    return <p>The advice was measured with {name}: ask again for the backbone that you have chosen since.</p>;
  const news = suggestions.some(({ change }) => change !== null);
  return (
    <div className="suggestions">
      <p className="recipe-choice-hint numbers">{familiaritySentence(figures, name)}</p>
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

function familiaritySentence({ familiarity, measuredOn }: AdviceFigures, name: string): string {
  if (familiarity === null)
    return 'With one photo a class nothing tells how familiar your classes are to the backbone.';
  return `Familiarity ${shortNumber(familiarity)}: how often, beyond chance, each of your ${measuredOn} training photos lies nearest to the average of its own class in the features of ${name}; 0 is guessing, 1 is always.`;
}
