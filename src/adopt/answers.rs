//! Who is asked about what is unclear.

/// Answers questions about what is being taken over.
pub trait Answers {
    /// Chooses one of several; `likely` is what would be taken if nobody answered. None where nobody does.
    fn choose(&mut self, question: &str, of: &[String], likely: usize) -> Option<usize>;
}

/// Answers nothing: what is likeliest is taken, and told as a doubt.
pub struct Nobody;

impl Answers for Nobody {
    fn choose(&mut self, _: &str, _: &[String], _: usize) -> Option<usize> {
        None
    }
}
