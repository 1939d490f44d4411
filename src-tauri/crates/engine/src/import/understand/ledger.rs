//! Ledgers (台账): one record per row. Their columns, the fields these stand for, and how many records there are.

use super::dates::is_date_by_place;
use super::grid::{Cell, Grid, Row};
use super::header::Head;
use super::lines::{Block, head_of};
use super::text::{is_note, is_signature, is_total_label, plain, split_bracket};
use super::value::{Reading, read_cell};
use crate::import::LedgerColumn;
use crate::model::{FieldType, LineClass, RawCell, RawValue, Sheet};
use std::ops::Range;

/// Words of heads and the fields they stand for. The first entry whose word equals the head wins.
const FIELDS: &[(&str, &[&str])] = &[
    ("sequence", &["序号", "编号", "顺序号", "No."]),
    ("document_number", &["发文字号", "文号", "来文字号", "文件字号", "发文文号", "来文文号", "文件编号"]),
    (
        "title",
        &[
            "标题",
            "文件标题",
            "文件名称",
            "会议名称",
            "名称",
            "报表名称",
            "应用名称",
            "事项名称",
            "来文标题",
            "活动名称",
            "材料名称",
            "题名",
            "检查名称",
            "督查事项",
        ],
    ),
    ("document_type", &["文种", "公文种类"]),
    ("item_type", &["类型", "来文类型", "文件类型"]),
    ("form", &["形式", "会议形式", "发文形式", "文件形式", "召开形式", "行文形式"]),
    (
        "issuer",
        &["发文机关", "发文单位", "下发部门", "下发单位", "制发单位", "印发单位", "牵头单位", "发文部门"],
    ),
    ("sender", &["来文单位", "来文机关"]),
    ("sender_level", &["来文层级", "来文级别"]),
    ("joint_issuers", &["联合单位", "联合发文单位", "联合行文单位", "会签单位", "联合机关"]),
    ("organiser", &["承办单位", "主办单位", "召集单位", "组织单位", "承办部门"]),
    ("convened_as", &["名义", "会议名义", "发文名义"]),
    ("area", &["地区", "市州", "县市区", "区县", "所属地区"]),
    ("recipients", &["主送", "主送机关", "主送单位", "参会范围", "发送范围", "参会单位"]),
    ("reach_level", &["普发层级", "开到层级", "层级", "发至层级", "下发层级", "印发层级"]),
    ("secrecy", &["密级", "秘密等级"]),
    ("planned", &["计划内/外", "计划内外", "是否计划内", "计划内"]),
    ("category", &["类别", "分类"]),
    ("issued_on", &["成文日期", "发文日期", "成文时间", "发文时间", "签发日期"]),
    ("printed_on", &["印发日期", "印发时间"]),
    ("received_on", &["收文日期", "来文日期", "收文时间", "收到日期"]),
    ("held_on", &["召开日期", "会议日期", "召开时间", "会议时间"]),
    ("starts_at", &["开始", "开始时间"]),
    ("ends_at", &["结束", "结束时间"]),
    ("duration_minutes", &["时长", "会议时长"]),
    ("due_on", &["时限", "办理时限", "报送时限", "截止日期", "要求完成时间"]),
    ("copies", &["份数", "印发份数", "印数"]),
    ("characters", &["字数"]),
    ("pages", &["页数"]),
    ("attendance", &["参会人数", "参会人次", "人数"]),
    ("is_chief_required", &["要求主要负责同志参加", "要求一把手参加", "主要负责同志参加"]),
    ("is_normative", &["规范性文件", "是否规范性文件"]),
    ("is_counted", &["是否计入统计", "计入统计", "是否计入"]),
    ("reason_not_counted", &["不计入原因", "不计入统计原因"]),
    ("drafting_unit", &["拟稿单位", "起草单位", "拟稿部门"]),
    ("drafter", &["拟稿人", "起草人"]),
    ("signer", &["签发人", "签发领导"]),
    ("method", &["方式", "检查方式", "督查方式"]),
    ("target", &["对象", "检查对象", "填报对象", "督查对象"]),
    ("basis", &["依据", "设立依据", "政策依据"]),
    ("approval_number", &["批准文号", "审批文号", "批准文件"]),
    ("is_in_quiet_week", &["是否在无会周", "无会周", "是否无会周"]),
    ("merged_meeting", &["套开/合并原会议", "套开合并原会议", "合并会议"]),
    ("requires_report", &["要求报送材料", "是否要求报送材料"]),
    ("handler", &["承办", "承办人", "经办人", "办理单位"]),
    ("app_kind", &["平台类型", "应用类型"]),
    ("operator", &["运营单位", "运维单位", "开发单位", "运营主体"]),
    ("launched_on", &["上线时间", "上线日期", "开通时间"]),
    ("users", &["用户数", "注册用户数", "用户数量"]),
    ("monthly_active", &["月活", "月活跃用户", "月活用户数"]),
    ("function", &["功能", "主要功能"]),
    ("gamified", &["打卡/积分/排名", "打卡积分排名"]),
    ("disposal", &["处置", "处置方式", "清理结果", "处理方式", "处置意见"]),
    ("merged_into", &["整合到", "合并到", "整合至", "并入"]),
    ("disposed_on", &["处置时间", "处置日期"]),
    ("filing_number", &["备案号", "备案编号"]),
    ("frequency", &["频次", "报送频次", "填报频次"]),
    ("indicator_count", &["指标数", "指标数量"]),
    ("indicator_count_after", &["精简后指标数"]),
    ("is_kept", &["处置/保留", "保留"]),
    ("is_stopped", &["处置/停用", "停用"]),
    ("is_merged", &["处置/合并", "合并"]),
    ("is_optimised", &["处置/优化", "优化"]),
    ("is_one_form", &["是否接入一表通", "接入一表通"]),
    ("clause", &["条款", "涉及条款"]),
    ("status", &["状态", "办理状态"]),
    ("result", &["结果", "办理结果", "核查结果"]),
    ("remarks", &["备注", "说明"]),
];

/// The field a column head names.
pub(super) fn field_of(name: &str) -> Option<&'static str> {
    let text = plain(name);
    let text = split_bracket(&text).0;
    FIELDS.iter().find(|(_, words)| words.contains(&text)).map(|(field, _)| *field)
}

/// Rows looked at to tell a ledger from a summary.
const SAMPLE: usize = 60;

/// Whether the table below a head keeps one record per row. Evidence: the title's words, heads that are fields of
/// records, and columns of words and dates rather than figures.
pub(super) fn is_ledger(grid: &Grid<'_>, preamble: &Range<usize>, head: &Range<usize>) -> bool {
    let rows = grid.rows.get(head.end..).unwrap_or(&[]);
    let sample: Vec<&Row<'_>> =
        rows.iter().filter(|r| r.cells.len() >= 2 && !r.is_signature()).take(SAMPLE).collect();
    let top = grid.rows.get(head.clone()).unwrap_or(&[]);
    let cols = top.iter().chain(sample.iter().copied()).flat_map(|r| r.cells.iter().map(Cell::col));
    let (Some(first), Some(last)) = (cols.clone().min(), cols.max()) else { return false };
    let tree = head_of(grid, head, first, last);
    let (mut fields, mut words, mut figures) = (0usize, 0usize, 0usize);
    for col in first..=last {
        let field = field_of(&tree.joined(col));
        fields += usize::from(
            field.is_some_and(|f| !matches!(f, "sequence" | "remarks" | "area" | "category" | "item_type")),
        );
        let cells = || sample.iter().filter_map(|r| r.at(col));
        let filled = cells().count();
        let figure = cells().filter(|c| c.is_figure()).count();
        let is_unit_or_code = ["单位", "代码", "序号"].iter().any(|w| tree.joined(col).ends_with(w))
            && field.is_none_or(|f| f == "sequence");
        if filled == 0 || is_unit_or_code || field == Some("remarks") {
            continue;
        }
        if figure * 2 > filled { figures += 1 } else { words += 1 }
    }
    let titles = grid.rows.get(preamble.clone()).unwrap_or(&[]);
    let is_called_ledger = titles.iter().flat_map(|r| &r.cells).any(|c| {
        ["台账", "登记表", "登记簿", "明细", "清单", "名册", "花名册"].iter().any(|w| c.text.contains(w))
    });
    // A label column or two are usual in a summary.
    let is_wordy = words >= 3 && words > figures;
    (is_wordy && (fields >= 3 || figures == 0 || is_called_ledger))
        || (is_called_ledger && fields >= 2 && words >= 2)
        || (figures == 0 && words >= 2)
}

/// The columns of a ledger.
pub(super) fn columns(grid: &Grid<'_>, block: &Block, first: u32, last: u32) -> Vec<LedgerColumn> {
    let tree: Head = head_of(grid, &block.head, first, last);
    let body = grid.rows.get(block.body.clone()).unwrap_or(&[]);
    (first..=last)
        .filter(|col| {
            !tree.path(*col).is_empty() || body.iter().any(|r| r.cells.len() > 1 && r.at(*col).is_some())
        })
        .map(|column| {
            let name = tree.joined(column);
            let field = field_of(&name).or_else(|| tree.path(column).last().and_then(|n| field_of(n)));
            LedgerColumn { column, field, field_type: type_of(body, column, field), name }
        })
        .collect()
}

fn type_of(body: &[Row<'_>], col: u32, field: Option<&str>) -> FieldType {
    let cells = || body.iter().filter(|r| r.cells.len() > 1).filter_map(|r| r.at(col));
    let filled = cells().count().max(1);
    let share = |count: usize| count * 10 >= filled * 8;
    if cells().count() == 0 {
        return if field.is_some_and(|f| f.ends_with("_on")) { FieldType::Date } else { FieldType::Text };
    }
    let is_day = |c: &&Cell<'_>| c.reading == Reading::Date || is_date_by_place(&plain(&c.text));
    if field.is_some_and(|f| f.ends_with("_on")) && share(cells().filter(is_day).count()) {
        return FieldType::Date;
    }
    if share(cells().filter(|c| c.reading.number().is_some()).count()) {
        return FieldType::Number;
    }
    if share(cells().filter(|c| c.reading == Reading::Date).count()) {
        let is_time = cells().any(|c| c.text.contains(':') && !c.text.contains('-'));
        return if is_time { FieldType::Time } else { FieldType::Date };
    }
    if share(cells().filter(|c| matches!(c.text.as_str(), "是" | "否")).count()) {
        return FieldType::Boolean;
    }
    FieldType::Text
}

/// What the rows of a ledger's body are, one by one, without keeping any of them: the pass over millions of records.
#[derive(Debug)]
pub(super) struct RecordCounter {
    width: usize,
    /// Classes of the rows seen, in order.
    pub lines: Vec<(u32, LineClass)>,
    /// Number of records.
    pub records: u64,
    /// Last record.
    pub last_record: Option<u32>,
}

impl RecordCounter {
    /// For a ledger whose head has this many columns.
    pub(super) fn new(width: usize) -> Self {
        Self { width, lines: Vec::new(), records: 0, last_record: None }
    }

    /// Takes a row of the sheet.
    pub(super) fn take<'s>(&mut self, row: u32, cells: impl Iterator<Item = RawCell<'s>>) {
        // Words that make a line something else than a record stand at its start.
        let mut start: [Option<RawCell<'s>>; 3] = [None; 3];
        let mut count = 0usize;
        for cell in cells {
            if let RawValue::Text(text) = cell.value
                && text.chars().all(super::text::is_blank)
            {
                continue;
            }
            if let Some(slot) = start.get_mut(count) {
                *slot = Some(cell);
            }
            count += 1;
        }
        let [Some(first), ..] = start else { return };
        let class = self.class_of(count, &first, &start);
        if class == LineClass::Data {
            self.records += 1;
            self.last_record = Some(row);
        }
        self.lines.push((row, class));
    }

    fn class_of(&self, count: usize, first: &RawCell<'_>, start: &[Option<RawCell<'_>>]) -> LineClass {
        let mut texts = start.iter().flatten().filter_map(|c| match c.value {
            RawValue::Text(text) => Some(text),
            _ => None,
        });
        if texts.clone().any(|t| t.contains([':', '：']) && is_signature(t)) {
            return LineClass::Note;
        }
        if count * 2 <= self.width.max(6) && texts.any(|t| t.len() <= 48 && is_total_label(t)) {
            return LineClass::Total;
        }
        if count == 1 && self.width > 1 {
            return match read_cell(first) {
                Reading::Text if is_note(&first.text()) => LineClass::Note,
                Reading::Text => LineClass::Group,
                Reading::Number { .. } | Reading::Mark(_) | Reading::Date | Reading::Blank => {
                    LineClass::Other
                }
            };
        }
        if count <= 2 && is_note(&first.text()) { LineClass::Note } else { LineClass::Data }
    }
}

/// Counts the records of a block between two columns, and of the rest of the sheet where the block goes on beyond the rows looked at.
pub(super) fn count_records(
    sheet: &Sheet,
    grid: &Grid<'_>,
    block: &Block,
    (left, right): (u32, u32),
    is_open_ended: bool,
) -> RecordCounter {
    let width =
        grid.rows.get(block.head.clone()).unwrap_or(&[]).iter().map(|r| r.cells.len()).max().unwrap_or(1);
    let mut counter = RecordCounter::new(width);
    let rows = grid.rows.get(block.body.clone()).unwrap_or(&[]);
    let (Some(first), Some(last)) = (rows.first().map(|r| r.row), rows.last().map(|r| r.row)) else {
        return counter;
    };
    let last = if is_open_ended { u32::MAX } else { last };
    for (row, cells) in sheet.rows() {
        if row > last {
            break;
        }
        if row >= first {
            counter.take(row, cells.filter(|c| (left..=right).contains(&c.at.col)));
        }
    }
    // What follows the last record and heads nothing is a note.
    let last_record = counter.last_record;
    for (row, class) in counter.lines.iter_mut().rev() {
        if Some(*row) <= last_record {
            break;
        }
        if matches!(class, LineClass::Group | LineClass::Other) {
            *class = LineClass::Note;
        }
    }
    counter
}
