/// A sum over the rows of a matrix, for its columns: a kernel that splits the rows over blocks of
/// threads writes what each has into a buffer.
///
/// Source: torch 2.15 ATen/native/cuda/Reduce.cuh `setReduceConfig`, `set_block_dimension`,
/// `global_memory_size`.
struct ColumnSums {
  let columns: Double
  let rows: Double
  let multiprocessors: Int

  /// Bytes of the buffer; 0 where each block has all rows of its columns.
  var bytes: Double {
    let (threads, warp, leastValues, mostValues) = (512.0, 32.0, 16.0, 256.0)
    let vector = [4.0, 2, 1].first { columns.truncatingRemainder(dividingBy: $0) == 0 } ?? 1
    let most = threads / vector
    let width0 = min(powerOfTwo(columns / vector), most)
    let height0 = min(powerOfTwo(rows), most)
    let height = min(height0, most / min(width0, warp))
    let width = min(width0, most / height)
    var values = rows
    guard values >= min(height * 16, mostValues) else { return 0 }
    values = (rows / height).rounded(.up)
    let grid = (columns / vector / width).rounded(.up)
    // cudaDeviceProp.maxThreadsPerMultiProcessor of an A100 and an H100; consumer cards have 1,536.
    let target = Double(multiprocessors) * (2048 / (width * height)).rounded(.down)
    guard values >= mostValues, grid <= target else { return 0 }
    let blocks = max(
      min((target / grid).rounded(.up), (values / leastValues).rounded(.up)),
      (values / mostValues).rounded(.up))
    return blocks > 1 ? 4 * columns * blocks * width * vector : 0
  }

  /// The largest power of two that is not larger.
  private func powerOfTwo(_ number: Double) -> Double {
    var power = 1.0
    while power * 2 <= number { power *= 2 }
    return power
  }
}
