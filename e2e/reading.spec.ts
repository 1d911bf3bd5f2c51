import { audit } from './fixtures/axe.ts';
import { ExportPanel } from './fixtures/export-panel.ts';
import { extractions, record } from './fixtures/recorder.ts';
import { expect, test } from './fixtures/test.ts';

const CHOOSING = 'Finding out which depths to read';

test('what the head reads is found on the photos, told, and chosen otherwise', async ({
  app,
  earth,
  page,
}) => {
  const { reading } = app.train;
  const [ice] = earth.take('ice', 1, { split: 'test' });
  if (!ice) throw new Error('too few photos');
  await app.open('?backend=wasm');
  await app.data.startWith('Earth from space');
  const first = await record(app.train.stage);
  await app.train.run();
  expect((await first.texts()).join('\n')).toContain(CHOOSING);

  const [best = '', ...others] =
    await test.step('a sentence says what is read, and a table what was compared', async () => {
      await expect(reading.part).toContainText(
        /^Your photos are (close to|only partly|far from) .*, so the head reads .*\(.+\)\./,
      );
      const compared = await reading.compared();
      // Each depth alone, those from each of them on, and all but the last.
      expect(compared.length).toBeGreaterThan(5);
      const losses = compared.map(({ loss }) => loss);
      expect(losses).toEqual(losses.toSorted((a, b) => a - b));
      const words = (await reading.part.getByText(/^Your photos/).textContent()) ?? '';
      const read = /\((.+)\)\.$/.exec(words)?.[1]?.replace(' and ', ', ');
      expect(compared.map((one) => one.read)).toContain(read);
      return [read ?? '', ...compared.map((one) => one.read).filter((one) => one !== read)];
    });

  await test.step('trained again, the choice is known, and no photo is looked at', async () => {
    const again = await record(app.train.stage);
    await app.train.run();
    expect(await extractions(again)).toEqual([]);
    expect((await again.texts()).join('\n')).not.toContain(CHOOSING);
    await expect(reading.part).toContainText('Your photos are');
    expect((await reading.compared())[0]?.loss).toBeGreaterThan(0);
  });

  await test.step('nothing for axe to find, and no wider than a phone', async () => {
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect((await audit(page, '#train')).found).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  const other = others.find((read) => !read.includes(',')) ?? '';
  await test.step('another one is read next time', async () => {
    await reading.next.selectOption(`Depth ${other}`);
    await app.train.run();
    await expect(reading.part).toContainText(
      new RegExp(`^The head reads depth ${other} of MobileNetV3.*, as you chose\\.$`),
    );
    await app.model.showMore();
    await expect(app.model.findsRead).not.toBeChecked();
    await expect(app.model.depth(other)).toBeChecked();
    // One at least must be read.
    await expect(app.model.depth(other)).toBeDisabled();
  });

  await test.step('it answers, and as a file it answers the same', async () => {
    await app.use.choose(ice);
    const here = await app.use.answer();
    expect(here[0]?.name).toBe('ice');
    const panel = new ExportPanel(page);
    await panel.open();
    const saved = await panel.save('TensorFlow.js');
    await panel.choose(saved);
    await expect(panel.opened).toContainText('from a file now, and answers');
    expect(await app.use.answer()).toEqual(here);
  });

  await test.step('depths are added in the recipe, which is kept; found again, they are those of before', async () => {
    const [another = ''] = best.split(', ').filter((name) => name !== other);
    await app.model.depth(another).check();
    await page.reload();
    await app.model.showMore();
    await expect(app.model.depth(another)).toBeChecked();
    await expect(app.model.depth(other)).toBeChecked();
    await app.train.run();
    await expect(reading.part).toContainText(
      /^The head reads depths .+ and .+ of MobileNetV3.*, as you chose\.$/,
    );
    await app.model.findsRead.check();
    await expect(app.model.depth(other)).toHaveCount(0);
    await app.train.run();
    await expect(reading.part).toContainText(`(${best.replace(/, (\S+)$/, ' and $1')}).`);
  });
});
