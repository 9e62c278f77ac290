//! Builds the shim for WebAssembly and writes the template (lib.rs) that `caisson build --target wasi` puts modules into:
//! `wasi-shim/target/caisson-wasi-shim.wasm`, or the file that the first argument names.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use caisson_wasi_template::template;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "shim";

fn main() -> ExitCode {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = std::env::args_os().nth(1).map_or(workspace.join("target/caisson-wasi-shim.wasm"), PathBuf::from);
    match install_target(&workspace).and_then(|()| build(&workspace)).and_then(|core| write(&core, &output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Adds Rust's library for the target where it is missing: rust-toolchain.toml names it, but rustup looks at that only when
/// it installs a toolchain, not when the toolchain is there already.
fn install_target(workspace: &Path) -> Result<(), String> {
    let directory = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(workspace)
        .output()
        .map_err(|error| format!("Cannot build the WASI shim: rustc cannot be started: {error}"))?;
    if Path::new(String::from_utf8_lossy(&directory.stdout).trim()).is_dir() {
        return Ok(());
    }
    eprintln!("adding Rust's target {TARGET}");
    let added = Command::new("rustup").args(["target", "add", TARGET]).current_dir(workspace).status();
    match added {
        Ok(status) if status.success() => Ok(()),
        _ => Err(format!("Cannot build the WASI shim: Rust's target {TARGET} is missing (rustup target add {TARGET})")),
    }
}

/// Runs cargo; the path of the core module.
fn build(workspace: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["rustc", "--quiet", "--package", "caisson-wasi-shim", "--target", TARGET, "--profile", PROFILE])
        .arg("--manifest-path")
        .arg(workspace.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(workspace.join("target"))
        // The bridge puts the module's functions into this module's table (guest.rs).
        .args(["--", "-Clink-arg=--export-table", "-Clink-arg=--growable-table"])
        .status()
        .map_err(|error| format!("Cannot build the WASI shim: {error}"))?;
    if !status.success() {
        return Err(format!("Cannot build the WASI shim: cargo ended with {status}"));
    }
    Ok(workspace.join("target").join(TARGET).join(PROFILE).join("caisson_wasi_shim.wasm"))
}

fn write(core: &Path, output: &Path) -> Result<(), String> {
    let bytes = std::fs::read(core).map_err(|error| format!("Cannot read {}: {error}", core.display()))?;
    let component = template(&bytes).map_err(|error| format!("Cannot make the WASI template: {error:#}"))?;
    std::fs::write(output, &component).map_err(|error| format!("Cannot write {}: {error}", output.display()))
}
