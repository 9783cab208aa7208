#!/usr/bin/env bash
#SBATCH --job-name=boardpaper
#SBATCH --array=1-16
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=00:30:00
#SBATCH --requeue
# Builds one shard of an office in each task of a Slurm array. The office lies on a file system that all nodes see.
#
#   build=$(sbatch --parsable --export=ALL,OFFICE=/path/to/office docs/scale/slurm.sh)
#   sbatch --dependency="afterany:$build" --wrap="boardpaper manifest merge --root /path/to/office"
#
# A task that is killed or preempted is queued again, and comes out the same. `afterany` and not `afterok`: papers at fault end
# their shard with exit code 1, and the merge tells of shards that are missing.
set -euo pipefail

# Slurm counts as `--array` says: from 1 to 16 here.
exec boardpaper build --quiet --root "${OFFICE:?say where the office is}" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
