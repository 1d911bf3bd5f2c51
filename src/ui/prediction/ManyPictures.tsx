/** A folder of pictures, answered in a table. */
export default function ManyPictures() {
  return null;
}
