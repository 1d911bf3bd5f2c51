/**
 * The sets of depths that are compared: each by itself, the last two, three and so on, and all but the last. What is close
 * to what a network was trained on wants its last block alone; what is far from it, several or earlier ones.
 * @param depths how many the network has
 * @returns indices of depths, from the picture up
 */
export function readCandidates(depths: number): readonly (readonly number[])[] {
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  return [
    ...range(0, depths).map((depth) => [depth]),
    ...range(0, depths - 1)
      .reverse()
      .map((from) => range(from, depths)),
    ...(depths > 2 ? [range(0, depths - 1)] : []),
  ];
}
