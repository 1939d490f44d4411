import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReply } from "../../backend";
import type { FactView, TraceItem } from "../../backend";
import { IconButton } from "../../components/button";
import { Notice } from "../../components/notice";
import { localTime } from "../../components/local-time";
import { setWindow, useWindow } from "../shell/state";
import type { TraceTarget } from "../shell/state";

type TraceListProps = {
  sayTraced: ((trace: TraceTarget) => string | undefined) | undefined;
  defineTraced: ((trace: TraceTarget) => FactView[] | undefined) | undefined;
};

/** Numbers listed at a time: a total of three thousand units has six thousand of them. */
const LISTED = 200;

/** What the chosen figure is, and where its numbers came from: file, sheet, cell, and the text exactly as found. */
export function TraceList({ sayTraced, defineTraced }: TraceListProps) {
  const { t } = useTranslation();
  const target = useWindow((state) => state.trace);
  const language = useWindow((state) => state.language);
  const all = target?.observationIds ?? [];
  const [listed, setListed] = useState({ target, count: LISTED });
  const count = listed.target === target ? listed.count : LISTED;
  const observationIds = all.slice(0, count);
  const reply = useReply(
    "trace",
    { observationIds, language },
    { enabled: all.length > 0, keepPrevious: count > LISTED },
  );
  if (target === null) return <p className="inspector-hint">{t("inspector.traceHint")}</p>;
  return (
    <section className="trace" aria-live="polite">
      <header className="trace-head">
        <h2>{sayTraced?.(target) ?? <Meanings items={reply.data?.items ?? []} />}</h2>
        {all.length > 1 && <span className="small ink-3">{t("inspector.count", { count: all.length })}</span>}
        <span className="spring" />
        <IconButton icon="close" label={t("inspector.clear")} onClick={() => setWindow({ trace: null })} />
      </header>
      <Definition facts={defineTraced?.(target) ?? []} />
      {all.length === 0 && <p className="inspector-hint">{t("inspector.traceNone")}</p>}
      {reply.error && <Notice error={reply.error} language={language} />}
      {reply.isPending && all.length > 0 && (
        <p className="inspector-hint is-late">{t("inspector.loading")}</p>
      )}
      <ol className="trace-list">
        {reply.data?.items.map((item) => (
          <TraceEntry key={item.observationId} item={item} />
        ))}
      </ol>
      {all.length > count && (
        <button
          type="button"
          className="link trace-more"
          onClick={() => setListed({ target, count: count + LISTED })}
        >
          {t("inspector.listMore", { listed: count, count: all.length })}
        </button>
      )}
    </section>
  );
}

/** Everything that makes the figure what it is: formula and numbers, scope, basis, rounding. */
function Definition({ facts }: { facts: FactView[] }) {
  const { t } = useTranslation();
  if (facts.length === 0) return null;
  return (
    <dl
      className="facts trace-definition"
      aria-label={t("inspector.definition")}
      data-testid="trace-definition"
    >
      {facts.map((fact) => (
        <Fact key={fact.name} name={fact.name} value={fact.value} />
      ))}
    </dl>
  );
}

/** What the numbers are, where the room has no words for what was pointed at. */
function Meanings({ items }: { items: TraceItem[] }) {
  const { t } = useTranslation();
  const meaning = items[0]?.meaning ?? "";
  const isOne = items.every((item) => item.meaning === meaning);
  return isOne ? meaning : t("inspector.andOthers", { meaning });
}

function TraceEntry({ item }: { item: TraceItem }) {
  const { t } = useTranslation();
  return (
    <li className="trace-item" data-testid="trace-item">
      <p className="trace-value">
        <b>{item.value}</b>
        <span>{item.unit}</span>
        <span className="spring" />
        <span className="ink-2">{item.period}</span>
      </p>
      <p className="trace-meaning">{item.meaning}</p>
      <p className="trace-place">
        <span data-testid="trace-file" className="trace-file" title={item.file}>
          {item.file}
        </span>
        <span className="trace-address">
          <span data-testid="trace-sheet">{item.sheet}</span>
          {" › "}
          <b data-testid="trace-cell">{item.cell}</b>
          <span className="trace-raw">
            {t("inspector.raw")} “<span data-testid="trace-raw">{item.raw}</span>”
          </span>
        </span>
      </p>
      <details>
        <summary>{t("inspector.more")}</summary>
        <dl className="facts">
          <Fact name={t("inspector.row")} value={item.rowLabels.join(" › ")} />
          <Fact name={t("inspector.column")} value={item.columnLabels.join(" › ")} />
          <Fact name={t("inspector.imported")} value={localTime(item.importedAt)} />
          <Fact name={t("inspector.sha")} value={item.sha256} isCode />
        </dl>
      </details>
    </li>
  );
}

function Fact({ name, value, isCode = false }: { name: string; value: string; isCode?: boolean }) {
  if (value === "") return null;
  return (
    <>
      <dt>{name}</dt>
      <dd className={isCode ? "code" : ""}>{value}</dd>
    </>
  );
}
