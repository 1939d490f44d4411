//! Errors and notes of questions: what cannot be measured or drawn, and why.

use super::{Entry, e};

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    e("review_outdated", "这些文件是对照另一个工作簿看过的，没有导入“{file}”。", "These files were reviewed against another workspace, so they were not taken into “{file}”.",
      "放弃这次待导入的文件，重新选择后再导入。", "Discard this review and choose the files again."),
    e("unknown_recipe", "没有“{name}”这个处理方案。", "There is no recipe “{name}”.",
      "用 list recipes 查看。", "See `list recipes`."),
    e("bad_recipe", "“{file}”不是处理方案：{reason}。", "“{file}” is not a recipe: {reason}.",
      "用 recipe export 写出的文件可以修改后再读入。", "Start from a file written by `recipe export`."),
    e("unknown_indicator", "没有“{indicator}”这个指标。", "There is no indicator “{indicator}”.",
      "用 list indicators 查看。", "See `list indicators`."),
    e("no_observations", "{period} 没有“{indicator}”的数据。", "There is no data on “{indicator}” for {period}.",
      "用 list periods 查看已有的期间。", "See `list periods` for the periods there are."),
    e("periods_not_comparable", "{period} 与 {against} 的时段不同，不能计算增减。", "{period} and {against} do not cover the same part of a year, so no rate can be computed.",
      "改为比较 {offer}。", "Compare {offer} instead."),
    e("no_period_before", "{period} 没有上一期：累计数之前没有同样长的时段。", "{period} has no period before it: nothing of the same length ends where a running total begins.",
      "用 --against 指明一个期间，或比较单月。", "Name a period with --against, or compare single months."),
    e("unknown_observation", "没有编号为 {observation} 的数。", "There is no observation {observation}.",
      "编号见 measure --json 的 inputs。", "Ids are in `inputs` of `measure --json`."),
    e("several_scopes", "有 {count} 种口径，不能合在一张图里。", "There are {count} scopes; they cannot share one chart.",
      "用 --scope 指定其一：{scopes}。", "Choose one with --scope: {scopes}."),
    e("unknown_scope", "没有“{scope}”这个口径。", "There is no scope “{scope}”.",
      "已有：{scopes}。", "There are: {scopes}."),
    e("unsupported_output", "不能写成“{file}”这种格式。", "“{file}” is not a format a chart can be written in.",
      "用 .svg、.png 或 .pdf。", "Use .svg, .png or .pdf."),
    e("size_out_of_range", "宽 {width} 毫米、{dpi} dpi 超出范围。", "A width of {width} mm at {dpi} dpi is out of range.",
      "宽 60–600 毫米，96–600 dpi。", "Use 60–600 mm and 96–600 dpi."),
    e("chart_failed", "图没有画成：{reason}。", "The chart could not be drawn: {reason}.",
      "请把这条信息和所用的文件告诉我们。", "Please report this message with the file used."),
    e("chart_empty", "“{title}”没有可画的行。", "“{title}” has no rows to draw.",
      "检查指标、期间和口径的选择。", "Check the indicator, period and scope chosen."),
    e("internal", "程序内部出错：{reason}。", "Something went wrong inside the program: {reason}.",
      "数据没有改动。请把这条信息告诉我们。", "Your data was not changed. Please report this message."),
];
