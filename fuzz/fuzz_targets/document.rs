#![no_main]
#![allow(dead_code, reason = "each target takes its own of what all share")]

#[path = "../../tests/suite/fuzzed.rs"]
mod fuzzed;
#[path = "../mutator.rs"]
mod mutator;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::document(bytes));
