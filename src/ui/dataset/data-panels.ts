import { createContext } from 'react';

/** What the data stage can open beside its list; the parts below ask for it. */
export interface DataPanels {
  readonly openWebcam: (classId: string) => void;
  /** Shows a photo in full; the arrows walk its class. */
  readonly openViewer: (sampleId: string) => void;
  /** Opens the menu that moves the selected photos. */
  readonly openMoveMenu: () => void;
}

export const DataPanelsContext = createContext<DataPanels>({
  openWebcam: () => {},
  openViewer: () => {},
  openMoveMenu: () => {},
});
