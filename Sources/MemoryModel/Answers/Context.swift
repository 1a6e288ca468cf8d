/// What `nvidia-smi` shows for the process beyond what torch has reserved.
///
/// The CUDA context, the kernels loaded so far and the libraries' own memory. Nothing here can be
/// derived: reports lie between 300 and 600 MB, by driver, card and what has been loaded.
enum Context {
  static let bytes = 500_000_000
}
