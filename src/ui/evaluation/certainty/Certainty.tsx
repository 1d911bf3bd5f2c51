import type { Judged } from '../judged.ts';

export default function Certainty({ answers }: Judged) {
  return <p>{answers.length}</p>;
}
