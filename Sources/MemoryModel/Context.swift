/// What `nvidia-smi` shows for the process beyond what torch has reserved.
enum Context {
  static let bytes = 500_000_000
}
