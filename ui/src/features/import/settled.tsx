import { useTranslation } from "react-i18next";
import type { StagedFile } from "../../backend";
import { Button, IconButton } from "../../components/button";
import { undoSettling, unsettle } from "./settling";

/** What was settled about a file's tables, each to be taken back. */
export function Settled({ file, canUndo }: { file: StagedFile; canUndo: boolean }) {
  const { t } = useTranslation();
  if (file.settled.length === 0 && !canUndo) return null;
  return (
    <section className="settled" data-testid="settled">
      <h2 className="list-head">
        {file.settled.length > 0 && t("import.settled.title", { count: file.settled.length })}
        {canUndo && (
          <Button size="small" onClick={() => void undoSettling()} data-testid="undo-settling">
            {t("import.settled.undo")}
          </Button>
        )}
      </h2>
      <ul>
        {file.settled.map((item) => (
          <li key={`${item.tableIndex} ${item.index}`}>
            <span className="settled-words">
              {item.words}
              <small>
                {t(
                  item.isFromRecipe
                    ? "import.settled.fromRecipe"
                    : item.isLasting
                      ? "import.settled.lasting"
                      : "import.settled.once",
                )}
              </small>
            </span>
            <IconButton
              icon="close"
              label={t("import.settled.takeBack", { what: item.words })}
              onClick={() => void unsettle({ fileId: file.id, tableIndex: item.tableIndex }, item.index)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
