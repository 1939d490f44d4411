const FORBIDDEN = ["script", "foreignObject", "iframe", "object", "embed", "use[href^='http']", "a"];

/** What no drawing can act without: where a text holds none of these, there is nothing to take out of its attributes. */
const SUSPECT = /<!|href|[\s"'/]on[a-z]+\s*=/i;

/**
 * Reads the engine's drawing as XML and takes out whatever could act: scripts, foreign content, event
 * attributes, links. Null where the text is no SVG.
 */
export function safeSvg(text: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = parsed.documentElement;
  if (root.nodeName.toLowerCase() !== "svg" || parsed.querySelector("parsererror")) return null;
  root.querySelectorAll(FORBIDDEN.join(",")).forEach((element) => element.remove());
  // Drawings of thousands of marks have some hundred thousand attributes: they are looked at only where one may act.
  const suspects = SUSPECT.test(text) ? [root, ...root.querySelectorAll("*")] : [];
  for (const element of suspects) {
    for (const { name, value } of [...element.attributes]) {
      const isEvent = name.toLowerCase().startsWith("on");
      const isOutside = /href$/i.test(name) && !value.startsWith("#") && !value.startsWith("data:image/");
      if (isEvent || isOutside) element.removeAttribute(name);
    }
  }
  // Taken over, not copied: nothing else holds it.
  return document.adoptNode(root) as unknown as SVGSVGElement;
}
