//! The months of a year added up, against last year and the quota. Every point is of one list of units, so that no step
//! of a line comes from a unit that did not report.

use super::charting::{ChartRequest, Traceable, change_of};
use super::followed::{Inputs, find_key, unknown_unit};
use super::ranking::{scope_line, screen_comparison};
use super::{Error, SCREEN_ROUNDING, Workspace, key_label};
use crate::chart::{
    Caption, Cell, Change, Column, CumulativeSeries, Gap, MatrixRow, MatrixSeries, QuotaLine,
};
use crate::format;
use crate::measure::{Comparison, Cube, CubeFilter, MeasureRequest, QuotaUse, ScopeMeasures, ScopeQuotas};
use crate::model::{Better, Decimal, Indicator, Lang, NoRate, ObservationId, Period, Rate};

/// What a cumulative chart is made of.
struct Question<'r> {
    request: &'r ChartRequest,
    indicator: &'static Indicator,
    year: i32,
    /// The last month of the year that is known.
    month: u8,
    /// The year's running total against last year's.
    compared: ScopeMeasures,
    comparison: MeasureRequest,
    /// The units of every point.
    keys: Vec<String>,
    has_base: bool,
}

impl Workspace {
    /// The series of a cumulative chart.
    pub(super) fn cumulative(&self, request: &ChartRequest) -> Result<Traceable, Error> {
        let indicator = request.indicator()?;
        let Some(last) = request.periods.last().copied() else {
            return Err(Error::refused("too_few_periods", &[("kind", request.kind.name())]));
        };
        let (year, month) = (last.year(), last.months().1);
        if last.months().0 != 1 && !matches!(last, Period::Month(..)) {
            let (period, offer) = (last.to_string(), Period::YearToDate(year, month).to_string());
            return Err(Error::refused("not_cumulative", &[("period", &period), ("offer", &offer)]));
        }
        let periods: Vec<Period> = [year - 1, year].into_iter().flat_map(Period::of_year).collect();
        let counts = self.counts(Some(&request.indicator_id), &periods)?;
        let cube = counts.cube(request.by, &CubeFilter::default())?;
        let question = self.question(&cube, request, (indicator, year, month))?;
        let mut inputs = Inputs::new();
        let mut rows = vec![self.running(&cube, &question, year, &mut inputs)?];
        if question.has_base {
            rows.push(self.running(&cube, &question, year - 1, &mut inputs)?);
        }
        let (quota, said) = self.quota_of(&question, &mut inputs)?;
        let caption = self.cumulative_caption(&question, &inputs, said)?;
        let columns = (1..=12).map(|month| column(month, request.lang)).collect();
        let matrix = MatrixSeries {
            caption,
            row_head: request.lang.pick("年份", "Year").to_owned(),
            columns,
            rows,
            is_lower_better: indicator.better == Better::Lower,
        };
        Ok((CumulativeSeries { matrix, quota }.into(), inputs))
    }

    /// The list of units: those with a running total in both years; without any in the year before, those of this year.
    fn question<'r>(
        &self,
        cube: &Cube<'_>,
        request: &'r ChartRequest,
        (indicator, year, month): (&'static Indicator, i32, u8),
    ) -> Result<Question<'r>, Error> {
        let total = |year| Period::YearToDate(year, month);
        let mut comparison = screen_comparison(&request.indicator_id, total(year), total(year - 1));
        comparison.by = request.by;
        let scopes = cube.compare(&comparison)?.scopes;
        let period = comparison.period.to_string();
        let nothing = || {
            Error::refused("no_observations", &[("period", &period), ("indicator", &request.indicator_id)])
        };
        if scopes.is_empty() {
            return Err(nothing());
        }
        let mut compared = self.one_scope(scopes, request.scope.as_deref())?;
        let wanted = wanted(&compared, request)?;
        compared.rows.retain(|row| wanted.contains(&row.key));
        let is_in_both = |row: &&Comparison| {
            row.current.is_some() && row.base.is_some() && matches!(row.rate, Ok(_) | Err(NoRate::ZeroBase))
        };
        let both: Vec<String> = compared.rows.iter().filter(is_in_both).map(|row| row.key.clone()).collect();
        let has_base = !both.is_empty();
        let current = compared.rows.iter().filter(|row| row.current.is_some()).map(|row| row.key.clone());
        let keys = if has_base { both } else { current.collect() };
        if keys.is_empty() {
            return Err(nothing());
        }
        Ok(Question { request, indicator, year, month, compared, comparison, keys, has_base })
    }

    /// The running totals of one year, month by month: a sum only where every unit has a number.
    fn running(
        &self,
        cube: &Cube<'_>,
        question: &Question<'_>,
        year: i32,
        inputs: &mut Inputs,
    ) -> Result<MatrixRow, Error> {
        let mut cells = Vec::new();
        let mut of_row = Vec::new();
        for month in 1..=12 {
            let total = Period::YearToDate(year, month);
            let mut asked = screen_comparison(&question.request.indicator_id, total, total);
            asked.by = question.request.by;
            let table = cube.compare(&asked)?;
            let list = &question.compared;
            let scope = table.scopes.iter().find(|s| s.scope_id == list.scope_id && s.level == list.level);
            // Months after the one asked for are not of this year's line.
            let is_asked = year < question.year || month <= question.month;
            let (count, ids) = self.sum_of(scope.filter(|_| is_asked), &question.keys)?;
            inputs.insert(format!("{year}/{}", column_key(month)), ids.clone());
            of_row.extend(ids);
            cells.push(Cell { count, change: Change::None(NoRate::NoBase) });
        }
        inputs.insert(year.to_string(), of_row);
        let key = year.to_string();
        let label = Period::Year(year).label(question.request.lang);
        Ok(MatrixRow { key, label, cells, change: question.change() })
    }

    fn sum_of(
        &self,
        scope: Option<&ScopeMeasures>,
        keys: &[String],
    ) -> Result<(Result<Decimal, Gap>, Vec<ObservationId>), Error> {
        let mut sum = Some(Decimal::ZERO);
        let mut ids = Vec::new();
        let mut gap = None;
        for key in keys {
            let row = scope.and_then(|scope| scope.rows.iter().find(|row| row.key == *key));
            let Some(row) = row else {
                gap = gap.or(Some(Gap::NotReported));
                continue;
            };
            ids.extend(row.current_inputs.iter().copied());
            match (row.current, row.current_inputs.first()) {
                (Some(count), _) => sum = sum.and_then(|sum| sum.checked_add(count)),
                (None, Some(id)) => gap = gap.or(Some(self.gap_of(*id)?)),
                (None, None) => gap = gap.or(Some(Gap::NotReported)),
            }
        }
        let count = match gap {
            Some(gap) => Err(gap),
            None => sum.ok_or(Gap::NotReported),
        };
        Ok((count, ids))
    }

    /// The quota of the units together, and what is to be said about it.
    fn quota_of(
        &self,
        question: &Question<'_>,
        inputs: &mut Inputs,
    ) -> Result<(Option<QuotaLine>, Vec<String>), Error> {
        let (request, lang) = (question.request, question.request.lang);
        let period = question.comparison.period;
        let table = match self.quotas(&request.indicator_id, period, Some(request.by), SCREEN_ROUNDING) {
            Ok(table) => table,
            Err(error) if ["no_quota", "no_observations"].contains(&error.code()) => {
                return Ok((None, Vec::new()));
            }
            Err(error) => return Err(error),
        };
        let list = &question.compared;
        let Some(scope) = table.scopes.iter().find(|s| s.scope_id == list.scope_id && s.level == list.level)
        else {
            return Ok((None, Vec::new()));
        };
        let of_key = |key: &String| scope.rows.iter().find(|row| row.key.as_ref() == Some(key));
        let has_quota = |key: &&String| of_key(key).is_some_and(|row| row.quota.is_some());
        let without: Vec<&String> = question.keys.iter().filter(|key| !has_quota(key)).collect();
        if without.len() == question.keys.len() {
            return Ok((None, Vec::new()));
        }
        if !without.is_empty() {
            return Ok((None, vec![question.without_quota(&without)]));
        }
        let used: Vec<&QuotaUse> = question.keys.iter().filter_map(of_key).collect();
        let value = used.iter().filter_map(|row| row.quota).try_fold(Decimal::ZERO, Decimal::checked_add);
        inputs.insert("quota".to_owned(), used.iter().flat_map(|row| row.quota_inputs.clone()).collect());
        let label = lang.pick("年度控制数", "Yearly quota").to_owned();
        Ok((value.map(|value| QuotaLine { label, value }), question.quota_used(scope, &used)))
    }

    fn cumulative_caption(
        &self,
        question: &Question<'_>,
        inputs: &Inputs,
        said: Vec<String>,
    ) -> Result<Caption, Error> {
        let lang = question.request.lang;
        let mut notes = said;
        notes.extend(question.left_out());
        Ok(Caption {
            title: question.title(),
            unit: question.indicator.unit_name(lang).to_owned(),
            scope_line: Some(scope_line(&self.scope_name(&question.compared.scope_id)?, lang)),
            total_line: question.total_line(lang),
            source_line: self.source_line_of(inputs, lang)?,
            notes,
        })
    }
}

/// The rows a person asked for: all, or those named.
fn wanted(scope: &ScopeMeasures, request: &ChartRequest) -> Result<Vec<String>, Error> {
    let keys: Vec<String> = scope.rows.iter().map(|row| row.key.clone()).collect();
    if request.units.is_empty() {
        return Ok(keys);
    }
    let labels: Vec<String> =
        keys.iter().map(|key| key_label(key, request.by, &keys, request.lang)).collect();
    let pairs = || keys.iter().map(String::as_str).zip(labels.iter().map(String::as_str));
    let find = |named: &String| {
        let unknown = || unknown_unit(named, &Vec::from_iter(labels.iter().map(String::as_str)));
        find_key(named, pairs()).map(str::to_owned).ok_or_else(unknown)
    };
    request.units.iter().map(find).collect()
}

impl Question<'_> {
    /// The rows of the list of units.
    fn rows(&self) -> impl Iterator<Item = &Comparison> {
        self.compared.rows.iter().filter(|row| self.keys.contains(&row.key))
    }

    fn sums(&self) -> (Option<Decimal>, Option<Decimal>) {
        let add = |sum: Option<Decimal>, count: Option<Decimal>| sum?.checked_add(count?);
        let zero = Some(Decimal::ZERO);
        (self.rows().fold(zero, |s, r| add(s, r.current)), self.rows().fold(zero, |s, r| add(s, r.base)))
    }

    /// The year's running total against last year's, over the list of units.
    fn change(&self) -> Change {
        if let ([key], true) = (self.keys.as_slice(), self.has_base) {
            let row = self.compared.rows.iter().find(|row| row.key == *key);
            return row.map_or(Change::None(NoRate::Missing), change_of);
        }
        let (current, base) = self.sums();
        let (rounding, decimals) = SCREEN_ROUNDING;
        match Rate::from_counts(current, base.filter(|_| self.has_base)) {
            Err(reason) => Change::None(reason),
            Ok(_) if base.is_some_and(|base| base < Decimal::from(30)) => Change::SmallBase,
            Ok(_) if current == base => Change::Unchanged,
            Ok(rate) => Change::Rate(rate.percent(rounding, decimals)),
        }
    }

    fn names(&self, is_named: impl Fn(&Comparison) -> bool) -> Vec<String> {
        let keys: Vec<String> = self.compared.rows.iter().map(|row| row.key.clone()).collect();
        let rows = self.compared.rows.iter().filter(|row| is_named(row));
        rows.map(|row| key_label(&row.key, self.request.by, &keys, self.request.lang)).collect()
    }

    /// Units that are in no point, with the reason.
    fn left_out(&self) -> Vec<String> {
        let lang = self.request.lang;
        let mut out = Vec::new();
        for reason in NoRate::ALL {
            let is_out = |row: &Comparison| !self.keys.contains(&row.key) && row.rate == Err(reason);
            let names = self.names(is_out);
            if names.is_empty() {
                continue;
            }
            let why = format::no_rate_against(reason, self.comparison.period, self.comparison.against, lang);
            let who = names.join(lang.pick("、", ", "));
            out.push(match lang {
                Lang::Zh => format!("图中不含{who}（{why}）。"),
                Lang::En => format!("{who} not included ({why})."),
            });
        }
        if !self.has_base {
            out.push(lang.pick("没有上年同期的数。", "There is no running total of last year.").to_owned());
        }
        out
    }

    fn title(&self) -> String {
        let lang = self.request.lang;
        let year = Period::Year(self.year).label(lang);
        let who = match self.keys.as_slice() {
            [key] => self.names(|row| row.key == *key).join(""),
            _ => String::new(),
        };
        match lang {
            Lang::Zh => format!("{year}{who}{}逐月累计", self.indicator.zh),
            Lang::En if who.is_empty() => format!("{} month by month, {year}", self.indicator.en),
            Lang::En => format!("{} month by month, {who}, {year}", self.indicator.en),
        }
    }

    /// `1—10月累计 386件，上年同期 417件，下降7.4%`.
    /// That the quota of the units together is not known, and of whom it is missing.
    fn without_quota(&self, without: &[&String]) -> String {
        let (by, lang) = (self.request.by, self.request.lang);
        let names: Vec<String> = without.iter().map(|key| key_label(key, by, &self.keys, lang)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let who = super::followed::some_names(&names, lang);
        match lang {
            Lang::Zh => format!("{who}没有年度控制数，不画控制数线。"),
            Lang::En => format!("{who}: no yearly quota, so no line is drawn for it."),
        }
    }

    /// How much of the quota is used, where the table's own figure is of the very same units.
    fn quota_used(&self, scope: &ScopeQuotas, used: &[&QuotaUse]) -> Vec<String> {
        let lang = self.request.lang;
        let counted = scope.rows.iter().filter(|row| row.progress.is_ok()).count();
        let one = match used {
            [one] => Some(one.progress),
            _ => (counted == self.keys.len()).then_some(scope.total.progress),
        };
        let said = one.and_then(Result::ok).map(|progress| {
            let (done, time) =
                (format::percent(progress.completed), format::time_progress_phrase(progress.lead, lang));
            match lang {
                Lang::Zh => format!("已用年度控制数的{done}，{time}。"),
                Lang::En => format!("{done} of the yearly quota is used, {time}."),
            }
        });
        said.into_iter().collect()
    }

    fn total_line(&self, lang: Lang) -> Option<String> {
        let (current, base) = self.sums();
        let current = format::count(current?);
        let when = self.comparison.period.label(lang);
        let mut said = match lang {
            Lang::Zh => format!("{when}累计{current}{}", self.indicator.unit_name(lang)),
            Lang::En => format!("{when}: {current}"),
        };
        if let (true, Some(base)) = (self.has_base, base) {
            said.push_str(&match lang {
                Lang::Zh => format!("，上年同期{}{}", format::count(base), self.indicator.unit_name(lang)),
                Lang::En => format!("; last year {}", format::count(base)),
            });
        }
        if let Change::Rate(rate) = self.change() {
            said.push_str(lang.pick("，", ", "));
            said.push_str(&format::change_phrase(rate, lang));
        }
        Some(if lang == Lang::Zh { format!("{said}。") } else { format!("{said}.") })
    }
}

fn column_key(month: u8) -> String {
    format!("M{month:02}")
}

/// `1—8月`, `Jan–Aug`: the running total without its year.
fn column(month: u8, lang: Lang) -> Column {
    let year = 2000;
    let period = if month == 1 { Period::Month(year, 1) } else { Period::YearToDate(year, month) };
    let (label, of_year) = (period.label(lang), Period::Year(year).label(lang));
    let label = match lang {
        Lang::Zh => label.strip_prefix(&of_year),
        Lang::En => label.strip_suffix(&of_year),
    };
    Column { key: column_key(month), label: label.unwrap_or_default().trim().to_owned() }
}
