import type { Commands, ErrorView, JobEvent, JobStarted, MenuEvent } from "./generated/wire";

/** Events a host sends without being asked. */
export type HostEvents = {
  /** Progress of long work. */
  job: JobEvent;
  /** Files were dropped on the window and are being read. */
  dropped: JobStarted;
  /** The workspace changed: everything cached about it is old. */
  workspace_changed: unknown;
  /** A line of the native menu was chosen. */
  menu: MenuEvent;
  /** A workspace handed over from outside is open. */
  opened: unknown;
  /** Something handed over from outside could not be opened. */
  failed: ErrorView;
  /** Files are being dragged over the window, or have left it. */
  drag: { over: boolean };
};

/** What stands behind the window: the desktop shell, or the fake one of tests and browser work. */
export type Host = {
  call<K extends keyof Commands>(name: K, request: Commands[K]["request"]): Promise<Commands[K]["reply"]>;
  on<E extends keyof HostEvents>(event: E, handler: (payload: HostEvents[E]) => void): () => void;
};

let current: Host | null = null;

/** Chooses the host. Called once, before the window is drawn (and by each test). */
export function setHost(host: Host): void {
  current = host;
}

function host(): Host {
  if (current === null) throw new Error("no host was chosen");
  return current;
}

const repliedTo = new Set<(name: keyof Commands) => void>();

/** Is told of each command that was answered well; the returned function ends it. */
export function onReply(listener: (name: keyof Commands) => void): () => void {
  repliedTo.add(listener);
  return () => void repliedTo.delete(listener);
}

/** Calls a command. Every failure arrives as an `ErrorView`. */
export async function call<K extends keyof Commands>(
  name: K,
  request: Commands[K]["request"],
): Promise<Commands[K]["reply"]> {
  try {
    const reply = await host().call(name, request);
    repliedTo.forEach((listener) => listener(name));
    return reply;
  } catch (reason) {
    throw toErrorView(reason);
  }
}

/** Listens to an event; the returned function stops listening. */
export function on<E extends keyof HostEvents>(
  event: E,
  handler: (payload: HostEvents[E]) => void,
): () => void {
  return host().on(event, handler);
}

/** Whether a rejected call carries words for a person. */
export function isErrorView(value: unknown): value is ErrorView {
  return typeof value === "object" && value !== null && "code" in value && "messageZh" in value;
}

/** Anything that is not an error of the catalogue is a defect of the program. */
export function toErrorView(reason: unknown): ErrorView {
  if (isErrorView(reason)) return reason;
  const detail = reason instanceof Error ? reason.message : String(reason);
  return {
    code: "internal",
    messageZh: `程序出错：${detail}。`,
    messageEn: `The program failed: ${detail}.`,
    hintZh: "数据没有改动。重新打开程序后再试。",
    hintEn: "No data was changed. Restart the program and try again.",
  };
}
