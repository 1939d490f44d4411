/** English words for exactly one; Chinese needs none. */
export const enSingular = {
  status: { indicators_one: "{{count}} indicator", figures_one: "{{count}} figure" },
  job: { ended_one: "{{count}} file read" },
  inspector: { count_one: "{{count}} figure" },
  import: {
    willTake_one: "{{count}} figure to import",
    acceptSure_one: "Import the {{count}} sure file",
    intake: {
      value_one: "{{count}} figure of {{files}} files comes in",
      other_one: "{{count}} more cell only for checking",
      record_one: "{{count}} ledger record is kept",
      unplaced_one: "{{count}} of these lacks an indicator, area or period and takes no part in measures",
      replaced_one: "{{count}} older table is replaced",
      skipped_one: "{{count}} table is left out as settled",
      out_one: "{{count}} file stays out",
    },
    settle: {
      figures_one: "{{count}} figure",
      everywhere_one: "Also for the {{count}} other table that looks like it",
    },
    differences: {
      renamed_one: "{{count}} column renamed",
      columnsGone_one: "{{count}} column gone",
      columnsNew_one: "{{count}} column new",
      linesGone_one: "{{count}} line gone",
      linesNew_one: "{{count}} line new",
    },
    files_one: "{{count}} file",
    summary: {
      value_one: "{{count}} figure taken",
      ofWhich_one: "{{count}} sub-item",
      total_one: "{{count}} total only checked",
      derived_one: "{{count}} derived cell only checked",
      missing_one: "{{count}} cell without a number",
      unplaced_one: "{{count}} figure matches no indicator, area or period and takes no part in measures",
      record_one: "ledger, {{count}} record",
    },
    checkedTotal_one: "Totals: {{count}} cell checked against its parts",
    checkedDerived_one: "Derived: {{count}} cell computed again",
  },
  data: { total_one: "{{count}} figure" },
};
