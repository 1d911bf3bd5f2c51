import type { CatalogueCard } from '../../core/backbone/card.ts';
import { isOwn } from '../../core/backbone/own-backbone.ts';
import { panelWords } from '../../core/backbone/panel-words.ts';
import { sourceWords } from '../../core/backbone/source-words.ts';
import { countWords } from '../../core/count-words.ts';

/** The rest of a backbone's card: what it is good and bad at, where it comes from, how its figures were measured. */
export function BackboneDetails({ card }: { readonly card: CatalogueCard }) {
  const { source, panel } = card;
  return (
    <dl className="backbone-details">
      <Words term="Good at" of={card.goodAt} />
      <Words term="Less good at" of={card.badAt} />
      <dt>Trained on</dt>
      <dd>{card.trainedOn}</dd>
      <dt>Input</dt>
      <dd>
        {card.input.size} × {card.input.size} pixels, {card.input.channels}
      </dd>
      <dt>Features</dt>
      <dd>
        {countWords(card.features)} numbers a photo, from {countWords(card.parameters)} parameters
      </dd>
      <dt>Depths</dt>
      <dd>{card.depths.map(({ name, features }) => `${name} (${countWords(features)})`).join(', ')}</dd>
      {(panel || card.measured.length > 0) && (
        <>
          <dt>Measured</dt>
          <dd>
            <ul>
              {panel && (
                <li>
                  {panelWords(panel)}, the mean of their test photos right <code>{panel.command}</code>
                </li>
              )}
              {card.measured.map(({ what, value, unit, command }) => (
                <li key={what}>
                  {`${value}\u00a0${unit}`}: {what} <code>{command}</code>
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      <dt>Licence</dt>
      <dd>
        {source.licence}, {source.author}
      </dd>
      <dt>Source</dt>
      <dd>{isOwn(card.id) ? `Your files ${source.files.join(', ')}` : sourceWords(source)}</dd>
    </dl>
  );
}

function Words({ term, of }: { readonly term: string; readonly of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <ul>
          {of.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      </dd>
    </>
  );
}
