import type { Machine } from './machine.ts';

/** A machine with some files, on which a command may bring more. */
export function machineWith(
  files: readonly string[],
  options: {
    CHROMIUM_PATH?: string;
    root?: boolean;
    brings?: Readonly<Record<string, string | readonly string[]>>;
  } = {},
): Machine & { readonly commands: readonly string[] } {
  const present = new Set(files);
  const commands: string[] = [];
  return {
    commands,
    environment: { PATH: '/usr/local/bin:/usr/bin', CHROMIUM_PATH: options.CHROMIUM_PATH },
    playwrightPath: '/home/a/playwright/chrome',
    root: options.root ?? true,
    exists: (path) => present.has(path),
    run: (...words) => {
      const command = words.join(' ');
      commands.push(command);
      const brought = options.brings?.[command];
      for (const file of [brought ?? []].flat()) present.add(file);
      return brought !== undefined;
    },
    say: () => undefined,
  };
}
