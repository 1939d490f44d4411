import i18next from "i18next";
import type { RecentView, SessionView } from "../../backend";
import {
  cancelJob,
  chooseLanguage,
  createWorkspace,
  openRecent,
  openWorkspace,
  printPage,
  redo,
  stageFiles,
  startTour,
  undo,
} from "./actions";
import { isTyping } from "./keys";
import type { RoomAction } from "./room-actions";
import type { Shortcut } from "./shortcut";
import { ROOMS, chooseTheme, setWindow } from "./state";
import type { WindowState } from "./state";
import { tourStep } from "./tour-progress";

/** The menus of the bar, in their order. */
export const GROUPS = ["file", "edit", "go", "help"] as const;
export type CommandGroup = (typeof GROUPS)[number];

/** Something the window can do. Palette, native menu, keys and key sheet all come from the one list of these. */
export type Command = {
  id: string;
  group: CommandGroup;
  /** In the language of the window. */
  label: string;
  /** In the other language, so that the palette finds it by either. */
  otherLabel: string;
  shortcut: Shortcut | null;
  /** Further keys that do the same. */
  alternatives: Shortcut[];
  isEnabled: boolean;
  /** Whether a rule stands above it in the menu. */
  startsPart: boolean;
  run: () => void;
};

/** What decides which commands there are and which can be used now. */
export type CommandContext = {
  session: SessionView | undefined;
  window: WindowState;
  room: ReadonlyMap<RoomAction, () => void>;
  undoLabel: string | null;
  redoLabel: string | null;
};

type Options = {
  shortcut?: Shortcut;
  alternatives?: Shortcut[];
  isEnabled?: boolean;
  startsPart?: boolean;
  what?: string;
};

function command(group: CommandGroup, id: string, key: string, run: () => void, options: Options): Command {
  const { language } = i18next;
  const say = (lng: string) => i18next.getFixedT(lng)(key as "command.undo", { what: options.what ?? "" });
  return {
    id,
    group,
    label: say(language),
    otherLabel: say(language === "zh" ? "en" : "zh"),
    shortcut: options.shortcut ?? null,
    alternatives: options.alternatives ?? [],
    isEnabled: options.isEnabled ?? true,
    startsPart: options.startsPart ?? false,
    run,
  };
}

function fileCommands({ session, window, room }: CommandContext): Command[] {
  const recent = (session?.recent ?? []).map((item: RecentView, index) =>
    command("file", `recent:${item.id}`, "command.recent", () => void openRecent(item.id), {
      what: item.folder === "" ? item.name : `${item.name}（${item.folder}）`,
      startsPart: index === 0,
    }),
  );
  const exportRoom = room.get("export");
  return [
    command("file", "open", "command.open", () => void openWorkspace(), { shortcut: "Ctrl+O" }),
    command("file", "create", "command.create", () => void createWorkspace(), { shortcut: "Ctrl+N" }),
    ...recent,
    command("file", "import", "command.import", () => void stageFiles("dialog"), {
      shortcut: "Ctrl+Shift+O",
      startsPart: true,
    }),
    command("file", "importFolder", "command.importFolder", () => void stageFiles("folderDialog"), {}),
    command("file", "cancelJob", "command.cancelJob", () => void cancelJob(), {
      isEnabled: window.job !== null,
    }),
    command("file", "export", "command.export", () => exportRoom?.(), {
      shortcut: "Ctrl+E",
      isEnabled: exportRoom !== undefined,
      startsPart: true,
    }),
    command("file", "print", "command.print", () => void printPage(), { shortcut: "Ctrl+P" }),
  ];
}

/** In a text field undo belongs to the text. */
function textOr(name: "undo" | "redo", run: () => void): () => void {
  return () => {
    if (isTyping(document.activeElement)) document.execCommand(name);
    else run();
  };
}

function editCommands({ room, undoLabel, redoLabel }: CommandContext): Command[] {
  const find = room.get("find");
  return [
    command(
      "edit",
      "undo",
      undoLabel === null ? "command.undo" : "command.undoWhat",
      textOr("undo", () => void undo()),
      {
        shortcut: "Ctrl+Z",
        isEnabled: undoLabel !== null,
        what: undoLabel ?? "",
      },
    ),
    command(
      "edit",
      "redo",
      redoLabel === null ? "command.redo" : "command.redoWhat",
      textOr("redo", () => void redo()),
      {
        shortcut: "Ctrl+Shift+Z",
        alternatives: ["Ctrl+Y"],
        isEnabled: redoLabel !== null,
        what: redoLabel ?? "",
      },
    ),
    command("edit", "find", "command.find", () => find?.(), {
      shortcut: "Ctrl+F",
      isEnabled: find !== undefined,
      startsPart: true,
    }),
  ];
}

function goCommands({ window }: CommandContext): Command[] {
  const { isDark, isInspectorOpen, language } = window;
  const rooms = ROOMS.map((room, index) =>
    command("go", `room:${room}`, `room.${room}`, () => setWindow({ room }), {
      shortcut: `Ctrl+${index + 1}`,
    }),
  );
  return [
    command("go", "palette", "command.palette", () => setWindow({ overlay: "palette" }), {
      shortcut: "Ctrl+K",
    }),
    ...rooms.map((room, index) => ({ ...room, startsPart: index === 0 })),
    command("go", "inspector", "command.inspector", () => setWindow({ isInspectorOpen: !isInspectorOpen }), {
      shortcut: "Ctrl+J",
      startsPart: true,
    }),
    command(
      "go",
      "theme",
      isDark ? "command.light" : "command.dark",
      () => chooseTheme(isDark ? "light" : "dark"),
      {},
    ),
    command("go", "language", "command.language", () => chooseLanguage(language === "zh" ? "en" : "zh"), {}),
  ];
}

function helpCommands({ session }: CommandContext): Command[] {
  const show = () => setWindow({ overlay: "shortcuts" });
  return [
    command("help", "shortcuts", "command.shortcuts", show, { shortcut: "F1", alternatives: ["?"] }),
    command("help", "tour", "command.tour", () => void startTour(tourStep() === 0), {
      isEnabled: session !== undefined && !session.isTour,
    }),
  ];
}

/** Everything the window can do now, menu by menu. */
export function commandsOf(context: CommandContext): Command[] {
  return [
    ...fileCommands(context),
    ...editCommands(context),
    ...goCommands(context),
    ...helpCommands(context),
  ];
}
