/** Runs that answer together: which, how much each counts, and whether it is worth it. */
export default function Ensembles() {
  return null;
}
