export default function LabelIssues() {
  return <p />;
}
