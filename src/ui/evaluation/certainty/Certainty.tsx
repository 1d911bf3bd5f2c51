import type { Judged } from '../judged.ts';
import { Calibration } from './Calibration.tsx';
import { UnknownCost } from './UnknownCost.tsx';
import './Certainty.css';

/** How sure the run is against how often it is right, and what it takes for none of its classes, on one split. */
export default function Certainty(judged: Judged) {
  return (
    <div className="certainty">
      <Calibration {...judged} />
      <UnknownCost {...judged} />
    </div>
  );
}
