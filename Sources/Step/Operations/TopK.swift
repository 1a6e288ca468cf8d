extension Tensor {
  struct Top: ~Copyable {
    var values: Tensor
    let places: Tensor
  }

  /// `topk` of each row: keeps the places. The gradient is scattered into zeros.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `value_selecting_reduction_backward_symint`.
  func topk(_ rows: Size, _ count: Size) -> Top {
    let (whole, format) = (elements, format)
    let values = machine.new(rows * count, format, .routing)
    let places = machine.new(rows * count, .int64, .places)
    machine.selectRadix(rows, of: whole / rows, count, format)
    let result = machine.operation(
      .routing, rows * count, format, view, in: values.view.storage
    ) { rule in
      rule.keep(places.view)
      rule.gradient(0, whole, format)
    }
    return Top(values: result, places: places)
  }
}

extension Machine {
  /// What several blocks of threads for each row take for a moment: places and digits for each row, and
  /// counts of 256 digits for each row and each block.
  ///
  /// Source: torch 2.15 ATen/native/cuda/TensorTopK.cu `mbtopk::launch`; the two scans by cub take 1,279
  /// bytes each in traced steps.
  fileprivate func selectRadix(_ rows: Size, of columns: Size, _ count: Size, _ format: Format) {
    guard selectsByBlocks(rows, of: columns, count) else { return }
    // `get_items_per_thread`: 64 for each of 256 threads at the most, and where there are that many rows
    // no less than a row takes.
    let blocks = rows * columns.parts(of: 64 * 256)
    let kth = new(rows, format, .workspace)
    let ranks = new(rows * 2, .int32, .workspace)
    let digits = new(rows * 2, .int32, .workspace)
    let counts = new(blocks * (256 * 2), .uint8, .workspace)
    let sums = new(rows * 256, .int32, .workspace)
    let within = new(blocks, .int32, .workspace)
    let kthCounts = new(blocks, .int32, .workspace)
    _ = new(self.count(1279), .uint8, .workspace)
    _ = new(self.count(1279), .uint8, .workspace)
    _ = (kthCounts.format, within.format, sums.format, counts.format, digits.format)
    _ = (ranks.format, kth.format)
  }

  /// Source: the same, `should_use_multiblock`, for more than 800 rows. On an H100 and a B200 traced
  /// steps take another kernel for these counts, without scratch.
  private func selectsByBlocks(_ rows: Size, of columns: Size, _ count: Size) -> Bool {
    guard rows > 799, columns > (rows > 4000 ? 399 : 799) else { return false }
    guard (90..<120).contains(stack.capability), columns > 4095 else { return true }
    return ![64, 128, 256, 512].contains { count == sizes.constant($0) }
  }
}
