const terms: readonly (readonly [string, string])[] = [
  ['Precision', 'of the photos that it took for this class, the share that are of it.'],
  ['Recall', 'of the photos of this class, the share that it recognised.'],
  ['F1', 'precision and recall in one number, which the smaller of the two pulls down.'],
  [
    'AP',
    'average precision: how well the probability of this class puts its own photos before all others, whatever threshold is chosen.',
  ],
  ['Photos', 'how many are labelled with it, also called support.'],
  ['Macro mean', 'each class counts the same, however few photos it has.'],
  ['Weighted mean', 'each class counts as much as it has photos.'],
];

/** What the columns and means of the table are, a sentence each. */
export function ColumnWords() {
  return (
    <details className="figures">
      <summary>What the columns mean</summary>
      <dl className="class-metrics-terms">
        {terms.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
