import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// jsdom has no layout: the observers never report, and media queries never match.
class SilentObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver = SilentObserver as unknown as typeof ResizeObserver;
window.matchMedia = ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
})) as unknown as typeof window.matchMedia;
// jsdom knows no pseudo-elements and says so at length.
const computedStyle = window.getComputedStyle.bind(window);
window.getComputedStyle = (element) => computedStyle(element);
// Asked by the accessibility checker for icon fonts, of which there are none.
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = () => {};

// Wide enough for the inspector to stand beside the work.
window.innerWidth = 1280;
// Rooms are loaded when first opened, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);
