import { useState } from 'react';
import type { BackboneInput } from '../../core/backbone/card.ts';
import type { BackboneInspection } from '../../core/backbone/own-backbone.ts';
import { countWords } from '../../core/count-words.ts';
import { useOwnBackbones } from '../../store/backbone/own-backbones.ts';
import { Field } from '../primitives/Field.tsx';
import { NumberInput } from '../primitives/NumberInput.tsx';
import { OwnCuts } from './OwnCuts.tsx';
import { OwnDetails } from './OwnDetails.tsx';
import { OwnTrials } from './OwnTrials.tsx';

/** Where the file says nothing: what most networks are trained at. */
const usualSize = 224;

const formatWords: Readonly<Record<BackboneInspection['format'], string>> = {
  'layers-model': 'A layers model',
  'graph-model': 'A graph model',
  'keras-model': 'A Keras model',
  onnx: 'An ONNX network',
};

interface Props {
  readonly inspection: BackboneInspection;
  readonly onAdded: () => void;
}

/** What a brought network is, where it is cut, what its pixels want, and how it is kept. */
export function OwnNetwork({ inspection, onAdded }: Props) {
  const { name, format, cuts, parameters, leftOut } = inspection;
  const [cut, setCut] = useState(cuts.at(-1)?.layer ?? '');
  const [size, setSize] = useState(inspection.size ?? inspection.input?.size ?? usualSize);
  const [chosen, setChosen] = useState<BackboneInput | null>(null);
  const trials = useOwnBackbones((state) => state.trials);
  /** What was tried was tried with these. */
  const change = (make: () => void) => {
    make();
    setChosen(null);
    useOwnBackbones.getState().forgetTrials();
  };
  const known = inspection.input && { ...inspection.input, size };
  const input = chosen ?? known ?? trials?.[0]?.input ?? null;
  return (
    <>
      <section className="own-part" aria-label="What it is">
        <h3>{name}</h3>
        <p className="own-soft numbers">
          {formatWords[format]} of {countWords(parameters)} parameters, without its classifier
          {inspection.size !== null && `, for pictures of ${inspection.size} × ${inspection.size} pixels`}.
        </p>
        {leftOut !== null && <p className="own-left-out">Not all of it can be used. {leftOut}</p>}
        <OwnCuts cuts={cuts} value={cut} onChange={(layer) => change(() => setCut(layer))} />
        <Field
          label="Size of the picture"
          unit="px"
          layout="row"
          hint="Side of the square that it gets. As it was trained; larger shows more detail and takes longer."
          initial={String(inspection.size ?? inspection.input?.size ?? usualSize)}
        >
          {(ids) => (
            <NumberInput
              ids={ids}
              value={size}
              min={32}
              max={640}
              onChange={(next) => change(() => setSize(next))}
            />
          )}
        </Field>
      </section>
      <OwnTrials cut={cut} size={size} known={known !== null} value={input} onChange={setChosen} />
      <OwnDetails name={name} cut={cut} input={input} onAdded={onAdded} />
    </>
  );
}
