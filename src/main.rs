fn main() -> std::process::ExitCode {
    onrecord::faces::cli::main()
}
