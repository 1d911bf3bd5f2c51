import { type ReactNode, useId } from 'react';
import './RecipeGroup.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** Controls that belong together, under their title. */
export function RecipeGroup({ title, children }: Props) {
  const id = useId();
  return (
    <section className="recipe-group" aria-labelledby={id}>
      <h4 id={id}>{title}</h4>
      {children}
    </section>
  );
}
