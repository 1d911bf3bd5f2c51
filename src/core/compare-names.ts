/** Made when first needed, and once: `localeCompare` with settings makes one for each comparison. */
let collator: Intl.Collator | undefined;

/** Names as a person orders them: 'Run 10' after 'Run 9'. */
export function compareNames(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a, b);
}
