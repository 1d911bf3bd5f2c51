import { type LabelRow, type LabelTable, SEVERAL } from './label-table.ts';

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/**
 * A JSON's rows: COCO (its images' categories), Label Studio (both exports), CreateML, arrays of objects (also one inside
 * an object), an object from file to label or from label to files. The first row names the columns. null: it has no rows.
 */
export function tableOfJson(path: string, json: unknown): LabelTable | null {
  if (Array.isArray(json)) return fromItems(path, json);
  if (!isRecord(json)) return null;
  const { images, annotations, categories } = json;
  if (Array.isArray(images) && Array.isArray(annotations) && Array.isArray(categories))
    return fromCoco(path, records(images), records(annotations), records(categories));
  const entries = Object.entries(json);
  const lists = entries.filter(([, value]) => records(value).length > 0);
  if (lists.length === 1) return fromItems(path, lists[0]?.[1] as readonly unknown[]);
  const pairs = entries.flatMap(([key, value]) => {
    if (isScalar(value)) return [[key, String(value)]];
    return Array.isArray(value) && value.every(isScalar) ? value.map((file) => [String(file), key]) : [];
  });
  if (pairs.length === 0) return null;
  return tableOf(path, ['file', 'label'], pairs);
}

/** Lines of JSON, one object each, as Hugging Face and Vertex AI write them. */
export function tableOfJsonLines(path: string, text: string): LabelTable | null {
  return fromItems(
    path,
    text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line)),
  );
}

function tableOf(path: string, header: readonly string[], rows: readonly (readonly string[])[]): LabelTable {
  return {
    path,
    rows: [header, ...rows].map(
      (cells, index): LabelRow => ({
        where: index === 0 ? 'the names' : `item ${index}`,
        cells: cells.map((cell) => cell.trim()),
      }),
    ),
  };
}

/** https://cocodataset.org/#format-data: an image's labels are the categories of its annotations. */
function fromCoco(
  path: string,
  images: readonly Json[],
  annotations: readonly Json[],
  categories: readonly Json[],
): LabelTable {
  const names = new Map(categories.map(({ id, name }) => [id, String(name ?? '')]));
  const labels = new Map<unknown, Set<string>>();
  for (const { image_id: image, category_id: category } of annotations) {
    const name = names.get(category);
    if (name !== undefined) labels.set(image, (labels.get(image) ?? new Set()).add(name));
  }
  const rows = images.map((image) => [
    String(image.file_name ?? image.coco_url ?? ''),
    [...(labels.get(image.id) ?? [])].join(SEVERAL),
  ]);
  return tableOf(path, ['file_name', 'category_name'], rows);
}

function fromItems(path: string, items: readonly unknown[]): LabelTable | null {
  const rows = items.map((item) => (isRecord(item) ? flat(labelled(item)) : new Map<string, string>()));
  const header = new Set<string>();
  for (const row of rows) for (const name of row.keys()) header.add(name);
  if (header.size === 0) return null;
  return tableOf(
    path,
    [...header],
    rows.map((row) => [...header].map((name) => row.get(name) ?? '')),
  );
}

/** What labels an item of Label Studio's full export or of CreateML, beside the file. */
function labelled(item: Json): Json {
  const annotations = records(item.annotations);
  if (annotations.length === 0) return item;
  const choices = annotations.flatMap((annotation) => [
    ...(isScalar(annotation.label) ? [String(annotation.label)] : []),
    ...records(annotation.result).flatMap(({ value }) =>
      isRecord(value) && Array.isArray(value.choices) ? value.choices.map(String) : [],
    ),
  ]);
  const { annotations: _, predictions: __, ...rest } = item;
  return { ...rest, choice: [...new Set(choices)] };
}

/** Nested objects by names with dots, lists of several values as several labels. */
function flat(item: Json, prefix = '', depth = 0, into = new Map<string, string>()): Map<string, string> {
  for (const [name, value] of Object.entries(item)) {
    const key = prefix + name;
    if (isScalar(value)) into.set(key, String(value));
    else if (Array.isArray(value)) {
      if (value.every(isScalar)) into.set(key, value.map(String).join(SEVERAL));
    } else if (isRecord(value) && depth < 3) {
      if (Array.isArray(value.choices)) into.set(key, value.choices.map(String).join(SEVERAL));
      else flat(value, `${key}.`, depth + 1, into);
    }
  }
  return into;
}
