import { useEffect, useMemo, useState } from 'react';
import type { Saliency, SaliencyMethod } from '../../core/evaluation/saliency.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import type { AnalysisProgress } from '../../store/analysis-state.ts';
import { useStore } from '../../store/store.ts';

interface Answer {
  readonly runId: string;
  readonly image: string | Blob;
  readonly saliency: Saliency | null;
  readonly failure: Failure | null;
}

interface SaliencyView {
  /** Of the picture and run that are asked about; until a newly chosen class's map is there, the one before. */
  readonly saliency: Saliency | null;
  readonly failure: Failure | null;
  /** Of a map that takes long. */
  readonly progress: AnalysisProgress['progress'];
}

/**
 * Where in a picture a run sees a class.
 * @param image a stored picture's hash, or a picture; null: nothing is asked
 * @param label index of the class; null: the predicted one
 */
export function useSaliency(
  runId: string | null,
  image: string | Blob | null,
  label: number | null,
  method: SaliencyMethod,
): SaliencyView {
  const asked = useMemo(() => ({ runId, image, label, method }), [runId, image, label, method]);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [told, setTold] = useState<{
    readonly asked: object;
    readonly progress: AnalysisProgress['progress'];
  } | null>(null);

  useEffect(() => {
    const { runId: run, image: picture } = asked;
    if (run === null || picture === null) return;
    const stop = new AbortController();
    const show = (saliency: Saliency | null, failure: Failure | null) => {
      if (stop.signal.aborted || (saliency === null && failure === null)) return;
      setAnswer({ runId: run, image: picture, saliency, failure });
      setTold(null);
    };
    useStore
      .getState()
      .saliency(run, picture, asked.label, asked.method, {
        signal: stop.signal,
        onProgress: (progress) => setTold({ asked, progress }),
      })
      .then(
        (saliency) => show(saliency, null),
        (error: unknown) => show(null, toFailure(error)),
      );
    return () => stop.abort();
  }, [asked]);

  const current = answer?.image === image && answer.runId === runId ? answer : null;
  return {
    saliency: current?.saliency ?? null,
    failure: current?.failure ?? null,
    progress: told?.asked === asked ? told.progress : null,
  };
}
