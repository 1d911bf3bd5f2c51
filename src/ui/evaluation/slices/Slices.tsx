import type { Judged } from '../judged.ts';

export default function Slices({ answers }: Judged) {
  return <p>{answers.length}</p>;
}
