//! Numbers that look like chance and are the same in every run.

/// A source of numbers.
pub struct Chance(u64);

impl Chance {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds start far apart.
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Returns a number from one to another, both included.
    pub fn within(&mut self, low: usize, high: usize) -> usize {
        let span = (high - low + 1) as u64;
        low + usize::try_from(self.next() % span).expect("small")
    }

    /// Returns whether something happens that happens once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.within(1, times) == 1
    }

    /// Returns one of several.
    pub fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.within(0, of.len() - 1)]
    }
}
