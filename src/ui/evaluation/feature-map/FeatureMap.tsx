import type { Judged } from '../judged.ts';

export default function FeatureMap({ answers }: Judged) {
  return <p>{answers.length}</p>;
}
