/** Kubernetes's limit for names (RFC 1123 labels). */
const LONGEST = 63;

/**
 * A run's name as servers take it, for the folder, the address and the Kubernetes object alike: lower-case ASCII letters,
 * digits and hyphens, beginning with a letter and ending with none of the hyphens.
 */
export function modelName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return plain === '' ? 'model' : plain;
}
