import { useMemo } from 'react';
import { otherNetworkSentence } from '../../core/backbone/other-network.ts';
import { samplesOfSplit } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { useSpeeds } from './use-speeds.ts';

/** What another network would bring and take, as far as that is known. */
export default function OtherNetwork() {
  const cards = useStore((state) => state.cards);
  const chosen = useStore((state) => state.recipe.backbone);
  const dataset = useStore((state) => state.dataset);
  const advice = useStore((state) => state.advice);
  const measured = useSpeeds();
  const sentence = useMemo(() => {
    const photos = samplesOfSplit(dataset, 'train').length + samplesOfSplit(dataset, 'validation').length;
    const speeds = new Map([...measured].map(([id, { milliseconds }]) => [id, milliseconds]));
    return otherNetworkSentence({ cards, chosen, photos, speeds, advice });
  }, [cards, chosen, dataset, advice, measured]);
  return sentence && <p className="backbones-hint numbers">{sentence}</p>;
}
