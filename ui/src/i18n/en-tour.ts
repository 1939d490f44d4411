import type { zhTour, zhUnfinished } from "./zh-tour";

/** The words of the tour in English. */
export const enTour: typeof zhTour = {
  label: "Tour",
  start: "Three-minute tour",
  continue: "Go on with the tour (step {{step}} of {{count}})",
  count: "Step {{step}} of {{count}}",
  doIt: "Do it for me",
  show: "Go there",
  goTo: "Go to {{room}}",
  next: "Next",
  again: "From the start",
  leave: "Leave the tour",
  finish: "End the tour",
  practice: "A workspace for practice with sample data; your own files are not touched.",
  steps: {
    read: {
      title: "Read a spreadsheet",
      words:
        "Begin with a sample of 14 prefectures: press “Open a sample”. Later, drop your own files on the window.",
    },
    accept: {
      title: "Review, then import",
      words:
        "The sheet looks as it is; the colours show how it was understood: heads, labels, figures, totals. Doubts are listed at the right; here nothing has to be decided. Press “Accept and import”.",
    },
    trace: {
      title: "Click a prefecture",
      words:
        "These are the reductions of documents issued, in order. Click any bar to see where its number comes from.",
    },
    source: {
      title: "Every number has an origin",
      words:
        "At the right stand the formula, the counts of both years, and the file, sheet and cell they come from. Then press “Next”.",
    },
    charts: {
      title: "Draw it another way",
      words: "Open the Charts room: the same numbers in many kinds of chart, sized in millimetres.",
    },
    copy: {
      title: "Copy this chart",
      words: "Press “Copy picture”. What you see is what is pasted.",
    },
    done: {
      title: "The chart is on the clipboard",
      words:
        "Press Ctrl+V in WPS or Word to paste it. When the tour ends its workspace is deleted, and what was open before is open again.",
    },
  },
};

/** The words about a review that was not finished. */
export const enUnfinished: typeof zhUnfinished = {
  label: "Unfinished import",
  words: "An import was not finished: {{files}}, {{count}} files in all, {{settled}} things settled.",
  workspace: "Workspace “{{workspace}}”, {{at}}.",
  noWorkspace: "No workspace yet, {{at}}.",
  continue: "Continue",
  drop: "Discard",
  ask: "The {{settled}} things settled will not be kept.",
  keep: "Do not discard",
};
