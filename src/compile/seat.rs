//! The seats of threads that set papers at the same time.
//!
//! Each glyph that is set counts the users of its font up and down. Threads that share a font wait for one another at that count,
//! twenty times a word; so each has fonts of its own, by its seat.

use std::sync::atomic::{AtomicU32, Ordering};

/// How many threads have a seat of their own; all others share the last one.
pub const SEATS: usize = 32;

/// The seats that are taken, a bit for each.
static TAKEN: AtomicU32 = AtomicU32::new(0);

thread_local! {
    static SEAT: Seat = Seat::take(&TAKEN);
}

/// Returns the seat of this thread, from 0: the lowest that was free when it was first asked for. It is given back when the thread
/// ends.
pub fn seat() -> usize {
    SEAT.with(|seat| seat.place)
}

struct Seat {
    place: usize,
    among: &'static AtomicU32,
}

impl Seat {
    fn take(among: &'static AtomicU32) -> Self {
        let lowest = |taken: u32| taken.checked_add(1).map(|next| taken | next);
        let before = among.fetch_update(Ordering::Relaxed, Ordering::Relaxed, lowest);
        let place = before.map_or(SEATS - 1, |taken| taken.trailing_ones() as usize);
        Self { place, among }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // The last one is not given back: nobody knows how many sit there.
        if self.place < SEATS - 1 {
            self.among.fetch_and(!(1 << self.place), Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(count: usize, among: &'static AtomicU32) -> Vec<Seat> {
        (0..count).map(|_| Seat::take(among)).collect()
    }

    #[test]
    fn the_lowest_free_seat_is_taken() {
        static AMONG: AtomicU32 = AtomicU32::new(0);
        let mut seats = taken(4, &AMONG);
        let places: Vec<usize> = seats.iter().map(|seat| seat.place).collect();
        assert_eq!(places, [0, 1, 2, 3]);
        seats.remove(1);
        assert_eq!(Seat::take(&AMONG).place, 1);
    }

    #[test]
    fn more_threads_than_seats_share_the_last() {
        static AMONG: AtomicU32 = AtomicU32::new(0);
        let seats = taken(2 * SEATS, &AMONG);
        let shared = seats.iter().filter(|seat| seat.place == SEATS - 1);
        assert_eq!(shared.count(), SEATS + 1);
        drop(seats);
        assert_eq!(taken(SEATS - 1, &AMONG).len(), SEATS - 1);
        assert_eq!(Seat::take(&AMONG).place, 0);
    }

    #[test]
    fn a_thread_keeps_its_seat() {
        assert_eq!(seat(), seat());
    }
}
