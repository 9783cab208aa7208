#!/usr/bin/env bash
# Fuzzes each target for so many seconds (an hour): fuzz/run.sh [SECONDS] [TARGET…]. What ends a target is kept in
# tests/fuzz-corpus, where every run of the tests reads it again.
# Needs cargo-fuzz (`cargo install cargo-fuzz --locked`) and the compiler that builds the program: panics, hangs and too much memory
# are found without a sanitizer. FUZZ_SANITIZER=address looks into the `unsafe` code of libraries as well, and needs a nightly one.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-3600}
targets=("${@:2}")
[[ ${#targets[@]} -gt 0 ]] || mapfile -t targets < <(sed -n '/^\[\[bin\]\]/{n;s/^name = "\(.*\)"/\1/p}' fuzz/Cargo.toml)

# Prints what in the sample office and the tests a target can begin from.
samples() {
  case $1 in
    tracker) find data tests/cases tests/faults -name 'tracker.xls*' -o -name '*tracker.ods' -o -name '*tracker.xlsx' ;;
    csv) find data tests/cases tests/faults -name '*.csv' ;;
    document) find tests/fuzz-corpus/document -type f ;;
    paper) find data tests/cases tests/faults -name '*.toml' -o -name '*.md' ;;
    rich-text) find docs -name '*.md' ;;
    join) find data/meetings -name '*.pdf' ;;
  esac
}

sanitizer=${FUZZ_SANITIZER:-none}
compiler=()
[[ $sanitizer == none ]] || compiler=(+nightly)

# The same versions as the program has.
[[ -e fuzz/Cargo.lock ]] || cp Cargo.lock fuzz/Cargo.lock

failed=()
for target in "${targets[@]}"; do
  grown=fuzz/corpus/$target
  kept=tests/fuzz-corpus/$target
  mkdir -p "$grown" "$kept"
  samples "$target" | while IFS= read -r file; do cp "$file" "$grown/$(sha256sum "$file" | cut -c1-16)"; done
  printf '== %s, %d s\n' "$target" "$seconds"
  cargo "${compiler[@]}" fuzz run --sanitizer "$sanitizer" "$target" "$grown" "$kept" -- \
    -max_total_time="$seconds" -timeout=30 -rss_limit_mb=3072 -max_len=131072 -artifact_prefix="$kept/" -print_final_stats=1 ||
    failed+=("$target")
done
[[ ${#failed[@]} -eq 0 ]] || { echo "found something: ${failed[*]}: see tests/fuzz-corpus"; exit 1; }
