import type { BackboneSource } from '../../../core/backbone/own-backbone.ts';
import type { ReadModel } from '../../../engine/backbone/own/format-reader.ts';
import { readModel } from '../../../engine/backbone/own/read-model.ts';
import type { StepEvent } from '../../protocol/progress.ts';

/** Reads a brought model on this site, and tells of each file. */
export function readBrought(
  files: BackboneSource<Blob>,
  { signal, emit }: { readonly signal: AbortSignal; readonly emit: (event: StepEvent) => void },
): Promise<ReadModel> {
  return readModel(files, {
    origin: location.origin,
    signal,
    onStep: (done, total) => emit({ kind: 'step', done, total }),
  });
}
