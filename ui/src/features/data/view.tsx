import { useTranslation } from "react-i18next";
import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { Inspector } from "../inspector/view";
import { AntdTheme } from "../shell/antd-theme";
import { RoomFrame } from "../shell/room-frame";
import { useRoomAction } from "../shell/room-actions";
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
  const exportAll = () => void exportCells(question, columns, total ?? 0);
  const canExport = total !== undefined && total > 0;
  useRoomAction("export", canExport ? exportAll : null);
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
          <Button disabled={!canExport} onClick={exportAll} data-testid="export-data">
            {t("table.export")}
          </Button>
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
