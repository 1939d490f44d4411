//! `list`: what a workspace holds.

use crate::args::{ListArgs, ListWhat};
use crate::output::{Align, Done, Terminal, data, json, table};
use jianfu_engine::Workspace;
use jianfu_engine::import::recipe::Recipe;
use jianfu_engine::model::{get_area, get_indicator};
use serde_json::{Map, Value};

/// One list: its name in JSON, the names of its fields, and its rows.
struct List {
    name: &'static str,
    fields: &'static [(&'static str, Align)],
    rows: Vec<Vec<String>>,
}

pub fn run(args: &ListArgs, terminal: &Terminal) -> anyhow::Result<Done> {
    let workspace = Workspace::open_read_only(&args.workspace.workspace)?;
    let list = match args.what {
        ListWhat::Imports => imports(&workspace)?,
        ListWhat::Indicators => indicators(&workspace, terminal)?,
        ListWhat::Areas => areas(&workspace)?,
        ListWhat::Periods => periods(&workspace)?,
        ListWhat::Scopes => scopes(&workspace)?,
        ListWhat::Recipes => recipes(&workspace)?,
        ListWhat::Ledgers => ledgers(&workspace)?,
    };
    if args.workspace.json {
        let object = |row: &Vec<String>| {
            let pairs =
                list.fields.iter().zip(row).map(|((f, _), v)| ((*f).to_owned(), Value::from(v.as_str())));
            Value::Object(pairs.collect::<Map<_, _>>())
        };
        let rows: Vec<Value> = list.rows.iter().map(object).collect();
        let mut document = Map::new();
        document.insert(list.name.to_owned(), Value::from(rows));
        json(&document)?;
    } else {
        data(&table(list.fields, &list.rows))?;
    }
    Ok(Done::Clean)
}

fn imports(workspace: &Workspace) -> anyhow::Result<List> {
    let runs = workspace.store().list_imports()?;
    let rows = workspace
        .store()
        .list_sources()?
        .into_iter()
        .map(|s| {
            let at = runs.iter().find(|r| r.id == s.run_id).map(|r| r.at.clone()).unwrap_or_default();
            vec![s.run_id.0.to_string(), at, s.file, s.format.code().to_owned(), s.size.to_string(), s.sha256]
        })
        .collect();
    let fields = &[
        ("import", Align::Right),
        ("at", Align::Left),
        ("file", Align::Left),
        ("format", Align::Left),
        ("bytes", Align::Right),
        ("sha256", Align::Left),
    ];
    Ok(List { name: "imports", fields, rows })
}

fn indicators(workspace: &Workspace, terminal: &Terminal) -> anyhow::Result<List> {
    let rows = workspace
        .store()
        .list_indicators()?
        .into_iter()
        .map(|(id, count)| {
            let known = get_indicator(&id);
            let name = known.map_or_else(|| id.clone(), |i| i.name(terminal.lang).to_owned());
            let unit = known.map_or("", |i| i.unit_name(terminal.lang)).to_owned();
            vec![id, name, unit, count.to_string()]
        })
        .collect();
    let fields =
        &[("id", Align::Left), ("name", Align::Left), ("unit", Align::Left), ("observations", Align::Right)];
    Ok(List { name: "indicators", fields, rows })
}

fn areas(workspace: &Workspace) -> anyhow::Result<List> {
    let rows = workspace
        .store()
        .list_areas()?
        .into_iter()
        .map(|(code, count)| {
            let name = get_area(code).map_or_else(String::new, |a| a.name.to_owned());
            vec![code.to_string(), name, count.to_string()]
        })
        .collect();
    let fields = &[("code", Align::Left), ("name", Align::Left), ("observations", Align::Right)];
    Ok(List { name: "areas", fields, rows })
}

fn periods(workspace: &Workspace) -> anyhow::Result<List> {
    let periods = workspace.store().list_periods()?;
    let rows = periods.into_iter().map(|(p, count)| vec![p.to_string(), count.to_string()]).collect();
    Ok(List { name: "periods", fields: &[("period", Align::Left), ("observations", Align::Right)], rows })
}

fn scopes(workspace: &Workspace) -> anyhow::Result<List> {
    let rows = workspace.store().list_scopes()?.into_iter().map(|s| vec![s.id.0, s.name]).collect();
    Ok(List { name: "scopes", fields: &[("id", Align::Left), ("name", Align::Left)], rows })
}

fn recipes(workspace: &Workspace) -> anyhow::Result<List> {
    let row = |r: Recipe| {
        let title = r.look.title.unwrap_or_default();
        vec![r.name, title, r.look.columns.len().to_string(), r.settled.len().to_string()]
    };
    let rows = workspace.recipes()?.into_iter().map(row).collect();
    let fields = &[
        ("name", Align::Left),
        ("title", Align::Left),
        ("columns", Align::Right),
        ("settled", Align::Right),
    ];
    Ok(List { name: "recipes", fields, rows })
}

fn ledgers(workspace: &Workspace) -> anyhow::Result<List> {
    let rows = workspace
        .store()
        .list_ledgers()?
        .into_iter()
        .map(|l| {
            let columns = l.columns.iter().map(|c| c.name.clone()).collect::<Vec<_>>().join("、");
            let t = l.table;
            vec![t.file, t.sheet, t.title.unwrap_or_default(), t.record_count.to_string(), columns]
        })
        .collect();
    let fields = &[
        ("file", Align::Left),
        ("sheet", Align::Left),
        ("title", Align::Left),
        ("record_count", Align::Right),
        ("columns", Align::Left),
    ];
    Ok(List { name: "ledgers", fields, rows })
}
