import { memo, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FigureSubject, KindView } from "../../backend";
import { useWindow } from "../shell/state";
import { change } from "./options";
import { usePicture, useTurns } from "./state";

type GalleryProps = {
  kinds: KindView[];
  subject: FigureSubject;
  chosen: string;
  /** Small pictures wait until the figure itself is drawn. */
  isFigureDone: boolean;
};

/** Every kind of chart with the chosen numbers drawn by it, what it is for, and why it cannot be drawn where it cannot. */
export const Gallery = memo(function Gallery({ kinds, subject, chosen, isFigureDone }: GalleryProps) {
  const { t } = useTranslation();
  const { isTurn, onDone } = useTurns(subject, isFigureDone);
  return (
    <nav className="gallery" aria-label={t("charts.gallery")} data-pane onKeyDown={moveCard}>
      <h2>{t("charts.gallery")}</h2>
      <ul>
        {kinds.map((kind, index) => (
          <li key={kind.kind}>
            <Card
              kind={kind}
              subject={subject}
              isChosen={kind.kind === chosen}
              index={index}
              isTurn={isTurn(index)}
              onDone={onDone}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
});

type CardProps = {
  kind: KindView;
  subject: FigureSubject;
  isChosen: boolean;
  index: number;
  isTurn: boolean;
  onDone: (index: number) => void;
};

const Card = memo(function Card({ kind, subject, isChosen, index, isTurn, onDone }: CardProps) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const reply = usePicture(subject, kind.kind, isTurn);
  const { svg, error } = reply.data ?? { svg: null, error: null };
  const why = error && (language === "zh" ? error.messageZh : error.messageEn);
  const isDone = isTurn && !reply.isFetching;
  useEffect(() => {
    if (isDone) onDone(index);
  }, [isDone, onDone, index]);
  // As a picture: it cannot act, and hundreds of small shapes stay out of the document.
  const picture = useMemo(() => svg && `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, [svg]);
  const none = reply.data === undefined ? "" : why === null ? t("charts.tooLarge") : "—";
  return (
    <button
      type="button"
      className={`card ${isChosen ? "is-on" : ""} ${reply.isPlaceholderData ? "is-old" : ""}`}
      aria-current={isChosen || undefined}
      title={`${kind.purpose}\n${kind.needs}`}
      onClick={() => change({ kind: kind.kind })}
      data-testid={`kind-${kind.kind}`}
    >
      {picture ? <img src={picture} alt="" draggable={false} /> : <span className="card-none">{none}</span>}
      <span className="card-name">{kind.name}</span>
      <span className={`card-words ${why ? "ink-doubt" : ""}`}>{why ?? kind.purpose}</span>
    </button>
  );
});

function moveCard(event: React.KeyboardEvent): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>(".card")];
  const at = cards.indexOf(document.activeElement as HTMLElement);
  if (by === 0 || at < 0) return;
  event.preventDefault();
  cards[Math.max(0, Math.min(cards.length - 1, at + by))]?.focus();
}
