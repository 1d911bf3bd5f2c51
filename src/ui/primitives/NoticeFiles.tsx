import { useState } from 'react';
import { countWords } from '../../core/count-words.ts';
import type { Failure } from '../../core/project/failure.ts';

/** Rows shown at once: a list of thousands would take the page's time. */
const page = 50;

/** The files of a notice, grouped by what happened to them: the reason and the remedy once, then the names. */
export function NoticeFiles({ failures }: { readonly failures: readonly Failure[] }) {
  const [shown, setShown] = useState(page);
  const groups = new Map<string, Failure[]>();
  for (const failure of failures.slice(0, shown)) {
    const group = groups.get(`${failure.what}\n${failure.todo}`);
    if (group) group.push(failure);
    else groups.set(`${failure.what}\n${failure.todo}`, [failure]);
  }
  return (
    <>
      <ul className="notice-files">
        {[...groups].map(([key, group]) => (
          <li key={key}>
            <p className="notice-words">
              {group[0]?.what} {group[0]?.todo}
            </p>
            <ul>
              {group.map(
                (failure, index) =>
                  failure.file !== undefined && (
                    // A file may be listed twice, and the list only grows at its end.
                    // biome-ignore lint/suspicious/noArrayIndexKey: see above
                    <li key={index} className="notice-file" title={failure.file}>
                      {failure.file}
                    </li>
                  ),
              )}
            </ul>
          </li>
        ))}
      </ul>
      {failures.length > shown && (
        <button type="button" className="notice-more" onClick={() => setShown(shown + page * 4)}>
          Show more of {countWords(failures.length)}
        </button>
      )}
    </>
  );
}
