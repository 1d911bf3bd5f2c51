import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CompatData, Identifier as Feature, SupportStatement } from '@mdn/browser-compat-data';
import { type Node, parseSync } from 'oxc-parser';
import { oldest } from './browsers.ts';

// Read, not imported: Vitest would turn its 20 MB into a module.
const data = createRequire(import.meta.url).resolve('@mdn/browser-compat-data');
const bcd: CompatData = JSON.parse(readFileSync(data, 'utf8'));
const browsers = Object.keys(oldest) as (keyof typeof oldest)[];

/** By the interface and the member, 'Array.toSorted'; by the global, 'Float16Array'. True: one of the oldest lacks it. */
const exact = new Map<string, boolean>();
/** By a method's name alone: true where every older interface that has one of this name got it later. */
const named = new Map<string, boolean>();

for (const holder of [bcd.api, bcd.javascript.builtins])
  for (const [name, feature] of Object.entries(holder ?? {}) as [string, Feature][]) {
    exact.set(name, lacking(feature));
    for (const [key, member] of Object.entries(feature)) {
      if (key === '__compat' || key.endsWith('_event') || !('__compat' in member)) continue;
      const own = key.replace(/_static$/, '');
      const newer = lacking(member as Feature);
      exact.set(`${name}.${own}`, newer);
      // Whoever has an object of a newer interface has asked for it by its name.
      if (!lacking(feature)) named.set(own, newer && (named.get(own) ?? true));
    }
  }

/** Whether one of the oldest browsers lacks a feature, or has it behind a flag only. */
function lacking(feature: Feature): boolean {
  const support = feature.__compat?.support;
  if (!support) return false;
  return browsers.some((browser) => {
    const told = support[browser];
    return told !== undefined && ![told].flat().some((statement) => has(statement, oldest[browser]));
  });
}

function has(statement: SupportStatement, version: number): boolean {
  if (Array.isArray(statement)) return statement.some((one) => has(one, version));
  const { version_added, version_removed, flags, prefix } = statement;
  const since =
    typeof version_added === 'string' ? Number.parseFloat(version_added.replace('≤', '')) : Number.NaN;
  return since <= version && !version_removed && !flags && !prefix;
}

/**
 * What a built script uses that one of the oldest browsers lacks, by MDN's compatibility data. A method counts by its name
 * where everything of this name is newer: what also an older interface has can't be told from the text.
 * @returns each once, in order: '.toSorted()', 'AbortSignal.any', 'RegExp flag v'
 * @throws SyntaxError
 */
export function newerIn(code: string): readonly string[] {
  const { program, errors } = parseSync('built.js', code, { sourceType: 'unambiguous' });
  if (errors[0]) throw new SyntaxError(errors[0].message);
  const found = new Set<string>();
  const globals = new Set<string>();
  const declared = new Set<string>();
  for (const node of nodesOf(program)) {
    for (const name of syntaxOf(node)) found.add(name);
    if (node.type === 'MemberExpression') {
      const name = memberOf(node);
      const of = node.object.type === 'Identifier' ? node.object.name : '';
      if (exact.get(`${of}.${name}`)) found.add(`${of}.${name}`);
      if (['globalThis', 'self', 'window'].includes(of)) globals.add(name);
    } else if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const name = memberOf(node.callee);
      const of = node.callee.object.type === 'Identifier' ? node.callee.object.name : '';
      if (!exact.has(`${of}.${name}`) && named.get(name)) found.add(`.${name}()`);
    } else if (node.type === 'Identifier') globals.add(node.name);
    else if ('id' in node && node.id && 'name' in node.id && typeof node.id.name === 'string')
      declared.add(node.id.name);
  }
  for (const name of globals) if (exact.get(name) && !declared.has(name)) found.add(name);
  return [...found].sort();
}

type Member = Extract<Node, { type: 'MemberExpression' }>;

const memberOf = ({ computed, property }: Member): string =>
  !computed && property.type === 'Identifier' ? property.name : '';

/** Syntax younger than ES2022. */
function syntaxOf(node: Node): readonly string[] {
  if (node.type === 'VariableDeclaration' && node.kind.includes('using')) return ['using'];
  if (node.type === 'ImportDeclaration' && node.attributes.length > 0) return ['import attributes'];
  if (node.type === 'ImportExpression' && node.options) return ['import attributes'];
  if (node.type === 'Literal' && 'regex' in node) {
    const { flags, pattern } = node.regex;
    return [
      ...(flags.includes('v') ? ['RegExp flag v'] : []),
      ...(/\(\?[ims-]+:/.test(pattern) ? ['RegExp modifiers'] : []),
    ];
  }
  return [];
}

/** A node and all below it. A list of its own instead of recursion: minified code is nested deeply. */
function* nodesOf(root: Node): Generator<Node> {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    if ('type' in value && typeof value.type === 'string') yield value as Node;
    for (const child of Object.values(value)) waiting.push(child);
  }
}
