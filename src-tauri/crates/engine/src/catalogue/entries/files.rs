//! Errors: a file that cannot be read or written.

use super::{Entry, e};

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    e("encrypted", "“{file}”有打开密码，无法读取。", "“{file}” needs a password to open.",
      "给出密码：窗口中填在文件下方，命令行用 --password。", "Give the password: in the window below the file, on the command line with --password."),
    e("wrong_password", "给出的密码打不开“{file}”。", "The password given does not open “{file}”.",
      "核对密码，注意大小写和全角半角；或请填报单位去掉密码后重新发送。", "Check the password, upper and lower case included, or ask for a copy without one."),
    e("unsupported_encryption", "“{file}”的加密方式不受支持，无法读取。", "“{file}” is encrypted in a way that is not supported.",
      "用表格软件打开，去掉密码或另存为 xlsx 后重新导入。", "Open it in a spreadsheet program, remove the password or save it as xlsx, then import it again."),
    e("too_large", "“{file}”过大，超出内存限制 {limit}。", "“{file}” is too large: reading it would need more than {limit} of memory.",
      "拆分文件，或删去不用的工作表后重新导入。", "Split the file or delete sheets that are not needed, then import it again."),
    e("damaged", "打不开“{file}”，文件不完整或已损坏。", "“{file}” is incomplete or damaged and cannot be read.",
      "用表格软件打开并另存后重新导入；如仍打不开，请填报单位重新发送。", "Open and save it again in a spreadsheet program; if that fails, ask for a new copy."),
    e("not_a_spreadsheet", "“{file}”不是表格文件。", "“{file}” is not a spreadsheet.",
      "可导入 xlsx、xls、xlsb、ods、csv 和 txt。", "Files that can be imported: xlsx, xls, xlsb, ods, csv, txt."),
    e("timed_out", "读取“{file}”超过 {limit} 秒，已停止。", "Reading “{file}” took more than {limit} seconds and was stopped.",
      "拆分文件后重新导入。", "Split the file, then import it again."),
    e("cannot_read", "读不到“{file}”：{reason}。", "“{file}” cannot be read: {reason}.",
      "检查文件是否存在、是否有权限。", "Check that the file exists and that you may read it."),
    e("cannot_write", "写不了“{file}”：{reason}。", "“{file}” cannot be written: {reason}.",
      "检查文件夹是否存在、是否有权限、磁盘是否已满。", "Check that the folder exists, that you may write there, and that the disk has room."),
    e("no_files", "“{path}”中没有可导入的文件。", "“{path}” holds no file that can be imported.",
      "可导入 xlsx、xls、xlsb、ods、csv 和 txt。", "Files that can be imported: xlsx, xls, xlsb, ods, csv, txt."),
    e("cancelled", "已取消，没有改动。", "Cancelled; nothing was changed.", "", ""),
    e("changed_since_review", "“{files}”在上次核对之后改过，上次就它确定的没有沿用。", "“{files}” changed after you reviewed it; what you settled about it then was not taken over.",
      "对照新的内容重新核对。", "Review it again as it is now."),
    e("no_unfinished_review", "没有未完成的导入。", "There is no unfinished import.", "重新选择文件。", "Choose the files again."),
    e("reader_failed", "读取程序意外退出（{reason}），“{file}”没有读完。", "The reader ended unexpectedly ({reason}) and did not finish “{file}”.",
      "文件可能已损坏；用表格软件另存后重新导入。", "The file may be damaged; save it again in a spreadsheet program, then import it."),
];
