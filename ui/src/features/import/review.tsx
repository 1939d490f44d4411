import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StagedFile } from "../../backend";
import { Notice } from "../../components/notice";
import { useWindow } from "../shell/state";
import { SheetGrid } from "./grid";
import { Differences } from "./differences";
import { Meaning } from "./meaning";
import { PasswordBox } from "./password";
import { SettlePanel } from "./settle";
import { addressOf, placeOf } from "./state";
import type { Review } from "./state";

const ROLES = ["title", "unit", "header", "label", "value", "total", "of_which", "derived", "note"] as const;

/** One file under review: legend, sheet, sheet tabs, and what its heads mean. */
export function FileReview({ review }: { review: Review }) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const [cell, setCell] = useState<ShownCell | null>(null);
  const [foot, setFoot] = useState<Foot>("meaning");
  const { file, sheet, jump } = review;
  const [seen, setSeen] = useState({ jump, sheet: "" });
  const sheetKey = `${file?.id ?? ""} ${sheet?.index ?? ""}`;
  if (seen.jump !== jump || seen.sheet !== sheetKey) {
    // A doubt that was gone to is what is to be settled; another sheet has another cell.
    setSeen({ jump, sheet: sheetKey });
    const isJump = jump !== null && seen.jump !== jump;
    setCell(isJump ? { address: addressOf(jump), text: "" } : null);
    if (isJump && jump.forSettling) setFoot("settle");
  }
  if (!file) return null;
  if (file.needsPassword) {
    return (
      <div className="file-review">
        <PasswordBox key={file.id} file={file} />
      </div>
    );
  }
  if (file.error) {
    return (
      <div className="file-review">
        <Notice error={file.error} language={language} />
      </div>
    );
  }
  if (!sheet) return <div className="file-review" />;
  return (
    <div className="file-review" data-foot={foot}>
      <Legend />
      <SheetGrid
        key={`${file.id} ${sheet.index}`}
        fileId={file.id}
        sheetIndex={sheet.index}
        jump={jump}
        onSelect={(shown) => {
          setCell(shown);
          setFoot("settle");
        }}
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
      <FootTabs current={foot} differences={sheet.differenceCount} onChoose={setFoot} />
      <div className="meanings" role="tabpanel" aria-label={t(`import.foot.${foot}`)}>
        {foot === "meaning" && <Meaning sheet={sheet} />}
        {foot === "settle" && (
          <SettlePanel fileId={file.id} sheetIndex={sheet.index} cell={cell?.address ?? null} />
        )}
        {foot === "differences" && (
          <Differences
            fileId={file.id}
            sheetIndex={sheet.index}
            onCell={(address) => review.goToCell(placeOf(address))}
          />
        )}
      </div>
    </div>
  );
}

type ShownCell = { address: string; text: string };

const FEET = ["meaning", "settle", "differences"] as const;
type Foot = (typeof FEET)[number];

type FootTabsProps = { current: Foot; differences: number; onChoose: (foot: Foot) => void };

/** What stands below the sheet: what its heads mean, what can be settled, what differs from last time. */
function FootTabs({ current, differences, onChoose }: FootTabsProps) {
  const { t } = useTranslation();
  return (
    <div className="tabs foot-tabs" role="tablist">
      {FEET.map((foot) => (
        <button
          key={foot}
          type="button"
          role="tab"
          aria-selected={foot === current}
          className={`tab ${foot === current ? "is-on" : ""}`}
          onClick={() => onChoose(foot)}
          data-testid={`foot-${foot}`}
        >
          {t(`import.foot.${foot}`)}
          {foot === "differences" && differences > 0 ? ` ${differences}` : ""}
        </button>
      ))}
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
  cell: ShownCell | null;
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
      {cell && cell.text !== "" && (
        <span className="sheet-cell" title={cell.text}>
          <b>{cell.address}</b> {t("import.rawText")} “{cell.text}”
        </span>
      )}
    </div>
  );
}
