//! Trackers of many makes, taken over: the right table, the right columns, and what is in doubt said.

mod hopeless;
mod made;
mod printed;
mod trackers;
mod truth;
