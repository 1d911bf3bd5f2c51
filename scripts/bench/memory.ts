import { readFile } from 'node:fs/promises';
import type { BrowserContext } from '@playwright/test';

/**
 * The most memory that the tab's process has ever had resident, in 10⁶ bytes: the kernel's own high-water mark, so
 * nothing is missed between samples. Pages that it shares with other processes, such as the browser's program code,
 * count in full. The context's one tab is the renderer that has worked most.
 * @returns null where the system has no /proc
 */
export async function tabPeakMB(context: BrowserContext): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) return null;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const [tab] = processInfo
    .filter(({ type }) => type === 'renderer')
    .toSorted((a, b) => b.cpuTime - a.cpuTime);
  if (tab === undefined) throw new Error('the browser tells of no renderer process');
  const status = await readFile(`/proc/${tab.id}/status`, 'utf8');
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  if (kibibytes === undefined) throw new Error(`/proc/${tab.id}/status holds no VmHWM`);
  return (Number(kibibytes) * 1024) / 1e6;
}
