#!/usr/bin/env bash
# Builds an office in shards on several machines with GNU parallel over ssh, and puts the shards together here.
#
#   docs/scale/parallel.sh OFFICE [SSHLOGIN]
#
# OFFICE   the office's folder, at the same path on every machine (a share, or a copy that rsync keeps alike)
# SSHLOGIN machines as `--sshlogin` of GNU parallel takes them, such as 4/board-1,4/board-2; `:` is this one, and all there is
#          when none is named
# SHARDS   how many shards, in the environment; 8 when it says nothing. Three or four for each job that runs at a time keep all
#          machines busy to the end.
#
# A run that was ended is begun again with the same command: only shards that did not come to their end are run. Delete
# OFFICE/output/shards.log for a new run.
set -euo pipefail

office=$(cd "$1" && pwd)
machines=${2:-:}
shards=${SHARDS:-8}
mkdir -p "$office/output"

# --resume-failed: what the log has as done is not run again, what failed or was killed is.
seq "$shards" | parallel --sshlogin "$machines" --joblog "$office/output/shards.log" --resume-failed \
  boardpaper build --quiet --root "$office" --shard "{}/$shards" || failed=$?

# Papers at fault are told by their shards (exit code 1), and are refused in the manifest too; all else is put together.
boardpaper manifest merge --root "$office"
exit "${failed:-0}"
