import '../core/fill-in.ts';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { useStore } from '../store/store.ts';
import { App } from './app/App.tsx';
import { RootFailure } from './app/RootFailure.tsx';
import { applyTheme, storedTheme } from './app/theme.ts';
import { watchErrors } from './app/watch-errors.ts';
import { Boundary } from './primitives/Boundary.tsx';
import './app/base.css';

applyTheme(storedTheme());
watchErrors();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// As a transition the first rendering is cut into short tasks; otherwise it is one of 80 ms on an old laptop.
startTransition(() => {
  createRoot(root).render(
    <StrictMode>
      <Boundary
        name="The page"
        frame={(_, error) => <RootFailure error={error} kept={useStore.getState().keeping === 'disk'} />}
      >
        <App />
      </Boundary>
    </StrictMode>,
  );
});
