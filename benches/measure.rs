//! What a program takes: wall time, processor time and peak memory, as the system counts them.

use std::fs::File;
use std::io::{Read, Seek};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;

/// What one run took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// Of all its threads, its own and the system's on its behalf.
    pub cpu: Duration,
    /// The most memory it had at once, in bytes.
    pub peak: u64,
}

/// Runs a command to its end; one that fails is an error with what it said.
pub fn run(command: &mut Command) -> Outcome<Cost> {
    // A file and not a pipe: nobody reads while the program runs.
    let mut said = tempfile::tempfile()?;
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said.try_clone()?);
    let start = Instant::now();
    let child = command.spawn()?;
    let (success, mut cost) = wait(child)?;
    cost.wall = start.elapsed();
    if success {
        Ok(cost)
    } else {
        Err(failure(command, &mut said)?.into())
    }
}

/// Runs a command that ends only when it is told to, and does something meanwhile.
pub fn run_while(command: &mut Command, act: impl FnOnce() -> Outcome<()>) -> Outcome<Cost> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn()?;
    let acted = act();
    end(&mut child)?;
    let (_, mut cost) = wait(child)?;
    cost.wall = start.elapsed();
    acted.map(|()| cost)
}

/// Asks a program to end, so that it waits for what it has started itself.
#[cfg(unix)]
fn end(child: &mut Child) -> Outcome<()> {
    use rustix::process::{Pid, Signal, kill_process};
    Ok(kill_process(Pid::from_child(child), Signal::TERM)?)
}

#[cfg(not(unix))]
fn end(child: &mut Child) -> Outcome<()> {
    Ok(child.kill()?)
}

fn failure(command: &Command, said: &mut File) -> Outcome<String> {
    let mut text = String::new();
    said.rewind()?;
    said.read_to_string(&mut text)?;
    Ok(format!(
        "{} failed:\n{text}",
        command.get_program().display()
    ))
}

/// Waits for a child; its use of the machine comes from the same call, so nothing is sampled or missed.
#[cfg(all(unix, target_pointer_width = "64"))]
fn wait(child: Child) -> Outcome<(bool, Cost)> {
    let pid = i32::try_from(child.id())?;
    let (mut status, mut usage) = (0, Usage::default());
    // SAFETY: both pointers are to live values, of the layout that 64-bit Unix systems give `int` and `struct rusage`;
    // nothing else waits for this child.
    let ended = unsafe { wait4(pid, &mut status, 0, &mut usage) };
    if ended != pid {
        return Err(std::io::Error::last_os_error().into());
    }
    let peak = u64::try_from(usage.peak)?
        * if cfg!(target_vendor = "apple") {
            1
        } else {
            1024
        };
    let cost = Cost {
        wall: Duration::ZERO,
        cpu: usage.user.duration() + usage.system.duration(),
        peak,
    };
    Ok((status == 0, cost))
}

/// Where the system cannot be asked, only the wall time is known.
#[cfg(not(all(unix, target_pointer_width = "64")))]
fn wait(mut child: Child) -> Outcome<(bool, Cost)> {
    Ok((child.wait()?.success(), Cost::default()))
}

#[cfg(all(unix, target_pointer_width = "64"))]
unsafe extern "C" {
    fn wait4(pid: i32, status: *mut i32, options: i32, usage: *mut Usage) -> i32;
}

/// The system's `struct rusage`.
#[cfg(all(unix, target_pointer_width = "64"))]
#[repr(C)]
#[derive(Default)]
struct Usage {
    user: Time,
    system: Time,
    peak: i64,
    rest: [i64; 13],
}

/// The system's `struct timeval`; where its second half is shorter, what follows is nought.
#[cfg(all(unix, target_pointer_width = "64"))]
#[repr(C)]
#[derive(Default)]
struct Time {
    seconds: i64,
    micros: i64,
}

#[cfg(all(unix, target_pointer_width = "64"))]
impl Time {
    fn duration(&self) -> Duration {
        let nought_if_negative = |n: i64| u64::try_from(n).unwrap_or_default();
        Duration::from_secs(nought_if_negative(self.seconds))
            + Duration::from_micros(nought_if_negative(self.micros))
    }
}
