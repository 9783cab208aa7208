//! Which files a child may reach, and which calls of the system it may make: as far as the system can be told.
//!
//! Best effort: an older kernel, or another system, knows nothing of it, and the work is done all the same.

use std::path::PathBuf;

/// Sets nothing of it up: to find out whether it is in the way.
const UNCONFINED: &str = "BOARDPAPER_UNCONFINED";

/// What of the office and elsewhere a command has to do with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Folders and files that are read, with all below them.
    pub read: Vec<PathBuf>,
    /// Folders and files that are written too.
    pub write: Vec<PathBuf>,
}

/// Gives up, for good, all that the command has nothing to do with.
pub fn confine(reach: &Reach) {
    if std::env::var_os(UNCONFINED).is_none_or(|set| set.is_empty()) {
        system::confine(reach);
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::collections::BTreeMap;
    use std::path::PathBuf;

    use landlock::{
        ABI, Access, AccessFs, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError,
        path_beneath_rules,
    };
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule,
    };

    use super::Reach;

    /// Where programs and their libraries, fonts and settings lie; LibreOffice reads them too.
    const SYSTEM: [&str; 17] = [
        "/usr",
        "/etc",
        "/lib",
        "/lib32",
        "/lib64",
        "/bin",
        "/sbin",
        "/opt",
        "/nix",
        "/gnu",
        "/run",
        "/dev",
        "/proc",
        "/sys",
        "/var/lib",
        "/var/cache",
        "/var/spool/libreoffice",
    ];
    /// Devices that programs write to; disks, which an administrator may write to, are none of them.
    const DEVICES: [&str; 6] = [
        "/dev/null",
        "/dev/zero",
        "/dev/tty",
        "/dev/ptmx",
        "/dev/pts",
        "/dev/shm",
    ];
    /// Where a user's own fonts lie, from the home folder.
    const FONTS: [&str; 4] = [
        ".fonts",
        ".local/share/fonts",
        ".config/fontconfig",
        ".cache/fontconfig",
    ];

    pub fn confine(reach: &Reach) {
        // What one of them cannot do is no reason to do without the other.
        let _ = files(reach);
        let _ = calls();
    }

    fn files(reach: &Reach) -> Result<(), RulesetError> {
        let all = AccessFs::from_all(ABI::V3);
        let read = AccessFs::from_read(ABI::V3);
        let home = std::env::home_dir();
        let fonts = FONTS
            .iter()
            .filter_map(|name| Some(home.as_ref()?.join(name)));
        let system = SYSTEM.iter().map(PathBuf::from).chain(fonts);
        let own = std::env::current_exe().ok();
        let written = DEVICES.iter().map(PathBuf::from);
        let written: Vec<PathBuf> = written.chain([std::env::temp_dir()]).collect();
        let rules = Ruleset::default().handle_access(all)?.create()?;
        let rules = rules.add_rules(path_beneath_rules(system.chain(own), read))?;
        let rules = rules.add_rules(path_beneath_rules(&reach.read, read))?;
        let rules = rules.add_rules(path_beneath_rules(written.iter().chain(&reach.write), all))?;
        rules.restrict_self().map(|_| ())
    }

    /// Refuses sockets that lead out of the machine, and what one process can do to another or to the system.
    fn calls() -> Option<()> {
        let outward = |family: i32| {
            let family = u64::try_from(family).ok()?;
            let (length, other) = (SeccompCmpArgLen::Dword, SeccompCmpOp::Ne);
            SeccompCondition::new(0, length, other, family).ok()
        };
        // Programs ask the kernel itself, and each other, through the other two.
        let outward = vec![outward(libc::AF_UNIX)?, outward(libc::AF_NETLINK)?];
        let outward = SeccompRule::new(outward).ok()?;
        let mut refused = BTreeMap::from([(libc::SYS_socket, vec![outward])]);
        refused.extend(REFUSED.map(|call| (call, Vec::new())));
        let denied = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let machine = std::env::consts::ARCH.try_into().ok()?;
        let filter = SeccompFilter::new(refused, SeccompAction::Allow, denied, machine).ok()?;
        let program: BpfProgram = filter.try_into().ok()?;
        seccompiler::apply_filter_all_threads(&program).ok()
    }

    const REFUSED: [i64; 22] = [
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_pidfd_getfd,
        // It makes sockets too.
        libc::SYS_io_uring_setup,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_request_key,
        libc::SYS_mount,
        libc::SYS_umount2,
        libc::SYS_pivot_root,
        libc::SYS_setns,
        libc::SYS_init_module,
        libc::SYS_finit_module,
        libc::SYS_delete_module,
        libc::SYS_kexec_load,
        libc::SYS_swapon,
        libc::SYS_reboot,
        libc::SYS_open_by_handle_at,
    ];
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub fn confine(_reach: &super::Reach) {}
}
