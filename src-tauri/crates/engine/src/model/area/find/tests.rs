//! Names as offices write them, and what must not be taken for a name.
#![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]

use super::super::areas;
use super::*;

fn code(label: &str, within: u32) -> Option<u32> {
    let within = (within > 0).then(|| AreaCode::new(within).unwrap());
    find_area(label, within).map(|area| area.code.get())
}

fn check(label: &str, expected: u32) {
    assert_eq!(code(label, 0), Some(expected), "`{label}` must be {expected}");
}

fn check_title(text: &str, expected: Option<u32>) {
    assert_eq!(find_area_in(text).map(|a| a.code.get()), expected, "in `{text}`");
}

const HUNAN: [(&str, u32); 13] = [
    ("长沙", 430100),
    ("株洲", 430200),
    ("湘潭", 430300),
    ("衡阳", 430400),
    ("邵阳", 430500),
    ("岳阳", 430600),
    ("常德", 430700),
    ("张家界", 430800),
    ("益阳", 430900),
    ("郴州", 431000),
    ("永州", 431100),
    ("怀化", 431200),
    ("娄底", 431300),
];

#[test]
fn hunan_prefectures_under_all_their_spellings() {
    for (short, expected) in HUNAN {
        let spaced: String = short.chars().flat_map(|c| [c, ' ']).chain(['市']).collect();
        let wide: String = short.chars().flat_map(|c| [c, '\u{3000}']).collect();
        for label in [
            short.to_owned(),
            format!("{short}市"),
            format!(" {short}\n市 "),
            format!("湖南{short}"),
            format!("湖南省{short}市"),
            format!("{short}市："),
            spaced,
            wide,
        ] {
            check(&label, expected);
            assert_eq!(code(&label, 430000), Some(expected), "`{label}` within the province");
        }
    }
    for label in ["湘西", "湘西州", "湘 西 州", "湘西自治州", "湘西土家族苗族自治州", "湖南省湘西州"]
    {
        check(label, 433100);
    }
    check("株洲市", 430200);
}

#[test]
fn provinces_and_the_country() {
    check("湖南", 430000);
    check("湖南省", 430000);
    check("内蒙古", 150000);
    check("内蒙古自治区", 150000);
    check("广西壮族自治区", 450000);
    check("广 西", 450000);
    check("新疆", 650000);
    check("北京", 110000);
    check("上海市", 310000);
    check("香港", 810000);
    check("全国", 0);
    check("全  国", 0);
    check("恩施州", 422800);
    check("黔东南州", 522600);
}

#[test]
fn what_is_not_an_area() {
    for label in [
        "",
        "全省",
        "全市",
        "合计",
        "小计",
        "其中",
        "市本级",
        "岳阳市本级",
        "省直单位",
        "市委办",
        "公安",
        "合作",
        "新建",
        "南部",
        "城区",
        "东区",
        "和平",
        "建设",
        "发文数",
        "省",
        "市",
        "县",
        "2023年",
        "湖南省委",
        "123",
        "通知",
        "会议",
        "其他",
        "开发区",
        "和",
        "芙蓉",
    ] {
        assert_eq!(code(label, 0), None, "`{label}` names no area by itself");
    }
}

#[test]
fn shared_names_are_settled_by_the_table() {
    assert_eq!(code("朝阳区", 0), None);
    assert_eq!(code("朝阳区", 110000), Some(110105));
    assert_eq!(code("朝阳区", 220100), Some(220104));
    assert_eq!(code("朝阳区", 430000), None);
    assert_eq!(code("鼓楼区", 350000), Some(350102));
    assert_eq!(code("鼓楼区", 320000), None);
    assert_eq!(code("城区", 140300), Some(140302));
    assert_eq!(code("东区", 510400), Some(510402));
    assert_eq!(code("永定区", 430000), Some(430802));
}

#[test]
fn the_higher_level_wins_unless_the_table_is_about_it() {
    assert_eq!(code("岳阳", 0), Some(430600));
    assert_eq!(code("岳阳", 430000), Some(430600));
    assert_eq!(code("岳阳", 430600), Some(430621));
    assert_eq!(code("岳阳市", 430600), Some(430600));
    assert_eq!(code("吉林", 0), Some(220000));
    assert_eq!(code("吉林", 220000), Some(220200));
    assert_eq!(code("海南", 0), Some(460000));
    assert_eq!(code("海南", 630000), Some(632500));
    assert_eq!(code("朝阳", 0), Some(211300));
    assert_eq!(code("北京市", 430000), Some(110000));
}

#[test]
fn counties() {
    check("龙南市", 360783);
    check("龙南县", 360783);
    check("龙南", 360783);
    assert_eq!(code("龙 南", 360700), Some(360783));
    check("赣州龙南", 360783);
    check("赣州 龙南", 360783);
    check("江西省赣州市龙南市", 360783);
    check("岳阳市平江县", 430626);
    check("岳阳平江", 430626);
    check("平江", 430626);
    check("攸县", 430223);
    check("攸 县", 430223);
    check("祁阳县", 431181);
    check("祁阳市", 431181);
    check("宁乡县", 430182);
    check("长沙县", 430121);
    check("湖南省湘西州凤凰县", 433123);
    check("城步县", 430529);
    check("靖州", 431229);
    check("双江拉祜族佤族布朗族傣族自治县", 530925);
    check("双江", 530925);
    check("仙桃市", 429004);
    check("北京市朝阳区", 110105);
    check("北京朝阳", 110105);
    assert_eq!(code("岳阳楼", 0), None);
    assert_eq!(code("岳阳楼", 430600), Some(430602));
    assert_eq!(code("君山", 430600), Some(430611));
}

#[test]
fn every_full_name_is_found_in_its_own_prefecture() {
    for area in areas().iter().filter(|a| a.code != AreaCode::CHINA) {
        let found = find_area(area.name, area.code.parent());
        assert_eq!(found.map(|a| a.code), Some(area.code), "{} ({})", area.name, area.code);
        let short = find_area(area.short_name, area.code.parent());
        assert_eq!(short.map(|a| a.code), Some(area.code), "{} ({})", area.short_name, area.code);
    }
}

#[test]
fn every_prefecture_is_found_after_its_province() {
    for area in areas().iter().filter(|a| a.code.level() == AreaLevel::Prefecture) {
        let province = get_area(area.code.parent().unwrap()).unwrap();
        check(&format!("{}{}", province.name, area.name), area.code.get());
        check(&format!("{}{}", province.short_name, area.short_name), area.code.get());
        check_title(&format!("{}{}2023年发文情况统计表", province.name, area.name), Some(area.code.get()));
    }
}

#[test]
fn titles() {
    check_title("2023年度岳阳市发文情况统计表", Some(430600));
    check_title("2023年度岳阳 市发文情况统计表", Some(430600));
    check_title("湖南省14市州2019—2023年发文情况", Some(430000));
    check_title("湖南省岳阳市2023年度发文情况", Some(430600));
    check_title("湘西州2024年度发文情况统计表", Some(433100));
    check_title("湘西自治州2024年度发文情况统计表", Some(433100));
    check_title("湘西土家族苗族自治州发文情况", Some(433100));
    check_title("2023年度岳阳市及所辖县市区发文情况统计表", Some(430600));
    check_title("岳阳县市区发文情况统计表", None);
    check_title("岳阳县2023年发文情况", Some(430621));
    check_title("填报单位（盖章）：中共常德市委办公室", Some(430700));
    check_title("2024年度攸县发文情况统计表", Some(430223));
    check_title("株洲市攸县发文情况", Some(430223));
    check_title("北京市朝阳区会议情况", Some(110105));
    check_title("朝阳区会议情况", None);
    check_title("天津市县级单位发文情况", Some(120000));
    check_title("祁阳县2019年发文情况", Some(431181));
}

#[test]
fn titles_without_an_area() {
    for text in [
        "2023年度发文情况统计表",
        "全市城区郊区发文情况",
        "全国性会议情况表",
        "本省南县域经济情况",
        "各市州东区西区情况",
        "市直部门精简文件情况月报表(1—10月)",
        "全市中区县发文情况",
        "长沙市与岳阳市对比表",
        "",
    ] {
        check_title(text, None);
    }
}
