//! What is unusual among figures, and what back-solving refuses.

use super::{Entry, e};

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    e("rate_unlike_peers", "{label}增减率{value}，在同期{count}个单位中异常：中位数{median}，通常在{low}至{high}之间。", "{label}: a rate of {value} stands apart among {count} units: their median is {median}, and {low} to {high} is usual.",
      "请核实该单位的数，或在报告中说明原因。", "Check the unit's figures, or explain the reason in the report."),
    e("rate_unlike_history", "{label}增减率{value}，与本单位此前{count}期相比异常：中位数{median}，通常在{low}至{high}之间。", "{label}: a rate of {value} is unlike its own {count} earlier rates: their median is {median}, and {low} to {high} is usual.",
      "请核实该单位的数，或在报告中说明原因。", "Check the unit's figures, or explain the reason in the report."),
    e("count_unlike_history", "{label}本期{value}，与本单位此前{count}期相比异常：中位数{median}，通常在{low}至{high}之间。", "{label}: a count of {value} is unlike its own {count} earlier counts: their median is {median}, and {low} to {high} is usual.",
      "请核实该单位的数，或在报告中说明原因。", "Check the unit's figures, or explain the reason in the report."),
    e("not_a_count", "“{value}”不是件数：应是不小于0的整数。", "“{value}” is no count: it must be a whole number, zero or more.",
      "填写本期的件数，如 563。", "Give the count of the current period, such as 563."),
    e("not_a_rate", "“{value}”不是增减率。", "“{value}” is no rate.",
      "写成 -4.58 或 -4.58%。", "Write it as -4.58 or -4.58%."),
    e("not_a_bounded_share", "由“{value}”推不出总数的界限。", "No bound on the whole follows from “{value}”.",
      "写成“超过60%”“不足5%”这样带界限的占比。", "Give a bounded share such as “over 60%” or “under 5%”."),
    e("rate_decimals", "增减率 {rate} 的小数多于 {decimals} 位。", "The rate {rate} has more than {decimals} decimals.",
      "--decimals 是印出的小数位数，不能少于所给的位数，最多 {most} 位。", "`--decimals` is how many decimals are printed: no fewer than given, and {most} at most."),
    e("solve_out_of_range", "数太大，不能精确推算。", "The numbers are too large to be solved exactly.",
      "检查件数和增减率是否填对。", "Check the count and the rate."),
];
