//! How much a source file may ask for. Chosen well above any real office file and below what hurts.

/// Largest file that is opened. It is held in memory while it is read.
pub const MAX_FILE_BYTES: u64 = 512 << 20;

/// Largest part of a zipped workbook after inflation (a sheet of 40 million cells is about 2 GiB of XML).
pub const MAX_PART_BYTES: u64 = 4 << 30;

/// Largest part that has to be held in memory as a whole: shared strings, styles, the list of sheets.
pub const MAX_HELD_PART_BYTES: u64 = 1 << 30;

/// Most cells of one workbook, about 300 MiB once read, beside their texts.
pub const MAX_CELLS: u64 = 40_000_000;

/// Most text of one workbook, repeated texts counted once where the reader knows them.
pub const MAX_TEXT_BYTES: u64 = 1 << 30;

/// Longest text of one cell. Spreadsheets stop at 32,767 characters; a text file may go further.
pub const MAX_CELL_BYTES: usize = 16 << 20;

/// Columns a sheet may have (spreadsheets stop at 16,384).
pub const MAX_COLUMNS: u32 = 65_536;

/// Rows a sheet may have. Spreadsheets stop at 1,048,576; a text file may go further.
pub const MAX_ROWS: u32 = 1 << 26;

/// Most sheets of one workbook.
pub const MAX_SHEETS: usize = 4_096;

/// Most merged rectangles of one sheet.
pub const MAX_MERGES: usize = 1_000_000;
