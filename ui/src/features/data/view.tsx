import Input from "antd/es/input";
import Select from "antd/es/select";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ObservationRow } from "../../backend";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { Inspector } from "../inspector/view";
import { AntdTheme } from "../shell/antd-theme";
import { RoomFrame } from "../shell/room-frame";
import { showTrace, useWindow } from "../shell/state";
import { useIndicators, useRested, useTotal } from "./state";
import type { DataFilter } from "./state";
import { ObservationTable } from "./table";

/** Stored numbers as a table; a row leads to its cell. */
export default function DataRoom() {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [indicator, setIndicator] = useState<string | null>(null);
  const filter: DataFilter = { search: useRested(search), indicator };
  const total = useTotal(filter);
  const language = useWindow((state) => state.language);
  const chosen = useWindow((state) => state.trace?.observationIds);
  const trace = (row: ObservationRow) => showTrace({ kind: "row", key: String(row.id) }, [row.id]);
  return (
    <RoomFrame
      title={t("room.data")}
      bar={
        <AntdTheme>
          <SearchBox value={search} onChange={setSearch} />
          <IndicatorPicker value={indicator} onChange={setIndicator} />
          <span className="small ink-3">{total.data && t("data.total", { count: total.data.total })}</span>
          <span className="spring" />
        </AntdTheme>
      }
      inspector={<Inspector findings={null} />}
    >
      {total.error && <Notice error={total.error} language={language} />}
      {total.data && (
        <ObservationTable
          key={`${filter.search} ${filter.indicator ?? ""}`}
          filter={filter}
          total={total.data.total}
          chosenId={chosen?.length === 1 ? (chosen[0] ?? null) : null}
          onChoose={trace}
        />
      )}
    </RoomFrame>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !["k", "f"].includes(event.key.toLowerCase())) return;
      event.preventDefault();
      box.current?.querySelector("input")?.focus();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <div ref={box} className="search-box">
      <Input
        allowClear
        prefix={<Icon name="search" />}
        suffix={<kbd>Ctrl K</kbd>}
        placeholder={t("data.search")}
        aria-label={t("data.search")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        data-testid="data-search"
      />
    </div>
  );
}

type IndicatorPickerProps = { value: string | null; onChange: (value: string | null) => void };

function IndicatorPicker({ value, onChange }: IndicatorPickerProps) {
  const { t } = useTranslation();
  const indicators = useIndicators();
  return (
    <Select
      className="picker"
      aria-label={t("data.indicator")}
      prefix={<span className="ink-3">{t("data.indicator")}</span>}
      suffixIcon={<Icon name="down" />}
      value={value ?? ""}
      options={[{ value: "", label: t("data.all") }, ...indicators]}
      onChange={(next) => onChange(next === "" ? null : next)}
      popupMatchSelectWidth={false}
      data-testid="data-indicator"
    />
  );
}
