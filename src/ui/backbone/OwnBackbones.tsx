import { PackagePlus, Trash2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { isOwn } from '../../core/backbone/own-backbone.ts';
import { removeBackbone } from '../../store/backbone/own-backbones.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { laterDialog } from '../primitives/later.tsx';
import './OwnBackbones.css';

const OwnDialog = laterDialog('A network of your own', () => import('./OwnDialog.tsx'));

/** Bring a network of your own, and take it away again. */
export default function OwnBackbones() {
  const cards = useStore((state) => state.cards);
  const [open, setOpen] = useState(false);
  const own = cards.filter(({ id }) => isOwn(id));
  return (
    <div className="own-backbones">
      {own.length > 0 && (
        <ul className="own-list" aria-label="Networks of your own">
          {own.map((card) => (
            <li key={card.id}>
              <span className="own-list-name">{card.name}</span>
              <Button look="quiet" danger icon={Trash2} onClick={() => removeBackbone(card.id)}>
                Remove<span className="visually-hidden"> {card.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button icon={PackagePlus} onClick={() => setOpen(true)}>
        Bring a network of your own
      </Button>
      {open && (
        <Suspense fallback={null}>
          <OwnDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
