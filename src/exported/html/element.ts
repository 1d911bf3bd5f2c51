/**
 * Makes an element. Text is text, whatever is in it.
 * @param attributes by their names in HTML; what comes from a model's file is not to be among them, but for plain text
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button as the program's own are. */
export function button(words: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: 'button button-secondary' }, words);
  made.addEventListener('click', onClick);
  return made;
}
