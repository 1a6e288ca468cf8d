#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Plain files for tests, without Foundation.
package enum Files {
  /// The repository's root, from the place of this file.
  package static let root = folder(of: folder(of: folder(of: #filePath)))

  /// The folder that a path lies in.
  package static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// The text of a file, or nil when it cannot be read.
  package static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether something lies at a path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Writes a text, making the file's own folder where it is missing.
  package static func write(_ text: String, to path: String) {
    write(Array(text.utf8), to: path)
  }

  /// The same with bytes, which need not be text.
  package static func write(_ bytes: [UInt8], to path: String) {
    mkdir(folder(of: path), 0o755)
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    fwrite(bytes, 1, bytes.count, file)
  }

  /// The names in a folder, sorted, without hidden ones.
  package static func list(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
