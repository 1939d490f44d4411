/** English words for exactly one; Chinese needs none. */
export const enSingular = {
  status: { indicators_one: "{{count}} indicator", figures_one: "{{count}} figure" },
  inspector: { count_one: "{{count}} figure" },
  import: {
    willTake_one: "{{count}} figure to import",
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
