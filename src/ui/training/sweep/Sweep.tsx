export default function Sweep() {
  return <p />;
}
