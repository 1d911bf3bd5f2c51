import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { dropPaths } from '../../e2e/fixtures/transfer.ts';
import type { BenchOptions } from './options.ts';

/** Longest that one step may take; a large data set on a slow backend takes its time. */
const PATIENCE = { timeout: 2 * 60 * 60 * 1000 };

/** Looks once a second. Playwright's own waiting looks at every frame, which costs what is being measured. */
async function until(reached: () => Promise<boolean>): Promise<void> {
  const latest = performance.now() + PATIENCE.timeout;
  while (!(await reached())) {
    if (performance.now() > latest) throw new Error('the page took more than two hours for a step');
    await setTimeout(1000);
  }
}

/** What a person does on the page, step by step. */
export class Journey {
  readonly #page: Page;
  readonly #model: Locator;
  readonly #train: Locator;
  readonly #evaluate: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#model = page.getByRole('region', { name: 'Model' });
    this.#train = page.getByRole('region', { name: 'Train' });
    this.#evaluate = page.getByRole('region', { name: 'Evaluate' });
  }

  /** Opens the page and waits until nothing more is fetched. */
  async open(
    address: string,
    { backend, threads }: Pick<BenchOptions, 'backend' | 'threads'>,
  ): Promise<void> {
    const query = new URLSearchParams();
    if (backend !== 'auto') query.set('backend', backend);
    if (threads !== null) query.set('threads', String(threads));
    await this.#page.goto(`${address}?${query}`, { waitUntil: 'networkidle' });
  }

  /**
   * Drops a folder on the page and waits until its photos are read. Dropped, not chosen: a picker's files are made in
   * one go by the browser, before the page is asked.
   */
  async dropFolder(folder: string): Promise<void> {
    await dropPaths(this.#page, [folder]);
    const [list, progress] = [this.#page.locator('.class-list'), this.#page.locator('.import-progress')];
    await until(async () => (await list.isVisible()) && !(await progress.isVisible()));
  }

  /** Unfolds the classes and scrolls through all their thumbnails, a view at a time. */
  async scrollThumbnails(): Promise<void> {
    const list = this.#page.locator('.class-list');
    await list.hover();
    const { height } = (await list.boundingBox()) ?? { height: 600 };
    const unfold = this.#page.getByRole('button', { name: /^Show all photos of/ });
    const room = () =>
      list.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
    while ((await room()) > 1) {
      // Each class that comes into view; unfolding one makes the list longer.
      while ((await unfold.count()) > 0) await unfold.first().click();
      const before = await room();
      await this.#page.mouse.wheel(0, height * 0.9);
      await this.#page.waitForFunction(
        ([element, was]) =>
          element !== null && element.scrollHeight - element.clientHeight - element.scrollTop !== was,
        [await list.elementHandle(), before] as const,
      );
    }
  }

  async chooseBackbone(id: string): Promise<void> {
    const radio = this.#page.locator(`input[type=radio][value="${id}"]`);
    const choice = this.#model.locator('label', { has: radio });
    if ((await choice.count()) === 0) throw new Error(`the page offers no backbone named ${id}`);
    await choice.click();
  }

  /** Opens a recipe that the page has saved, or one written by hand. */
  async openRecipe(file: string): Promise<void> {
    await this.#more();
    const choosing = this.#page.waitForEvent('filechooser');
    await this.#model.getByRole('button', { name: 'Open recipe' }).click();
    await (await choosing).setFiles(file);
    await this.#settled(this.#model.getByText('The recipe is open.'));
  }

  /** Has the page say what a recipe with augmentation or fine-tuning will take, in milliseconds. */
  async plan(): Promise<number> {
    await this.#page.getByRole('button', { name: 'Estimate' }).click();
    const total = this.#page.locator('data.plan-total');
    await this.#settled(total);
    return Number(await total.getAttribute('value'));
  }

  async #more(): Promise<void> {
    const more = this.#model.getByRole('button', { name: 'More', exact: true });
    if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
  }

  /** Types the seed under More and trains; resolves with the run in the list. */
  async train(seed: number): Promise<void> {
    await this.#more();
    await this.#model.getByRole('spinbutton', { name: 'Seed', exact: true }).fill(String(seed));
    await this.#train.getByRole('button', { name: 'Train', exact: true }).click();
    await this.#settled(this.#train.getByText(`Run ${seed}`, { exact: true }));
  }

  /** Opens the test envelope of the run just trained. */
  async openTest(): Promise<void> {
    await this.#evaluate.getByRole('button', { name: 'Open the test set' }).click();
    await this.#settled(this.#evaluate.getByText(/opened once/));
  }

  /** Has the page measure the machine; resolves with the figures that it shows, as exact as it has them. */
  async measure(): Promise<{ msPerImage: number; efficiency: number; batchSize: number }> {
    await this.#page.getByRole('button', { name: 'Measure' }).click();
    const [time, share] = ['ms a photo', 'of this machine’s best'].map((words) =>
      this.#page.locator('data', { hasText: words }),
    ) as [Locator, Locator];
    await this.#settled(share);
    const exact = async (figure: Locator) => Number(await figure.getAttribute('value'));
    const [, batch] = /(\d+) at a time/.exec((await time.getAttribute('title')) ?? '') ?? [];
    return { msPerImage: await exact(time), efficiency: await exact(share), batchSize: Number(batch) };
  }

  /** What the status line says of the backend: 'WebAssembly, 2 threads'. */
  async backend(): Promise<string> {
    return (await this.#page.locator('.status-ready strong').textContent()) ?? '';
  }

  /**
   * Waits for a result.
   * @throws with the page's own words where it tells of an error instead
   */
  async #settled(result: Locator): Promise<void> {
    const error = this.#page.locator(':is(#train, #evaluate, .notices) .notice-error, .status-failed');
    await until(async () => (await result.first().isVisible()) || (await error.first().isVisible()));
    if (!(await result.first().isVisible()))
      throw new Error(`the page says: ${await error.first().textContent()}`);
  }
}
