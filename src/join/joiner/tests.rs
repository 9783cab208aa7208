//! PDFs made here are joined, and what came of it is read again.

mod colours;
mod layers;
mod limits;
mod links;
mod made;
mod outline;
mod pages;
mod roles;
mod structure;
mod writer;
