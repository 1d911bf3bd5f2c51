import { createContext } from 'react';

/** Which stage a person has made wider, by its name, where the stages stand side by side. */
export const WideStage = createContext<{
  readonly wide: string | null;
  readonly setWide: (name: string | null) => void;
}>({ wide: null, setWide: () => {} });
