export default function NearDuplicates() {
  return null;
}
