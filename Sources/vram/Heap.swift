import CHeap

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much may be held in memory, so that a line that asks for more ends in a message.
enum Heap {
  /// Bytes that may still be held.
  static var room: Int { most - Int(heap_in_use()) }

  /// Half of what there is: showing or writing a value takes as much again.
  private static let most: Int = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    var limits = [pages > 0 ? pages * Int(getpagesize()) : 8 << 30]
    var limit = rlimit()
    if getrlimit(addressSpace, &limit) == 0, limit.rlim_cur < UInt64(Int.max) {
      limits.append(Int(limit.rlim_cur))
    }
    // The container's, where the system keeps one.
    if let bytes = try? File.read("/sys/fs/cgroup/memory.max", upTo: 32),
      let bound = Int(String(decoding: bytes, as: UTF8.self).prefix { $0.isNumber })
    {
      limits.append(bound)
    }
    return (limits.min() ?? 8 << 30) / 2
  }()

  #if canImport(Glibc)
    private static let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
  #else
    private static let addressSpace = RLIMIT_AS
  #endif
}
