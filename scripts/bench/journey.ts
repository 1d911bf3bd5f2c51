import type { Locator, Page } from '@playwright/test';
import { dropPaths } from '../../e2e/fixtures/transfer.ts';
import type { BenchOptions } from './options.ts';
import { MINUTE, settled, until } from './until.ts';

/** What a person does on the page, step by step. */
export class Journey {
  readonly #page: Page;
  readonly #model: Locator;
  readonly #train: Locator;
  readonly #evaluate: Locator;
  readonly #use: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#model = page.getByRole('region', { name: 'Model' });
    this.#train = page.getByRole('region', { name: 'Train' });
    this.#evaluate = page.getByRole('region', { name: 'Evaluate' });
    this.#use = page.getByRole('region', { name: 'Use' });
  }

  /** Opens the page and waits until nothing more is fetched, and it is there: a slow machine runs its script only then. */
  async open(
    address: string,
    { backend, threads }: Pick<BenchOptions, 'backend' | 'threads'>,
  ): Promise<void> {
    const query = new URLSearchParams();
    if (backend !== 'auto') query.set('backend', backend);
    if (threads !== null) query.set('threads', String(threads));
    await this.#page.goto(`${address}?${query}`, { waitUntil: 'networkidle' });
    await until(() => this.#page.locator('#data').isVisible());
  }

  /**
   * Drops a folder on the page and waits until its photos are read. Dropped, not chosen: a picker's files are made in
   * one go by the browser, before the page is asked.
   * @throws with the page's own words where it takes none of them
   */
  async dropFolder(folder: string): Promise<void> {
    const hint = this.#page.locator('.drop-hint');
    await dropPaths(this.#page, [folder], (hoverAgain) =>
      until(async () => {
        const noticed = await hint.isVisible();
        if (!noticed) await hoverAgain();
        return noticed;
      }, 2 * MINUTE),
    );
    const [list, progress] = [this.#page.locator('.class-list'), this.#page.locator('.import-progress')];
    await settled(this.#page, list.or(progress), 'data', 2 * MINUTE);
    await until(async () => !(await progress.isVisible()));
    await settled(this.#page, list, 'data');
  }

  /** Reads what the page tells beside its stages, such as files that it left out, and dismisses it. */
  async readNotices(): Promise<readonly string[]> {
    const notices = this.#page.locator('.notices .notice');
    const read: string[] = [];
    while ((await notices.count()) > 0) {
      const notice = notices.first();
      read.push((await notice.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' '));
      await notice.getByRole('button', { name: 'Dismiss' }).click();
    }
    return read;
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
    await settled(this.#page, this.#model.getByText('The recipe is open.'), 'model');
  }

  /** Has the page say what a recipe with augmentation or fine-tuning will take, in milliseconds. */
  async plan(): Promise<number> {
    await this.#page.getByRole('button', { name: 'Estimate' }).click();
    const total = this.#page.locator('data.plan-total');
    await settled(this.#page, total);
    return Number(await total.getAttribute('value'));
  }

  async #more(): Promise<void> {
    const more = this.#model.getByRole('button', { name: 'More', exact: true });
    if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
  }

  /**
   * Trains; resolves with the run in the list.
   * @param number the run's: how many there are with it
   * @param seed typed under More; null: left as it is
   */
  async train(number: number, seed: number | null): Promise<void> {
    if (seed !== null) {
      await this.#more();
      await this.#model.getByRole('spinbutton', { name: 'Seed', exact: true }).fill(String(seed));
    }
    const button = this.#train.getByRole('button', { name: 'Train', exact: true });
    if (await button.isDisabled())
      throw new Error(`the page says: ${await this.#page.locator('#train-readiness').textContent()}`);
    await button.click();
    await settled(this.#page, this.#train.getByText(`Run ${number}`, { exact: true }));
  }

  /**
   * Gives the chosen run a picture.
   * @param file its path
   * @returns the class that it is most probably of
   */
  async predict(file: string): Promise<string> {
    const choosing = this.#page.waitForEvent('filechooser', { timeout: 0 });
    await this.#use.getByRole('button', { name: 'Choose a photo' }).click({ timeout: 0 });
    await (await choosing).setFiles(file);
    const best = this.#use.getByRole('list', { name: 'Most probable classes' }).getByRole('listitem').first();
    await settled(this.#page, best, 'use');
    return (await best.textContent()) ?? '';
  }

  /** Opens the page anew, as a person does, and waits until what was stored is there. */
  async reload(runs: number): Promise<void> {
    await this.#page.reload({ timeout: 0 });
    await settled(this.#page, this.#page.locator('.class-list'), 'data');
    await settled(this.#page, this.#train.getByText(`Run ${runs}`, { exact: true }));
  }

  /** Opens the test envelope of the run just trained. */
  async openTest(): Promise<void> {
    await this.#evaluate.getByRole('button', { name: 'Open the test set' }).click();
    await settled(this.#page, this.#evaluate.getByText(/opened once/));
  }

  /** Has the page measure the machine; resolves with the figures that it shows, as exact as it has them. */
  async measure(): Promise<{ msPerImage: number; efficiency: number; batchSize: number }> {
    await this.#page.getByRole('button', { name: 'Measure' }).click();
    const [time, share] = ['ms a photo', 'of this machine’s best'].map((words) =>
      this.#page.locator('data', { hasText: words }),
    ) as [Locator, Locator];
    await settled(this.#page, share);
    const exact = async (figure: Locator) => Number(await figure.getAttribute('value'));
    const [, batch] = /(\d+) at a time/.exec((await time.getAttribute('title')) ?? '') ?? [];
    return { msPerImage: await exact(time), efficiency: await exact(share), batchSize: Number(batch) };
  }

  /** What the status line says of the backend: 'WebAssembly, 2 threads'. */
  async backend(): Promise<string> {
    return (await this.#page.locator('.status-ready strong').textContent()) ?? '';
  }
}
