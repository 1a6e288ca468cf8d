#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Compares what people see with a file that was looked at once and kept.
///
/// A missing file is written **and fails**, so that nobody lands a picture that nobody looked at.
/// `RECORD=1 swift test` writes all of them anew.
package enum Golden {
  /// Whether what a person sees is to be written anew.
  package static var isRecording: Bool { getenv("RECORD") != nil }

  /// What is wrong with `actual` against the golden file, or nil when they agree.
  ///
  /// - Parameters:
  ///   - file: the golden file's name, in `Golden/` beside the test.
  ///   - test: the test's own path; leave it to its default.
  package static func difference(
    _ actual: String, file: String, in folder: String = "Golden", test: String = #filePath
  ) -> String? {
    let path = Files.folder(of: test) + "/" + folder + "/" + file
    if isRecording {
      Files.write(actual, to: path)
      return nil
    }
    guard let expected = Files.read(path) else {
      Files.write(actual, to: path)
      return "There was no \(file). I wrote it: look at it, then run the test again."
    }
    return expected == actual
      ? nil
      : """
      \(file) differs. Expected:
      \(expected)
      Got:
      \(actual)
      If the new text is right: RECORD=1 swift test, and look at the diff.
      """
  }
}
