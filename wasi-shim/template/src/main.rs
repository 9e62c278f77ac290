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
    match build(&workspace).and_then(|core| write(&core, &output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
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
