/** As Keras does it (keras/src/utils/naming.py, to_snake_case): 'ReLU' is 're_lu', 'Conv2D' 'conv2d'. */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/**
 * Names the groups of a model's layers in a .keras file, in the model's order: Keras takes the layer's class and counts
 * (keras/src/saving/saving_lib.py, _save_container_state).
 * @returns gives 'conv2d', 'conv2d_1'… for each class name in turn
 */
export function groupNames(): (kind: string) => string {
  const used = new Map<string, number>();
  return (kind) => {
    const name = snakeCase(kind);
    const before = used.get(name) ?? 0;
    used.set(name, before + 1);
    return before === 0 ? name : `${name}_${before}`;
  };
}

/** Gives each name once: a second 'rescaling' is 'rescaling_2'. */
export function uniqueNames(): (name: string) => string {
  const counts = new Map<string, number>();
  return (name) => {
    let unique = name;
    while (counts.has(unique)) {
      const count = (counts.get(name) ?? 1) + 1;
      counts.set(name, count);
      unique = `${name}_${count}`;
    }
    counts.set(unique, 1);
    return unique;
  };
}
