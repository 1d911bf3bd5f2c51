import type { Sample } from '../core/dataset/dataset.ts';
import type { JobKind, JobRequest, RunMessage } from './protocol.ts';

/** Lists that are longer go as text. */
const LONG = 500;

const isLong = (list: readonly Sample[] | undefined): list is readonly Sample[] => (list?.length ?? 0) > LONG;

/**
 * A message as it is posted: a long list of samples goes as JSON. The browser's own copy of ten thousand takes the page
 * 25 to 57 ms, the text a third of that; the worker has the time to read it.
 */
export function pack(message: RunMessage): RunMessage {
  const { request } = message;
  if (request !== null && 'samples' in request && isLong(request.samples))
    return {
      ...message,
      request: { ...request, samples: [] },
      long: JSON.stringify(request.samples),
    } as RunMessage;
  if (message.kind === 'write' && isLong(message.request.patch?.put)) {
    const { patch } = message.request;
    return {
      ...message,
      request: { ...message.request, patch: { ...patch, put: [] } },
      long: JSON.stringify(patch?.put),
    };
  }
  return message;
}

/** The request of a message that came. */
export function unpack<K extends JobKind>({ request, long }: RunMessage<K>): JobRequest<K> {
  if (long === undefined) return request;
  const list: readonly Sample[] = JSON.parse(long);
  const whole = request as JobRequest<'write'> | { readonly samples: readonly Sample[] };
  return (
    'patch' in whole ? { ...whole, patch: { ...whole.patch, put: list } } : { ...whole, samples: list }
  ) as JobRequest<K>;
}
