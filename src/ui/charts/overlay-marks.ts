/** How each of the runs in one chart is drawn: a class colour that is dark enough for a line, and a dash of its own. */
export const lineMarks = [
  { colour: 'var(--class-0)', dash: [] },
  { colour: 'var(--class-8)', dash: [7, 4] },
  { colour: 'var(--class-4)', dash: [2, 3] },
  { colour: 'var(--class-7)', dash: [10, 3, 2, 3] },
  { colour: 'var(--class-2)', dash: [4, 2] },
  { colour: 'var(--class-9)', dash: [10, 3, 2, 3, 2, 3] },
] as const satisfies readonly { readonly colour: string; readonly dash: readonly number[] }[];

/** As many runs as can be told apart. */
export const mostLines = lineMarks.length;
