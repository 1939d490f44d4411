import { useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { PieceView, ReportView } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { addSection, changeSection, moveSection, setWritten } from "./draft";
import { edit, select, useRoom } from "./state";
import type { Selection } from "./state";

/** The sections in their order, and what stands in each: written or not, moved by dragging or by key. */
export function OutlineList({ view }: { view: ReportView }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState("");
  const move = (id: string, to: number) => {
    const title = view.draft.sections.find((section) => section.id === id)?.title ?? "";
    const at = Math.max(0, Math.min(view.draft.sections.length - 1, to));
    setSaid(t("reports.moved", { name: title, place: at + 1 }));
    edit(view, (draft) => moveSection(draft, id, at));
  };
  const drag = useDrag(list, move);
  const add = () =>
    edit(view, (draft) => {
      const [next, id] = addSection(draft, t("reports.newSection"));
      select({ section: id });
      return next;
    });
  return (
    <aside className="outline" data-pane tabIndex={-1} aria-label={t("reports.outline")}>
      <h2>{t("reports.outline")}</h2>
      <ol ref={list}>
        {view.draft.sections.map((section, at) => (
          <SectionItem
            key={section.id}
            view={view}
            id={section.id}
            at={at}
            dragged={drag.place?.id === section.id}
            target={drag.place?.to === at ? (drag.place.from < at ? "below" : "above") : null}
            onMove={move}
            onGrip={(event) => drag.begin(event, section.id, at)}
          />
        ))}
      </ol>
      <Button kind="text" icon="plus" onClick={add} data-testid="add-section">
        {t("reports.addSection")}
      </Button>
      {view.appendices.length > 0 && (
        <>
          <h2 className="outline-part">{t("reports.appendices")}</h2>
          <Pieces view={view} pieces={view.appendices} />
        </>
      )}
      <p className="read-only-aloud" role="status">
        {said}
      </p>
    </aside>
  );
}

type SectionItemProps = {
  view: ReportView;
  id: string;
  at: number;
  dragged: boolean;
  target: "above" | "below" | null;
  onMove: (id: string, to: number) => void;
  onGrip: (event: PointerEvent<HTMLElement>) => void;
};

function SectionItem({ view, id, at, dragged, target, onMove, onGrip }: SectionItemProps) {
  const { t } = useTranslation();
  const isOn = useIsSelected({ section: id });
  const draft = view.draft.sections.find((section) => section.id === id);
  const read = view.sections.find((section) => section.id === id);
  if (draft === undefined) return null;
  const heading = read && draft.isWritten && read.isWritten ? read.heading : draft.title;
  const page = read?.pieces.find((piece) => piece.page > 0)?.page ?? 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(id, at + (event.key === "ArrowUp" ? -1 : 1));
  };
  return (
    <li
      className={`outline-section ${dragged ? "is-dragged" : ""} ${target ? `is-target-${target}` : ""}`}
      data-section
    >
      <div className={`outline-line ${isOn ? "is-on" : ""} ${draft.isWritten ? "" : "is-out"}`}>
        <Tick
          name={draft.title}
          isWritten={draft.isWritten}
          onChange={(isWritten) => edit(view, (now) => changeSection(now, id, { isWritten }))}
          testId={`write-${id}`}
        />
        <button
          type="button"
          className="outline-name"
          aria-current={isOn ? "true" : undefined}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          title={t("reports.move")}
          onClick={() => select({ section: id }, page)}
          onKeyDown={onKeyDown}
          data-testid={`section-${id}`}
        >
          <span>{heading}</span>
          {read?.isUnfilled && draft.isWritten && <em className="tag">{t("reports.unfilled")}</em>}
        </button>
        <span className="outline-grip" onPointerDown={onGrip} aria-hidden="true" data-testid={`grip-${id}`}>
          <Icon name="grip" />
        </span>
      </div>
      {read && draft.isWritten && <Pieces view={view} pieces={read.pieces} />}
    </li>
  );
}

function Pieces({ view, pieces }: { view: ReportView; pieces: PieceView[] }) {
  if (pieces.length === 0) return null;
  return (
    <ul>
      {pieces.map((piece) => (
        <Piece key={piece.place} view={view} piece={piece} />
      ))}
    </ul>
  );
}

function Piece({ view, piece }: { view: ReportView; piece: PieceView }) {
  const { t } = useTranslation();
  const isOn = useIsSelected({ place: piece.place });
  const { place, kind, label } = piece;
  const isWritten = !view.draft.leftOut.includes(place);
  return (
    <li className={`outline-line is-piece ${isOn ? "is-on" : ""} ${isWritten ? "" : "is-out"}`}>
      <Tick
        name={label}
        isWritten={isWritten}
        onChange={(next) => edit(view, (draft) => setWritten(draft, place, next))}
        testId={`write-${place}`}
      />
      <button
        type="button"
        className="outline-name"
        aria-current={isOn ? "true" : undefined}
        title={label}
        onClick={() => select({ place }, piece.page)}
        data-testid={`piece-${place}`}
      >
        <i className="piece-kind" aria-hidden="true">
          {t(`reports.kinds.${kind as "text" | "table" | "figure"}`)}
        </i>
        <span>{label}</span>
        {piece.isOwn && <em className="tag is-calm">{t("reports.own")}</em>}
      </button>
    </li>
  );
}

type TickProps = { name: string; isWritten: boolean; onChange: (isWritten: boolean) => void; testId: string };

function Tick({ name, isWritten, onChange, testId }: TickProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={isWritten}
      aria-label={t("reports.write", { name })}
      className={`tick ${isWritten ? "is-on" : ""}`}
      onClick={() => onChange(!isWritten)}
      data-testid={testId}
    >
      <Icon name={isWritten ? "holds" : "open"} />
    </button>
  );
}

function useIsSelected(wanted: NonNullable<Selection>): boolean {
  const { selection } = useRoom();
  return JSON.stringify(selection) === JSON.stringify(wanted);
}

type Place = { id: string; from: number; to: number };

/** Dragging a section by its grip. By pointer events: the system's own dragging belongs to files. */
function useDrag(list: { current: HTMLOListElement | null }, onDrop: (id: string, to: number) => void) {
  const [place, setPlace] = useState<Place | null>(null);
  const begin = (event: PointerEvent<HTMLElement>, id: string, from: number) => {
    event.preventDefault();
    const grip = event.currentTarget;
    grip.setPointerCapture(event.pointerId);
    let now: Place = { id, from, to: from };
    setPlace(now);
    const onMove = (move: globalThis.PointerEvent) => {
      const items = [...(list.current?.querySelectorAll<HTMLElement>("[data-section]") ?? [])];
      const middles = items.map((item) => {
        const box = item.getBoundingClientRect();
        return box.top + box.height / 2;
      });
      const others = middles.filter((_, at) => at !== from);
      const to = others.filter((middle) => middle < move.clientY).length;
      if (to !== now.to) setPlace((now = { ...now, to }));
    };
    const onEnd = (end: globalThis.PointerEvent) => {
      grip.removeEventListener("pointermove", onMove);
      grip.removeEventListener("pointerup", onEnd);
      grip.removeEventListener("pointercancel", onEnd);
      setPlace(null);
      if (end.type === "pointerup" && now.to !== from) onDrop(id, now.to);
    };
    grip.addEventListener("pointermove", onMove);
    grip.addEventListener("pointerup", onEnd);
    grip.addEventListener("pointercancel", onEnd);
  };
  return { place, begin };
}
