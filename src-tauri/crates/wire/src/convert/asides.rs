//! What stands beside a total and is not it: the mean of rates, the other basis, what was left out, the quartiles, and
//! the total as the source prints it.

use super::analysis_rows::List;
use crate::types::AsideView;
use jianfu_engine::measure::{Basis, FigureKind, MeasureTable, Quartiles};
use jianfu_engine::model::{Decimal, Lang};
use jianfu_engine::{format, labels_of};

impl List<'_> {
    /// The figures beside the total, the one most often mistaken for it first.
    pub(super) fn asides(&self, table: &MeasureTable) -> Vec<AsideView> {
        [self.mean(), self.other_basis(table), self.left_out(), self.quartiles(), self.printed()]
            .into_iter()
            .flatten()
            .collect()
    }

    fn aside(&self, code: &str, name: (&str, &str), figure: String, note: String) -> AsideView {
        AsideView {
            code: code.to_owned(),
            name: match self.lang {
                Lang::Zh => name.0,
                Lang::En => name.1,
            }
            .to_owned(),
            figure,
            note,
            is_doubt: false,
        }
    }

    fn mean(&self) -> Option<AsideView> {
        let (total, lang) = (&self.scope.total, self.lang);
        total.mean_of_rates.filter(|_| self.scope.rows.len() > 1)?;
        let text = |kind| self.question.total_measure(self.scope, kind).text(lang);
        let (mean, pooled) = (text(FigureKind::MeanOfRates), text(FigureKind::RateOfChange));
        let note = match (&total.apart, lang) {
            (Some(apart), _) => {
                let distance = format::points_apart_phrase(apart.mean - apart.pooled, lang);
                let labels = labels_of(&self.scope.rows, self.question.by, lang);
                let rows = self.scope.rows.iter().zip(&labels);
                let names: Vec<&str> = rows
                    .filter(|(row, _)| apart.causes.contains(&row.key))
                    .map(|(_, label)| label.as_str())
                    .collect();
                let names = names.join(lang.pick("、", ", "));
                match lang {
                    Lang::Zh => format!(
                        "与总体 {pooled} 是两个数，{distance}，主要因为{names}。引用时写明是哪一个；报告中一般写总体。"
                    ),
                    Lang::En => format!(
                        "Not the overall rate, {pooled}: {distance}, mostly because of {names}. Say which one is quoted; reports usually give the overall rate."
                    ),
                }
            }
            (None, Lang::Zh) => format!("各行不论大小各算一个，与总体 {pooled} 是两个数。"),
            (None, Lang::En) => format!("Every row counts the same. Not the overall rate, {pooled}."),
        };
        let aside = self.aside("mean", ("各行增减率的平均", "Mean of the rates"), mean, note);
        Some(AsideView { is_doubt: total.apart.is_some(), ..aside })
    }

    /// The total on the basis that was not asked for, where it is another number.
    fn other_basis(&self, table: &MeasureTable) -> Option<AsideView> {
        let (total, like) = (&self.scope.total, &self.scope.comparable.total);
        let all = &total.as_counted;
        let kind = FigureKind::RateOfChange;
        let (measure, sums, basis) = match self.question.basis {
            Basis::Raw => {
                (table.comparable_measure(self.scope, kind), (like.current, like.base), Basis::Comparable)
            }
            Basis::Comparable => {
                (table.as_counted_measure(self.scope, kind), (all.current, all.base), Basis::Raw)
            }
        };
        if sums == (total.current, total.base) {
            return None;
        }
        let lang = self.lang;
        let counts = counts(sums);
        let note = match (basis, lang) {
            (Basis::Comparable, Lang::Zh) => {
                format!("{counts}。更名、合并、拆分的单位合起来比，只计两期都有数的。")
            }
            (Basis::Raw, Lang::Zh) => format!("{counts}。各期有数的全部相加。"),
            (Basis::Comparable, Lang::En) => {
                format!("{counts}. Units renamed, merged or split are joined; only what both periods have.")
            }
            (Basis::Raw, Lang::En) => format!("{counts}. Everything counted in each period."),
        };
        let name = (basis.name(Lang::Zh), basis.name(Lang::En));
        Some(self.aside("other_basis", name, measure.text(lang), note))
    }

    fn left_out(&self) -> Option<AsideView> {
        const NAMED: usize = 4;
        let lang = self.lang;
        let labels = labels_of(&self.scope.rows, self.question.by, lang);
        let excluded = &self.scope.total.excluded;
        let named: Vec<(String, String)> = self
            .scope
            .rows
            .iter()
            .zip(labels)
            .filter_map(|(row, label)| {
                let (_, reason) = excluded.iter().find(|(key, _)| *key == row.key)?;
                Some((label, self.why(row, *reason)))
            })
            .collect();
        if named.is_empty() {
            return None;
        }
        let names: Vec<&str> = named.iter().take(NAMED).map(|(label, _)| label.as_str()).collect();
        let mut figure = names.join(lang.pick("、", ", "));
        if named.len() > NAMED {
            figure = match lang {
                Lang::Zh => format!("{figure} 等 {} 个", named.len()),
                Lang::En => format!("{figure} and {} more", named.len() - NAMED),
            };
        }
        let mut reasons: Vec<&str> = named.iter().map(|(_, why)| why.as_str()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        let mut note = reasons.join(lang.pick("；", "; "));
        note.push_str(lang.pick("。不参加总体的计算。", ". Not in the overall figure."));
        Some(self.aside("left_out", ("没有计入总体的", "Not in the overall figure"), figure, note))
    }

    fn quartiles(&self) -> Option<AsideView> {
        let quartiles = self.standings.distribution.quartiles.as_ref().filter(|q| q.count >= 4)?;
        let percent = format::signed_percent;
        let (first, third, count) = (percent(quartiles.first), percent(quartiles.third), quartiles.count);
        let (lowest, highest) = (percent(quartiles.lowest), percent(quartiles.highest));
        let method = Quartiles::method(self.lang);
        let note = match self.lang {
            Lang::Zh => format!(
                "{count} 个排名的单位从 {lowest} 到 {highest}，中间一半在 {first} 至 {third} 之间；{method}。"
            ),
            Lang::En => format!(
                "{count} ranked rows from {lowest} to {highest}; the middle half lies between {first} and {third}; {method}."
            ),
        };
        Some(self.aside("median", ("增减率的中位数", "Median of the rates"), percent(quartiles.median), note))
    }

    fn printed(&self) -> Option<AsideView> {
        let printed = self.scope.total.printed.as_ref()?;
        let note = match self.lang {
            Lang::Zh => "来源所印，只用来核对；计算用各行之和。",
            Lang::En => "As the source prints it, for checking only; the sum of the rows is used.",
        };
        let figure = counts((Some(printed.current), printed.base));
        Some(self.aside("printed", ("来源所印合计", "Total as printed"), figure, note.to_owned()))
    }
}

fn counts((current, base): (Option<Decimal>, Option<Decimal>)) -> String {
    format!("{} → {}", format::count_or_dash(base), format::count_or_dash(current))
}
