// biome-ignore lint/style/noRestrictedImports: the one place for it.
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { Boundary } from './Boundary.tsx';
import { Dialog } from './Dialog.tsx';

type Load<P> = () => Promise<{ readonly default: ComponentType<P> }>;

/**
 * A part of the page whose code is fetched when it is first shown, the one way to have one. Where it can't be fetched, or
 * goes wrong, this part says so and nothing else goes with it; Try again fetches it anew, which `lazy` alone never does.
 * @param name as the person knows the part, at the beginning of a sentence
 * @param frame what the failure is shown in
 * @param useSubject what the part is about: with another one it is tried again by itself
 */
export function later<P extends object>(
  name: string,
  load: Load<P>,
  frame?: (failure: ReactNode, props: P) => ReactNode,
  useSubject: () => unknown = () => undefined,
): ComponentType<P> {
  let Part: ComponentType<P> = lazy(load);
  // biome-ignore lint/correctness/noComponentHookFactories: called at a module's top level, once, as `lazy` is.
  return function Later(props: P) {
    const [retries, setRetries] = useState(0);
    const subject = useSubject();
    const Current = Part;
    return (
      <Boundary
        name={name}
        subject={subject}
        frame={frame && ((failure) => frame(failure, props))}
        onRetry={() => {
          Part = lazy(load);
          setRetries((before) => before + 1);
        }}
      >
        {retries === 0 ? (
          <Current {...props} />
        ) : (
          // What stands beside it is shown by now, and stays.
          <Suspense fallback={null}>
            <Current {...props} />
          </Suspense>
        )}
      </Boundary>
    );
  };
}

/** A dialog that is fetched when it is first opened; a failure is told in one too, so it can be closed. */
export const laterDialog = <P extends { readonly onClose: () => void }>(name: string, load: Load<P>) =>
  later(name, load, (failure, { onClose }) => (
    <Dialog title={name} onClose={onClose}>
      {failure}
    </Dialog>
  ));
