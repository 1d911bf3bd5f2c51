import type { Sample } from '../../core/dataset/dataset.ts';
import type { JobKind, JobRequest, RunMessage, SampleColumns } from '../protocol.ts';

/** Lists that are longer go in columns. */
const LONG = 500;

const isLong = (list: readonly Sample[] | undefined): list is readonly Sample[] => (list?.length ?? 0) > LONG;

/**
 * A message as it is posted: a long list of samples goes in columns. To copy ten thousand objects takes the browser 25 ms
 * of the page's time, and arrays of their values 10; as JSON they would take 36.
 */
export function pack(message: RunMessage): RunMessage {
  const { request } = message;
  if (request !== null && 'samples' in request && isLong(request.samples))
    return {
      ...message,
      request: { ...request, samples: [] },
      columns: toColumns(request.samples),
    } as RunMessage;
  if (message.kind === 'write' && isLong(message.request.patch?.put)) {
    const { put, ...patch } = message.request.patch;
    return { ...message, request: { ...message.request, patch }, columns: toColumns(put) };
  }
  return message;
}

/** The request of a message that came. */
export function unpack<K extends JobKind>({ request, columns }: RunMessage<K>): JobRequest<K> {
  if (!columns) return request;
  const list = fromColumns(columns);
  const whole = request as JobRequest<'write'> | { readonly samples: readonly Sample[] };
  return (
    'patch' in whole ? { ...whole, patch: { ...whole.patch, put: list } } : { ...whole, samples: list }
  ) as JobRequest<K>;
}

const keysOf = (sample: object) => Object.keys(sample) as (keyof Sample)[];

/** @param samples one or more, all with the same keys */
function toColumns(samples: readonly Sample[]): SampleColumns {
  const columns = keysOf(samples[0] ?? {}).map((key) => [key, samples.map((sample) => sample[key])]);
  return Object.fromEntries(columns);
}

function fromColumns(columns: SampleColumns): readonly Sample[] {
  const keys = keysOf(columns);
  return columns.id.map(
    (_, i) => Object.fromEntries(keys.map((key) => [key, columns[key][i]])) as unknown as Sample,
  );
}
