import { classColour, classLetter } from './class-colour.ts';
import './ClassSwatch.css';

/** A class's colour as a small square, with the letter that later rounds of the palette carry. Decorative: the name stands beside it. */
export function ClassSwatch({ colour }: { readonly colour: number }) {
  return (
    <span className="class-swatch" style={{ background: classColour(colour) }} aria-hidden="true">
      {classLetter(colour)}
    </span>
  );
}
