//! Faces: wording, colour, width, progress. One folder per face; none knows another.
pub mod cli;
