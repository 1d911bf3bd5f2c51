import { describe, expect, it } from 'vitest';
import { classes, csv, photos, plan } from '../../../../test-support/core/dataset/import/fake-drop.ts';
import { tableOfJson, tableOfJsonLines } from './label-json.ts';

/** a0…a3 are roses, b0…b3 lilies. */
const eight = ['a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3'];
const flat = eight.map((name) => `d/${name}.jpg`);
const rows = (of: (name: string, label: string) => string): string[] =>
  eight.map((name) => of(name, name.startsWith('a') ? 'rose' : 'lily'));

describe('lists of labels', () => {
  const both = ['rose 4: 0/0/0', 'lily 4: 0/0/0'];
  it.each([
    ['Kaggle', csv('d/labels.csv', 'id,breed', ...rows((name, label) => `${name},${label}`))],
    [
      'names without an ending',
      csv('d/labels.csv', 'image,label', ...rows((name, label) => `${name},${label}`)),
    ],
    ['no header', csv('d/l.csv', ...rows((name, label) => `${name}.jpg,${label}`))],
    [
      'another case',
      csv('d/l.csv', 'File Name,Class', ...rows((name, label) => `${name.toUpperCase()}.JPG,${label}`)),
    ],
    [
      'Label Studio CSV',
      csv(
        'd/project-1.csv',
        'annotation_id,annotator,choice,created_at,id,image,lead_time',
        ...rows((name, label) => `0,1,${label},2024,0,/data/upload/1/3f2a9c10-${name}.jpg,3.2`),
      ),
    ],
    [
      'Label Studio JSON',
      tableOfJson(
        'd/p.json',
        eight.map((name) => ({
          image: `/data/upload/1/3f2a9c10-${name}.jpg`,
          id: 0,
          choice: name < 'b' ? 'rose' : 'lily',
          annotator: 1,
        })),
      ),
    ],
    [
      'Label Studio JSON, whole',
      tableOfJson(
        'd/p.json',
        eight.map((name, id) => ({
          id,
          data: { image: `/data/upload/3f2a9c10-${name}.jpg` },
          annotations: [
            { id, result: [{ type: 'choices', value: { choices: [name < 'b' ? 'rose' : 'lily'] } }] },
          ],
        })),
      ),
    ],
    [
      'COCO',
      tableOfJson('d/_annotations.coco.json', {
        images: eight.map((name, id) => ({ id, file_name: `${name}.jpg` })),
        annotations: eight.map((name, id) => ({ id, image_id: id, category_id: name < 'b' ? 7 : 8 })),
        categories: [
          { id: 7, name: 'rose' },
          { id: 8, name: 'lily' },
        ],
      }),
    ],
    [
      'one-hot',
      csv(
        'd/_classes.csv',
        'filename, rose, lily',
        ...rows((n, l) => `${n}.jpg, ${l === 'rose' ? '1, 0' : '0, 1'}`),
      ),
    ],
    [
      'an object',
      tableOfJson('d/l.json', Object.fromEntries(eight.map((n) => [`${n}.jpg`, n < 'b' ? 'rose' : 'lily']))),
    ],
    [
      'from label to files',
      tableOfJson('d/l.json', {
        rose: eight.slice(0, 4).map((n) => `${n}.jpg`),
        lily: eight.slice(4).map((n) => `${n}.jpg`),
      }),
    ],
  ] as const)('%s', (_, table) => {
    const { notes, problems, questions, setAside } = plan(flat, { tables: table ? [table] : [] });
    expect(classes(flat, { tables: table ? [table] : [] })).toEqual(both);
    expect({ notes, problems, questions, setAside }).toEqual({
      notes: [],
      problems: [],
      questions: [],
      setAside: [],
    });
  });

  it('number photos', () => {
    const table = csv('d/trainLabels.csv', 'id,label', '1,rose', '2,rose', '3,lily', '4,lily');
    const drop = [1, 2, 3, 4].map((n) => `d/train/${n}.png`);
    expect(classes(drop, { tables: [table] })).toEqual(['rose 2: 2/0/0', 'lily 2: 2/0/0']);
    const withTest = [...drop, ...[1, 2, 3].map((n) => `d/test/${n}.png`)];
    expect(classes(withTest, { tables: [table] })).toEqual(['rose 2: 2/0/0', 'lily 2: 2/0/0']);
    expect(plan(withTest, { tables: [table] }).setAside).toHaveLength(3);
  });

  it('say splits: Vertex AI without a header, a data set column, dev and eval', () => {
    const vertex = csv(
      'd/import.csv',
      ...rows((n, l) => `${n.endsWith('3') ? 'TEST' : 'TRAINING'},gs://b/f/${n}.jpg,${l}`),
    );
    expect(classes(flat, { tables: [vertex] })).toEqual(['rose 4: 3/0/1', 'lily 4: 3/0/1']);
    const birds = csv(
      'd/birds.csv',
      'class id,filepaths,labels,data set',
      ...rows((n, l) => `0,train/X/${n}.jpg,${l},${n.endsWith('3') ? 'valid' : 'train'}`),
    );
    expect(classes(flat, { tables: [birds] })).toEqual(['rose 4: 3/1/0', 'lily 4: 3/1/0']);
    const words: Record<string, string> = { 2: 'dev', 3: 'eval' };
    const dev = csv(
      'd/l.csv',
      'filename,label,split',
      ...rows((n, l) => `${n}.jpg,${l},${words[n.at(-1) ?? ''] ?? 'train'}`),
    );
    expect(classes(flat, { tables: [dev] })).toEqual(['rose 4: 2/1/1', 'lily 4: 2/1/1']);
  });

  it('of Hugging Face, in a folder that is a split', () => {
    const hf = eight.map((name) => `hf/train/${name}.jpg`);
    const right = ['rose 4: 4/0/0', 'lily 4: 4/0/0'];
    const table = csv('hf/train/metadata.csv', 'file_name,label', ...rows((n, l) => `${n}.jpg,${l}`));
    expect(classes(hf, { tables: [table] })).toEqual(right);
    const lines = rows((n, l) => JSON.stringify({ file_name: `${n}.jpg`, label: l })).join('\n');
    const jsonl = tableOfJsonLines('hf/train/metadata.jsonl', lines);
    expect(classes(hf, { tables: jsonl ? [jsonl] : [] })).toEqual(right);
  });

  it('speak for the folder they lie in and below, the nearest first', () => {
    const drop = photos(2, 'm/train', 'm/valid');
    const tables = [
      csv('m/train/_classes.csv', 'filename,rose,lily', '1.jpg,1,0', '2.jpg,0,1'),
      csv('m/valid/_classes.csv', 'filename,rose,lily', '1.jpg,0,1', '2.jpg,0,1'),
      csv('m/all.csv', 'filename,label', 'train/1.jpg,wrong'),
    ];
    expect(classes(drop, { tables })).toEqual(['rose 1: 1/0/0', 'lily 3: 1/2/0']);
    const beside = csv('s/labels/l.csv', 'filename,label', '1.jpg,rose', '2.jpg,lily');
    expect(classes(photos(2, 's/images'), { tables: [beside] })).toEqual(['rose 1: 0/0/0', 'lily 1: 0/0/0']);
  });

  it('tell equal names by their folders and do not guess between them', () => {
    const drop = ['x/a/3.jpg', 'x/b/3.jpg'];
    const exact = csv('x/l.csv', 'filename,label', 'a/3.jpg,rose', 'b/3.jpg,lily');
    expect(classes(drop, { tables: [exact] })).toEqual(['rose 1: 0/0/0', 'lily 1: 0/0/0']);
    const unclear = csv('x/l.csv', 'filename,label', '3.jpg,rose', 'a/3.jpg,lily');
    const { problems, setAside } = plan(drop, { tables: [unclear] });
    expect(problems[0]?.what).toContain('Row 2 can mean several photos');
    expect(setAside).toEqual(['x/b/3.jpg']);
  });

  it('skip and name a row without a label, and its photo is set aside', () => {
    const table = csv('d/labels.csv', 'filename,label', ...rows((n, l) => `${n}.jpg,${n === 'b3' ? '' : l}`));
    const { problems, setAside, notes } = plan(flat, { tables: [table] });
    expect(problems).toMatchObject([{ file: 'd/labels.csv', what: 'Row 9 has no label and is skipped.' }]);
    expect(setAside).toEqual(['d/b3.jpg']);
    expect(notes).toEqual(['1 photo has no label in any list.']);
  });

  it('count rows without a photo and photos without a row', () => {
    const table = csv(
      'd/l.csv',
      'filename,label',
      ...rows((n, l) => `${n}.jpg,${l}`).slice(1),
      'gone.jpg,rose',
    );
    expect(plan(flat, { tables: [table] }).notes).toEqual([
      '1 row of d/l.csv names a photo that is not here: gone.jpg.',
      '1 photo has no label in any list.',
    ]);
  });

  it('with several labels a photo are refused with the reason', () => {
    const table = csv(
      'd/_classes.csv',
      'filename,rose,lily',
      ...rows((n) => `${n}.jpg,1,${n < 'b' ? 0 : 1}`),
    );
    const { problems, setAside } = plan(flat, { tables: [table] });
    expect(problems[0]?.what).toContain(
      '4 rows name more than one class (multi-label), so the list is not used',
    );
    expect(setAside).toHaveLength(8);
  });

  it('are asked about where the columns can not be told', () => {
    const table = csv(
      'd/l.csv',
      'filename,colour,mood',
      ...rows((n, l) => `${n}.jpg,${l},${n < 'a2' ? 'gay' : 'sad'}`),
    );
    const [question] = plan(flat, { tables: [table] }).questions;
    expect(question).toMatchObject({
      kind: 'columns',
      path: 'd/l.csv',
      header: ['filename', 'colour', 'mood'],
    });
    const columns = new Map([['d/l.csv', { file: 0, label: 1, split: null }]]);
    expect(classes(flat, { tables: [table], corrections: { columns } })).toEqual(both);
  });

  it('are taken by the one column that is left, unless folders tell the classes', () => {
    const table = csv('d/l.csv', 'filename,flower', ...rows((n, l) => `${n}.jpg,${l}`));
    expect(classes(flat, { tables: [table] })).toEqual(both);
    const drop = photos(4, 'd/a', 'd/b');
    const sizes = csv(
      'd/sizes.csv',
      'filename,width,height',
      ...drop.map((path, i) => `${path},${i % 3},${i % 2}`),
    );
    expect(classes(drop, { tables: [sizes] })).toEqual(['a 4: 0/0/0', 'b 4: 0/0/0']);
    expect(plan(drop, { tables: [sizes] }).questions).toEqual([]);
  });

  it('that are none pass quietly', () => {
    const drop = photos(4, 'd/a', 'd/b');
    const tables = [
      csv('d/readings.csv', 'date,temperature,humidity', '2024-01-01,1,2'),
      csv('d/test.csv', 'id', '90', '91'),
      csv('d/sample_submission.csv', 'id,label', '1,rose', '2,rose'),
      tableOfJson('d/dataset-metadata.json', { title: 'Two', id: 'x/two', licenses: [{ name: 'CC0' }] }),
    ].filter((table) => table !== null);
    const { notes, problems, questions } = plan(drop, { tables });
    expect(classes(drop, { tables })).toEqual(['a 4: 0/0/0', 'b 4: 0/0/0']);
    expect({ notes, problems, questions }).toEqual({ notes: [], problems: [], questions: [] });
  });
});
