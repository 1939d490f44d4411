import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StagedFile } from "../../backend";
import { Notice } from "../../components/notice";
import { useWindow } from "../shell/state";
import { SheetGrid } from "./grid";
import { Meaning } from "./meaning";
import type { Review } from "./state";

const ROLES = ["title", "unit", "header", "label", "value", "total", "of_which", "derived", "note"] as const;

/** One file under review: legend, sheet, sheet tabs, and what its heads mean. */
export function FileReview({ review }: { review: Review }) {
  const language = useWindow((state) => state.language);
  const [cell, setCell] = useState<{ address: string; text: string } | null>(null);
  const { file, sheet, jump } = review;
  if (!file) return null;
  if (file.error) {
    return (
      <div className="file-review">
        <Notice error={file.error} language={language} />
      </div>
    );
  }
  if (!sheet) return <div className="file-review" />;
  return (
    <div className="file-review">
      <Legend />
      <SheetGrid
        key={`${file.id} ${sheet.index}`}
        fileId={file.id}
        sheetIndex={sheet.index}
        jump={jump}
        onSelect={setCell}
      />
      <SheetTabs
        file={file}
        current={sheet.index}
        cell={cell}
        onOpen={(index) => {
          setCell(null);
          review.openSheet(index);
        }}
      />
      <div className="meanings">
        <Meaning sheet={sheet} />
      </div>
    </div>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <div className="legend">
      {ROLES.map((role) => (
        <span key={role}>
          <i className={`legend-tag role-${role}`}>{t(`import.tag.${role}`)}</i>
          {t(`import.role.${role}`)}
        </span>
      ))}
    </div>
  );
}

type SheetTabsProps = {
  file: StagedFile;
  current: number;
  cell: { address: string; text: string } | null;
  onOpen: (index: number) => void;
};

function SheetTabs({ file, current, cell, onOpen }: SheetTabsProps) {
  const { t } = useTranslation();
  return (
    <div className="sheet-foot">
      <div className="tabs sheet-tabs" role="tablist">
        {file.sheets.map((sheet) => (
          <button
            key={sheet.index}
            type="button"
            role="tab"
            aria-selected={sheet.index === current}
            className={`tab ${sheet.index === current ? "is-on" : ""} ${sheet.isVisible ? "" : "is-hidden"}`}
            onClick={() => onOpen(sheet.index)}
            data-testid={`sheet-tab-${sheet.index}`}
          >
            {sheet.isVisible ? sheet.name : t("import.hidden", { name: sheet.name })}
          </button>
        ))}
      </div>
      {cell && (
        <span className="sheet-cell" title={cell.text}>
          <b>{cell.address}</b> {t("import.rawText")} “{cell.text}”
        </span>
      )}
    </div>
  );
}
