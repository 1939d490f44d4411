//! The desktop's answers to the commands of the wire. Bodies are short: ask the engine, convert, return.

use crate::commands;
use crate::state::State;
use jianfu_engine::Error;
use jianfu_wire::*;
use tauri::{AppHandle, Manager};

/// The desktop shell as a host of commands.
pub struct Desktop {
    /// The running program, for its state, dialogs and events.
    pub app: AppHandle,
}

impl Desktop {
    /// A host for the running program.
    pub fn new(app: AppHandle) -> Self {
        Self { app }
    }

    /// The session and the work under way.
    pub fn state(&self) -> tauri::State<'_, State> {
        self.app.state::<State>()
    }
}

/// Engine errors as the window sees them; the full chain goes to the log.
pub fn answer<T>(result: Result<T, Error>) -> Result<T, ErrorView> {
    result.map_err(|error| {
        tracing::warn!(code = error.code(), "{error:?}");
        error_of(&error)
    })
}

impl Host for Desktop {
    fn get_session(&self, request: LanguageRequest) -> Result<SessionView, ErrorView> {
        answer(commands::workspace::session(self, request.language))
    }

    fn open_workspace(&self, request: LanguageRequest) -> Result<SessionView, ErrorView> {
        answer(commands::workspace::open(self, request.language))
    }

    fn open_recent(&self, request: RecentRequest) -> Result<SessionView, ErrorView> {
        answer(commands::workspace::open_recent(self, request.id, request.language))
    }

    fn create_workspace(&self, request: LanguageRequest) -> Result<SessionView, ErrorView> {
        answer(commands::workspace::create(self, request.language))
    }

    fn resume_review(&self, _request: Empty) -> Result<JobStarted, ErrorView> {
        answer(commands::reviews::resume(self))
    }

    fn drop_review(&self, request: LanguageRequest) -> Result<SessionView, ErrorView> {
        answer(commands::reviews::drop_waiting(self, request.language))
    }

    fn start_tour(&self, request: TourRequest) -> Result<SessionView, ErrorView> {
        answer(commands::tour::start(self, request))
    }

    fn end_tour(&self, request: EndTourRequest) -> Result<SessionView, ErrorView> {
        answer(commands::tour::end(self, request))
    }

    fn stage_files(&self, request: StageRequest) -> Result<JobStarted, ErrorView> {
        answer(commands::import::stage_files(self, request.source))
    }

    fn cancel_job(&self, request: JobRequest) -> Result<Empty, ErrorView> {
        self.state().jobs.cancel(request.job_id);
        Ok(Empty {})
    }

    fn get_staged(&self, request: LanguageRequest) -> Result<StagedView, ErrorView> {
        answer(commands::import::staged(self, request.language))
    }

    fn get_staged_grid(&self, request: GridRequest) -> Result<GridView, ErrorView> {
        answer(commands::import::grid(self, request))
    }

    fn set_included(&self, request: IncludeRequest) -> Result<StagedView, ErrorView> {
        answer(commands::import::set_included(self, request))
    }

    fn accept_staged(&self, request: AcceptRequest) -> Result<AcceptOutcome, ErrorView> {
        answer(commands::import::accept(self, request))
    }

    fn unlock_staged(&self, request: UnlockRequest) -> Result<StagedView, ErrorView> {
        answer(commands::import::unlock_staged(self, request))
    }

    fn get_subjects(&self, request: SubjectsRequest) -> Result<SubjectsView, ErrorView> {
        answer(commands::settling::subjects(self, &request))
    }

    fn find_areas(&self, request: AreasRequest) -> Result<AreasView, ErrorView> {
        Ok(areas_view(&request.text))
    }

    fn settle(&self, request: SettleRequest) -> Result<StagedView, ErrorView> {
        answer(commands::settling::settle(self, request))
    }

    fn unsettle(&self, request: UnsettleRequest) -> Result<StagedView, ErrorView> {
        answer(commands::settling::unsettle(self, request))
    }

    fn undo_settling(&self, request: LanguageRequest) -> Result<StagedView, ErrorView> {
        answer(commands::settling::undo(self, request.language))
    }

    fn redo_settling(&self, request: LanguageRequest) -> Result<StagedView, ErrorView> {
        answer(commands::settling::redo(self, request.language))
    }

    fn get_differences(&self, request: DifferencesRequest) -> Result<DifferencesView, ErrorView> {
        answer(commands::settling::differences(self, request))
    }

    fn discard_staged(&self, _request: Empty) -> Result<Empty, ErrorView> {
        let state = self.state();
        let mut session = state.session();
        session.staging = None;
        state.keep_review(&session);
        Ok(Empty {})
    }

    fn get_overview(&self, request: OverviewRequest) -> Result<OverviewView, ErrorView> {
        answer(commands::overview::overview(self, &request))
    }

    fn export_chart(&self, request: ExportRequest) -> Result<ExportOutcome, ErrorView> {
        answer(commands::overview::export_chart(self, &request))
    }

    fn get_analysis(&self, request: AnalysisRequest) -> Result<AnalysisView, ErrorView> {
        answer(commands::analysis::analysis(self, &request))
    }

    fn define_figure(&self, request: DefineRequest) -> Result<FactsView, ErrorView> {
        answer(commands::analysis::define(self, &request))
    }

    fn get_gallery(&self, request: GalleryRequest) -> Result<GalleryView, ErrorView> {
        answer(commands::charts::gallery(self, &request))
    }

    fn get_kind(&self, request: KindRequest) -> Result<KindPicture, ErrorView> {
        answer(commands::charts::kind(self, &request))
    }

    fn get_figure(&self, request: FigureRequest) -> Result<FigureReply, ErrorView> {
        answer(commands::charts::figure(self, &request))
    }

    fn get_units(&self, request: FigureRequest) -> Result<UnitsView, ErrorView> {
        answer(commands::charts::units(self, &request))
    }

    fn get_figure_table(&self, request: FigureRequest) -> Result<FigureTable, ErrorView> {
        answer(commands::charts::table(self, &request))
    }

    fn copy_figure_table(&self, request: FigureRequest) -> Result<CopyOutcome, ErrorView> {
        answer(commands::charts::copy_table(self, &request))
    }

    fn export_figure(&self, request: FigureExportRequest) -> Result<ExportOutcome, ErrorView> {
        answer(commands::charts::export(self, &request))
    }

    fn copy_figure(&self, request: FigureCopyRequest) -> Result<FigureCopied, ErrorView> {
        answer(commands::charts::copy(self, &request))
    }

    fn list_reports(&self, request: LanguageRequest) -> Result<ReportsView, ErrorView> {
        answer(commands::reports::list(self, request.language))
    }

    fn create_report(&self, request: CreateReportRequest) -> Result<ReportView, ErrorView> {
        answer(commands::reports::create(self, &request))
    }

    fn get_report(&self, request: ReportRequest) -> Result<ReportView, ErrorView> {
        answer(commands::reports::get(self, &request))
    }

    fn edit_report(&self, request: EditReportRequest) -> Result<ReportView, ErrorView> {
        answer(commands::reports::edit(self, &request))
    }

    fn rename_report(&self, request: ReportNameRequest) -> Result<ReportsView, ErrorView> {
        answer(commands::reports::rename(self, &request))
    }

    fn duplicate_report(&self, request: ReportNameRequest) -> Result<ReportsView, ErrorView> {
        answer(commands::reports::duplicate(self, &request))
    }

    fn delete_report(&self, request: ReportRequest) -> Result<ReportsView, ErrorView> {
        answer(commands::reports::delete(self, &request))
    }

    fn accept_figures(&self, request: AcceptFiguresRequest) -> Result<ReportView, ErrorView> {
        answer(commands::reports::accept(self, &request))
    }

    fn get_report_page(&self, request: ReportPageRequest) -> Result<ReportPageView, ErrorView> {
        answer(commands::reports::page(self, &request))
    }

    fn export_report(&self, request: ReportExportRequest) -> Result<ExportOutcome, ErrorView> {
        answer(commands::reports::export(self, &request))
    }

    fn sum_figures(&self, request: SumRequest) -> Result<FactsView, ErrorView> {
        answer(commands::analysis::sums(self, &request))
    }

    fn trace(&self, request: TraceRequest) -> Result<TraceView, ErrorView> {
        answer(commands::overview::trace(self, &request))
    }

    fn list_observations(&self, request: ObservationsRequest) -> Result<ObservationsView, ErrorView> {
        answer(commands::table::list(self, &request))
    }

    fn get_facets(&self, request: LanguageRequest) -> Result<FacetsView, ErrorView> {
        answer(commands::table::facets(self, request.language))
    }

    fn copy_observations(&self, request: CellsRequest) -> Result<CopyOutcome, ErrorView> {
        answer(commands::table::copy(self, &request))
    }

    fn export_observations(&self, request: TableExportRequest) -> Result<ExportOutcome, ErrorView> {
        answer(commands::table::export(self, &request))
    }

    fn list_history(&self, request: LanguageRequest) -> Result<HistoryView, ErrorView> {
        answer(commands::workspace::history(self, request.language))
    }

    fn undo(&self, request: LanguageRequest) -> Result<StepOutcome, ErrorView> {
        answer(commands::workspace::undo(self, request.language))
    }

    fn redo(&self, request: LanguageRequest) -> Result<StepOutcome, ErrorView> {
        answer(commands::workspace::redo(self, request.language))
    }

    fn go_to_step(&self, request: GoToRequest) -> Result<StepOutcome, ErrorView> {
        answer(commands::workspace::go_to(self, request))
    }

    fn set_menu(&self, request: MenuRequest) -> Result<Empty, ErrorView> {
        answer(commands::desktop::set_menu(self, &request))
    }

    fn call_attention(&self, request: AttentionRequest) -> Result<Empty, ErrorView> {
        answer(commands::desktop::call_attention(self, &request))
    }

    fn print_page(&self, _request: Empty) -> Result<Empty, ErrorView> {
        answer(commands::desktop::print_page(self))
    }
}
