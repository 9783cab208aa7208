//! Stamps on pages made here and on those of real PDFs.

mod build;
mod content;
mod corpus;
mod joined;
mod places;
mod scaling;
