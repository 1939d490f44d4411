//! Arguments of `report`.

use clap::ValueEnum;
use jianfu_engine::model::Period;
use jianfu_engine::report::{Form, Layout};
use std::path::PathBuf;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TemplateArg {
    /// 年终总结: title, body, date.
    Summary,
    /// 专报: red head, issue number, one subject.
    Special,
    /// 简报: red head, issue number, whom it is sent to.
    Brief,
}

impl From<TemplateArg> for Form {
    fn from(arg: TemplateArg) -> Self {
        match arg {
            TemplateArg::Summary => Self::Summary,
            TemplateArg::Special => Self::SpecialReport,
            TemplateArg::Brief => Self::Brief,
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
    /// Form of the report (default: summary).
    #[arg(long, value_enum)]
    pub template: Option<TemplateArg>,
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
    /// Who signs.
    #[arg(long, value_name = "TEXT")]
    pub signed_by: Option<String>,
    /// The date as printed.
    #[arg(long, value_name = "TEXT")]
    pub date: Option<String>,
    /// Words of your own for a paragraph: its id, an equals sign, the text. `{key}` stands for the figure of that key.
    #[arg(long, value_name = "ID=TEXT")]
    pub text: Vec<String>,
    /// Keep the report in the workspace under this name.
    #[arg(long, value_name = "NAME")]
    pub keep: Option<String>,
    /// Write a kept report anew, and tell which figures changed since they were accepted.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["keep", "period", "template", "layout", "indicator", "scope", "hide_names", "title", "signed_by", "date", "text"])]
    pub saved: Option<String>,
    /// With --saved: accept the figures as they are now.
    #[arg(long, requires = "saved")]
    pub accept: bool,
    /// Where to write: .docx, .xlsx, .pdf, .json or .txt.
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
}
