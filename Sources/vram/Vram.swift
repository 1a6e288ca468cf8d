import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The door: reads the command line, does what it says, and leaves with an exit status.
@main
struct Vram {
  static func main() {
    let status: ExitStatus
    do throws(UsageFault) {
      let options = try Options(CommandLine.arguments.dropFirst())
      status = Program(options).run()
    } catch {
      try? Output(.errors).write("vram: \(error.message)\n")
      status = .usage
    }
    exit(status.rawValue)
  }
}

/// How the program ends; scripts of others rely on these.
struct ExitStatus: RawRepresentable, Equatable {
  let rawValue: Int32

  /// All held.
  static let success = ExitStatus(rawValue: 0)
  /// An assert did not hold.
  static let failed = ExitStatus(rawValue: 1)
  /// Something is broken: syntax, an unknown name, a wrong value, an unreadable file.
  static let broken = ExitStatus(rawValue: 2)
  /// A wrong command line, as sysexits.h has it.
  static let usage = ExitStatus(rawValue: 64)
  /// Ended by Ctrl-C, as shells have it.
  static let interrupted = ExitStatus(rawValue: 130)
}
