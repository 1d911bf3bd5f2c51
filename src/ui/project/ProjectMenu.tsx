/** Save, open and share the project. */
export default function ProjectMenu() {
  return null;
}
