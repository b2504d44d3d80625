//! `onrecord completions`: completions for a shell.

use clap::Args;
use clap_complete::Shell;

use super::errors::Failure;
use super::terminal::{FOUND, write_out};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Completions {
    /// The shell: bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions zsh > ~/.zfunc/_onrecord
  onrecord completions fish > ~/.config/fish/completions/onrecord.fish";

pub fn run(args: &Completions) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::args::command(), "onrecord", &mut script);
    write_out(&String::from_utf8_lossy(&script))?;
    Ok(FOUND)
}
