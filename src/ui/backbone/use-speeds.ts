import { useMemo } from 'react';
import { type Speed, speedsHere } from '../../core/backbone/speed.ts';
import { useStore } from '../../store/store.ts';

/** How fast backbones are on this machine, by their ids: those that were measured, or that a run has used. */
export function useSpeeds(): ReadonlyMap<string, Speed> {
  const runs = useStore((state) => state.runs);
  const cards = useStore((state) => state.cards);
  const machine = useStore((state) => state.machine);
  const engine = useStore((state) => state.engine);
  return useMemo(() => {
    const backend = engine.kind === 'ready' ? engine.backend : null;
    const speeds = new Map(speedsHere(runs, cards, { browser: navigator.userAgent, backend }));
    if (machine && backend?.name === machine.backend.name && backend.threads === machine.backend.threads)
      speeds.set(machine.backbone, {
        milliseconds: machine.forwardMsPerImage,
        how: 'The backbone alone on ready pictures, measured here',
      });
    return speeds;
  }, [runs, cards, machine, engine]);
}
