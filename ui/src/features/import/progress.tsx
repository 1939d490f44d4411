import { useTranslation } from "react-i18next";
import type { JobEvent } from "../../backend";
import { Button } from "../../components/button";

/** Reading goes on: how many files, how many done, and a way to stop. Shown after 150 ms. */
export function Progress({ job, onCancel }: { job: JobEvent; onCancel: () => void }) {
  const { t } = useTranslation();
  const share = job.total === 0 ? 0 : job.done / job.total;
  return (
    <div className="progress is-late" role="status">
      <p className="lead">
        {job.total === 0 ? t("job.starting") : t("job.reading", { total: job.total, done: job.done })}
      </p>
      <div
        className="progress-track"
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={job.total}
        aria-valuenow={job.done}
      >
        <i style={{ width: `${share * 100}%` }} />
      </div>
      <p className="small ink-3 progress-file" data-testid="job-place">
        {job.sheetNumber > 0
          ? t("job.sheet", { file: job.file, number: job.sheetNumber, sheet: job.sheet })
          : job.file}
      </p>
      <Button onClick={onCancel} data-testid="cancel-job">
        {t("job.cancel")}
      </Button>
    </div>
  );
}
