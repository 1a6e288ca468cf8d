#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a line of bash, for what a terminal is no part of.
package enum Shell {
  package struct NoShell: Error {}

  package static func run(_ line: String) throws -> (output: String, status: Int32) {
    guard let pipe = popen("bash -c '\(line.replacingQuotes)' 2>&1", "r") else {
      throw NoShell()
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = fread(&chunk, 1, chunk.count, pipe)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    let status = pclose(pipe)
    return (String(decoding: bytes, as: UTF8.self), (status >> 8) & 0xFF)
  }
}

extension String {
  /// For a place between single quotes of the shell.
  fileprivate var replacingQuotes: String {
    split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
  }
}
