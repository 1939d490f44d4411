import { QueryObserver } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dropCaches, queryClient, refresh } from "./query";

afterEach(() => queryClient.clear());

/** A query on screen whose answers come when they are told to. */
function onScreen() {
  const answers: ((answer: string) => void)[] = [];
  const ask = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)));
  const observer = new QueryObserver(queryClient, { queryKey: ["get_staged", {}], queryFn: ask });
  const leave = observer.subscribe(() => undefined);
  return { answers, ask, observer, leave };
}

describe("asking again", () => {
  it.each([
    ["some commands", () => refresh("get_staged")],
    ["everything", () => dropCaches()],
  ])("gives up a first answer that is still on its way: %s", async (_, again) => {
    const { answers, ask, observer, leave } = onScreen();
    const asked = again();
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
    answers[0]?.("of before");
    answers[1]?.("of now");
    await asked;
    expect(observer.getCurrentResult().data).toBe("of now");
    leave();
  });
});
