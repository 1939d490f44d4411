/** Icons on a 20×20 grid, 1.5 stroke, round ends, no fill. */
const PATHS = {
  overview: "M3 9.2 10 3.5l7 5.7V17h-5v-5H8v5H3z",
  import: "M10 3v9m-3.5-3.5L10 12l3.5-3.5M3 13v4h14v-4",
  data: "M3 4h14v12.5H3zM3 8h14M8 8v8.5",
  analysis: "M3.5 3v13.5H17M6.5 12.5l3-4 2.5 2L16.5 5",
  charts: "M3.5 16.5h13M5 16V9.5h2.5V16M9 16V4h2.5v12M13 16v-4.5h2.5V16",
  reports: "M5 3h7l3.5 3.5V17H5zM12 3v3.5h3.5M7.5 10h5M7.5 13h5",
  grip: "M8 5v.1M12 5v.1M8 10v.1M12 10v.1M8 15v.1M12 15v.1",
  more: "M5 10v.1M10 10v.1M15 10v.1",
  copy: "M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7",
  history: "M4 10a6 6 0 1 1 2 4.5M4 16.5v-3h3M10 7v3.5l2.5 1.5",
  settings: "M3.5 6.5h7M15 6.5h1.5M3.5 13.5H6M10 13.5h6.5M12.8 4.5v4M8 11.5v4",
  undo: "M7.5 5 4 8.5 7.5 12M4 8.5h7.5a4 4 0 0 1 0 8H9",
  redo: "M12.5 5 16 8.5 12.5 12M16 8.5H8.5a4 4 0 0 0 0 8H11",
  sun: "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16.5 11.8A6.8 6.8 0 1 1 8.2 3.5a5.4 5.4 0 0 0 8.3 8.3z",
  down: "M5.5 8l4.5 4.5L14.5 8",
  plus: "M10 4v12M4 10h12",
  close: "M5 5l10 10M15 5 5 15",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  search: "M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4",
  panel: "M3 4h14v12H3zM12.5 4v12",
  file: "M5 3h7l3.5 3.5V17H5zM12 3v3.5h3.5",
  holds: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM6.8 10.3l2.3 2.3 4.2-4.8",
  contradicts: "M10 2.5 17.5 10 10 17.5 2.5 10zM7.8 7.8l4.4 4.4M12.2 7.8l-4.4 4.4",
  unknown: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM8 8.2a2 2 0 1 1 2.8 1.8c-.6.3-.8.7-.8 1.4M10 13.8v.1",
  doubt: "M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.2v.1",
  open: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14z",
  eye: "M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z",
  info: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 9.2v4.2M10 6.6v.1",
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon in the colour of its text. */
export function Icon({ name, className = "" }: { name: IconName; className?: string }) {
  return (
    <svg className={`i ${className}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark of the product. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect className="mark-ground" width="20" height="20" rx="4.5" />
      <rect className="mark-paper" x="4" y="5" width="12" height="3.6" rx=".6" opacity=".5" />
      <rect className="mark-paper" x="4" y="11.4" width="7.5" height="3.6" rx=".6" />
      <path className="mark-line" d="M13.3 11.4v3.6M15.5 11.4v3.6" />
    </svg>
  );
}
