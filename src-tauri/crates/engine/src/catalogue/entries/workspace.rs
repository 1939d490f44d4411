//! Steps of the history, and errors of the workspace file.

use super::{Entry, e};

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    e("step_settings", "修改设置", "Changed the settings", "", ""),
    e("step_recipe", "存入处理方案“{name}”", "Kept recipe “{name}”", "", ""),
    e("step_report", "存入报告“{name}”", "Kept report “{name}”", "", ""),
    e("step_delete_report", "删去报告“{name}”", "Took out report “{name}”", "", ""),
    e("step_import", "导入 {files} 个文件（{names}）：{values} 个数，另有 {others} 格只供核对", "Import of {names} ({files}): {values} figures, and {others} cells for checking", "", ""),

    e("unknown_report", "没有名为“{name}”的报告。", "There is no report named “{name}”.",
      "先用 report --keep 存入。", "Keep one with report --keep first."),
    e("bad_report", "报告“{name}”读不出来：{reason}。", "Report “{name}” cannot be read: {reason}.",
      "用 undo 退回到它还能读的一步。", "Undo to a step in which it could be read."),
    e("not_a_workspace", "“{file}”不是减负账文件。", "“{file}” is not a Jianfu workspace.",
      "选择扩展名为 .jianfu 的文件。", "Choose a file whose name ends in .jianfu."),
    e("newer_workspace", "“{file}”由更新的版本保存（格式 {found}，本程序支持到 {supported}），没有改动它。", "“{file}” was saved by a newer version (format {found}; this program knows up to {supported}). It was left untouched.",
      "请升级减负账。", "Upgrade Jianfu."),
    e("workspace_damaged", "“{file}”已损坏：{reason}。", "“{file}” is damaged: {reason}.",
      "从备份恢复。", "Restore it from a backup."),
    e("workspace_locked", "“{file}”正被另一个窗口使用。", "“{file}” is in use by another window.",
      "关闭另一个窗口后重试。", "Close the other window, then try again."),
    e("workspace_missing", "没有“{file}”。", "There is no “{file}”.",
      "先用 import 建立，或检查路径。", "Create it with import, or check the path."),
    e("store_failed", "读写工作簿时出错：{reason}。", "The workspace could not be read or written: {reason}.",
      "检查磁盘空间和权限后重试。", "Check disk space and permissions, then try again."),
    e("workspace_exists", "“{file}”已经存在，没有改动它。", "“{file}” already exists. It was left untouched.",
      "换一个文件名，或打开已有的文件。", "Choose another name, or open the file that is there."),
    e("older_workspace", "“{file}”由较早的版本保存（格式 {found}，本程序用格式 {supported}），只读方式打不开。", "“{file}” was saved by an earlier version (format {found}; this program uses {supported}) and cannot be opened read-only.",
      "先以可写方式打开一次；升级前会自动另存一份原文件。", "Open it once for writing; the original is copied aside before it is upgraded."),
    e("history_conflict", "步骤 {step} 之后数据被别的程序改过，不能撤销或重做，没有改动数据。", "The data was changed by another program after step {step}, so it cannot be undone or redone. Nothing was changed.",
      "从备份恢复。", "Restore the workspace from a backup."),
    e("nothing_to_undo", "没有可撤销的步骤。", "There is no step to undo.", "", ""),
    e("clipboard_failed", "没有复制到剪贴板：{reason}。", "Nothing was copied to the clipboard: {reason}.",
      "再试一次；若仍不行，改用导出。", "Try again; where it still fails, export instead."),
    e("no_such_step", "不能回到步骤 {step}：历史中没有这一步，或它已被后来的步骤取代。", "Step {step} cannot be gone to: the history has no such step, or later steps took its place.",
      "在历史中另选一步。", "Choose another step of the history."),
    e("nothing_to_redo", "没有可重做的步骤。", "There is no step to redo.", "", ""),
];
