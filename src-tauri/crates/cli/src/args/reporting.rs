//! Arguments of `report`.

use clap::ValueEnum;
use clap::error::ErrorKind;
use jianfu_engine::model::Period;
use jianfu_engine::report::{Form, Layout};
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FormArg {
    /// 年终总结: title, body, date.
    Summary,
    /// 专报: red head, issue number, one subject.
    Special,
    /// 简报: red head, issue number, whom it is sent to.
    Brief,
}

impl From<FormArg> for Form {
    fn from(arg: FormArg) -> Self {
        match arg {
            FormArg::Summary => Self::Summary,
            FormArg::Special => Self::SpecialReport,
            FormArg::Brief => Self::Brief,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LayoutArg {
    /// GB/T 9704: 22 lines of 28 characters.
    Standard,
    /// Margins 34, 32, 28 and 26 mm, mirrored.
    Mirrored,
}

impl From<LayoutArg> for Layout {
    fn from(arg: LayoutArg) -> Self {
        match arg {
            LayoutArg::Standard => Self::Standard,
            LayoutArg::Mirrored => Self::Mirrored,
        }
    }
}

/// What a report starts from: one of the forms, or a document of the office's own.
#[derive(Debug, Clone)]
pub enum TemplateArg {
    Form(FormArg),
    File(PathBuf),
}

/// A form by name, or else a file. A word that is neither is refused here, before anything is computed.
fn template(text: &str) -> Result<TemplateArg, String> {
    if let Ok(form) = FormArg::from_str(text, false) {
        return Ok(TemplateArg::Form(form));
    }
    let path = Path::new(text);
    let is_document = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    if is_document {
        Ok(TemplateArg::File(path.to_path_buf()))
    } else {
        Err("summary, special, brief, or a .docx file".to_owned())
    }
}

/// How charts stand in a document.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ChartsArg {
    /// Charts that Word and WPS can edit; a picture where there is no such chart.
    Native,
    /// The program's own drawings as pictures of 300 dpi.
    Pictures,
    /// No charts.
    None,
}

#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// The workspace file.
    #[arg(short, long, value_name = "W")]
    pub workspace: PathBuf,
    /// Current period.
    #[arg(long, value_name = "P", required_unless_present = "saved")]
    pub period: Option<Period>,
    /// Base period (default: the same period of the year before).
    #[arg(long, value_name = "A", requires = "period")]
    pub against: Option<Period>,
    /// summary, special or brief (default: summary); or a .docx of your own with placeholders, to be filled.
    #[arg(long, value_name = "FORM|FILE.docx", value_parser = template)]
    pub template: Option<TemplateArg>,
    /// Form of the report, where --template names a file.
    #[arg(long, value_enum)]
    pub form: Option<FormArg>,
    /// List every placeholder that a template may hold, with its value.
    #[arg(long)]
    pub list_placeholders: bool,
    /// With --list-placeholders: print one JSON document.
    #[arg(long, requires = "list_placeholders")]
    pub json: bool,
    /// The page.
    #[arg(long, value_enum)]
    pub layout: Option<LayoutArg>,
    /// Only these indicators, by id or name (default: all with data).
    #[arg(long, value_name = "I")]
    pub indicator: Vec<String>,
    /// Only this scope, by id or name.
    #[arg(long, value_name = "S")]
    pub scope: Option<String>,
    /// Name no unit: rows are numbered.
    #[arg(long)]
    pub hide_names: bool,
    /// Title, in place of the usual one.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// The name in red at the head (红头), in place of the usual one of a special report or a brief.
    #[arg(long, value_name = "TEXT")]
    pub masthead: Option<String>,
    /// The issue below it: 第3期.
    #[arg(long, value_name = "TEXT")]
    pub issue: Option<String>,
    /// Who issues it (编发单位), at the left of the head.
    #[arg(long, value_name = "TEXT")]
    pub issuer: Option<String>,
    /// The date at the right of the head.
    #[arg(long, value_name = "TEXT")]
    pub issue_date: Option<String>,
    /// To whom it is addressed (主送), above the body.
    #[arg(long, value_name = "TEXT")]
    pub addressee: Option<String>,
    /// Who signs.
    #[arg(long, value_name = "TEXT")]
    pub signed_by: Option<String>,
    /// The date as printed.
    #[arg(long, value_name = "TEXT")]
    pub date: Option<String>,
    /// To whom it is sent (报送), at the foot of the last page.
    #[arg(long, value_name = "TEXT")]
    pub sent_to: Option<String>,
    /// Who gets a copy (抄送), at the foot of the last page.
    #[arg(long, value_name = "TEXT")]
    pub copied_to: Option<String>,
    /// The office that prints it (印发机关), at the foot of the last page.
    #[arg(long, value_name = "TEXT")]
    pub printed_by: Option<String>,
    /// The day it is printed on (印发日期), beside it.
    #[arg(long, value_name = "TEXT")]
    pub printed_on: Option<String>,
    /// A section, in the order given: results, measures, problems, next; with =TITLE under another heading. Another id with a
    /// title makes a section of your own words.
    #[arg(long, value_name = "ID[=TITLE]")]
    pub section: Vec<String>,
    /// A chart: its kind (see chart --list), for one indicator with I= before it. @P after it begins with that period;
    /// :areas, :kinds or :bodies says what is drawn apart.
    #[arg(long, value_name = "[I=]KIND[:PARTS][@P]")]
    pub chart: Vec<String>,
    /// How charts stand in the document (default: native).
    #[arg(long, value_enum)]
    pub charts: Option<ChartsArg>,
    /// Leave a piece out, by its place in report -o OUT.json: text:, table: or figure: and its id.
    #[arg(long, value_name = "PLACE")]
    pub leave_out: Vec<String>,
    /// Leave out the appendices.
    #[arg(long)]
    pub no_appendices: bool,
    /// Words of your own for a paragraph: its id, an equals sign, the text. `{key}` stands for the figure of that key.
    #[arg(long, value_name = "ID=TEXT")]
    pub text: Vec<String>,
    /// Keep the report in the workspace under this name.
    #[arg(long, value_name = "NAME")]
    pub keep: Option<String>,
    /// Write a kept report anew, and tell which figures changed since they were accepted.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["keep", "period", "form", "layout", "indicator", "scope", "hide_names", "title", "masthead", "issue", "issuer", "issue_date", "addressee", "signed_by", "date", "sent_to", "copied_to", "printed_by", "printed_on", "section", "chart", "leave_out", "no_appendices", "text"])]
    pub saved: Option<String>,
    /// With --saved: accept the figures as they are now.
    #[arg(long, requires = "saved")]
    pub accept: bool,
    /// Where to write: .docx, .xlsx, .pdf, .json or .txt.
    #[arg(short, long, value_name = "OUT", required_unless_present = "list_placeholders")]
    pub output: Option<PathBuf>,
}

impl ReportArgs {
    /// The office's own document, where one is to be filled.
    pub fn template_file(&self) -> Option<&Path> {
        match &self.template {
            Some(TemplateArg::File(path)) => Some(path),
            Some(TemplateArg::Form(_)) | None => None,
        }
    }

    /// What the argument parser cannot say by itself: a kept report has its form already, and a form is said once.
    pub fn check(&self, command: &mut clap::Command) -> Result<(), clap::Error> {
        let is_form = matches!(self.template, Some(TemplateArg::Form(_)));
        if is_form && (self.saved.is_some() || self.form.is_some()) {
            let other = if self.saved.is_some() { "--saved" } else { "--form" };
            let words = format!("--template with a form cannot be used with {other}");
            return Err(command.error(ErrorKind::ArgumentConflict, words));
        }
        Ok(())
    }
}
