//! Half of what the fuzzer tries is damaged by its own ways, half by ours, which reach into zip files.

use libfuzzer_sys::{fuzz_mutator, fuzzer_mutate};

use crate::fuzzed::{Dice, damage};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if seed.is_multiple_of(2) {
        return fuzzer_mutate(data, size, max_size);
    }
    let mut bytes = data[..size].to_vec();
    damage(&mut bytes, &mut Dice(u64::from(seed)));
    let size = bytes.len().min(max_size).min(data.len());
    data[..size].copy_from_slice(&bytes[..size]);
    size
});
