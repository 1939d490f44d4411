import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { queryClient, setHost } from "./backend";
import { FakeHost } from "./backend/fake/host";
import type { FakeOptions } from "./backend/fake/host";
import { Shell } from "./features/shell/view";
import { resetWindow } from "./features/shell/state";
import { startWords } from "./i18n";

/** The whole window on a fake host, for tests. */
export function openWindow(options: FakeOptions = {}) {
  localStorage.clear();
  queryClient.clear();
  resetWindow();
  startWords("zh");
  const host = new FakeHost({ paceMs: 0, ...options });
  setHost(host);
  const view = render(
    <QueryClientProvider client={queryClient}>
      <Shell />
    </QueryClientProvider>,
  );
  return { host, user: userEvent.setup(), ...view };
}
