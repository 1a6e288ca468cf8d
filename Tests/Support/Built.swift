#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The programs that were built with the tests.
package enum Built {
  /// The folder that they lie in.
  package static let folder = Files.folder(of: executable)

  /// The test bundle's own path: the products lie beside it.
  private static var executable: String {
    #if os(Linux)
      guard let path = realpath("/proc/self/exe", nil) else { return "" }
      defer { free(path) }
      return String(cString: path)
    #else
      let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
      guard let range = bundle.firstRange(of: ".xctest") else { return bundle }
      return String(bundle[..<range.upperBound])
    #endif
  }
}
