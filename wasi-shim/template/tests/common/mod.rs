//! Components for the tests, fused by `caisson` itself, and a runner that is what `wasmtime run` is: a default engine, the
//! WASI 0.2 imports of `wasmtime-wasi`, no network, no files.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use wasmtime::component::{Component, Linker, ResourceTable};
use wasmtime::{Config, Engine, Store};
use wasmtime_wasi::p2::pipe::{MemoryInputPipe, MemoryOutputPipe};
use wasmtime_wasi::{I32Exit, WasiCtx, WasiCtxView, WasiView};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A directory that goes with the value.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("caisson-wasi-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a directory");
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The template, built from the sources as they are.
pub fn template() -> &'static Path {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("template.wasm");
        let made = Command::new(env!("CARGO_BIN_EXE_caisson-wasi-template")).arg(&path).output().expect("runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        path
    })
}

fn node(arguments: &[&str]) -> Output {
    let node = root().join("node_modules/node/bin/node");
    let mut command = Command::new(node);
    command.args(arguments).env("CAISSON_WASI_SHIM", template()).current_dir(root());
    command.output().expect("node runs; `just setup` installs it")
}

/// `caisson build --target wasi` of a program in `tests/programs`.
pub fn build(scratch: &Scratch, program: &str) -> Vec<u8> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(program);
    let output = scratch.0.join("out.component.wasm");
    let (source, output_text) = (source.to_str().expect("UTF-8"), output.to_str().expect("UTF-8"));
    let built = node(&["compiler/main.ts", "build", source, "--target", "wasi", "-o", output_text]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    std::fs::read(output).expect("a component")
}

/// A module from WebAssembly text, fused by the command's own function.
pub fn fuse(scratch: &Scratch, module: &str) -> Vec<u8> {
    let module = wat::parse_str(module).unwrap_or_else(|error| panic!("{error}\n{module}"));
    let (input, output) = (scratch.0.join("in.wasm"), scratch.0.join("out.wasm"));
    std::fs::write(&input, module).expect("written");
    let script = "const { readFileSync, writeFileSync } = await import('node:fs');
        const { fuseComponent } = await import('./compiler/seal/component.ts');
        const [template, input, output] = process.argv.slice(1);
        const result = fuseComponent(readFileSync(template), readFileSync(input));
        if (!result.ok) throw new Error(result.reason);
        writeFileSync(output, result.component);";
    let path = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let fused = node(&["--input-type=module", "--eval", script, &path(template()), &path(&input), &path(&output)]);
    assert!(fused.status.success(), "{}", String::from_utf8_lossy(&fused.stderr));
    std::fs::read(output).expect("a component")
}

pub fn engine() -> Engine {
    Engine::new(&Config::new()).expect("an engine")
}

/// What a run printed, and how it ended.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    /// The exit code, or the trap's text.
    pub ending: Result<i32, String>,
}

struct State {
    table: ResourceTable,
    wasi: WasiCtx,
}

impl WasiView for State {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.wasi, table: &mut self.table }
    }
}

/// What `wasmtime run` does with a component, its arguments, `--env` and standard input.
pub fn run(component: &[u8], arguments: &[&str], environment: &[(&str, &str)], input: &str) -> Run {
    let engine = engine();
    let component = Component::new(&engine, component).expect("a valid component");
    let mut linker = Linker::new(&engine);
    wasmtime_wasi::p2::add_to_linker_sync(&mut linker).expect("imports");
    let (stdout, stderr) = (MemoryOutputPipe::new(1 << 20), MemoryOutputPipe::new(1 << 20));
    let mut builder = WasiCtx::builder();
    builder.stdin(MemoryInputPipe::new(input.as_bytes().to_vec())).stdout(stdout.clone()).stderr(stderr.clone());
    builder.arg("program.wasm").args(arguments).envs(environment);
    let mut store = Store::new(&engine, State { table: ResourceTable::new(), wasi: builder.build() });
    let command = wasmtime_wasi::p2::bindings::sync::Command::instantiate(&mut store, &component, &linker);
    let ended = command.and_then(|command| command.wasi_cli_run().call_run(&mut store));
    let ending = match ended {
        Ok(Ok(())) => Ok(0),
        Ok(Err(())) => Ok(1),
        Err(error) => error.downcast_ref::<I32Exit>().map(|exit| exit.0).ok_or_else(|| format!("{error:?}")),
    };
    let text = |pipe: MemoryOutputPipe| String::from_utf8(pipe.contents().to_vec()).expect("UTF-8");
    Run { stdout: text(stdout), stderr: text(stderr), ending }
}
