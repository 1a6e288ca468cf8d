#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The processor's cores that are on.
enum Cores {
  static let count = min(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), most)

  /// Each that computes holds programs of its own, of some MB.
  private static let most = 16
}
