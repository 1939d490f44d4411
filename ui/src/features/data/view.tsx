import { useTranslation } from "react-i18next";
import type { TableFormat } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { MenuItem, Popover } from "../../components/popover";
import { Inspector } from "../inspector/view";
import { AntdTheme } from "../shell/antd-theme";
import { RoomFrame } from "../shell/room-frame";
import { useRoomAction } from "../shell/room-actions";
import { shortcutText } from "../shell/shortcut";
import { useWindow } from "../shell/state";
import { exportCells } from "./cells";
import { useColumns } from "./columns";
import { ColumnChoice, Filters, SearchBox } from "./filters";
import { useQuestion, useTotal } from "./state";
import { ObservationTable } from "./table";

/** Stored numbers as a table; a row leads to its cell. */
export default function DataRoom() {
  const { t } = useTranslation();
  const question = useQuestion();
  const reply = useTotal(question);
  const total = reply.data?.total;
  const { columns, toggle } = useColumns();
  const language = useWindow((state) => state.language);
  const exportAll = (format: TableFormat) => void exportCells(question, columns, total ?? 0, format);
  const canExport = total !== undefined && total > 0;
  useRoomAction("export", canExport ? () => exportAll("xlsx") : null);
  return (
    <RoomFrame
      title={t("room.data")}
      bar={
        <AntdTheme>
          <SearchBox />
          <Filters />
          <span className="small ink-3 data-total">
            {total !== undefined && t("data.total", { count: total })}
          </span>
          <span className="spring" />
          <ColumnChoice columns={columns} onToggle={toggle} />
          <ExportMenu canExport={canExport} onExport={exportAll} />
        </AntdTheme>
      }
      inspector={<Inspector findings={null} />}
    >
      {reply.error && <Notice error={reply.error} language={language} />}
      {total !== undefined && (
        <ObservationTable
          key={JSON.stringify(question)}
          question={question}
          columns={columns}
          total={total}
        />
      )}
    </RoomFrame>
  );
}

type ExportMenuProps = { canExport: boolean; onExport: (format: TableFormat) => void };

function ExportMenu({ canExport, onExport }: ExportMenuProps) {
  const { t } = useTranslation();
  return (
    <Popover
      className="at-end"
      label={t("table.export")}
      button={(props) => (
        <Button disabled={!canExport} data-testid="export-data" {...props}>
          {t("table.export")}
          <Icon name="down" />
        </Button>
      )}
    >
      {(close) => (
        <>
          <MenuItem keys={shortcutText("Ctrl+E")} onClick={() => (close(), onExport("xlsx"))}>
            {t("table.exportXlsx")}
          </MenuItem>
          <MenuItem onClick={() => (close(), onExport("csv"))}>{t("table.exportCsv")}</MenuItem>
        </>
      )}
    </Popover>
  );
}
