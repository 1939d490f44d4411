//! A synthetic ledger of any length: twelve columns, titles that hardly repeat, words that do.

use rust_xlsxwriter::{Format, Workbook};
use std::path::Path;

/// How the texts of the file are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// In a table of their own, as office programs save them.
    Shared,
    /// In their cells, as programs that write in one go do.
    Inline,
}

const HEADS: [&str; 12] = [
    "序号",
    "发文字号",
    "标题",
    "文种",
    "发文机关",
    "市州",
    "密级",
    "成文日期",
    "份数",
    "字数",
    "页数",
    "是否计入统计",
];
const KINDS: [&str; 8] = ["通知", "意见", "函", "纪要", "请示", "报告", "批复", "通报"];
const AREAS: [&str; 6] = ["长沙市", "株洲市", "湘潭市", "衡阳市", "邵阳市", "岳阳市"];
const ISSUERS: [&str; 5] = ["市委办公室", "市政府办公室", "市委组织部", "市发展改革委", "市财政局"];
const MATTERS: [&str; 7] =
    ["乡村振兴", "安全生产", "防汛抗旱", "营商环境优化", "基层减负", "政务服务", "教育督导"];
const FORMS: [&str; 6] = ["工作方案", "实施意见", "责任清单", "考核办法", "任务分工", "专项整治行动方案"];

/// A small generator of numbers that look random and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn of<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let index = self.below(u32::try_from(list.len()).unwrap_or(1));
        list.get(usize::try_from(index).unwrap_or(0)).copied().unwrap_or_default()
    }
}

/// Writes a ledger of so many records.
pub fn write_ledger(path: &Path, records: u32, texts: Texts) -> anyhow::Result<()> {
    let mut workbook = Workbook::new();
    let sheet = match texts {
        Texts::Shared => workbook.add_worksheet_with_low_memory(),
        Texts::Inline => workbook.add_worksheet_with_constant_memory(),
    }?;
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (col, head) in (0..).zip(HEADS) {
        sheet.write_string(0, col, head)?;
    }
    let mut chance = Chance(20_231);
    for row in 1..=records {
        let (area, kind, issuer) = (chance.of(&AREAS), chance.of(&KINDS), chance.of(&ISSUERS));
        let (day, words) = (chance.below(730), 300 + chance.below(9000));
        let year = 2022 + day / 365;
        sheet.write_number(row, 0, row)?;
        sheet.write_string(row, 1, format!("湘{issuer}发〔{year}〕{}号", 1 + chance.below(30_000)))?;
        let (matter, form, batch) = (chance.of(&MATTERS), chance.of(&FORMS), 1 + chance.below(9000));
        sheet.write_string(
            row,
            2,
            format!("关于印发《{area}{year}年{matter}{form}（第{batch}批）》的{kind}"),
        )?;
        for (col, text) in [(3, kind), (4, issuer), (5, area), (6, chance.of(&["公开", "公开", "内部"]))]
        {
            sheet.write_string(row, col, text)?;
        }
        sheet.write_number_with_format(row, 7, 44_562 + day, &date)?;
        for (col, number) in [(8, 1 + chance.below(200)), (9, words), (10, 1 + words / 650)] {
            sheet.write_number(row, col, number)?;
        }
        sheet.write_string(row, 11, chance.of(&["是", "是", "是", "是", "否"]))?;
    }
    Ok(workbook.save(path)?)
}
