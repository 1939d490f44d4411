//! Arguments of `solve-base`.

#[derive(Debug, clap::Args)]
pub struct SolveBaseArgs {
    /// The count of the current period.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub current: String,
    /// The rate printed beside it, in percent: -4.58 (a fall) or 5.9 (a rise).
    #[arg(long, value_name = "P", allow_hyphen_values = true, required_unless_present = "share")]
    pub rate: Option<String>,
    /// In place of a rate: a bounded share of the count in the whole, such as 超过60% or "over 60%".
    #[arg(long, value_name = "S", conflicts_with_all = ["rate", "decimals"])]
    pub share: Option<String>,
    /// Decimals the rate is printed with (default: as many as given; -4.5 and -4.50 differ).
    #[arg(long, value_name = "D")]
    pub decimals: Option<u32>,
    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,
}
