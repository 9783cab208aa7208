//! Figures as they are read: medians of rounds, and how the two compare within each round.

use std::path::Path;
use std::time::Duration;

use crate::measure::Cost;
use crate::office::Listed;

/// What each round cost either; `theirs` is empty where there is no peer.
#[derive(Debug, Default)]
pub struct Rounds {
    /// Boardpaper's runs.
    pub ours: Vec<Cost>,
    /// The peer's runs, in the same rounds.
    pub theirs: Vec<Cost>,
    /// The peer's name; without one it is Typst's own program.
    peer: Option<&'static str>,
}

/// One of the figures of a run.
type Figure = fn(&Cost) -> f64;
const FIGURES: [(&str, Figure, &str); 3] = [
    ("wall", wall, "ms"),
    ("CPU", cpu, "ms"),
    ("peak", peak, "MB"),
];

impl Rounds {
    /// Starts without rounds, beside a peer of a name.
    pub fn beside(peer: &'static str) -> Self {
        Self {
            peer: Some(peer),
            ..Self::default()
        }
    }

    /// Prints both and their ratios.
    pub fn print(&self, title: &str) {
        println!("\n{title}, rounds: {}", self.ours.len());
        line("", FIGURES.map(|(name, _, _)| name.to_owned()));
        line(
            "boardpaper",
            FIGURES.map(|(_, figure, unit)| amount(&self.ours, figure, unit)),
        );
        if !self.theirs.is_empty() {
            line(
                self.peer.unwrap_or("typst compile"),
                FIGURES.map(|(_, figure, unit)| amount(&self.theirs, figure, unit)),
            );
            line(
                "ratio",
                FIGURES.map(|(_, figure, _)| spread(self.ratios(figure))),
            );
        }
    }

    /// Returns the ratios of wall time, round by round.
    pub fn wall_ratio(&self) -> Option<f64> {
        (!self.theirs.is_empty()).then(|| quantile(self.ratios(wall), 0.5))
    }

    /// Returns the ratios of CPU time, round by round.
    pub fn cpu_ratio(&self) -> f64 {
        quantile(self.ratios(cpu), 0.5)
    }

    /// Returns the wall time of boardpaper's runs in milliseconds.
    pub fn median_wall(&self) -> f64 {
        median(&self.ours, wall)
    }

    /// Returns the wall time of boardpaper's fastest run in milliseconds: what a busy machine adds is not in it.
    pub fn fastest_wall(&self) -> f64 {
        quantile(self.ours.iter().map(wall).collect(), 0.0)
    }

    /// Returns the most memory that boardpaper had in any round, in MB.
    pub fn highest_peak(&self) -> f64 {
        self.ours.iter().map(peak).fold(0.0, f64::max)
    }

    /// Adds the rounds of another run.
    pub fn append(&mut self, other: Self) {
        self.ours.extend(other.ours);
        self.theirs.extend(other.theirs);
    }

    fn ratios(&self, figure: Figure) -> Vec<f64> {
        self.ours
            .iter()
            .zip(&self.theirs)
            .map(|(ours, theirs)| figure(ours) / figure(theirs))
            .collect()
    }
}

/// How many times as much a deliverable costs in a larger paper as in a small one that was built beside it.
#[derive(Debug)]
pub struct Growth {
    times: usize,
    ours: Vec<[f64; 3]>,
    theirs: Vec<[f64; 3]>,
}

impl Growth {
    /// Starts without rounds, for a paper so many times as large.
    pub fn new(times: usize) -> Self {
        Self {
            times,
            ours: Vec::new(),
            theirs: Vec::new(),
        }
    }

    /// Adds a round: the larger paper, and the small one right before.
    pub fn add(&mut self, larger: &Rounds, small: &Rounds) {
        let each = |larger: &[Cost], small: &[Cost]| {
            FIGURES.map(|(_, figure, _)| {
                median(larger, figure) / median(small, figure) / self.times as f64
            })
        };
        let ours = each(&larger.ours, &small.ours);
        let theirs = each(&larger.theirs, &small.theirs);
        self.ours.push(ours);
        self.theirs.push(theirs);
    }

    /// Prints the medians; a deliverable of the small paper costs 1.
    pub fn print(&self, small: usize) {
        println!("  a deliverable, where one of {small} costs 1:");
        for (who, rounds) in [("boardpaper", &self.ours), ("typst compile", &self.theirs)] {
            let middle = |i: usize| quantile(rounds.iter().map(|round| round[i]).collect(), 0.5);
            if !middle(0).is_nan() {
                line(who, [0, 1, 2].map(|i| format!("{:.2}", middle(i))));
            }
        }
    }
}

/// Prints what a figure must not pass, and whether it did.
pub fn bar(what: &str, figure: f64, bar: f64) {
    let verdict = if figure <= bar { "held" } else { "NOT held" };
    println!("  bar: {what} {figure:.2}, at most {bar}: {verdict}");
}

/// Says so where the two made different papers, whose figures cannot be compared.
pub fn compare_pdfs(paper: &Listed) {
    let size = |path: &Path| path.metadata().map_or(0.0, |about| about.len() as f64);
    let (ours, theirs) = (size(&paper.pdf), size(&paper.by_peer));
    if theirs > 0.0 && !(0.98..1.02).contains(&(ours / theirs)) {
        println!("  NOT comparable: the PDFs have {ours} and {theirs} bytes");
    }
}

/// Prints this program's own peak: the system counts it towards each program that this one starts.
pub fn own_peak() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
        println!(
            "\nlower peaks than this program's own cannot be seen: {}",
            peak.trim()
        );
    }
}

fn wall(cost: &Cost) -> f64 {
    millis(cost.wall)
}

fn cpu(cost: &Cost) -> f64 {
    millis(cost.cpu)
}

fn peak(cost: &Cost) -> f64 {
    cost.peak as f64 / 1e6
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn line(name: &str, figures: [String; 3]) {
    let figures = figures.map(|figure| format!("{figure:>20}")).concat();
    println!("  {name:<20}{figures}");
}

fn amount(costs: &[Cost], figure: Figure, unit: &str) -> String {
    format!("{:.0} {unit}", median(costs, figure))
}

/// Shows the median and the middle half.
fn spread(ratios: Vec<f64>) -> String {
    let [low, middle, high] = [0.25, 0.5, 0.75].map(|share| quantile(ratios.clone(), share));
    if ratios.len() < 4 {
        format!("{middle:.2}")
    } else {
        format!("{middle:.2} ({low:.2}-{high:.2})")
    }
}

fn median(costs: &[Cost], figure: Figure) -> f64 {
    quantile(costs.iter().map(figure).collect(), 0.5)
}

/// Returns the value below which a share of the values lies, between neighbours in proportion.
fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let Some(last) = values.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = last as f64 * share;
    let (below, above) = (
        values[place.floor() as usize],
        values[place.ceil() as usize],
    );
    below + (above - below) * place.fract()
}
