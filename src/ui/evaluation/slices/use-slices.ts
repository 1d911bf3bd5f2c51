import { useEffect, useMemo, useState } from 'react';
import type { Sample } from '../../../core/dataset/dataset.ts';
import { classById, sampleById } from '../../../core/dataset/selectors.ts';
import type { PictureFigures } from '../../../core/evaluation/picture-figures.ts';
import { type Slice, type SlicedPhoto, shapeOf, slicesOf } from '../../../core/evaluation/slices.ts';
import { sourceFolders } from '../../../core/evaluation/source-folder.ts';
import { useStore } from '../../../store/store.ts';
import type { Judged } from '../judged.ts';

export interface Sliced {
  readonly slices: readonly Slice[];
  readonly photos: readonly SlicedPhoto[];
  /** Whether brightness and sharpness are still being measured. */
  readonly measuring: boolean;
}

/** The judged photos that are still there, sliced; by brightness and sharpness as soon as these are measured. */
export function useSlices({ answers }: Pick<Judged, 'answers'>): Sliced {
  const dataset = useStore((state) => state.dataset);
  const [figures, setFigures] = useState<ReadonlyMap<string, PictureFigures> | null>(null);
  const judged = useMemo(
    () =>
      answers.flatMap(({ sampleId, label, predicted }) => {
        const sample = sampleById(dataset, sampleId);
        return sample ? [{ sample, right: label === predicted }] : [];
      }),
    [dataset, answers],
  );
  useEffect(() => {
    let over = false;
    const show = (found: ReadonlyMap<string, PictureFigures>) => {
      if (!over) setFigures(found);
    };
    useStore
      .getState()
      .pictureFigures(judged.map(({ sample }) => sample.hash))
      // Without thumbnails to measure, the photos are sliced by the rest.
      .then(show, () => show(new Map()));
    return () => {
      over = true;
    };
  }, [judged]);
  return useMemo(() => {
    const nameOf = (classId: string) => classById(dataset, classId)?.name ?? '';
    const sources = sourceFolders(
      judged.map(({ sample }) => sample),
      nameOf,
    );
    const photos = judged.map(({ sample, right }, i) =>
      slicedPhoto(sample, right, sources[i] ?? null, figures?.get(sample.hash)),
    );
    return { slices: slicesOf(photos), photos, measuring: figures === null };
  }, [dataset, judged, figures]);
}

function slicedPhoto(
  { id, width, height }: Sample,
  right: boolean,
  source: string | null,
  figures: PictureFigures | undefined,
): SlicedPhoto {
  return {
    sampleId: id,
    right,
    size: Math.min(width, height),
    shape: shapeOf(width, height),
    brightness: figures?.brightness ?? null,
    sharpness: figures?.sharpness ?? null,
    source,
  };
}
