import { createContext } from 'react';

/**
 * Whether what is here is shown and not to be changed. Its controls lie in a disabled fieldset; what only unfolds has to
 * know of it, since a button there could not be pressed.
 */
export const ReadOnly = createContext(false);
