const timesInWords: Readonly<Record<number, string>> = {
  2: 'twice',
  3: 'three times',
  4: 'four times',
  5: 'five times',
  6: 'six times',
  7: 'seven times',
  8: 'eight times',
  9: 'nine times',
  10: 'ten times',
};

/**
 * What so many cached views of each training photo cost: '4 views: extraction takes five times as long.'
 * @param varied whether views differ from the photo at all; else none are made
 */
export function viewCostWords(views: number, varied: boolean): string {
  if (!varied) return 'Nothing is varied now, so none are made.';
  if (views === 0) return '0 views: nothing is varied, training sees the photos alone.';
  const times = timesInWords[views + 1] ?? `${views + 1} times`;
  return `${views} view${views === 1 ? '' : 's'}: extraction takes ${times} as long.`;
}

/**
 * Which of the views shown are training's: 'Training uses the first 4, framed, and the photo itself.'
 * @param shown how many are shown
 */
export function viewUseWords(views: number, shown: number, varied: boolean): string {
  if (!varied) return 'Nothing is varied: each view is the photo itself, as the backbone gets it.';
  if (views === 0) return 'Training uses none of them: the number of views is 0.';
  if (views >= shown)
    return `Training uses all of them${views > shown ? ', more of the kind,' : ''} and the photo itself.`;
  const which = views === 1 ? 'the first one' : `the first ${views}`;
  return `Training uses ${which}, framed, and the photo itself; more views would add the others.`;
}
