//! Series, quotas and burdens from the command line, on the sample data.

use jianfu_tests::places::samples;
use jianfu_tests::program::{Said, jianfu};
use serde_json::Value;
use std::path::Path;

const FOLLOWED: &str = "进度与转移";

/// A workspace of some samples, and what an answer to a question is.
struct Asked {
    workspace: String,
    _folder: tempfile::TempDir,
}

impl Asked {
    fn of(names: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("w.jianfu");
        for name in names {
            let path = samples().join(name);
            let args = ["import".as_ref(), path.as_os_str(), "-w".as_ref(), workspace.as_os_str()];
            let said = jianfu(args).unwrap();
            assert!(matches!(said.status, Some(0 | 3)), "{said:?}");
        }
        Self { workspace: workspace.to_str().unwrap().to_owned(), _folder: folder }
    }

    fn say(&self, words: &str) -> Said {
        let mut words = words.split(' ');
        let verb = words.next().unwrap();
        jianfu([verb, "-w", &self.workspace].into_iter().chain(words)).unwrap()
    }

    fn json(&self, words: &str) -> Value {
        self.say(&format!("{words} --json")).json().unwrap()
    }
}

fn expected() -> Value {
    let text = std::fs::read_to_string(samples().join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn count(value: &Value) -> i64 {
    value.as_str().unwrap().parse().unwrap()
}

/// Sums of the five-year table by year, from the numbers that were put into it.
fn documents_of(year: &str, without: &[&str]) -> i64 {
    let expected = expected();
    let of_year = list(&expected["figures"]).iter().filter(|f| {
        f["file"] == "湖南省14市州发文会议-2019至2023.xlsx"
            && f["indicator"] == "documents_issued"
            && f["period"] == year
            && !without.contains(&f["area"].as_str().unwrap())
    });
    of_year.map(|f| count(&f["value"])).sum()
}

/// Percent with one decimal, half away from zero, in whole numbers.
fn tenths_of_percent(part: i64, base: i64) -> String {
    let scaled = part.abs() * 1000;
    let tenths = (2 * scaled + base) / (2 * base);
    let sign = if part < 0 && tenths > 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

#[test]
fn five_years_are_followed_link_by_link_and_from_a_named_base() {
    let asked = Asked::of(&["湖南省14市州发文会议-2019至2023.xlsx"]);
    let series = asked.json("series --indicator documents_issued --from 2019 --to 2023");
    let total = &series["scopes"][0]["total"];
    let points = list(&total["points"]);
    assert_eq!((points.len(), &series["base"]), (5, &Value::from("2019")));
    for (index, point) in points.iter().enumerate() {
        let period = point["period"].as_str().unwrap();
        let now = documents_of(period, &[]);
        assert_eq!(count(&point["count"]), now, "{period}");
        let first = documents_of("2019", &[]);
        assert_eq!(point["since_base"]["rate"], tenths_of_percent(now - first, first).as_str(), "{period}");
        assert_eq!(point["since_base"]["index"], tenths_of_percent(now, first).as_str(), "{period}");
        if index > 0 {
            let before = documents_of(points[index - 1]["period"].as_str().unwrap(), &[]);
            assert_eq!(point["before"]["rate"], tenths_of_percent(now - before, before).as_str(), "{period}");
        }
    }
    let (first, last) = (documents_of("2019", &[]), documents_of("2023", &[]));
    assert_eq!(total["chained"]["value"], tenths_of_percent(last - first, first).as_str());
    assert_eq!(total["chained"]["is_end_to_end"], true);
    // The printed yearly rate, applied four times, leads back to the last count within half a digit.
    let yearly: f64 = total["compound"]["value"].as_str().unwrap().parse().unwrap();
    let grown = |half: f64| first as f64 * (1.0 + (yearly + half) / 100.0).powi(4);
    assert!(grown(-0.05) <= last as f64 && last as f64 <= grown(0.05), "{yearly}");
    assert!(!list(&total["points"][4]["inputs"]).is_empty(), "the count leads back to its cells");
}

#[test]
fn a_zero_in_between_breaks_the_chain_and_names_the_link() {
    // Xiangxi held no meetings of its own in 2022.
    let asked = Asked::of(&["湖南省14市州发文会议-2019至2023.xlsx"]);
    let series = asked.json("series --indicator meetings_held --from 2021 --to 2023");
    let rows = list(&series["scopes"][0]["rows"]);
    let xiangxi = rows.iter().find(|r| r["key"] == "433100").unwrap();
    assert_eq!(xiangxi["chained"]["value"], Value::Null);
    assert_eq!(xiangxi["chained"]["no_rate"], "zero_base");
    let broken = &xiangxi["chained"]["broken_link"];
    assert_eq!((&broken["period"], &broken["against"]), (&"2023".into(), &"2022".into()));
    assert_eq!(xiangxi["points"][1]["before"]["rate"], "-100.0", "a fall to zero is a rate");
}

#[test]
fn counts_of_two_tables_that_differ_are_told_at_their_joint() {
    let asked = Asked::of(&["湖南省14市州发文会议-2019至2023.xlsx", "各市州报表-2024"]);
    let words = "series --indicator documents_issued --from 2022 --to 2024";
    let series = asked.json(words);
    let scope = &series["scopes"][0];
    let huaihua = list(&scope["rows"]).iter().find(|r| r["key"] == "431200").unwrap();
    let joint = &huaihua["points"][1];
    assert_eq!((&joint["count"], &joint["next_link_count"]), (&"712".into(), &"721".into()));
    assert_eq!(huaihua["chained"]["is_end_to_end"], false);
    // 712 ÷ 907 × 655 ÷ 721.
    assert_eq!(huaihua["chained"]["value"], tenths_of_percent(712 * 655 - 907 * 721, 907 * 721).as_str());
    let said = asked.say(words);
    assert!(said.stdout.contains("712") && said.stdout.contains("721 against the next"), "{}", said.stdout);
    assert_eq!(said.status, Some(3), "sources that differ need a person");
}

#[test]
fn a_year_known_in_part_is_offered_as_the_same_months() {
    let asked = Asked::of(&[FOLLOWED]);
    let said = asked.say("series --indicator documents_issued --by organisation --from 2022 --to 2024");
    assert_eq!(said.status, Some(3));
    assert!(said.stdout.contains("—"), "{}", said.stdout);
    let json = asked.json("series --indicator documents_issued --by organisation --from 2022 --to 2024");
    let told = list(&json["diagnostics"]).iter().find(|d| d["code"] == "incomplete_year").unwrap();
    assert!(told["hint"].as_str().unwrap().contains("2022-YTD10"), "{told}");
    let offered =
        asked.json("series --indicator documents_issued --by organisation --from 2022-YTD10 --to 2024-YTD10");
    let total = &offered["scopes"][0]["total"];
    assert_eq!(total["chained"]["no_rate"], Value::Null);
    assert_eq!(offered["scopes"][0]["not_in_every_link"], serde_json::json!(["市统计局"]));
}

#[test]
fn series_that_cannot_be_are_refused_with_an_offer() {
    let asked = Asked::of(&["湖南省14市州发文会议-2019至2023.xlsx"]);
    for (words, offer) in [
        ("series --indicator documents_issued --from 2019 --to 2023-YTD10", "2019 – 2023"),
        ("series --indicator documents_issued --from 2023 --to 2019", "2023 – 2024"),
        ("series --indicator documents_issued --from 2020 --to 2023 --base 2019-YTD10", "2023 / 2019"),
    ] {
        let said = asked.say(words);
        assert_eq!(said.status, Some(1), "{said:?}");
        assert!(said.stderr.contains("hint:") && said.stderr.contains(offer), "{said:?}");
    }
}

#[test]
fn csv_and_json_of_a_series_give_the_same_figures() {
    let asked = Asked::of(&["湖南省14市州发文会议-2019至2023.xlsx"]);
    let words = "series --indicator documents_issued --from 2019 --to 2023 --rounding half-even --decimals 2";
    let (csv, json) = (asked.say(&format!("{words} --csv")).stdout, asked.json(words));
    let rows = list(&json["scopes"][0]["rows"]);
    assert_eq!(csv.lines().count(), 1 + (rows.len() + 1) * 5);
    for row in rows {
        for point in list(&row["points"]).iter().skip(1) {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let line = format!(
                "{},{},{},{},,{},{},,{},{},{},",
                text(&row["key"]),
                text(&row["label"]),
                text(&point["period"]),
                text(&point["count"]),
                text(&point["before"]["change"]),
                text(&point["before"]["rate"]),
                text(&point["year_before"]["rate"]),
                text(&point["since_base"]["rate"]),
                text(&point["since_base"]["index"]),
            );
            assert!(csv.contains(&line), "{line} is not in\n{csv}");
        }
    }
}

#[test]
fn quotas_are_used_as_the_sample_was_made() {
    let asked = Asked::of(&[FOLLOWED]);
    let quotas = asked.json("quota --indicator documents_issued --period 2024-YTD10");
    assert_eq!(quotas["time_progress"], "83.3");
    let scope = &quotas["scopes"][0];
    let expected = expected();
    let made = list(&expected["quotas"]);
    assert_eq!(list(&scope["rows"]).len(), made.len());
    for one in made {
        let row = list(&scope["rows"]).iter().find(|r| r["key"] == one["body"]).unwrap();
        for name in ["quota", "used", "completed", "lead", "remaining"] {
            assert_eq!(row[name], one.get(name).cloned().unwrap_or_default(), "{name} of {row}");
        }
        let forecast = &row["forecast"];
        if one["used"].is_null() {
            assert_eq!((&row["no_rate"], &row["no_forecast"]), (&"missing".into(), &"missing".into()));
            continue;
        }
        for (name, of_sample) in [("value", "forecast"), ("low", "low"), ("high", "high")] {
            assert_eq!(forecast[name], one[of_sample], "{name} of {row}");
        }
        assert_eq!(forecast["method"], "seasonal_share");
    }
    assert_eq!(scope["excluded"], serde_json::json!([{"key": "市统计局", "reason": "missing"}]));
    assert_eq!(scope["printed"]["completed"], "72.9", "388 ÷ 532, as the total line has it");
}

#[test]
fn a_printed_completion_is_checked_and_not_taken() {
    let asked = Asked::of(&[FOLLOWED]);
    let quotas = asked.json("quota --indicator documents_issued --period 2024-YTD10");
    let told: Vec<&Value> =
        list(&quotas["diagnostics"]).iter().filter(|d| d["code"] == "completion_mismatch").collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let expected = expected();
    let planted = list(&expected["planted_errors"]).iter();
    let planted = planted.filter(|p| p["file"].as_str().unwrap().starts_with(FOLLOWED)).collect::<Vec<_>>();
    assert_eq!(told[0]["cell"], planted[0]["cell"]);
    let message = told[0]["message"].as_str().unwrap();
    for named in
        ["市民政局", planted[0]["printed"].as_str().unwrap(), planted[0]["computed"].as_str().unwrap()]
    {
        assert!(message.contains(named), "{message}");
    }
}

#[test]
fn without_the_earlier_years_the_forecast_says_that_it_is_a_straight_line() {
    let asked = Asked::of(&["进度与转移/长沙市市直部门精简文件月报-2024年10月.xlsx"]);
    let quotas = asked.json("quota --indicator documents_issued --period 2024-YTD10");
    let row = list(&quotas["scopes"][0]["rows"]).iter().find(|r| r["key"] == "市教育局").unwrap();
    let forecast = &row["forecast"];
    // 88 × 12 ÷ 10 = 105.6.
    assert_eq!((&forecast["value"], &forecast["low"]), (&"106".into(), &Value::Null));
    assert_eq!(forecast["method"], "straight_line");
    assert!(forecast["words"].as_str().unwrap().contains("no interval"), "{forecast}");
}

#[test]
fn a_quota_question_without_an_answer_is_refused_with_what_to_do() {
    let asked = Asked::of(&[FOLLOWED]);
    for (words, named) in [
        ("quota --indicator documents_issued --period 2024-M10", "2024-YTD10"),
        ("quota --indicator meetings_held --period 2024-YTD10", "meetings_held"),
        ("quota --indicator documents_issued --period 2019-YTD10", "2019"),
        ("quota --indicator documents_issued --period 2024-YTD02", "2024-YTD02"),
    ] {
        let said = asked.say(words);
        assert_eq!(said.status, Some(1), "{said:?}");
        assert!(said.stderr.contains("hint:") && said.stderr.contains(named), "{said:?}");
    }
}

#[test]
fn what_moved_between_forms_is_told_in_one_sentence() {
    let asked = Asked::of(&[FOLLOWED]);
    let burden = asked.json("burden --period 2024 --area 衡阳");
    let expected = expected();
    let made = &expected["moves"][0];
    let shifts = list(&burden["categories"]);
    assert_eq!(shifts.len(), 1, "meetings are not broken down");
    let shift = &shifts[0];
    for name in ["area", "indicator", "fallen", "risen", "net", "moved"] {
        assert_eq!(shift[name], made[name], "{name}");
    }
    assert_eq!(shift["verdict"], "partly_moved");
    let parts: i64 = list(&shift["parts"])
        .iter()
        .map(|p| p["contribution"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap())
        .sum();
    assert_eq!(parts, shift["total"]["rate"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap());
    let sentence = shift["sentence"].as_str().unwrap();
    for named in ["红头文件 fell by 165", "rose by 91", "55.2% of the reduction moved"] {
        assert!(sentence.contains(named), "{sentence}");
    }
}

#[test]
fn fewer_meetings_with_more_hours_are_no_smaller_burden() {
    let asked = Asked::of(&[FOLLOWED]);
    let burden = asked.json("burden --period 2024 --area 430400");
    let scope = &burden["scopes"][0];
    assert_eq!(list(&scope["combined"]).len(), 1, "meetings, hours and persons are not added to documents");
    let hours = list(&scope["per_meeting"]).iter().find(|m| m["indicator"] == "meeting_hours").unwrap();
    let expected = expected();
    let each = &expected["moves"][0]["hours_each"];
    assert_eq!((&hours["current_average"], &hours["base_average"]), (&each[0], &each[1]));
    assert_eq!(hours["fewer_but_costlier"], true);
    let sentence = scope["sentence"].as_str().unwrap();
    assert!(sentence.contains("11 fewer meetings but meeting hours up by 5"), "{sentence}");
}

#[test]
fn documents_sent_and_received_stand_on_one_base() {
    let asked = Asked::of(&[FOLLOWED]);
    let words = "burden --period 2024 --area 430400 --indicators documents_issued,收文数";
    let burden = asked.json(words);
    let combined = &burden["scopes"][0]["combined"][0];
    let expected = expected();
    let made = |indicator: &str, period: &str| {
        let is_it =
            |f: &&Value| f["area"] == "430400" && f["indicator"] == indicator && f["period"] == period;
        let figure = list(&expected["figures"]).iter().filter(is_it);
        count(&figure.clone().find(|f| f["file"].as_str().unwrap().starts_with(FOLLOWED)).unwrap()["value"])
    };
    let ids = ["documents_issued", "documents_received"];
    let sum = |period| ids.iter().map(|id| made(id, period)).sum::<i64>();
    let (now, base) = (sum("2024"), sum("2023"));
    assert_eq!((count(&combined["total"]["current"]), count(&combined["total"]["base"])), (now, base));
    assert_eq!(combined["total"]["rate"], tenths_of_percent(now - base, base).as_str());
    let [fell, rose] = ids.map(|id| made(id, "2024") - made(id, "2023"));
    assert!(fell < 0 && rose > 0);
    assert_eq!(combined["moved"], tenths_of_percent(rose, -fell).as_str());
    assert_eq!(combined["verdict"], "partly_moved");
    assert!(asked.say(words).stdout.contains("On one base"));
}

#[test]
fn a_part_of_a_year_is_no_base_for_a_burden() {
    let asked = Asked::of(&[FOLLOWED]);
    let said = asked.say("burden --period 2024 --against 2023-YTD10 --area 430400 --json");
    assert_eq!(said.status, Some(3));
    let burden = said.json().unwrap();
    let lines = list(&burden["scopes"][0]["indicators"]);
    assert!(lines.iter().all(|l| l["total"]["rate"].is_null()), "{lines:?}");
    assert_eq!(list(&burden["scopes"][0]["combined"]).len(), 0);
    assert_eq!(burden["diagnostics"][0]["code"], "periods_not_comparable");
}

#[test]
fn a_burden_of_a_period_without_data_is_refused() {
    let asked = Asked::of(&[FOLLOWED]);
    let said = asked.say("burden --period 1999");
    assert_eq!(said.status, Some(1));
    assert!(said.stderr.contains("1999") && said.stderr.contains("hint:"), "{said:?}");
    let said = asked.say("burden --period 2024 --indicators no_such");
    assert!(said.stderr.contains("no_such"), "{said:?}");
    assert!(Path::new(&asked.workspace).exists());
}
