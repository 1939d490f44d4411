import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { KindView } from "../../backend";
import { useWindow } from "../shell/state";
import { change } from "./state";

type GalleryProps = { kinds: KindView[]; chosen: string; isOld: boolean };

/** Every kind of chart with the chosen numbers drawn by it, what it is for, and why it cannot be drawn where it cannot. */
export function Gallery({ kinds, chosen, isOld }: GalleryProps) {
  const { t } = useTranslation();
  return (
    <nav
      className={`gallery ${isOld ? "is-old" : ""}`}
      aria-label={t("charts.gallery")}
      data-pane
      onKeyDown={moveCard}
    >
      <h2>{t("charts.gallery")}</h2>
      <ul>
        {kinds.map((kind) => (
          <li key={kind.kind}>
            <Card kind={kind} isChosen={kind.kind === chosen} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Card({ kind, isChosen }: { kind: KindView; isChosen: boolean }) {
  const language = useWindow((state) => state.language);
  const why = kind.error && (language === "zh" ? kind.error.messageZh : kind.error.messageEn);
  // As a picture: it cannot act, and hundreds of small shapes stay out of the document.
  const picture = useMemo(
    () => kind.svg && `data:image/svg+xml;charset=utf-8,${encodeURIComponent(kind.svg)}`,
    [kind.svg],
  );
  return (
    <button
      type="button"
      className={`card ${isChosen ? "is-on" : ""}`}
      aria-current={isChosen || undefined}
      title={`${kind.purpose}\n${kind.needs}`}
      onClick={() => change({ kind: kind.kind })}
      data-testid={`kind-${kind.kind}`}
    >
      {picture ? <img src={picture} alt="" draggable={false} /> : <span className="card-none">—</span>}
      <span className="card-name">{kind.name}</span>
      <span className={`card-words ${why ? "ink-doubt" : ""}`}>{why ?? kind.purpose}</span>
    </button>
  );
}

function moveCard(event: React.KeyboardEvent): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>(".card")];
  const at = cards.indexOf(document.activeElement as HTMLElement);
  if (by === 0 || at < 0) return;
  event.preventDefault();
  cards[Math.max(0, Math.min(cards.length - 1, at + by))]?.focus();
}
