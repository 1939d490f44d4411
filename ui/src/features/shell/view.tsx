import { Suspense, lazy, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { dropCaches, on } from "../../backend";
import type { ErrorView, SessionView } from "../../backend";
import { Notice } from "../../components/notice";
import { askAfter, jobChanged, jobStarted, present, workspaceOpened } from "./actions";
import type { Command } from "./commands";
import { useWindowKeys } from "./keys";
import { Rail } from "./rail";
import { RoomFrame } from "./room-frame";
import { hasData, useSessionReply } from "./session";
import { Start } from "./start";
import { setWindow, useWindow } from "./state";
import { StatusBar } from "./status-bar";
import { TitleBar } from "./title-bar";
import { useCommands, useNativeMenu } from "./use-commands";

const overviewRoom = () => import("../overview/view");
const importRoom = () => import("../import/view");
const dataRoom = () => import("../data/view");
const analysisRoom = () => import("../analysis/view");
const chartsRoom = () => import("../charts/view");
const reportsRoom = () => import("../reports/view");
const historyRoom = () => import("../history/view");
const OverviewRoom = lazy(overviewRoom);
const ImportRoom = lazy(importRoom);
const DataRoom = lazy(dataRoom);
const AnalysisRoom = lazy(analysisRoom);
const ChartsRoom = lazy(chartsRoom);
const ReportsRoom = lazy(reportsRoom);
const HistoryRoom = lazy(historyRoom);
const Palette = lazy(() => import("./palette"));
const ShortcutSheet = lazy(() => import("./shortcut-sheet"));
const Tour = lazy(() => import("../tour/view"));

/** Rooms not needed to start are fetched once the window has come to rest. */
const REST_MS = 1200;

/** The window: title bar, rail, the room, status bar. Drawn at once; rooms come when they are needed. */
export function Shell() {
  useHostEvents();
  useRoomsAhead();
  const { data: session, error } = useSessionReply();
  const commands = useCommands(session);
  useWindowKeys(commands);
  useNativeMenu(commands);
  useWorkFromTheStart(session);
  const workspace = session?.workspace ?? null;
  return (
    <div className="window">
      <TitleBar session={session} />
      <Rail session={session} />
      <CurrentRoom session={session} error={error} />
      <StatusBar workspace={workspace} />
      <DropOverlay />
      <Overlays session={session} commands={commands} />
    </div>
  );
}

type CurrentRoomProps = { session: SessionView | undefined; error: ErrorView | null };

function CurrentRoom({ session, error }: CurrentRoomProps) {
  const { t } = useTranslation();
  const room = useWindow((state) => state.room);
  const language = useWindow((state) => state.language);
  const waiting = (
    <RoomFrame title={t(`room.${room}`)}>{error && <Notice error={error} language={language} />}</RoomFrame>
  );
  if (session === undefined) return waiting;
  return (
    <Suspense fallback={waiting}>
      {room === "overview" && (hasData(session) ? <OverviewRoom /> : <Start session={session} />)}
      {room === "import" && <ImportRoom />}
      {room === "data" && (hasData(session) ? <DataRoom /> : <Start session={session} />)}
      {room === "analysis" && (hasData(session) ? <AnalysisRoom /> : <Start session={session} />)}
      {room === "charts" && (hasData(session) ? <ChartsRoom /> : <Start session={session} />)}
      {room === "reports" && (hasData(session) ? <ReportsRoom /> : <Start session={session} />)}
      {room === "history" && <HistoryRoom />}
    </Suspense>
  );
}

function useRoomsAhead(): void {
  useEffect(() => {
    const fetchRooms = () =>
      Promise.all([
        overviewRoom(),
        importRoom(),
        dataRoom(),
        analysisRoom(),
        chartsRoom(),
        reportsRoom(),
        historyRoom(),
      ]);
    const timer = window.setTimeout(() => void fetchRooms(), REST_MS);
    return () => window.clearTimeout(timer);
  }, []);
}

/** Palette, key sheet and tour, fetched when first asked for. */
function Overlays({ session, commands }: { session: SessionView | undefined; commands: Command[] }) {
  const overlay = useWindow((state) => state.overlay);
  return (
    <Suspense>
      {overlay === "palette" && <Palette session={session} commands={commands} />}
      {overlay === "shortcuts" && <ShortcutSheet commands={commands} />}
      {session?.isTour && <Tour session={session} />}
    </Suspense>
  );
}

/** How often to ask after work of which no event has come. */
const ASK_MS = 1000;

/**
 * Files named at the start are being read since before the window could listen, or have been read already. Work whose
 * last event was missed is asked after.
 */
function useWorkFromTheStart(session: SessionView | undefined): void {
  const jobId = session?.runningJob ?? 0;
  const isReviewed = session?.hasStaged ?? false;
  const isFirst = useRef(true);
  useEffect(() => {
    if (session === undefined || !isFirst.current) return;
    isFirst.current = false;
    if (jobId > 0) jobStarted(jobId);
    else if (isReviewed) setWindow({ room: "import" });
  }, [session, jobId, isReviewed]);
  const unheard = useWindow((state) => (state.job?.total === 0 ? state.job.jobId : 0));
  useEffect(() => {
    if (unheard === 0) return;
    const timer = window.setInterval(() => void askAfter(unheard), ASK_MS);
    return () => window.clearInterval(timer);
  }, [unheard]);
}

/** What the host says without being asked. */
function useHostEvents(): void {
  useEffect(() => {
    const stops = [
      on("job", jobChanged),
      on("dropped", ({ jobId }) => jobStarted(jobId)),
      on("workspace_changed", () => void dropCaches()),
      on("opened", workspaceOpened),
      on("failed", present),
      on("drag", ({ over }) => setWindow({ isDragOver: over })),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
}

function DropOverlay() {
  const { t } = useTranslation();
  const isDragOver = useWindow((state) => state.isDragOver);
  if (!isDragOver) return null;
  return (
    <div className="drop-overlay" role="status">
      <div>
        <p className="sentence">{t("drop.release")}</p>
        <p className="ink-2">{t("drop.note")}</p>
      </div>
    </div>
  );
}
