//! The one list of commands of the window. It declares each once: the trait a shell must implement (a missing
//! command does not compile), the dispatcher, and the TypeScript map come from it.

use crate::types::*;
use serde_json::Value;

macro_rules! commands {
    ($( $(#[$doc:meta])* $name:ident ( $request:ty ) -> $reply:ty; )*) => {
        /// What a shell answers. One method for each command.
        pub trait Host {
            $( $(#[$doc])*
               ///
               /// # Errors
               /// What went wrong, in words of the catalogue.
               fn $name(&self, request: $request) -> Result<$reply, ErrorView>; )*
        }

        /// The names of all commands.
        pub const NAMES: &[&str] = &[$( stringify!($name) ),*];

        /// Calls the command of this name with a JSON request.
        ///
        /// # Errors
        /// An unknown name, a request of the wrong shape, or what the command itself says.
        pub fn dispatch<H: Host + ?Sized>(host: &H, name: &str, request: Value) -> Result<Value, ErrorView> {
            match name {
                $( stringify!($name) => {
                    let request: $request = serde_json::from_value(request).map_err(bad_call)?;
                    serde_json::to_value(host.$name(request)?).map_err(bad_call)
                } )*
                _ => Err(bad_call(format!("no command `{name}`"))),
            }
        }

        /// (name, TypeScript of the request, TypeScript of the reply) of each command.
        pub(crate) fn signatures(config: &ts_rs::Config) -> Vec<(&'static str, String, String)> {
            vec![$( (
                stringify!($name),
                <$request as ts_rs::TS>::name(config),
                <$reply as ts_rs::TS>::name(config),
            ) ),*]
        }
    };
}

commands! {
    /// The state a window starts from.
    get_session(LanguageRequest) -> SessionView;
    /// Opens a workspace the person chooses; the session is unchanged when the dialog is closed.
    open_workspace(LanguageRequest) -> SessionView;
    /// Opens a workspace that was open lately.
    open_recent(RecentRequest) -> SessionView;
    /// Makes a new workspace where the person chooses.
    create_workspace(LanguageRequest) -> SessionView;
    /// Goes on with the review that was under way when the program ended.
    resume_review(Empty) -> JobStarted;
    /// Forgets that review.
    drop_review(LanguageRequest) -> SessionView;
    /// Opens the tour's own workspace in place of the person's.
    start_tour(TourRequest) -> SessionView;
    /// Closes it again, and opens what was open before.
    end_tour(EndTourRequest) -> SessionView;
    /// Reads files for review.
    stage_files(StageRequest) -> JobStarted;
    /// Stops long work; nothing is changed.
    cancel_job(JobRequest) -> Empty;
    /// The files under review.
    get_staged(LanguageRequest) -> StagedView;
    /// Part of a sheet under review.
    get_staged_grid(GridRequest) -> GridView;
    /// Includes a file or leaves it out.
    set_included(IncludeRequest) -> StagedView;
    /// Takes the included files into the workspace, as one undoable step.
    accept_staged(AcceptRequest) -> AcceptOutcome;
    /// Tries a password on the files that need one.
    unlock_staged(UnlockRequest) -> StagedView;
    /// What can be settled at a cell of a sheet under review.
    get_subjects(SubjectsRequest) -> SubjectsView;
    /// Areas whose name holds a text.
    find_areas(AreasRequest) -> AreasView;
    /// Settles something about a table under review.
    settle(SettleRequest) -> StagedView;
    /// Takes back one thing that goes for a table under review.
    unsettle(UnsettleRequest) -> StagedView;
    /// Takes back the last settlement.
    undo_settling(LanguageRequest) -> StagedView;
    /// Settles again what was taken back last.
    redo_settling(LanguageRequest) -> StagedView;
    /// What differs from last time on a sheet under review.
    get_differences(DifferencesRequest) -> DifferencesView;
    /// Forgets the files under review.
    discard_staged(Empty) -> Empty;
    /// The year at a glance.
    get_overview(OverviewRequest) -> OverviewView;
    /// Saves the overview's chart to a file the person chooses.
    export_chart(ExportRequest) -> ExportOutcome;
    /// A question of the analysis room, and its answer.
    get_analysis(AnalysisRequest) -> AnalysisView;
    /// What a figure of that answer is and how it was computed.
    define_figure(DefineRequest) -> FactsView;
    /// Every kind of chart, and what can be chosen.
    get_gallery(GalleryRequest) -> GalleryView;
    /// One kind of chart, drawn small.
    get_kind(KindRequest) -> KindPicture;
    /// One figure at its size.
    get_figure(FigureRequest) -> FigureReply;
    /// The units a figure could draw.
    get_units(FigureRequest) -> UnitsView;
    /// The numbers of a figure as a table.
    get_figure_table(FigureRequest) -> FigureTable;
    /// Puts the numbers of a figure on the clipboard as cells.
    copy_figure_table(FigureRequest) -> CopyOutcome;
    /// Saves a figure to a file the person chooses.
    export_figure(FigureExportRequest) -> ExportOutcome;
    /// Puts a figure on the clipboard as a picture.
    copy_figure(FigureCopyRequest) -> FigureCopied;
    /// The reports kept, and what a new one can be about.
    list_reports(LanguageRequest) -> ReportsView;
    /// Makes a report with what is usual for its form, as one undoable step.
    create_report(CreateReportRequest) -> ReportView;
    /// A report: what was chosen, and how it reads now.
    get_report(ReportRequest) -> ReportView;
    /// Changes what a report says, as one undoable step.
    edit_report(EditReportRequest) -> ReportView;
    /// Gives a report another name, as one undoable step.
    rename_report(ReportNameRequest) -> ReportsView;
    /// Keeps a copy of a report, as one undoable step.
    duplicate_report(ReportNameRequest) -> ReportsView;
    /// Takes a report out, as one undoable step.
    delete_report(ReportRequest) -> ReportsView;
    /// Accepts figures of a report as they are now, as one undoable step.
    accept_figures(AcceptFiguresRequest) -> ReportView;
    /// A page of a report, and where one may point on it.
    get_report_page(ReportPageRequest) -> ReportPageView;
    /// Saves a report to a file the person chooses.
    export_report(ReportExportRequest) -> ExportOutcome;
    /// Several numbers taken together.
    sum_figures(SumRequest) -> FactsView;
    /// From numbers back to their cells.
    trace(TraceRequest) -> TraceView;
    /// Stored numbers as a table.
    list_observations(ObservationsRequest) -> ObservationsView;
    /// What the stored numbers can be narrowed to.
    get_facets(LanguageRequest) -> FacetsView;
    /// Puts a rectangle of the table of stored numbers on the clipboard.
    copy_observations(CellsRequest) -> CopyOutcome;
    /// Saves the table of stored numbers to a file the person chooses.
    export_observations(TableExportRequest) -> ExportOutcome;
    /// Every step ever taken.
    list_history(LanguageRequest) -> HistoryView;
    /// Takes the last step back.
    undo(LanguageRequest) -> StepOutcome;
    /// Brings the last undone step back.
    redo(LanguageRequest) -> StepOutcome;
    /// Goes back or forth to a point of the history.
    go_to_step(GoToRequest) -> StepOutcome;
    /// Gives the window its menu.
    set_menu(MenuRequest) -> Empty;
    /// Asks for attention where the window is not looked at.
    call_attention(AttentionRequest) -> Empty;
    /// Prints the page of the room on screen.
    print_page(Empty) -> Empty;
}

/// A call of the wrong shape: a defect of the shell, never of the person.
fn bad_call(reason: impl ToString) -> ErrorView {
    crate::error_view("internal", &[("reason".to_owned(), reason.to_string())])
}
