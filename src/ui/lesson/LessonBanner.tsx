/** What the teacher wrote, above the page. */
export default function LessonBanner() {
  return null;
}
