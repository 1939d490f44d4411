import { Icon } from "./icon";

/** The shape of a finding: its meaning never hangs on colour alone. */
export function SeverityIcon({ severity }: { severity: string }) {
  if (severity === "error") return <Icon name="contradicts" className="ink-error" />;
  if (severity === "warning") return <Icon name="doubt" className="ink-doubt" />;
  return <Icon name="info" className="ink-unknown" />;
}
