import { CircleAlert, Info } from 'lucide-react';

interface ReadinessListProps {
  readonly id: string;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** What is missing before training, and what will make it worse. */
export function ReadinessList({ id, problems, warnings }: ReadinessListProps) {
  // Warnings about photos that can't be trained on yet would only distract.
  const shown = problems.length > 0 ? problems : warnings;
  const Icon = problems.length > 0 ? CircleAlert : Info;
  return (
    <ul id={id} className="readiness">
      {shown.map((sentence) => (
        <li key={sentence}>
          <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  );
}
