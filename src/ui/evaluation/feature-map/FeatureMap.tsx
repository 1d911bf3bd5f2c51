import { photoWords } from '../../../core/count-words.ts';
import { featureSpaceOf, sameFeatureSpace } from '../../../core/evaluation/feature-map/feature-space.ts';
import { readiness } from '../../../core/training/readiness.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../primitives/Button.tsx';
import { ProgressBar } from '../../primitives/ProgressBar.tsx';
import type { Judged } from '../judged.ts';
import { MapPanel } from './MapPanel.tsx';
import { missingPhotos } from './map-points.ts';
import './FeatureMap.css';

/** The data set in two dimensions, as the run's features see it: what is alike lies together. */
export default function FeatureMap(judged: Judged) {
  const { run, split } = judged;
  const dataset = useStore((state) => state.dataset);
  const drawn = useStore((state) => state.featureMap);
  const mapping = useStore((state) => state.mapping);
  const draw = useStore((state) => state.drawFeatureMap);
  const stop = useStore((state) => state.stopFeatureMap);
  const ready = readiness(dataset).ready;
  const map = drawn && sameFeatureSpace(drawn, featureSpaceOf(run)) ? drawn : null;
  const missing = map ? missingPhotos(map.ids, dataset, split) : 0;
  const notes = [
    missing > 0 ? `${photoWords(missing)} are not on it: they came after it was drawn.` : null,
    map && !map.finished && !mapping ? 'It was stopped before it was finished.' : null,
  ].filter((note) => note !== null);
  return (
    <section className="feature-map" aria-label="Map of the photos">
      <p className="map-hint">
        Photos that look alike to the model lie together. Trust who lies beside whom; how far apart groups
        are, and how large, means little.
      </p>
      {mapping ? (
        <ProgressBar
          what={mapping.unit === 'photos' ? 'Looking at the photos' : 'Laying out the map'}
          unit={mapping.unit}
          done={mapping.progress?.done ?? 0}
          total={mapping.progress?.total ?? null}
          rate={mapping.progress?.rate ?? 0}
          onStop={stop}
        />
      ) : (
        <div className="map-begin">
          <Button aria-disabled={!ready} onClick={() => ready && void draw()}>
            {map ? 'Draw again' : 'Draw the map'}
          </Button>
          {!ready && <p className="map-hint">Waits for two classes with training photos.</p>}
          {notes.map((note) => (
            <p key={note} className="map-hint" role="status">
              {note}
            </p>
          ))}
        </div>
      )}
      {map && <MapPanel map={map} {...judged} />}
    </section>
  );
}
