import { Suspense, useId } from 'react';
import type { CatalogueCard } from '../../core/backbone/card.ts';
import { panelWords } from '../../core/backbone/panel-words.ts';
import { speedWords } from '../../core/backbone/speed.ts';
import { bytesWords } from '../../core/bytes-words.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { later } from '../primitives/later.tsx';
import { useSpeeds } from './use-speeds.ts';
import './BackboneChoice.css';

const BackboneDetails = later('What is known of this network', async () => ({
  default: (await import('./BackboneDetails.tsx')).BackboneDetails,
}));

interface BackboneChoiceProps {
  readonly cards: readonly CatalogueCard[];
  /** Id of the chosen card. */
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** The backbones as radio buttons that look like cards. */
export function BackboneChoice({ cards, value, onChange }: BackboneChoiceProps) {
  const name = useId();
  const speeds = useSpeeds();
  return (
    <fieldset className="backbones">
      <legend>Backbone</legend>
      <p className="backbones-hint">
        The network that turns a photo into features. It comes trained; your photos train only what is on top.
      </p>
      {cards.map((card) => {
        const { panel } = card;
        const accuracy = panel ? undefined : card.measured.find(({ unit }) => unit === '%');
        const speed = speeds.get(card.id);
        return (
          <div key={card.id} className="backbone" data-chosen={card.id === value || undefined}>
            <label className="backbone-label">
              <input
                type="radio"
                className="backbone-input"
                name={name}
                value={card.id}
                checked={card.id === value}
                onChange={() => onChange(card.id)}
                aria-describedby={`${name}-${card.id}`}
              />
              <span className="backbone-name">{card.name}</span>
            </label>
            <div id={`${name}-${card.id}`} className="backbone-words">
              <p className="backbone-summary">{card.summary}</p>
              <ul className="backbone-figures numbers">
                <li>{bytesWords(card.bytes)}</li>
                <li title={speed?.how}>{speedWords(card, cards, speed)}</li>
                {panel && <li>{panelWords(panel)}</li>}
                {accuracy && <li title={accuracy.what}>{percentWords(accuracy.value / 100, 1)} right</li>}
              </ul>
            </div>
            <Disclosure label={`About ${card.name}`}>
              <Suspense>
                <BackboneDetails card={card} />
              </Suspense>
            </Disclosure>
          </div>
        );
      })}
    </fieldset>
  );
}
