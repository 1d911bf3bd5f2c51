import type { CatalogueCard } from '../../core/backbone/card.ts';
import { photoWords } from '../../core/count-words.ts';
import { durationWords } from '../../core/duration-words.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import type { AdviceFigures } from '../../core/training/advice-figures.ts';
import { readingTime } from '../../core/training/compare-networks.ts';
import { Figures } from '../charts/Figures.tsx';

interface Props {
  readonly figures: AdviceFigures;
  readonly cards: readonly CatalogueCard[];
}

/** What each network made of the sample, the one that fits it best first. */
export function NetworkTable({ figures: { networks, photos }, cards }: Props) {
  const nameOf = (id: string) => cards.find((card) => card.id === id)?.name ?? id;
  return (
    <Figures summary="Networks compared" label="Networks compared">
      {() => (
        <table>
          <thead>
            <tr>
              <th scope="col">Network</th>
              <th scope="col">Right</th>
              <th scope="col">Log loss</th>
              <th scope="col">Time for {photoWords(photos)}</th>
            </tr>
          </thead>
          <tbody>
            {networks
              .toSorted((a, b) => a.loss - b.loss)
              .map((one) => (
                <tr key={one.backbone}>
                  <th scope="row">{nameOf(one.backbone)}</th>
                  <td>{percentWords(one.accuracy)}</td>
                  <td>{one.loss.toFixed(2)}</td>
                  <td>{durationWords(readingTime(one, photos))}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </Figures>
  );
}
