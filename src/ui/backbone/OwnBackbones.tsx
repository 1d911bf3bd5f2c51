/** Bring a network of your own, and take it away again. */
export default function OwnBackbones() {
  return null;
}
