import { useEffect, useMemo, useState } from 'react';
import type { Saliency, SaliencyMethod } from '../../core/evaluation/saliency.ts';
import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import type { AnalysisProgress } from '../../store/evaluation/analysis-state.ts';
import { useStore } from '../../store/store.ts';

interface Answer {
  readonly members: readonly EnsembleMember[];
  readonly image: string | Blob;
  readonly saliency: Saliency | null;
  readonly failure: Failure | null;
}

interface SaliencyView {
  /** Of the picture and runs that are asked about; until a newly chosen class's map is there, the one before. */
  readonly saliency: Saliency | null;
  readonly failure: Failure | null;
  /** Of a map that takes long. */
  readonly progress: AnalysisProgress['progress'];
}

/**
 * Where in a picture a run, or several together, see a class.
 * @param members the same array for the same runs; none: nothing is asked
 * @param image a stored picture's hash, or a picture; null: nothing is asked
 * @param label index of the class; null: the predicted one
 */
export function useSaliency(
  members: readonly EnsembleMember[],
  image: string | Blob | null,
  label: number | null,
  method: SaliencyMethod,
): SaliencyView {
  const asked = useMemo(() => ({ members, image, label, method }), [members, image, label, method]);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [told, setTold] = useState<{
    readonly asked: object;
    readonly progress: AnalysisProgress['progress'];
  } | null>(null);

  useEffect(() => {
    const { members: runs, image: picture } = asked;
    if (runs.length === 0 || picture === null) return;
    const stop = new AbortController();
    const show = (saliency: Saliency | null, failure: Failure | null) => {
      if (stop.signal.aborted || (saliency === null && failure === null)) return;
      setAnswer({ members: runs, image: picture, saliency, failure });
      setTold(null);
    };
    useStore
      .getState()
      .saliency(runs, picture, asked.label, asked.method, {
        signal: stop.signal,
        onProgress: (progress) => setTold({ asked, progress }),
      })
      .then(
        (saliency) => show(saliency, null),
        (error: unknown) => show(null, toFailure(error)),
      );
    return () => stop.abort();
  }, [asked]);

  const current = answer?.image === image && answer.members === members ? answer : null;
  return {
    saliency: current?.saliency ?? null,
    failure: current?.failure ?? null,
    progress: told?.asked === asked ? told.progress : null,
  };
}
