/** Outlines in a box from −1 to 1, as SVG paths: the canvas and the legend draw the same ones. */
const paths = [
  'M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z',
  'M-.85 -.85H.85V.85H-.85Z',
  'M0 -1.1L1.1 .85H-1.1Z',
  'M0 -1.2L1.2 0L0 1.2L-1.2 0Z',
  'M0 1.1L1.1 -.85H-1.1Z',
  'M-.4 -1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4Z',
  'M0 -1.2L.4 -.4L1.2 0L.4 .4L0 1.2L-.4 .4L-1.2 0L-.4 -.4Z',
] as const;

/** Of points that the model got wrong. */
export const crossPath =
  'M-1.1 -.6L-.6 -1.1L0 -.5L.6 -1.1L1.1 -.6L.5 0L1.1 .6L.6 1.1L0 .5L-.6 1.1L-1.1 .6L-.5 0Z';
export const circlePath = paths[0];

/**
 * The shape of a class's points, its second sign beside the colour: with twelve colours and seven shapes no two of 84
 * classes look alike. `colour` is `ClassLabel.colour`.
 */
export function classShape(colour: number): string {
  return paths[colour % paths.length] ?? circlePath;
}
