import type { TextPart } from "../backend/generated/wire";

/** A sentence of the engine; what fell or rose is set apart by weight and colour, and says so in words. */
export function TextParts({ parts }: { parts: TextPart[] }) {
  return parts.map((part, index) =>
    part.tone === "plain" ? (
      <span key={index}>{part.text}</span>
    ) : (
      <b key={index} className={`tone-text-${part.tone}`}>
        {part.text}
      </b>
    ),
  );
}
