const FORBIDDEN = ["script", "foreignObject", "iframe", "object", "embed", "use[href^='http']", "a"];

/**
 * Reads the engine's drawing as XML and takes out whatever could act: scripts, foreign content, event
 * attributes, links. Null where the text is no SVG.
 */
export function safeSvg(text: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = parsed.documentElement;
  if (root.nodeName.toLowerCase() !== "svg" || parsed.querySelector("parsererror")) return null;
  root.querySelectorAll(FORBIDDEN.join(",")).forEach((element) => element.remove());
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      const isEvent = name.toLowerCase().startsWith("on");
      const isOutside = /href$/i.test(name) && !value.startsWith("#") && !value.startsWith("data:image/");
      if (isEvent || isOutside) element.removeAttribute(name);
    }
  }
  return document.importNode(root, true) as unknown as SVGSVGElement;
}
