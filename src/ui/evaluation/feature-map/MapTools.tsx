import { Lasso, Maximize, Move, ZoomIn, ZoomOut } from 'lucide-react';
import { Button } from '../../primitives/Button.tsx';
import { Segmented } from '../../primitives/Segmented.tsx';
import type { Colouring } from './point-groups.ts';
import type { Tool } from './use-map-pointer.ts';
import { type Size, type View, wholeMap, zoomed } from './viewport.ts';

interface Props {
  readonly colouring: Colouring;
  readonly tool: Tool;
  readonly view: View;
  readonly size: Size;
  readonly onColouring: (colouring: Colouring) => void;
  readonly onTool: (tool: Tool) => void;
  readonly onView: (view: View) => void;
}

/** What is coloured, what dragging does, and how much of the map is seen. */
export function MapTools({ colouring, tool, view, size, onColouring, onTool, onView }: Props) {
  const zoomBy = (factor: number) => onView(zoomed(view, size, factor, size.width / 2, size.height / 2));
  return (
    <div className="map-tools">
      <Segmented
        label="Colour the points by"
        value={colouring}
        options={[
          { value: 'class', label: 'Classes' },
          { value: 'answer', label: 'Answers' },
        ]}
        onChange={onColouring}
      />
      <div className="map-tools-view">
        <Segmented
          label="What dragging does"
          value={tool}
          options={[
            { value: 'move', label: 'Move the map', icon: <Move size={16} aria-hidden="true" /> },
            {
              value: 'lasso',
              label: 'Select by drawing around photos',
              icon: <Lasso size={16} aria-hidden="true" />,
            },
          ]}
          onChange={onTool}
        />
        <Button look="quiet" icon={ZoomOut} label="Smaller (−)" onClick={() => zoomBy(1 / 1.5)} />
        <Button look="quiet" icon={ZoomIn} label="Larger (+)" onClick={() => zoomBy(1.5)} />
        <Button look="quiet" icon={Maximize} label="Whole map (0)" onClick={() => onView(wholeMap)} />
      </div>
    </div>
  );
}
