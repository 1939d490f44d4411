import Input from "antd/es/input";
import Select from "antd/es/select";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ChoiceView } from "../../backend";
import type { ShownField } from "./columns";
import { Icon } from "../../components/icon";
import { Popover } from "../../components/popover";
import { useRoomAction } from "../shell/room-actions";
import { shortcutText } from "../shell/shortcut";
import { ALL_NUMBERS, useWindow } from "../shell/state";
import { FIELDS } from "./columns";
import { narrow, useFacets } from "./state";

/** Finds a text in labels, files and sheets. */
export function SearchBox() {
  const { t } = useTranslation();
  const value = useWindow((state) => state.data.filter.search);
  const box = useRef<HTMLDivElement>(null);
  useRoomAction("find", () => box.current?.querySelector("input")?.focus());
  return (
    <div ref={box} className="search-box">
      <Input
        allowClear
        prefix={<Icon name="search" />}
        suffix={<kbd>{shortcutText("Ctrl+F")}</kbd>}
        placeholder={t("data.search")}
        aria-label={t("data.search")}
        value={value}
        onChange={(event) => narrow({ search: event.target.value })}
        data-testid="data-search"
      />
    </div>
  );
}

type PickerProps = {
  label: string;
  value: string | null;
  choices: ChoiceView[];
  onChange: (value: string | null) => void;
  testId: string;
  /** Whether it stands in a panel, which a list outside of it would close. */
  isInPanel?: boolean;
};

function Picker({ label, value, choices, onChange, testId, isInPanel = false }: PickerProps) {
  const { t } = useTranslation();
  return (
    <Select
      className="picker"
      aria-label={label}
      prefix={<span className="ink-3">{label}</span>}
      suffixIcon={<Icon name="down" />}
      showSearch={choices.length > 12 ? { optionFilterProp: "label" } : false}
      value={value ?? ""}
      options={[{ value: "", label: t("data.all") }, ...choices]}
      onChange={(next) => onChange(next === "" ? null : next)}
      popupMatchSelectWidth={false}
      {...(isInPanel ? { getPopupContainer: (node: HTMLElement) => node.parentElement ?? node } : {})}
      data-testid={testId}
    />
  );
}

const ROLES = ["value", "total", "of_which", "derived"] as const;

/** Narrows the numbers by what they are about. */
export function Filters() {
  const { t } = useTranslation();
  const filter = useWindow((state) => state.data.filter);
  const facets = useFacets();
  const roles = ROLES.map((value) => ({ value, label: t(`filter.roles.${value}`) }));
  const further = [filter.area, filter.source, filter.role].filter((value) => value !== null).length;
  return (
    <>
      <Picker
        label={t("data.indicator")}
        value={filter.indicator}
        choices={facets.indicators}
        onChange={(indicator) => narrow({ indicator })}
        testId="data-indicator"
      />
      <Picker
        label={t("filter.period")}
        value={filter.period}
        choices={facets.periods}
        onChange={(period) => narrow({ period })}
        testId="data-period"
      />
      <Popover
        kind="dialog"
        className="at-start filter-panel"
        label={t("filter.more")}
        button={(props) => (
          <button
            type="button"
            className={`chip ${further > 0 ? "is-on" : ""}`}
            data-testid="more-filters"
            {...props}
          >
            {further > 0 ? t("filter.moreCount", { count: further }) : t("filter.more")}
          </button>
        )}
      >
        {(close) => (
          <>
            <Picker
              label={t("filter.area")}
              value={filter.area}
              choices={facets.areas}
              onChange={(area) => narrow({ area })}
              testId="data-area"
              isInPanel
            />
            <Picker
              label={t("filter.file")}
              value={filter.source}
              choices={facets.sources}
              onChange={(source) => narrow({ source })}
              testId="data-source"
              isInPanel
            />
            <Picker
              label={t("filter.role")}
              value={filter.role}
              choices={roles}
              onChange={(role) => narrow({ role })}
              testId="data-role"
              isInPanel
            />
            <button
              type="button"
              className="link"
              onClick={() => (close(), narrow(ALL_NUMBERS))}
              data-testid="clear-filters"
            >
              {t("filter.clear")}
            </button>
          </>
        )}
      </Popover>
    </>
  );
}

type ColumnChoiceProps = {
  columns: readonly ShownField[];
  onToggle: (field: ShownField) => void;
};

/** Which columns are shown. */
export function ColumnChoice({ columns, onToggle }: ColumnChoiceProps) {
  const { t } = useTranslation();
  return (
    <Popover
      kind="dialog"
      className="column-panel"
      label={t("table.columns")}
      button={(props) => (
        <button type="button" className="chip" data-testid="columns" {...props}>
          {t("table.columns")}
        </button>
      )}
    >
      {() => (
        <>
          {FIELDS.map((field) => (
            <label key={field}>
              <input
                type="checkbox"
                checked={columns.includes(field)}
                disabled={columns.length === 1 && columns.includes(field)}
                onChange={() => onToggle(field)}
                data-testid={`column-${field}`}
              />
              {t(`data.head.${field}`)}
            </label>
          ))}
        </>
      )}
    </Popover>
  );
}
