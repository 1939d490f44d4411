//! Heads of ledgers and the fields they stand for.

use super::text::{plain, split_bracket};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Fields and the heads that name them, as offices word them. A head that two fields could claim (`时间`, `拟办意见`)
/// stays out: unknown is better than wrong.
const FIELDS: &[(&str, &str)] = &[
    ("sequence", "序号 编号 顺序号 No. No 号 项次"),
    (
        "document_number",
        "发文字号 文号 来文字号 文件字号 公文字号 字号 发文文号 来文文号 文件文号 公文文号 原文号 来文编号 文件编号",
    ),
    (
        "title",
        "标题 题名 名称 文件标题 文件名称 文件题目 文件名 公文标题 公文名称 来文标题 来文名称 事由 来文事由 发文标题 \
         会议名称 会议标题 会议题目 会议主题 报表名称 表格名称 报表(表格)名称 报表表格名称 表名 台账名称 \
         应用名称 程序名称 平台名称 APP名称 应用程序名称 账号名称 群组名称 事项名称 活动名称 材料名称 机构名称 \
         检查名称 督查名称 考核名称 督查事项 检查事项 考核事项 督检考事项 督查检查考核事项 督查检查考核事项名称 项目名称",
    ),
    ("document_type", "文种 公文种类 公文文种 文件文种 文件种类"),
    ("item_type", "类型 来文类型 文件类型 事项类型"),
    ("form", "形式 会议形式 会议方式 发文形式 文件形式 召开形式 召开方式 行文形式 文头 文头形式 版头"),
    (
        "issuer",
        "发文机关 发文单位 发文部门 制发机关 制发单位 制发部门 制文单位 制文机关 印发单位 印发机关 印发部门 \
         下发部门 下发单位 布置单位 布置部门",
    ),
    ("sender", "来文单位 来文机关 来文部门"),
    ("sender_level", "来文层级 来文级别 来文单位层级"),
    ("joint_issuers", "联合单位 联合发文单位 联合行文单位 会签单位 联合机关 联合发文机关 联合印发单位"),
    (
        "organiser",
        "承办单位 承办部门 主办单位 主办部门 召集单位 组织单位 牵头单位 牵头部门 实施单位 实施部门 责任单位 责任部门 \
         主管单位 主管部门 建设单位",
    ),
    ("convened_as", "名义 会议名义 发文名义 召开名义 以何名义召开"),
    ("area", "地区 市州 县市区 区县 所属地区 所在地区 盟市 旗县 旗县市区 行政区划"),
    (
        "recipients",
        "主送 主送机关 主送单位 参会范围 参加范围 参会人员 参会对象 参会人员范围 发送范围 印发范围 发文范围 参会单位 抄送单位",
    ),
    (
        "reach_level",
        "普发层级 开到层级 会议层级 层级 发至层级 下发层级 发文层级 印发层级 报表层级 参会层级 发放层级",
    ),
    ("secrecy", "密级 秘密等级 保密级别 保密等级 涉密等级"),
    ("planned", "计划内/外 计划内外 是否计划内 计划内 是否列入计划 是否在计划内 列入计划 是否纳入计划"),
    ("category", "类别 分类"),
    ("issued_on", "成文日期 成文时间 发文日期 发文时间 签发日期 签发时间 制发日期 制发时间"),
    ("printed_on", "印发日期 印发时间 印制日期 印制时间"),
    ("received_on", "收文日期 收文时间 来文日期 来文时间 收到日期 收到时间 签收日期 签收时间"),
    (
        "held_on",
        "召开日期 召开时间 会议日期 会议时间 开会日期 开会时间 检查日期 检查时间 督查日期 督查时间 考核时间 \
         开展日期 开展时间 实施日期 实施时间",
    ),
    ("starts_at", "开始 开始时间"),
    ("ends_at", "结束 结束时间"),
    ("duration_minutes", "时长 会议时长 用时 会议用时"),
    ("due_on", "时限 办理时限 办结时限 报送时限 完成时限 截止日期 截止时间 要求完成时间 要求报送时间"),
    ("copies", "份数 印发份数 印数 印制份数"),
    ("characters", "字数 正文字数 文件字数 公文字数 篇幅字数"),
    ("pages", "页数 页码数 文件页数"),
    ("attendance", "参会人数 参会人次 参加人数 到会人数 与会人数 参会总人数 人数"),
    ("is_chief_required", "要求主要负责同志参加 要求一把手参加 主要负责同志参加 是否要求主要负责同志参加"),
    ("is_normative", "规范性文件 是否规范性文件 是否为规范性文件"),
    ("is_counted", "是否计入统计 计入统计 是否计入 是否统计 是否纳入统计 纳入统计"),
    ("reason_not_counted", "不计入原因 不计入统计原因 未计入原因 未纳入统计原因"),
    ("drafting_unit", "拟稿单位 拟稿部门 拟稿科室 起草单位 起草部门 起草科室"),
    ("drafter", "拟稿人 起草人"),
    ("signer", "签发人 签发领导"),
    ("method", "方式 检查方式 督查方式 考核方式"),
    ("target", "对象 检查对象 填报对象 报送对象 填报主体 督查对象 考核对象 被检查单位 被督查单位 受检单位"),
    ("basis", "依据 设立依据 政策依据 文件依据 制发依据 检查依据"),
    ("approval_number", "批准文号 审批文号 批准文件"),
    ("is_in_quiet_week", "是否在无会周 无会周 是否无会周"),
    ("merged_meeting", "套开/合并原会议 套开合并原会议 合并会议"),
    (
        "requires_report",
        "要求报送材料 是否要求报送材料 是否要求报材料 是否需报送 是否需报送材料 是否要求报送 需报送材料",
    ),
    ("handler", "承办 承办人 经办人 办理人 办理单位"),
    ("app_kind", "平台类型 平台类别 应用类型 应用类别 APP类型 账号类型"),
    ("operator", "运营单位 运维单位 开发单位 运营主体"),
    ("launched_on", "上线时间 上线日期 开通时间 开通日期 建成时间 创建时间 建立时间 创建日期"),
    ("users", "用户数 注册用户数 注册用户 用户数量 用户总数 用户量 关注人数 关注数 粉丝数 群成员数"),
    ("monthly_active", "月活 月活跃用户 月活用户数 月活跃用户数"),
    ("function", "功能 主要功能 用途 主要用途"),
    ("gamified", "打卡/积分/排名 打卡积分排名 是否打卡排名 是否有打卡积分排名"),
    ("disposal", "处置 处置方式 处置意见 处置结果 清理结果 清理意见 清理方式 处理方式"),
    ("merged_into", "整合到 合并到 整合至 合并至 并入 并入平台 整合去向 整合平台"),
    ("disposed_on", "处置时间 处置日期 注销时间 注销日期 关停时间 关停日期"),
    ("filing_number", "备案号 备案编号"),
    ("frequency", "频次 报送频次 填报频次 填报频率 报送频率 报送周期 填报周期 报告期别 年度频次 检查频次"),
    ("indicator_count", "指标数 指标数量 指标个数 填报指标数"),
    ("indicator_count_after", "精简后指标数 优化后指标数 清理后指标数"),
    ("is_kept", "处置/保留 保留"),
    ("is_stopped", "处置/停用 停用"),
    ("is_merged", "处置/合并 合并"),
    ("is_optimised", "处置/优化 优化"),
    ("is_one_form", "是否接入一表通 接入一表通 是否纳入一表通"),
    ("clause", "条款 涉及条款"),
    ("status", "状态 办理状态 完成情况 完成状态"),
    ("result", "结果 办理结果 核查结果"),
    ("remarks", "备注 说明 备注说明"),
];

/// The field a column head names.
pub(super) fn field_of(name: &str) -> Option<&'static str> {
    static BY_WORD: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let of = |(field, words): &(&'static str, &'static str)| {
            let field = *field;
            words.split_whitespace().map(move |word| (word, field))
        };
        FIELDS.iter().flat_map(of).collect()
    });
    let text = plain(name);
    let bare = split_bracket(&text).0;
    BY_WORD.get(bare).or_else(|| BY_WORD.get(text.as_str())).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_in_the_words_of_many_offices() {
        for (head, field) in [
            ("公 文 字 号", "document_number"),
            ("报表（表格）名称", "title"),
            ("督检考事项", "title"),
            ("牵头单位", "organiser"),
            ("督查时间", "held_on"),
            ("用时（分钟）", "duration_minutes"),
            ("注册用户", "users"),
            ("被检查单位", "target"),
        ] {
            assert_eq!(field_of(head), Some(field), "{head}");
        }
        for head in ["时间", "拟办意见", "责任人", "会议内容"] {
            assert_eq!(field_of(head), None, "{head}");
        }
    }

    #[test]
    fn no_word_stands_for_two_fields() {
        let mut all: Vec<&str> = FIELDS.iter().flat_map(|(_, words)| words.split_whitespace()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
