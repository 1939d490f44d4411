//! The TypeScript of every wire type and of the command map, generated from the Rust declarations.

use crate::commands::signatures;
use crate::types::*;
use std::fmt::Write;
use ts_rs::{Config, TS};

macro_rules! declarations {
    ($config:expr, $($name:ty),* $(,)?) => {
        vec![$( (<$name as TS>::docs(), <$name as TS>::decl($config)) ),*]
    };
}

/// The text of `ui/src/backend/generated/wire.ts`.
pub fn typescript() -> String {
    let config = Config::new().with_large_int("number");
    let types = declarations!(
        &config,
        Empty,
        Language,
        LanguageRequest,
        SessionView,
        WorkspaceView,
        UnfinishedReview,
        TourRequest,
        EndTourRequest,
        JobStarted,
        JobRequest,
        JobState,
        JobEvent,
        ErrorView,
        HistoryView,
        StepView,
        StepOutcome,
        StageSource,
        StageRequest,
        StagedView,
        StagedStatus,
        StagedFile,
        StagedSheet,
        StagedTable,
        ColumnMeaning,
        FindingView,
        IncludeRequest,
        GridRequest,
        GridView,
        GridColumn,
        GridRow,
        GridCell,
        AcceptOutcome,
        AcceptRequest,
        UnlockRequest,
        SettlementChoice,
        SubjectsRequest,
        SubjectsView,
        TableFacts,
        SubjectView,
        ChoiceOption,
        AreasRequest,
        AreasView,
        SettleRequest,
        UnsettleRequest,
        SettledView,
        DifferencesRequest,
        DifferencesView,
        ReplacementView,
        ChangeView,
        DriftView,
        ThemeName,
        OverviewRequest,
        OverviewView,
        ChoiceView,
        TextPart,
        FactView,
        HeadlineView,
        ChartView,
        MarkView,
        CoverageView,
        CoverageRow,
        ExportRequest,
        ExportOutcome,
        TraceRequest,
        TraceView,
        TraceItem,
        ObservationField,
        ObservationsFilter,
        SortChoice,
        ObservationsRequest,
        ObservationsView,
        ObservationRow,
        RowsBy,
        BasisName,
        RoundingName,
        AnalysisRequest,
        AnalysisView,
        RefusalView,
        OfferView,
        AnalysisTable,
        AnalysisHeads,
        FigureCell,
        AnalysisRow,
        FlagView,
        RowBars,
        AnalysisScales,
        ScaleView,
        TickView,
        AsideView,
        DefineRequest,
        FactsView,
        SumRequest,
        OrderName,
        FigureSubject,
        GalleryRequest,
        GalleryView,
        KindView,
        FigureRequest,
        FigureView,
        FigureExportRequest,
        FigureCopyRequest,
        FigureCopied,
        CellsColumn,
        CellsRequest,
        TableFormat,
        TableExportRequest,
        CopyOutcome,
        FacetsView,
        MenuRequest,
        MenuView,
        MenuItemView,
        MenuEvent,
        RecentView,
        RecentRequest,
        AttentionRequest,
        GoToRequest,
    );
    let mut out =
        String::from("// Generated from src-tauri/crates/wire by `make generate`. Do not edit.\n\n");
    for (docs, declaration) in types {
        let docs = docs.unwrap_or_default();
        let _ = writeln!(out, "{docs}export {declaration}\n");
    }
    out.push_str("/** Request and reply of each command. */\nexport type Commands = {\n");
    for (name, request, reply) in signatures(&config) {
        let _ = writeln!(out, "  {name}: {{ request: {request}; reply: {reply} }};");
    }
    out.push_str("};\n");
    out
}
