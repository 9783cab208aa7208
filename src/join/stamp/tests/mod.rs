//! Stamps on pages made here and on those of real PDFs.

mod build;
mod content;
mod corpus;
mod places;
mod scaling;
