/** Items 0…count − 1 in sets that are joined: union-find (Tarjan 1975) with halved paths. */
export class DisjointSets {
  readonly #parents: Int32Array;

  constructor(count: number) {
    this.#parents = Int32Array.from({ length: count }, (_, item) => item);
  }

  #parentOf(item: number): number {
    return this.#parents[item] ?? item;
  }

  /** The smallest item that is together with this one. */
  firstOf(item: number): number {
    let node = item;
    while (this.#parentOf(node) !== node) {
      this.#parents[node] = this.#parentOf(this.#parentOf(node));
      node = this.#parentOf(node);
    }
    return node;
  }

  together(a: number, b: number): boolean {
    return this.firstOf(a) === this.firstOf(b);
  }

  join(a: number, b: number): void {
    const [first, second] = [this.firstOf(a), this.firstOf(b)];
    // The smaller root becomes the parent: a set's root is its first item.
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }

  /** The sets of more than one item, each in ascending order, in the order of their first items. */
  sets(): readonly (readonly number[])[] {
    const sets = new Map<number, number[]>();
    for (let item = 0; item < this.#parents.length; item++) {
      const root = this.firstOf(item);
      const set = sets.get(root);
      if (set) set.push(item);
      else sets.set(root, [item]);
    }
    return [...sets.values()].filter(({ length }) => length > 1);
  }
}
