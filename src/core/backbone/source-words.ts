import type { BackboneCard } from './card.ts';

/** npm's names have no capitals and no spaces (https://docs.npmjs.com/cli/configuring-npm/package-json#name). */
const NPM_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** Where the weights of a shipped backbone are from: 'npm package nsfwjs 4.4.0', 'Keras Applications FILE'. */
export function sourceWords({
  package: name,
  version,
}: Pick<BackboneCard['source'], 'package' | 'version'>): string {
  return `${NPM_NAME.test(name) ? 'npm package ' : ''}${name} ${version}`.trimEnd();
}
