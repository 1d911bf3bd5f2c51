import { useEffect, useState } from 'react';
import { classById, sampleById } from '../../../core/dataset/selectors.ts';
import type { Neighbour } from '../../../core/evaluation/neighbour.ts';
import { type Failure, toFailure } from '../../../core/project/failure.ts';
import type { AnalysisProgress } from '../../../store/evaluation/analysis-state.ts';
import { useStore } from '../../../store/store.ts';
import { ClassSwatch } from '../../primitives/ClassSwatch.tsx';
import { ProgressBar } from '../../primitives/ProgressBar.tsx';
import { SampleThumbnail } from '../SampleThumbnail.tsx';

const COUNT = 6;

type Search =
  | { readonly kind: 'looking'; readonly progress: AnalysisProgress['progress'] }
  | { readonly kind: 'found'; readonly neighbours: readonly Neighbour[] }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

interface Props {
  readonly runId: string;
  readonly hash: string;
}

/** The training photos that the model finds most alike: often they show why it answers as it does. */
export function NearestPhotos({ runId, hash }: Props) {
  const dataset = useStore((state) => state.dataset);
  const { search, stop } = useNeighbours(runId, hash);
  const found = search.kind === 'found' ? search.neighbours : [];
  return (
    <section className="mistake-part" aria-label="Nearest training photos">
      <h3>Nearest training photos</h3>
      {search.kind === 'looking' && search.progress && (
        <ProgressBar what="Looking at the training photos" unit="photos" {...search.progress} onStop={stop} />
      )}
      {search.kind === 'failed' && (
        <p role="alert">
          {search.failure.what} {search.failure.todo}
        </p>
      )}
      {search.kind === 'stopped' && <p className="saliency-note">Stopped.</p>}
      {search.kind === 'found' && found.length === 0 && <p className="saliency-note">There are none.</p>}
      {(search.kind === 'looking' || found.length > 0) && (
        <ul className="neighbours" aria-busy={search.kind === 'looking'}>
          {Array.from({ length: search.kind === 'looking' ? COUNT : found.length }, (_, rank) => {
            const neighbour = found[rank];
            const sample = neighbour && sampleById(dataset, neighbour.sampleId);
            const label = sample && classById(dataset, sample.classId);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a place is a rank, and is there before its photo.
              <li key={rank} className="neighbour" title={sample?.name}>
                {neighbour ? (
                  <>
                    <SampleThumbnail hash={sample?.hash ?? null} />
                    <span className="neighbour-class">
                      {label && <ClassSwatch colour={label.colour} />}
                      <bdi>{label?.name ?? 'deleted since'}</bdi>
                    </span>
                    <span className="neighbour-similarity numbers">{neighbour.similarity.toFixed(2)}</span>
                  </>
                ) : (
                  <span className="sample-thumbnail" />
                )}
              </li>
            );
          })}
        </ul>
      )}
      <p className="saliency-note">
        Alike by the features that this run sees: the cosine of their angle, 1 where they are the same. A
        wrong label among them misleads the model.
      </p>
    </section>
  );
}

function useNeighbours(runId: string, hash: string): { readonly search: Search; readonly stop: () => void } {
  const key = `${runId} ${hash}`;
  const [state, setState] = useState<{ readonly key: string; readonly search: Search } | null>(null);
  const [stopping, setStopping] = useState<AbortController | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    setStopping(controller);
    let over = false;
    const show = (search: Search) => {
      if (!over) setState({ key, search });
    };
    useStore
      .getState()
      .neighbours(runId, hash, COUNT, {
        signal: controller.signal,
        onProgress: (progress) => show({ kind: 'looking', progress }),
      })
      .then(
        (neighbours) => show(neighbours ? { kind: 'found', neighbours } : { kind: 'stopped' }),
        (error: unknown) => show({ kind: 'failed', failure: toFailure(error) }),
      );
    return () => {
      over = true;
      controller.abort();
    };
  }, [key, runId, hash]);
  return {
    search: state?.key === key ? state.search : { kind: 'looking', progress: null },
    stop: () => stopping?.abort(),
  };
}
