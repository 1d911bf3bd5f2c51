import type { Phase } from '../../core/training/phases.ts';
import { Figures } from '../charts/Figures.tsx';
import { type BlockRow, blockRows } from './block-rows.ts';
import { rateWords } from './rate-words.ts';
import './BlockTimeline.css';

interface Props {
  readonly phases: readonly Phase[];
  /** Names of the backbone's blocks, the top last. */
  readonly blocks: readonly string[];
  readonly rateDivisor: number;
}

const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;

/** Head and blocks from the top, and the epochs in which each learns, as bars; the same as a table. */
export function BlockTimeline({ phases, blocks, rateDivisor }: Props) {
  const rows = blockRows(phases, blocks, rateDivisor);
  const total = phases.reduce((sum, { epochs }) => sum + epochs, 0);
  // A number keeps away from the next phase's, and from the first and last.
  const roomy = (epochs: number, epochsBefore: number) =>
    epochs > 0.12 * total && epochsBefore > 0.1 * total && epochsBefore < 0.85 * total;
  return (
    <figure className="block-timeline">
      <figcaption className="block-timeline-title">What learns when</figcaption>
      <div className="block-timeline-rows" aria-hidden="true">
        {rows.map(({ name, stretches }) => (
          <div key={name} className="block-timeline-row">
            <span className="block-timeline-name" data-frozen={stretches.length === 0 || undefined}>
              {name}
            </span>
            <span className="block-timeline-track">
              {stretches.map(({ phase, from, epochs, rate, share }) => (
                <span
                  key={phase}
                  className="block-timeline-bar"
                  title={`${name}: learns in epochs ${from + 1} to ${from + epochs}, rate ${rateWords(rate)}`}
                  style={{
                    left: percent(from, total),
                    width: percent(epochs, total),
                    // Slower blocks are paler; the slowest can still be told from frozen ones.
                    opacity: 0.3 + 0.7 * share,
                  }}
                />
              ))}
            </span>
          </div>
        ))}
        <div className="block-timeline-row">
          <span className="block-timeline-unit">Epoch</span>
          <span className="block-timeline-axis numbers">
            {phases
              .filter(({ index, epochs, epochsBefore }) => index === 0 || roomy(epochs, epochsBefore))
              .map(({ index, epochsBefore }) => (
                <span key={index} style={{ left: percent(epochsBefore, total) }}>
                  {epochsBefore}
                </span>
              ))}
            <span className="block-timeline-end">{total}</span>
          </span>
        </div>
      </div>
      <TimelineTable rows={rows} phases={phases} />
    </figure>
  );
}

function TimelineTable({
  rows,
  phases,
}: {
  readonly rows: readonly BlockRow[];
  readonly phases: readonly Phase[];
}) {
  return (
    <Figures label="Learning rate by block and stage">
      {() => (
        <table>
          <thead>
            <tr>
              <th scope="col">Part</th>
              {phases.map(({ index, epochs }) => (
                <th key={index} scope="col">
                  {index === 0 ? 'Head alone' : `Stage ${index}`}, {epochs} epochs
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, stretches }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {phases.map(({ index }) => {
                  const found = stretches.find(({ phase }) => phase === index);
                  return <td key={index}>{found ? rateWords(found.rate) : 'frozen'}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Figures>
  );
}
