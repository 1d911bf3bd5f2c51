/**
 * The oldest browsers that the page runs in. Four years old, but for what can't be filled in: the engine is a worker made
 * of modules (Firefox 114, June 2023) that draws on an OffscreenCanvas (Safari 16.4, March 2023).
 */
export const oldest = { chrome: 108, firefox: 114, safari: 16.4 } as const;

/** For the build: syntax and styles are written as these know them. */
export const target = Object.entries(oldest).map(([name, version]) => `${name}${version}`);
