//! Boot parameters from the WASI environment (docs/abi.md, Bus addresses): arguments and environment variables as JSON, and
//! the application's own from the variable `CAISSON_PARAMS`, one `key=value` a line.

use caisson_devices::bus::BOOT_BYTES_MAX;
use wasip2::cli::environment;

/// Holds what `caisson run` takes as `--param`; not part of the program's environment.
const PARAMETERS: &str = "CAISSON_PARAMS";

/// The text, or why there is none.
pub fn boot_text() -> Result<String, String> {
    let mut text = String::new();
    let mut environment = environment::get_environment();
    if let Some(at) = environment.iter().position(|(name, _)| name == PARAMETERS) {
        for line in environment.remove(at).1.lines().filter(|line| !line.is_empty()) {
            if line.find('=').is_none_or(|at| at == 0) || line.contains('\0') {
                return Err(format!("Cannot pass parameter {line:?}: it is not KEY=VALUE on one line"));
            }
            text.push_str(line);
            text.push('\n');
        }
    }
    // The first argument names the component.
    let arguments = environment::get_arguments();
    if arguments.len() > 1 {
        text.push_str("argv=[");
        comma_separated(&mut text, arguments[1..].iter(), |text, argument| quote(text, argument));
        text.push_str("]\n");
    }
    if !environment.is_empty() {
        text.push_str("env={");
        comma_separated(&mut text, environment.iter(), |text, (name, value)| {
            quote(text, name);
            text.push(':');
            quote(text, value);
        });
        text.push_str("}\n");
    }
    if text.len() > BOOT_BYTES_MAX {
        return Err(format!("Cannot pass parameters: they are over {BOOT_BYTES_MAX} bytes"));
    }
    Ok(text)
}

fn comma_separated<T>(text: &mut String, items: impl Iterator<Item = T>, mut write: impl FnMut(&mut String, T)) {
    for (index, item) in items.enumerate() {
        if index > 0 {
            text.push(',');
        }
        write(text, item);
    }
}

/// A JSON string (RFC 8259 §7).
fn quote(text: &mut String, value: &str) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\0'..='\x1f' => text.push_str(&format!("\\u{:04x}", character as u32)),
            _ => text.push(character),
        }
    }
    text.push('"');
}
