import type { Judged } from '../judged.ts';

export default function ClassMetrics({ answers }: Judged) {
  return <p>{answers.length}</p>;
}
