import { useReply } from "../../backend";
import type { SessionView } from "../../backend";
import { useWindow } from "./state";

/** The session, in the language of the window; undefined while the host has not answered yet. */
export function useSession(): SessionView | undefined {
  return useSessionReply().data;
}

/** The session with its error, where the host could not answer. */
export function useSessionReply() {
  const language = useWindow((state) => state.language);
  return useReply("get_session", { language }, { keepPrevious: true });
}

/** Whether the open workspace holds any numbers. */
export function hasData(session: SessionView | undefined): boolean {
  return (session?.workspace?.observationCount ?? 0) > 0;
}
