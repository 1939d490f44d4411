import type { AsideView } from "../../backend";
import { Icon } from "../../components/icon";

/** Figures beside the total that are often mistaken for it, each with what it means. */
export function Asides({ asides }: { asides: AsideView[] }) {
  if (asides.length === 0) return null;
  return (
    <div className="asides">
      {asides.map((aside) => (
        <section key={aside.code} data-testid={`aside-${aside.code}`}>
          <h3 className="with-icon">
            {aside.isDoubt && <Icon name="doubt" className="ink-doubt" />}
            {aside.name}
          </h3>
          <p className="aside-figure">{aside.figure}</p>
          <p className="small ink-2">{aside.note}</p>
        </section>
      ))}
    </div>
  );
}
