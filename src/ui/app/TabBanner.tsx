/** Says that another tab has the project open, and offers to take it over. */
export default function TabBanner() {
  return null;
}
