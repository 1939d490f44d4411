//! Which property of a feature is its code and which its name: publishers call them differently.

use super::limits::MAX_NAME;
use crate::model::{AreaCode, get_area};
use serde_json::{Map, Value};

/// Properties that hold a code, the surest first; compared without regard to case.
const CODES: [&str; 13] = [
    "adcode",
    "gb",
    "code",
    "areacode",
    "area_code",
    "ad_code",
    "pac",
    "xzqdm",
    "xzdm",
    "行政区划代码",
    "区划代码",
    "代码",
    "id",
];

/// Properties that hold a name, the surest first.
const NAMES: [&str; 9] =
    ["name", "name_zh", "name_chn", "fullname", "xzqmc", "mc", "行政区划名称", "名称", "地名"];

/// The value of a property whatever the case of its name.
fn find<'m>(properties: &'m Map<String, Value>, name: &str) -> Option<&'m Value> {
    properties.iter().find(|(key, _)| key.trim().to_lowercase() == name).map(|(_, value)| value)
}

/// The area's code: the first property that holds one of the list; failing all, the feature's own id.
pub(super) fn code(properties: &Map<String, Value>, id: Option<&Value>) -> Option<AreaCode> {
    let given = CODES.iter().filter_map(|name| find(properties, name)).chain(id);
    given.filter_map(code_of).next()
}

/// A code in six digits; in twelve, where the last six are zeros (else it is a town within that county); in nine, after the
/// number of the country.
fn code_of(value: &Value) -> Option<AreaCode> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let digits = match text.len() {
        6 => text,
        9 => text.strip_prefix("156")?,
        12 => text.strip_suffix("000000")?,
        _ => return None,
    };
    let code: AreaCode = digits.parse().ok()?;
    get_area(code).map(|_| code)
}

/// The area's name: the first property that holds one.
pub(super) fn name(properties: &Map<String, Value>) -> Option<String> {
    let texts = NAMES.iter().filter_map(|name| find(properties, name)).filter_map(Value::as_str);
    let mut names = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    names.find(|name| !name.is_empty() && name.chars().count() <= MAX_NAME)
}
