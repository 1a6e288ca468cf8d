extension Machine {
  /// `masked_scatter`: writes the rows of a source where a mask of each row says so, and keeps the mask.
  /// Backward looks for the places of all numbers one by one, three indices of each.
  ///
  /// Source: torch 2.15 ATen/native/cuda/IndexKernel.cu `masked_scatter_cuda_kernel`: `maskPrefixSum`;
  /// csrc/autograd/FunctionsManual.cpp `masked_scatter_backward`: `masked_select`; ATen/native/cuda/Nonzero.cu
  /// `nonzero_cuda_out_impl`.
  func maskedScatter(_ x: borrowing Tensor, _ mask: View, _ source: borrowing Tensor) -> Tensor {
    let (elements, written, format) = (x.elements, source.elements, x.format)
    let (own, rows) = (x.view, source.view)
    let result = new(elements, format, .embedding)
    do {
      let prefix = new(elements, .int64, .places)
      let whole = new(elements, .bool, .mask)
      takeBriefly(elements.scanBytes)
      _ = consume whole
      _ = consume prefix
    }
    return operation(.embedding, elements, format, own, rows, in: result.view.storage) { rule in
      rule.keep(mask)
      if own.node != 0 { rule.gradient(0, elements, format) }
      guard rows.node != 0 else { return }
      rule.temporary(elements, .bool)
      rule.temporary(written * 3, .int64)
      rule.brief(elements.selectBytes)
      rule.free(0)
      rule.gradient(1, written, format)
    }
  }
}

extension Size {
  /// What a scan of so many 64-bit integers takes for a moment: 16 B for each tile of 128 threads with 7
  /// numbers, and 32 before the first.
  ///
  /// Source: cub 3.2 device/dispatch/tuning/tuning_scan.cuh `default_policy`; agent/single_pass_scan_operators.cuh
  /// `ScanTileState`; util_temporary_storage.cuh `alias_temporaries`.
  fileprivate var scanBytes: Size { ((parts(of: 128 * 7) + 32) * 16).multiple(of: 256) + 511 }

  /// What picking some of so many places takes for a moment: 8 B for each tile of 128 threads with 18
  /// numbers.
  ///
  /// Source: cub 3.2 device/dispatch/dispatch_select_if.cuh, and the same.
  fileprivate var selectBytes: Size { ((parts(of: 128 * 18) + 32) * 8).multiple(of: 256) + 511 }
}
