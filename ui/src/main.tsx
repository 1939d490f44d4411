import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient, replyQuery, setHost } from "./backend";
import { tauriHost } from "./backend/tauri";
import { Shell } from "./features/shell/view";
import { applyTheme, windowState } from "./features/shell/state";
import { startWords } from "./i18n";
import "./styles/index.css";

/** The desktop shell, or in a plain browser the fake one (which the shipped build leaves out). */
async function chooseHost() {
  if (import.meta.env.MODE === "fake" || (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window))) {
    return (await import("./backend/fake/address")).fakeHostFromAddress();
  }
  return tauriHost;
}

async function start(): Promise<void> {
  setHost(await chooseHost());
  const { language } = windowState();
  applyTheme();
  startWords(language);
  // Ask before the first drawing: the answer is often there when React is.
  void queryClient.prefetchQuery(replyQuery("get_session", { language }));
  const root = document.getElementById("root");
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Shell />
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
