import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon";

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: "default" | "primary" | "text";
  size?: "medium" | "small" | "large";
  icon?: IconName;
  keys?: string;
  children: ReactNode;
  "data-testid"?: string;
};

/** A button with a verb on it; `keys` shows its key beside the words. */
export function Button({
  kind = "default",
  size = "medium",
  icon,
  keys,
  children,
  className = "",
  ...rest
}: ButtonProps) {
  return (
    <button type="button" className={`btn btn-${kind} btn-${size} ${className}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
      {keys && <kbd>{keys}</kbd>}
    </button>
  );
}

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  icon: IconName;
  label: string;
  "data-testid"?: string;
};

/** A button that is only an icon; its label is read out and shown as a tooltip. */
export function IconButton({ icon, label, className = "", ...rest }: IconButtonProps) {
  return (
    <button type="button" className={`icon-button ${className}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
